/** Languages and countries by name or code, as lists of services write them. */
import { foldText } from '../search/fold.ts'
import { readRegions } from '../directory/readRegions.ts'
import { LANGUAGES } from '../vocabulary/codes.ts'
import { isCountry } from '../vocabulary/regions.ts'

/** Names that lists use beside the ones of the platform. */
const OTHER_LANGUAGES: Readonly<Record<string, string>> = {
  creole: 'ht',
  'haitian creole': 'ht',
  kreyol: 'ht',
  mandarin: 'zh',
  cantonese: 'yue',
  farsi: 'fa',
  dari: 'prs',
  flemish: 'nl',
  castilian: 'es',
  tagalog: 'tl',
  filipino: 'fil',
  burmese: 'my',
  kurdish: 'ku',
  sorani: 'ckb',
  kurmanji: 'ku',
  eng: 'en',
  fra: 'fr',
  fre: 'fr',
  spa: 'es',
  ara: 'ar',
  rus: 'ru',
  por: 'pt',
  zho: 'zh',
  chi: 'zh',
  fas: 'fa',
  per: 'fa',
  deu: 'de',
  ger: 'de',
  nld: 'nl',
  dut: 'nl',
  swa: 'sw',
  tur: 'tr',
  ukr: 'uk',
  urd: 'ur',
}

let names: ReadonlyMap<string, string> | undefined

const languageNames = (): ReadonlyMap<string, string> => {
  if (names !== undefined) return names
  const found = new Map<string, string>(Object.entries(OTHER_LANGUAGES))
  for (const locale of ['en', 'fr', 'es', 'ar', 'ru', 'fa', 'pt', 'de']) {
    const display = new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' })
    for (const code of LANGUAGES) {
      const name = display.of(code)
      if (name !== undefined && !found.has(foldText(name))) found.set(foldText(name), code)
    }
  }
  names = found
  return found
}

/** The code of a language, or null. */
export const languageOf = (text: string): string | null => {
  const word = foldText(text.trim())
  if (LANGUAGES.includes(word)) return word
  const base = /^([a-z]{2,3})[-_][a-z]{2,4}$/u.exec(word)?.[1]
  if (base !== undefined && LANGUAGES.includes(base)) return base
  return languageNames().get(word) ?? languageNames().get(word.replace(/\s*\(.*$/u, '').trim()) ?? null
}

/** A list in one cell: by semicolons, commas, bars, slashes, lines, "and". */
export const listOf = (text: string): readonly string[] =>
  text
    .split(/[;,|/\n،؛]|\s+(?:and|und|et|y|و)\s+|\s&\s/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** What stands around names of languages in a list somebody typed. */
const NOT_A_LANGUAGE = /\\n|\.|\b(?:and|spoken|translators?|interpreters?|interpretation|translation|provided|available)\b/giu

export interface ReadLanguages {
  readonly codes: readonly string[]
  readonly unknown: readonly string[]
}

/** `any` where a list says so. */
export const readLanguages = (texts: readonly string[]): ReadLanguages => {
  const words = texts.flatMap((text) => listOf(text.replace(NOT_A_LANGUAGE, ';'))).filter((word) => /\p{L}/u.test(word))
  if (words.some((word) => /^(?:any|all)(?: languages?)?$/iu.test(word))) return { codes: ['any'], unknown: [] }
  const codes = words.map(languageOf)
  return {
    codes: [...new Set(codes.filter((code) => code !== null))],
    unknown: words.filter((_, at) => codes[at] === null),
  }
}

/** The country a cell names, or ''. */
export const countryOf = (text: string): string => {
  const word = text.trim()
  if (isCountry(word.toUpperCase())) return word.toUpperCase()
  const codes = word === '' ? undefined : readRegions(word)
  return codes?.length === 1 && isCountry(codes[0] as string) ? (codes[0] as string) : ''
}
