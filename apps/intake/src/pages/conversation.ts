/** What waited under a receipt, and a way to write on. */
import { heading, type App, type Page } from '../app.ts'
import { h, lines } from '../dom.ts'
import { emptyDraft } from '../draft.ts'
import { loadCard } from '../session.ts'
import { composer } from './composer.ts'
import { leave } from './bye.ts'
import { openMailbox } from './openMailbox.ts'
import { submit } from './sending.ts'

const answers = (app: App): Node[] => {
  const { say, moment } = app.speech()
  const { mailbox } = app.session
  if (mailbox === null) return []
  const shown = mailbox.answers.map(({ text, time }) =>
    h(
      'article',
      { class: 'answer' },
      h('p', { class: 'quiet' }, h('time', { datetime: new Date(time).toISOString() }, moment(time))),
      lines(text, 'said'),
    ),
  )
  return [
    ...(shown.length > 0 ? shown : [h('p', {}, say('noAnswer'))]),
    ...(mailbox.unreadable > 0 ? [h('p', { class: 'note danger' }, say('unreadable'))] : []),
  ]
}

const reload = async (app: App): Promise<void> => app.show(conversation(await openMailbox(app, app.session.receipt!)))

const thanks: Page = (app) => {
  app.session.draft = emptyDraft()
  return conversation(null, app.speech().say('sentAgain'))(app)
}

export const conversation =
  (problem: string | null, news: string | null = null): Page =>
  (app) => {
    const { say } = app.speech()
    if (app.session.card === null) void loadCard(app.session)
    const again = (note: string): Page => conversation(note)
    return [
      heading(say('answers')),
      news ? h('p', { class: 'note', role: 'status' }, news) : null,
      ...answers(app),
      h(
        'p',
        { class: 'row' },
        h('button', { type: 'button', onClick: () => void reload(app) }, say('reload')),
        h('button', { type: 'button', onClick: () => leave(app) }, say('done')),
      ),
      h('h2', {}, say('writeAgain')),
      composer(app, 'later', problem, (refuse) => void submit(app, 'later', { again, done: thanks }, refuse)),
    ]
  }
