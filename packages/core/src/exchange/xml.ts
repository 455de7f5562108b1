/**
 * The part of XML 1.0 that spreadsheets use: elements, attributes, text, CDATA, comments, the five named entities and numbered
 * characters. No document type (no entity of one's own, so nothing can grow), no processing instruction but the first. Tags are
 * told one after another; what does not nest is refused.
 */
import { fail, ok, type Result } from '../record/result.ts'
import { LIMITS } from './limits.ts'

export interface Xml {
  readonly open: (name: string, attribute: (name: string) => string) => void
  readonly text: (text: string) => void
  readonly close: (name: string) => void
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const unescaped = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/giu, (whole, hex?: string, decimal?: string, name?: string) => {
        if (name !== undefined) return ENTITIES[name] ?? whole
        const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
        return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ''
      })
    : text

/** A prefix says which vocabulary a name is of; here there is one only. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

const patterns = new Map<string, RegExp>()

const attributeIn = (tag: string, name: string): string => {
  const pattern = patterns.get(name) ?? new RegExp(`\\s(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'u')
  patterns.set(name, pattern)
  const found = pattern.exec(tag)
  return unescaped(found?.[1] ?? found?.[2] ?? '')
}

/** End of a tag that begins at `from`; a `>` within quotes is none. */
const endOfTag = (text: string, from: number): number => {
  let quote = ''
  for (let at = from; at < text.length; at++) {
    const unit = text[at] as string
    if (quote !== '') quote = unit === quote ? '' : quote
    else if (unit === '"' || unit === "'") quote = unit
    else if (unit === '>') return at
  }
  return -1
}

/** Told in order; `not_xml` for what is not well formed. */
export const readXml = (text: string, told: Xml): Result<null, 'not_xml'> => {
  const stack: string[] = []
  let at = 0
  const skipTo = (mark: string, from: number): boolean => {
    const end = text.indexOf(mark, from)
    at = end + mark.length
    return end >= 0
  }
  while (at < text.length) {
    const next = text.indexOf('<', at)
    if (next < 0) break
    if (next > at && stack.length > 0) told.text(unescaped(text.slice(at, next)))
    if (text.startsWith('<?', next)) {
      if (!skipTo('?>', next)) return fail('not_xml')
    } else if (text.startsWith('<!--', next)) {
      if (!skipTo('-->', next + 4)) return fail('not_xml')
    } else if (text.startsWith('<![CDATA[', next)) {
      if (!skipTo(']]>', next)) return fail('not_xml')
      told.text(text.slice(next + 9, at - 3))
    } else {
      const end = endOfTag(text, next)
      if (end < 0 || !tag(text.slice(next + 1, end), stack, told)) return fail('not_xml')
      at = end + 1
    }
  }
  return stack.length === 0 ? ok(null) : fail('not_xml')
}

const tag = (inside: string, stack: string[], told: Xml): boolean => {
  if (inside.startsWith('/')) {
    const name = localName(inside.slice(1).trim())
    if (stack.pop() !== name) return false
    told.close(name)
    return true
  }
  const full = /^[\p{L}_][\p{L}\p{N}_.:-]*/u.exec(inside)?.[0]
  if (full === undefined || stack.length >= LIMITS.depth) return false
  const name = localName(full)
  told.open(name, (attribute) => attributeIn(inside, attribute))
  if (inside.endsWith('/')) told.close(name)
  else stack.push(name)
  return true
}
