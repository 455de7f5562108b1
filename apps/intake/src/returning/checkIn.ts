/**
 * "I am well", for those who agreed to say so. Whatever word comes with it, and whichever button it was, the page does and shows the
 * same: who stands behind somebody's shoulder learns nothing.
 */
import { checkInText, readCheckIn, type Mailbox } from '@pergola/core/intake'
import type { App } from '../app.ts'
import { h } from '../dom.ts'
import { emptyDraft } from '../draft.ts'
import { sealing } from '../loading.ts'
import { tell } from './speech.ts'

/** By what the organisation said last. */
export const checkInsAgreed = (answers: Mailbox['answers']): boolean =>
  answers.reduce((agreed, { text }) => {
    const mark = readCheckIn(text)?.mark
    return mark === 'agreed' || (agreed && mark !== 'ended')
  }, false)

const send = async (app: App, says: 'well' | 'help', word: string): Promise<boolean> => {
  const { session } = app
  const code = await sealing()
  const sent = await code?.send({
    org: session.org,
    kind: 'later',
    receipt: session.receipt!,
    draft: { ...emptyDraft(), text: checkInText(says, word) },
    language: session.language,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  })
  return sent?.ok === true
}

export const checkIn = (app: App): HTMLElement => {
  const say = tell(app)
  const word = h('input', {
    id: 'word',
    type: 'text',
    dir: 'auto',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    maxlength: 100,
    'aria-describedby': 'word-hint',
  })
  const status = h('p', { role: 'status', class: 'quiet' })
  const press = async (says: 'well' | 'help'): Promise<void> => {
    for (const button of buttons) button.disabled = true
    status.textContent = say('wellSending')
    const sent = await send(app, says, word.value.trim())
    for (const button of buttons) button.disabled = false
    if (sent) word.value = ''
    status.textContent = sent ? say('wellSent', app.speech().moment(Date.now())) : say('wellNotSent')
  }
  const buttons = (['well', 'help'] as const).map((says) =>
    h('button', { type: 'button', class: says === 'well' ? 'primary' : undefined, onClick: () => void press(says) }, say(says)),
  )
  return h(
    'section',
    { 'aria-labelledby': 'well-title' },
    h('h2', { id: 'well-title' }, say('wellTitle')),
    h('p', {}, say('wellText')),
    h(
      'div',
      { class: 'field' },
      h('label', { for: 'word' }, say('word')),
      h('p', { class: 'hint', id: 'word-hint' }, say('wordHint')),
      word,
    ),
    h('p', { class: 'row' }, ...buttons),
    status,
  )
}
