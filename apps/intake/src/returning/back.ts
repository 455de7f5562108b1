/** Coming back with a receipt: reads it with patience, says which word is wrong and which was probably meant. */
import type { ReceiptProblem } from '@pergola/core/intake'
import { heading, type App, type Page } from '../app.ts'
import { h } from '../dom.ts'
import { sealing } from '../loading.ts'
import { conversation } from './conversation.ts'
import { openMailbox } from './openMailbox.ts'
import { tell } from './speech.ts'

type Unknown = Extract<ReceiptProblem, { type: 'unknown_words' }>['words'][number]

const problemWords = (app: App, problem: Exclude<ReceiptProblem, { type: 'unknown_words' }>): string => {
  const say = tell(app)
  switch (problem.type) {
    case 'empty':
      return say('phraseEmpty')
    case 'wrong_length':
      return say(problem.form === 'words' ? 'phraseWords' : 'phraseLetters', problem.have)
    case 'unknown_letter':
      return say('phraseLetter', problem.letter)
    case 'wrong_letters':
      return say('phraseWrong')
  }
}

/** One line for each wrong word, with the words to choose from. */
const suggestions = (app: App, words: readonly Unknown[], choose: (at: number, word: string) => void): Node[] => {
  const say = tell(app)
  return words.map(({ at, typed, near }) =>
    h(
      'div',
      { class: 'note danger' },
      h('p', {}, say('wordUnknown', at + 1, typed), ' ', near.length > 0 && say('didYouMean')),
      h(
        'p',
        { class: 'row', lang: 'en', dir: 'ltr' },
        ...near.map((word) => h('button', { type: 'button', onClick: () => choose(at, word) }, word)),
      ),
    ),
  )
}

const phraseInput = (): HTMLTextAreaElement =>
  h('textarea', {
    id: 'phrase',
    rows: 3,
    dir: 'ltr',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    translate: 'no',
    'aria-describedby': 'phrase-hint',
  })

export const back: Page = (app) => {
  const { say } = app.speech()
  const input = phraseInput()
  const notes = h('div', { role: 'alert' })
  const button = h('button', { type: 'submit', class: 'primary' }, tell(app)('open'))
  const refuse = (text: string): void => notes.replaceChildren(h('p', { class: 'note danger' }, text))
  const correct = (at: number, word: string): void => {
    const words = input.value.match(/\S+/gu) ?? []
    words[at] = word
    input.value = words.join(' ')
    input.focus()
    void open()
  }
  const open = async (): Promise<void> => {
    const read = (await sealing())?.parseReceipt(input.value)
    if (!read) return refuse(say('offline'))
    if (!read.ok) {
      if (read.problem.type === 'unknown_words') return notes.replaceChildren(...suggestions(app, read.problem.words, correct))
      return refuse(problemWords(app, read.problem))
    }
    notes.replaceChildren(h('p', { class: 'quiet' }, tell(app)('opening')))
    button.disabled = true
    const problem = await openMailbox(app, read.value)
    button.disabled = false
    if (problem) refuse(problem)
    else app.show(conversation(null))
  }
  const onSubmit = (event: Event): void => {
    event.preventDefault()
    void open()
  }
  return [
    heading(tell(app)('back')),
    h('p', {}, tell(app)('backText')),
    h(
      'form',
      { novalidate: true, onSubmit },
      h(
        'div',
        { class: 'field' },
        h('label', { for: 'phrase' }, tell(app)('phrase')),
        h('p', { class: 'hint', id: 'phrase-hint' }, tell(app)('phraseHint')),
        input,
      ),
      notes,
      h('p', { class: 'row' }, button, h('button', { type: 'button', onClick: () => app.show(app.pages.write) }, say('writeNew'))),
    ),
  ]
}
