import { IntlMessageFormat } from 'intl-messageformat'
import type { Catalogue } from './catalogue.ts'
import type { Language } from './locale.ts'

export type MessageArgs = Readonly<Record<string, string | number | boolean | null | undefined>>
export type Translate = (key: string, args?: MessageArgs) => string

const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u
const LEFT_TO_RIGHT = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}]/u

/** Isolates what runs the other way, so that a name in another script cannot reorder the sentence around it. */
const isolated = (language: Language, value: string): string => {
  const runsOtherWay = language === 'ar' ? LEFT_TO_RIGHT.test(value) : RIGHT_TO_LEFT.test(value)
  return runsOtherWay ? `${FIRST_STRONG_ISOLATE}${value}${POP_ISOLATE}` : value
}

/** TYPE.select of the parser; its own list of types is not exported to be read at run time. */
const SELECT = 5

interface Part {
  readonly type: number
  readonly value?: unknown
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>
}

/** Names of arguments that choose between words: they are codes, nobody reads them, and an isolate would make them another code. */
const choosersIn = (parts: readonly Part[]): readonly string[] =>
  parts.flatMap(({ type, value, options }) => [
    ...(type === SELECT ? [String(value)] : []),
    ...Object.values(options ?? {}).flatMap((option) => choosersIn(option.value)),
  ])

interface Parsed {
  readonly format: IntlMessageFormat
  readonly choosers: ReadonlySet<string>
}

const parse = (message: string, locale: string): Parsed => {
  const format = new IntlMessageFormat(message, locale)
  return { format, choosers: new Set(choosersIn(format.getAst() as readonly Part[])) }
}

/**
 * Sentences of one catalogue. Messages are parsed once, when first said. An unknown key comes back as it is: a test sees to it
 * that there is none.
 */
export const translator = (language: Language, catalogue: Catalogue): Translate => {
  const parsed = new Map<string, Parsed>()
  const locale = language === 'ar' ? 'ar-u-nu-latn' : language
  const keep = (key: string, message: string): Parsed => {
    const made = parse(message, locale)
    parsed.set(key, made)
    return made
  }
  return (key, args) => {
    const message = catalogue[key]
    if (message === undefined) return key
    if (args === undefined && !message.includes('{') && !message.includes("'")) return message
    const { format, choosers } = parsed.get(key) ?? keep(key, message)
    const filled = Object.entries(args ?? {}).map(([name, value]) => [
      name,
      typeof value === 'string' && !choosers.has(name) ? isolated(language, value) : value,
    ])
    return String(format.format(Object.fromEntries(filled)))
  }
}
