/** Who will read this, and how that was checked. Fills itself in when the check is done, so that nobody has to wait to write. */
import { heading, type App } from '../app.ts'
import { around, h, isolated, lines } from '../dom.ts'
import { isDistrust, sentence } from '../problems.ts'
import { loadCard, nameOf, type Session } from '../session.ts'
import { distrust } from './distrust.ts'

const inFours = (id: string): string => id.match(/.{4}/gu)!.join(' ')

const checking = (app: App): Node[] => {
  const { say } = app.speech()
  return [heading(say('titlePlain')), h('p', { class: 'quiet' }, say('checking'), ' ', say('checkingShort'))]
}

const failed = (app: App, text: string, retry: () => void): Node[] => {
  const { say } = app.speech()
  return [
    heading(say('titlePlain')),
    h('div', { class: 'note danger', role: 'alert' }, h('p', {}, text), h('button', { type: 'button', onClick: retry }, say('again'))),
  ]
}

const checked = (app: App, session: Session): Node[] => {
  if (!session.card?.ok) return []
  const { say, languageNames } = app.speech()
  const { about } = session.card.value
  const name = nameOf(session)
  return [
    heading(around(say('title', '{}').replace(/[\u2068\u2069]/gu, ''), isolated(name))),
    lines(about.intro, 'intro'),
    about.languages.length > 0 ? h('p', {}, say('theyRead', languageNames(about.languages))) : h('p'),
    h(
      'details',
      { class: 'checked' },
      h('summary', {}, h('span', {}, say('checked', name))),
      h('p', {}, say('howText')),
      h('p', { class: 'number', dir: 'ltr' }, inFours(session.org)),
    ),
  ]
}

export const whoReads = (app: App): HTMLElement => {
  const { session } = app
  const place = h('div', { class: 'who', 'aria-live': 'polite' })
  const fill = (): void => {
    const { card } = session
    if (card === null) return place.replaceChildren(...checking(app))
    if (card.ok) return place.replaceChildren(...checked(app, session))
    if (isDistrust(card.problem)) return app.show(distrust(card.problem))
    place.replaceChildren(...failed(app, sentence(app.speech(), card.problem), load))
  }
  const load = (): void => {
    fill()
    void loadCard(session).then(() => {
      if (place.isConnected) fill()
    })
  }
  if (session.card === null) {
    place.replaceChildren(...checking(app))
    void loadCard(session).then(() => place.isConnected && fill())
  } else fill()
  return place
}
