/** Leaving at once: the page is emptied, then replaced by something harmless, so that "back" does not lead here. */
import type { Language } from './words/index.ts'

const PRESSES = 3
const WITHIN_MS = 1_500

export const hurry = (language: Language): void => {
  leaving = true
  document.body.replaceChildren()
  document.title = ''
  location.replace(`https://${language}.wikipedia.org/`)
}

let leaving = false

/** Escape three times within a second and a half, and a question before anything written is lost otherwise. */
export const watchExit = (language: () => Language, unsaved: () => boolean): void => {
  let presses: number[] = []
  addEventListener('keydown', ({ key, timeStamp }) => {
    if (key !== 'Escape') return
    presses = [...presses, timeStamp].filter((at) => timeStamp - at < WITHIN_MS)
    if (presses.length >= PRESSES) hurry(language())
  })
  addEventListener('beforeunload', (event) => {
    if (!leaving && unsaved()) event.preventDefault()
  })
}
