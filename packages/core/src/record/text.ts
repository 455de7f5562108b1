/**
 * Text that people typed, made safe to show: what could reorder, hide or break a line is taken out. Called when a field is
 * written and again when it is read, since a member's own client may have written anything.
 */

/** Joiners (ZWNJ, ZWJ) are not among these: Persian and emoji need them. */
const UNSAFE_IN_LINE = new RegExp(
  `[${[
    '\\p{Cc}\\p{Cs}', // controls, halves of pairs
    '\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069', // bidi controls
    '\\u2028\\u2029', // line and paragraph breaks
    '\\u00ad\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b\\u2060-\\u2065\\u206a-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb', // what is not seen
    '\\u{e0000}-\\u{e0fff}', // tags
  ].join('')}]`,
  'gu',
)
/** In text of several lines marks and isolates are the writer's own; embeddings and overrides are not needed by anyone. */
const UNSAFE_IN_TEXT = /(?![\n\t])[\p{Cc}\p{Cs}]|[\u202a-\u202e\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]/gu
const SPACES = /[\s\u200c\u200d]*\s[\s\u200c\u200d]*/gu
/** More marks on one letter than any script uses. */
const HEAPED_MARKS = /(\p{M}{8})\p{M}+/gu
const LINE_BREAKS = /[\n\r\t\v\f\u2028\u2029\u0085]/gu

/** Bytes of the UTF-8 form of well-formed text. */
export const utf8Length = (text: string): number => {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 0x80) bytes += unit >= 0x800 && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1
  }
  return bytes
}

let graphemes: Intl.Segmenter | undefined

/** The first `count` characters as a reader counts them. */
const firstGraphemes = (text: string, count: number): string => {
  if (text.length <= count) return text
  graphemes ??= new Intl.Segmenter('und', { granularity: 'grapheme' })
  let seen = 0
  for (const { index } of graphemes.segment(text)) if (seen++ === count) return text.slice(0, index)
  return text
}

/** The longest beginning of at most `limit` UTF-8 bytes that ends between characters. */
const firstBytes = (text: string, limit: number): string => {
  if (text.length * 3 <= limit || utf8Length(text) <= limit) return text
  let bytes = 0
  let end = 0
  for (const point of text) {
    bytes += utf8Length(point)
    if (bytes > limit) break
    end += point.length
  }
  return text.slice(0, end)
}

const PLAIN_LINE = /^[!-~](?:[ -~]*[!-~])?$/u

/** A name or a title: one line, at most `longest` characters as a reader counts them and 32 bytes for each. */
export const cleanLine = (text: string, longest = 120): string => {
  if (text.length <= longest && PLAIN_LINE.test(text) && !text.includes('  ')) return text
  const line = text
    .slice(0, longest * 32)
    .toWellFormed()
    .replace(LINE_BREAKS, ' ')
    .replace(UNSAFE_IN_LINE, '')
    .normalize('NFC')
    .replace(HEAPED_MARKS, '$1')
    .replace(SPACES, ' ')
    .trim()
  return firstBytes(firstGraphemes(line, longest), longest * 32).trimEnd()
}

const NOTHING_TO_CLEAN = /^[\n\t -~]*$/u

/** Text of several lines, at most `longest` UTF-8 bytes. */
export const cleanText = (text: string, longest = 100_000): string => {
  if (text.length <= longest && NOTHING_TO_CLEAN.test(text)) return text
  const clean = text
    .slice(0, longest)
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replace(UNSAFE_IN_TEXT, '')
    .normalize('NFC')
  return firstBytes(clean, longest)
}

/** Names that Windows keeps for devices, with or without an ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)\s*(\.|$)/iu

/** Characters of a name that are looked at. */
const LONGEST_NAME = 1000

/** A file's name that can be shown and saved on any system: no path, no hidden file, at most 120 bytes, the ending kept. */
export const cleanFileName = (name: string): string => {
  const last = name.split(/[/\\]/u).at(-1) ?? ''
  // Cleaned whole, cut below: cut here, a long name would lose its ending.
  const line = cleanLine(last.replace(/[<>:"|?*]/gu, '_'), LONGEST_NAME).replace(/^[.\s]+|[.\s]+$/gu, '')
  const safe = RESERVED.test(line) ? `_${line}` : line
  const dot = safe.lastIndexOf('.')
  const ending = dot > 0 && safe.length - dot <= 12 ? safe.slice(dot) : ''
  const stem = firstBytes(safe.slice(0, safe.length - ending.length), 120 - utf8Length(ending))
  // A cut may end at a space or a dot, which some systems take away.
  return (stem + ending).replace(/[.\s]+$/u, '') || 'file'
}
