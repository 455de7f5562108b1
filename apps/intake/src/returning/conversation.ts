/** What waited under a receipt, and a way to write on. */
import { readCheckIn } from '@pergola/core/intake'
import { heading, type App, type Page } from '../app.ts'
import { h, lines } from '../dom.ts'
import { emptyDraft } from '../draft.ts'
import { loadCard } from '../session.ts'
import { composer } from '../pages/composer.ts'
import { leave } from '../pages/bye.ts'
import { checkInsAgreed, checkIn } from './checkIn.ts'
import { openMailbox } from './openMailbox.ts'
import { tell } from './speech.ts'
import { submit } from '../pages/sending.ts'

const answers = (app: App): Node[] => {
  const { moment } = app.speech()
  const say = tell(app)
  const { mailbox } = app.session
  if (mailbox === null) return []
  const agreed = checkInsAgreed(mailbox.answers)
  const texts = mailbox.answers.filter(({ text }) => readCheckIn(text) === null)
  const shown = texts.map(({ text, time }) =>
    h(
      'article',
      { class: 'answer' },
      h('p', { class: 'quiet' }, h('time', { datetime: new Date(time).toISOString() }, moment(time))),
      lines(text, 'said'),
    ),
  )
  return [
    ...(agreed ? [checkIn(app)] : []),
    ...(shown.length > 0 || agreed ? shown : [h('p', {}, say('noAnswer'))]),
    ...(mailbox.unreadable > 0 ? [h('p', { class: 'note danger' }, say('unreadable'))] : []),
  ]
}

const reload = async (app: App): Promise<void> => app.show(conversation(await openMailbox(app, app.session.receipt!)))

const thanks: Page = (app) => {
  app.session.draft = emptyDraft()
  return conversation(null, tell(app)('sentAgain'))(app)
}

export const conversation =
  (problem: string | null, news: string | null = null): Page =>
  (app) => {
    const say = tell(app)
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
