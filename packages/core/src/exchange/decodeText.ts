/** A file's bytes as text: what the byte order mark says, else UTF-8 where it is valid, else what was asked for or Western European. */
import { fail, ok, type Result } from '../record/result.ts'
import type { FileProblem, Issues } from './issue.ts'

/** The platform's text decoder: pure, and in every runtime, but not part of the language's own library. */
declare const TextDecoder: new (label: string, options: { readonly fatal: boolean }) => { decode(bytes: Uint8Array): string }

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1250', 'windows-1251', 'windows-1256'] as const
export type Encoding = (typeof ENCODINGS)[number]

const markOf = (bytes: Uint8Array): Encoding | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : null
}

/** UTF-16 without a mark: every other of the first bytes is zero, as in all text that is mostly Latin. */
const looksWide = (bytes: Uint8Array): Encoding | null => {
  const head = bytes.subarray(0, 512)
  const zeros = [0, 0]
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at & 1] = (zeros[at & 1] as number) + 1
  })
  const [even, odd] = zeros as [number, number]
  if (odd > head.length / 4 && even === 0) return 'utf-16le'
  return even > head.length / 4 && odd === 0 ? 'utf-16be' : null
}

const decodeAs = (bytes: Uint8Array, encoding: Encoding): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** More control characters than text has: a picture, a program, an archive. */
const isBinary = (text: string): boolean => {
  const head = text.slice(0, 4_000)
  const odd = head.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]/gu)?.length ?? 0
  return odd > 0 && odd > head.length / 100
}

/** `wanted`: what a person chose; it is taken before any guess, not before a byte order mark. */
export const decodeText = (bytes: Uint8Array, issues: Issues, wanted?: Encoding): Result<string, FileProblem> => {
  const marked = markOf(bytes)
  const first = marked ?? wanted ?? looksWide(bytes) ?? 'utf-8'
  const read = decodeAs(bytes, first)
  const text = read ?? decodeAs(bytes, 'windows-1252')
  if (text === null || isBinary(text)) return fail('not_text')
  if (read === null) issues.note('encoding_guessed', { said: 'windows-1252' })
  return ok(text.startsWith('\ufeff') ? text.slice(1) : text)
}
