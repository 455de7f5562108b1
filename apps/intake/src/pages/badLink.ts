import { heading, type Page } from '../app.ts'
import { h } from '../dom.ts'

export const badLink: Page = (app) => {
  const { say } = app.speech()
  return [heading(say('badLink')), h('p', {}, say('badLinkText'))]
}
