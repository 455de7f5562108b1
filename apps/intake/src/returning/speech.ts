/** Sentences for those who come back, filled as everywhere on the page. */
import type { App } from '../app.ts'
import { ar } from './words/ar.ts'
import { en, type ReturningWords } from './words/en.ts'

const WORDS = { en, ar }

export const tell =
  (app: App) =>
  (key: keyof ReturningWords, first?: string | number, second?: string | number): string => {
    const { fill, language } = app.speech()
    return fill(WORDS[language][key], first, second)
  }
