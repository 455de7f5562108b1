/** The frame around every page: language, quick exit, and the one place where pages are shown. */
import { h } from './dom.ts'
import { hurry } from './quickExit.ts'
import type { Session } from './session.ts'
import { LANGUAGES, speech, type Speech } from './words/index.ts'

export type Page = (app: App) => readonly (Node | null)[]

/** Pages that others lead back to. */
export interface Pages {
  readonly write: Page
}

export interface App {
  readonly session: Session
  readonly pages: Pages
  readonly speech: () => Speech
  /** Shows a page, and draws it again when the language changes. Focus goes to its heading, or to what went wrong. */
  readonly show: (page: Page, focus?: 'h1' | '.danger') => void
}

const languageChoice = (session: Session, choose: (language: Session['language']) => void): HTMLElement =>
  h(
    'div',
    { class: 'languages', role: 'group', 'aria-label': speech(session.language).say('language') },
    ...LANGUAGES.map(({ id, name }) =>
      h('button', { type: 'button', lang: id, 'aria-pressed': String(id === session.language), onClick: () => choose(id) }, name),
    ),
  )

const header = (app: App, choose: (language: Session['language']) => void): HTMLElement => {
  const { say, language } = app.speech()
  return h(
    'header',
    {},
    languageChoice(app.session, choose),
    h('button', { type: 'button', class: 'exit', title: say('exitHint'), onClick: () => hurry(language) }, say('exit')),
  )
}

export const start = (root: HTMLElement, session: Session, pages: Pages): App => {
  let page: Page = () => []
  const draw = (): void => {
    const { language, dir } = app.speech()
    document.documentElement.lang = language
    document.documentElement.dir = dir
    const content = page(app).filter((node) => node !== null)
    root.replaceChildren(
      header(app, (chosen) => {
        session.language = chosen
        draw()
        root.querySelector<HTMLElement>(`.languages [lang=${chosen}]`)?.focus()
      }),
      h('main', {}, ...content),
    )
    document.title = root.querySelector('h1')?.textContent ?? ''
  }
  const app: App = {
    session,
    pages,
    speech: () => speech(session.language),
    show: (next, focus = 'h1') => {
      page = next
      draw()
      scrollTo(0, 0)
      root.querySelector<HTMLElement>(focus)?.focus()
    },
  }
  return app
}

/** A page's heading, which takes the focus when the page is shown. */
export const heading = (...children: readonly (Node | string)[]): HTMLElement => h('h1', { tabindex: -1 }, ...children)
