/** While it is sealed and sent: how far it is, and a way to stop. */
import { heading, type App, type Page } from '../app.ts'
import { h } from '../dom.ts'
import { isDistrust, sentence } from '../problems.ts'
import { sealing } from '../loading.ts'
import type { Progress, SendProblem } from '../sealing/send.ts'
import { distrust } from './distrust.ts'

const doingWords = (app: App, { doing }: Progress): string => {
  const { say, number } = app.speech()
  if (doing.step === 'file') return say('sendingFile', number(doing.at), number(doing.of))
  return say(doing.step === 'work' ? 'sendingWork' : 'sendingText')
}

interface Meter {
  readonly page: Page
  readonly tell: (progress: Progress) => void
}

const meter = (stop: () => void): Meter => {
  let latest: Progress = { share: 0, doing: { step: 'work' } }
  let update = (): void => undefined
  const page: Page = (app) => {
    const { say } = app.speech()
    const bar = h('progress', { max: 1, 'aria-label': say('sending') })
    const words = h('p', { class: 'quiet' })
    update = () => {
      bar.value = latest.share
      words.textContent = doingWords(app, latest)
    }
    update()
    return [heading(say('sending')), bar, words, h('p', {}, say('keepOpen')), h('button', { type: 'button', onClick: stop }, say('cancel'))]
  }
  return {
    page,
    tell: (progress) => {
      latest = progress
      update()
    },
  }
}

const failureWords = (app: App, problem: SendProblem): string => {
  const why = sentence(app.speech(), problem)
  return problem.type === 'stopped' ? why : `${app.speech().say('notSent')} ${why}`
}

/** Sends the draft; shows `again` with what went wrong, or `done`. */
export const submit = async (
  app: App,
  kind: 'first' | 'later',
  pages: { readonly again: (note: string) => Page; readonly done: Page },
  refuse: (text: string) => void,
): Promise<void> => {
  const { session } = app
  const code = await sealing()
  if (code === null || !session.card?.ok) return refuse(app.speech().say('waiting'))
  const problem = code.lengthProblem(session.draft)
  if (problem) return refuse(sentence(app.speech(), problem))
  session.receipt ??= code.drawReceipt(session.language === 'en' ? 'words' : 'letters')
  const stopping = new AbortController()
  const { page, tell } = meter(() => stopping.abort())
  app.show(page)
  const sent = await code.send({
    org: session.org,
    kind,
    receipt: session.receipt,
    draft: session.draft,
    language: session.language,
    signal: stopping.signal,
    onProgress: tell,
  })
  if (sent.ok) return app.show(pages.done)
  if (isDistrust(sent.problem)) return app.show(distrust(sent.problem))
  app.show(pages.again(failureWords(app, sent.problem)), '.danger')
}
