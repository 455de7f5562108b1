/** After sending: the receipt, shown once. */
import { heading, type App, type Page } from '../app.ts'
import { h } from '../dom.ts'
import { emptyDraft } from '../draft.ts'
import { nameOf } from '../session.ts'
import { leave } from './bye.ts'

const copyButton = (app: App, text: string): HTMLElement => {
  const { say } = app.speech()
  const said = h('span', { role: 'status', class: 'quiet' })
  const copy = async (): Promise<void> => {
    const copied = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    )
    said.textContent = say(copied ? 'copied' : 'copyFailed')
  }
  return h('span', {}, h('button', { type: 'button', onClick: () => void copy() }, say('copy')), ' ', said)
}

const phrase = (app: App, text: string, form: 'words' | 'letters'): HTMLElement => {
  const parts = text.split(form === 'words' ? ' ' : '-')
  return h(
    'ol',
    { class: `phrase ${form}`, dir: 'ltr', lang: 'en', translate: 'no', 'aria-label': app.speech().say('receipt') },
    ...parts.map((part) => h('li', {}, part)),
  )
}

export const receipt: Page = (app) => {
  const { say } = app.speech()
  const { text, form } = app.session.receipt!
  // Sent: what was written need not stay in memory.
  app.session.draft = emptyDraft()
  return [
    heading(say('sent')),
    h('p', {}, say('sentText', nameOf(app.session))),
    phrase(app, text, form),
    h(
      'ul',
      { class: 'advice' },
      h('li', {}, say('write1')),
      h('li', {}, say('write2')),
      h('li', {}, say('write3'), h('span', { class: 'address', dir: 'ltr' }, location.href)),
    ),
    h('p', { class: 'row' }, copyButton(app, text), h('button', { type: 'button', onClick: () => print() }, say('print'))),
    h('button', { type: 'button', class: 'primary', onClick: () => leave(app) }, say('wrote')),
  ]
}
