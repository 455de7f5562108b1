/** The end: nothing is held any more. */
import { heading, type App, type Page } from '../app.ts'
import { h } from '../dom.ts'
import { forget } from '../session.ts'

const bye: Page = (app) => {
  const { say } = app.speech()
  return [
    heading(say('bye')),
    h('p', {}, say('byeText')),
    h('button', { type: 'button', onClick: () => app.show(app.pages.write) }, say('writeNew')),
  ]
}

/** Leaves the session as if it had never been used. */
export const leave = (app: App): void => {
  forget(app.session)
  app.show(bye)
}
