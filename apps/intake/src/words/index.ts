/** Which language the page speaks, and how it fills its sentences. */
import { LOCALES } from '../locale.ts'
import { ar } from './ar.ts'
import { en, type Words } from './en.ts'

export type Language = 'en' | 'ar'
export const LANGUAGES: readonly { readonly id: Language; readonly name: string }[] = [
  { id: 'en', name: 'English' },
  { id: 'ar', name: 'العربية' },
]

const CATALOGUES: Readonly<Record<Language, Words>> = { en, ar }

/** The first of the reader's own languages that the page has. */
export const preferred = (wanted: readonly string[]): Language => {
  const known = wanted.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'en' || tag === 'ar')
  return known === 'ar' ? 'ar' : 'en'
}

export interface Speech {
  readonly language: Language
  readonly dir: 'ltr' | 'rtl'
  /** `{}` becomes the first value, `{2}` the second. */
  readonly fill: (words: string, first?: string | number, second?: string | number) => string
  readonly say: (key: keyof Words, first?: string | number, second?: string | number) => string
  readonly number: (value: number) => string
  readonly size: (bytes: number) => string
  readonly moment: (unixMs: number) => string
  readonly languageNames: (tags: readonly string[]) => string
}

/** Isolates what is filled in, so that a name in another script does not turn the sentence round. */
const isolate = (value: string): string => `\u2068${value}\u2069`

export const speech = (language: Language): Speech => {
  const words = CATALOGUES[language]
  const number = (value: number): string => new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 }).format(value)
  const text = (value: string | number | undefined): string => (typeof value === 'number' ? number(value) : isolate(value ?? ''))
  const fill: Speech['fill'] = (sentence, first, second) =>
    sentence.replace(/\{(2?)\}/gu, (_, which) => text(which === '2' ? second : first))
  return {
    language,
    dir: language === 'ar' ? 'rtl' : 'ltr',
    fill,
    say: (key, first, second) => fill(words[key], first, second),
    number,
    size: (bytes) => (bytes < 1e6 ? `${number(Math.max(1, Math.round(bytes / 1e3)))} ${words.kb}` : `${number(bytes / 1e6)} ${words.mb}`),
    moment: (unixMs) => new Date(unixMs).toLocaleString(LOCALES[language], { dateStyle: 'long', timeStyle: 'short' }),
    languageNames: (tags) => tags.map((tag) => languageName(language, tag)).join(language === 'ar' ? '، ' : ', '),
  }
}

/** Browsers before 2021 have no names: the tag itself is better than nothing. */
const languageName = (language: Language, tag: string): string => {
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
