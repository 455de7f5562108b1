/** The card does not prove itself: nothing can be written, and the reason is said. */
import { heading, type Page } from '../app.ts'
import { h } from '../dom.ts'
import { sentence } from '../problems.ts'
import type { SendProblem } from '../sealing/send.ts'

export const distrust =
  (problem: SendProblem): Page =>
  (app) => [
    heading(app.speech().say('cardProblem')),
    h('div', { class: 'note danger', role: 'alert' }, h('p', {}, sentence(app.speech(), problem))),
  ]
