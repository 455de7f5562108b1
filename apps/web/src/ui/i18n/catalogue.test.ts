import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { loadCatalogue } from './catalogue.ts'

const UI = join(import.meta.dirname, '..')
const sources = readdirSync(UI, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(UI, path), 'utf8') }))

const en = await loadCatalogue('en')
const ar = await loadCatalogue('ar')

/** Strings that look like keys of a catalogue, and the fixed beginnings of keys that are put together. */
const literalKeys = sources.flatMap(({ path, text }) =>
  [...text.matchAll(/(?<![\w$])t\(\s*'([^']+)'/g)].map((match) => ({ path, key: match[1] ?? '' })),
)
const mentioned = new Set(
  sources.flatMap(({ text }) => [...text.matchAll(/['"`]([a-z][A-Za-z0-9]*(?:\.[A-Za-z0-9_]+)+)['"`]/g)].map((match) => match[1])),
)
const starts = sources.flatMap(({ text }) =>
  [...text.matchAll(/`([a-z][A-Za-z0-9]*\.(?:[A-Za-z0-9_]+\.)*[A-Za-z0-9_]*)\$\{/g)].map((match) => match[1] ?? ''),
)

const argumentsOf = (message: string): string => {
  const names = new Set<string>()
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk)
    if (typeof value !== 'object' || value === null) return
    const node = value as { type?: number; value?: unknown; options?: Record<string, { value: unknown }> }
    if (typeof node.type === 'number' && node.type >= 1 && node.type <= 6 && typeof node.value === 'string') names.add(node.value)
    for (const option of Object.values(node.options ?? {})) walk(option.value)
  }
  walk(new IntlMessageFormat(message, 'en').getAst())
  return [...names].sort().join(' ')
}

/** What stands between a bracket and the one that closes it, without what is bracketed inside. */
const between = (text: string, from: number): string => {
  let [depth, said] = [1, '']
  for (let at = from; at < text.length && depth > 0; at++) {
    const sign = text[at]!
    if ('([{'.includes(sign)) depth++
    if (')]}'.includes(sign)) depth--
    if (depth === 1 && !')]}'.includes(sign)) said += sign
  }
  return said
}

/** Calls that name their key and their arguments on the spot, with the arguments that are missing. */
const withoutArguments = sources.flatMap(({ path, text }) =>
  [...text.matchAll(/(?<![\w$])t\(\s*'([^']+)'\s*(?:(\))|,\s*\{)/g)].flatMap(({ 0: call, 1: key = '', 2: ends, index }) => {
    const given = ends === undefined ? between(text, index + call.length) : ''
    const names = new Set([...given.matchAll(/(?:^|,)\s*(\w+)/g)].map((match) => match[1]))
    const missing = argumentsOf(en[key] ?? '')
      .split(' ')
      .filter((name) => name !== '' && !names.has(name))
    return missing.length === 0 || given.includes('...') ? [] : [`${path}: ${key} wants ${missing.join(', ')}`]
  }),
)

describe('catalogues', () => {
  test('English and Arabic say the same things', () => {
    expect(Object.keys(ar).sort()).toEqual(Object.keys(en).sort())
  })

  test('every message can be read, and takes the same arguments in both languages', () => {
    const differing = Object.keys(en).filter((key) => argumentsOf(en[key] ?? '') !== argumentsOf(ar[key] ?? ''))
    expect(differing).toEqual([])
  })

  test('no message is empty or left in English', () => {
    const isSame = (key: string): boolean => en[key] === ar[key] && /\p{Script=Latin}{3,}/u.test((en[key] ?? '').replaceAll(/\{\w+/g, ''))
    expect(Object.keys(en).filter((key) => (ar[key] ?? '').trim() === '' || isSame(key))).toEqual(['settings.language.en'])
  })

  test('every key that a page asks for is there', () => {
    expect(literalKeys.filter(({ key }) => en[key] === undefined)).toEqual([])
  })

  test('every message that a page asks for gets what it speaks of', () => {
    expect(withoutArguments).toEqual([])
  })

  test('every key that is there is asked for', () => {
    const isUsed = (key: string): boolean => mentioned.has(key) || starts.some((start) => key.startsWith(start))
    expect(Object.keys(en).filter((key) => !isUsed(key))).toEqual([])
  })
})

const TEXT_BETWEEN_TAGS = /(?<=<\/?[A-Za-z][^<>{}=]*>|<[a-z][^<>]*[^=]>|\}\s*)(?<text>[^<>{}()=;&|]*\p{Letter}{2,}[^<>{}()=;&|]*)<\//gu
const TEXT_IN_ATTRIBUTE =
  /\s(?:label|title|placeholder|alt|description|text|question|confirmLabel|aria-label)="(?<text>[^"]*\p{Letter}[^"]*)"/gu

describe('pages', () => {
  test('no words stand in the code: they are in the catalogues', () => {
    const found = sources
      .filter(({ path }) => path.endsWith('.tsx'))
      .flatMap(({ path, text }) =>
        [...text.matchAll(TEXT_BETWEEN_TAGS), ...text.matchAll(TEXT_IN_ATTRIBUTE)].map(
          (match) => `${path}: ${match.groups?.['text']?.trim()}`,
        ),
      )
    expect(found).toEqual([])
  })
})
