/** A file behind a link that works once. Opening the page asks the server for nothing: a preview or a scanner uses nothing up. */
import type { OpenedOutside } from '@pergola/core/outside'
import { h } from '../dom.ts'
import { hurry, watchExit } from '../quickExit.ts'
import { attachedFiles } from './attached.ts'
import { fetchFile, secretIn, type Fetched } from './fetching.ts'
import { sheet } from './sheet.ts'
import { LANGUAGES, WORDS, preferred, type Language } from './words.ts'

type State =
  | { readonly at: 'door'; readonly problem: Exclude<Fetched['type'], 'here' | 'gone'> | null; readonly busy: boolean }
  | { readonly at: 'bad' | 'gone' | 'closed' }
  | { readonly at: 'open'; readonly file: OpenedOutside }

const place = document.getElementById('page')!
const secret = secretIn(location.hash)
let language: Language = preferred(navigator.languages)
let state: State = secret === null ? { at: 'bad' } : { at: 'door', problem: null, busy: false }

const go = (next: State): void => {
  state = next
  draw()
  place.querySelector('h1')?.focus()
}

const open = async (): Promise<void> => {
  if (secret === null || (state.at === 'door' && state.busy)) return
  go({ at: 'door', problem: null, busy: true })
  const fetched = await fetchFile(secret)
  if (fetched.type === 'here') {
    // The address of a page that was read opens nothing any more, and stands in no history.
    history.replaceState(null, '', location.pathname)
    return go({ at: 'open', file: fetched.file })
  }
  if (fetched.type === 'gone') return go({ at: 'gone' })
  go({ at: 'door', problem: fetched.type, busy: false })
}

const header = (): HTMLElement => {
  const words = WORDS[language]
  const choose = (id: Language): void => {
    language = id
    draw()
  }
  return h(
    'header',
    {},
    h(
      'div',
      { class: 'languages', role: 'group', 'aria-label': words.language },
      ...LANGUAGES.map(([id, name]) =>
        h('button', { type: 'button', lang: id, 'aria-pressed': String(id === language), onClick: () => choose(id) }, name),
      ),
    ),
    h('button', { type: 'button', class: 'exit', title: words.exitHint, onClick: () => hurry(language) }, words.exit),
  )
}

const door = (at: Extract<State, { at: 'door' }>): readonly (Node | null)[] => {
  const words = WORDS[language]
  return [
    h('h1', { tabindex: -1 }, words.title),
    h('p', {}, words.once),
    h('p', { class: 'quiet' }, words.nobody),
    at.problem === null ? null : h('p', { class: 'over', role: 'alert' }, words[at.problem]),
    h(
      'div',
      { class: 'does' },
      h(
        'button',
        { type: 'button', class: 'primary', disabled: at.busy, onClick: () => void open() },
        at.busy ? words.showing : at.problem === null ? words.show : words.again,
      ),
    ),
    h('p', { role: 'status', class: 'quiet' }, at.busy ? words.showing : ''),
  ]
}

const opened = (file: OpenedOutside): readonly (Node | null)[] => {
  const words = WORDS[language]
  return [
    h('h1', { tabindex: -1 }, words.title),
    h('p', { class: 'checked screen' }, words.once),
    sheet(file.content, language, attachedFiles(file, words)),
    h(
      'div',
      { class: 'does' },
      h('button', { type: 'button', class: 'primary', onClick: () => print() }, words.print),
      h('button', { type: 'button', onClick: () => go({ at: 'closed' }) }, words.close),
    ),
  ]
}

const said = (title: string, text: string): readonly Node[] => [h('h1', { tabindex: -1 }, title), h('p', {}, text)]

const main = (): readonly (Node | null)[] => {
  const words = WORDS[language]
  switch (state.at) {
    case 'door':
      return door(state)
    case 'open':
      return opened(state.file)
    case 'bad':
      return said(words.badTitle, words.bad)
    case 'gone':
      return said(words.goneTitle, words.gone)
    case 'closed':
      return said(words.title, words.closed)
  }
}

const draw = (): void => {
  document.documentElement.lang = language
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr'
  document.title = WORDS[language].title
  place.replaceChildren(header(), h('main', {}, ...main()))
}

addEventListener('hashchange', () => location.reload())
watchExit(
  () => language,
  () => state.at === 'open',
)
draw()
