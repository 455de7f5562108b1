/** The first page: who reads this, what to mind, and the message itself. */
import type { App, Page } from '../app.ts'
import { h } from '../dom.ts'
import { returning } from '../loading.ts'
import { composer } from './composer.ts'
import { receipt } from './receipt.ts'
import { submit } from './sending.ts'
import { whoReads } from './whoReads.ts'

const advice = (app: App): HTMLElement => {
  const { say } = app.speech()
  const points = (['before1', 'before2', 'before3', 'before4', 'before5'] as const).map((key) => h('li', {}, say(key)))
  return h('section', {}, h('h2', {}, say('before')), h('ul', { class: 'advice' }, ...points))
}

const comeBack = async (app: App): Promise<void> => {
  const code = await returning()
  app.show(code ? code.back : withNote(app.speech().say('offline')), code ? 'h1' : '.danger')
}

const withNote =
  (note: string | null): Page =>
  (app) => [
    whoReads(app),
    h('button', { type: 'button', class: 'come-back', onClick: () => void comeBack(app) }, app.speech().say('haveReceipt')),
    advice(app),
    composer(app, 'first', note, (refuse) => void submit(app, 'first', { again: withNote, done: receipt }, refuse)),
  ]

export const write: Page = withNote(null)
