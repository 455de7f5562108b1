/** Text, files, and how to be reached: the form of a first message and of a later one. Writes into the session's draft at once. */
import { INTAKE_LIMITS } from '@pergola/core/intake'
import type { App } from '../app.ts'
import { h } from '../dom.ts'
import type { Draft } from '../draft.ts'

/** Browsers stand still over a megabyte in a field, and what was written with them: twice what fits is the most that is taken in. */
const FARTHEST = 2 * INTAKE_LIMITS.textCharacters

interface Counter {
  readonly node: HTMLElement
  readonly update: () => void
  readonly refuse: (characters: number) => void
}

const counter = (app: App, draft: Draft): Counter => {
  const node = h('p', { class: 'count', 'aria-live': 'polite' })
  const update = (): void => {
    const left = INTAKE_LIMITS.textCharacters - [...draft.text].length
    const { say } = app.speech()
    node.className = left < 0 ? 'count over' : 'count'
    node.textContent = left < 0 ? say('tooLong', -left) : left < 2_000 ? say('textLeft', left) : ''
  }
  const refuse = (characters: number): void => {
    node.className = 'count over'
    node.textContent = app.speech().say('pasted', characters)
  }
  update()
  return { node, update, refuse }
}

const textField = (app: App, draft: Draft, kind: 'first' | 'later'): HTMLElement => {
  const { say } = app.speech()
  const count = counter(app, draft)
  const takeIn = (event: Event, data: DataTransfer | null): void => {
    const { length } = data?.getData('text/plain') ?? ''
    if (draft.text.length + length <= FARTHEST) return
    event.preventDefault()
    count.refuse(length)
  }
  const area = h('textarea', {
    id: 'text',
    rows: 8,
    dir: 'auto',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'text-hint',
    onPaste: (event) => takeIn(event, (event as ClipboardEvent).clipboardData),
    onDrop: (event) => takeIn(event, (event as DragEvent).dataTransfer),
    onInput: () => {
      draft.text = area.value
      count.update()
    },
  })
  area.value = draft.text
  const hint = h('p', { class: 'hint', id: 'text-hint' }, say('textHint', INTAKE_LIMITS.textCharacters))
  return h('div', { class: 'field' }, h('label', { for: 'text' }, say(kind === 'first' ? 'text' : 'sendingText')), hint, area, count.node)
}

/** Signs that hide, or turn the rest of a name around, are shown as what they are: a file that ends in .exe shall not look like a picture. */
const shownName = (name: string): string =>
  name.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, '\ufffd')

/** Why a chosen file cannot come along, or null. */
const fileProblem = (app: App, draft: Draft, file: File): string | null => {
  const { say, size } = app.speech()
  if (draft.files.length >= INTAKE_LIMITS.files) return say('tooManyFiles', shownName(file.name))
  if (file.size > INTAKE_LIMITS.fileBytes) return say('fileTooLarge', shownName(file.name), size(file.size))
  return file.size === 0 ? say('fileEmpty', shownName(file.name)) : null
}

const fileRow = (app: App, draft: Draft, at: number, redraw: () => void): HTMLElement => {
  const { say, size } = app.speech()
  const { file } = draft.files[at]!
  const remove = (): void => {
    draft.files.splice(at, 1)
    redraw()
  }
  return h(
    'li',
    {},
    h('span', { class: 'name', dir: 'auto' }, shownName(file.name)),
    h('span', { class: 'size' }, size(file.size)),
    h('button', { type: 'button', class: 'plain', 'aria-label': say('remove', shownName(file.name)), onClick: remove }, '×'),
  )
}

const filesField = (app: App, draft: Draft): HTMLElement => {
  const { say } = app.speech()
  const list = h('ul', { class: 'files' })
  const notes = h('div', { role: 'alert' })
  const redraw = (): void => list.replaceChildren(...draft.files.map((_, at) => fileRow(app, draft, at, redraw)))
  const take = (): void => {
    const refused: string[] = []
    for (const file of input.files ?? []) {
      const problem = fileProblem(app, draft, file)
      if (problem) refused.push(problem)
      else draft.files.push({ file, ref: null })
    }
    // So that the same file can be chosen again after it was removed.
    input.value = ''
    notes.replaceChildren(...refused.map((text) => h('p', { class: 'note danger' }, text)))
    redraw()
  }
  const input = h('input', { type: 'file', id: 'files', multiple: true, class: 'unseen', 'aria-describedby': 'files-hint', onChange: take })
  redraw()
  return h(
    'div',
    { class: 'field', role: 'group', 'aria-labelledby': 'files-label' },
    h('p', { class: 'label', id: 'files-label' }, say('files'), ' ', h('small', {}, say('optional'))),
    h('p', { class: 'hint', id: 'files-hint' }, say('filesHint')),
    input,
    h('label', { for: 'files', class: 'button' }, say('addFiles')),
    list,
    notes,
  )
}

const reachField = (app: App, draft: Draft): HTMLElement => {
  const { say } = app.speech()
  const input = h('textarea', {
    id: 'reach',
    rows: 2,
    dir: 'auto',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'reach-hint',
    onInput: () => {
      draft.reach = input.value
    },
  })
  input.value = draft.reach
  const label = h('label', { for: 'reach' }, say('reach'), ' ', h('small', {}, say('optional')))
  return h('div', { class: 'field' }, label, h('p', { class: 'hint', id: 'reach-hint' }, say('reachHint')), input)
}

/** `note`: what went wrong with the attempt before, if anything. */
export const composer = (
  app: App,
  kind: 'first' | 'later',
  note: string | null,
  onSend: (refuse: (text: string) => void) => void,
): HTMLElement => {
  const { say } = app.speech()
  const { draft } = app.session
  const notes = h('div', { role: 'alert' })
  const refuse = (text: string): void => notes.replaceChildren(h('p', { class: 'note danger', tabindex: -1 }, text))
  if (note) refuse(note)
  return h(
    'form',
    {
      novalidate: true,
      // What was wrong with it may be right now: the next attempt says.
      onInput: () => notes.replaceChildren(),
      onSubmit: (event) => {
        event.preventDefault()
        onSend(refuse)
      },
    },
    textField(app, draft, kind),
    filesField(app, draft),
    kind === 'first' && reachField(app, draft),
    notes,
    h('button', { type: 'submit', class: 'primary' }, say('send')),
    h('p', { class: 'hint' }, say('sendNote')),
  )
}
