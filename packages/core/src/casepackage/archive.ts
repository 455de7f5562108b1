/**
 * A tar archive (POSIX ustar) of a few known members, written and read strictly: regular files only, names from a fixed list, each
 * once, sums right, nothing after the end. What is not exactly so is no archive; so nothing can be named outside of it.
 *
 * | bytes of a header | |
 * |---|---|
 * | 0–99 | name, then zeros |
 * | 124–135 | size, octal |
 * | 148–155 | sum of the header's bytes, octal, with these eight as spaces |
 * | 156 | `0`, a file |
 * | 257–264 | `ustar`, a zero, `00` |
 */
import { bytesToUtf8, utf8ToBytes } from '../text/index.ts'

const BLOCK = 512
const NAME = /^(?:manifest|case|identity|medical)\.json$|^files\/[1-9]\d{0,3}$/u

export interface Member {
  readonly name: string
  readonly content: Uint8Array
}

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0')

const sumOf = (header: Uint8Array): number => header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0)

const headerOf = ({ name, content }: Member, seconds: number): Uint8Array => {
  const header = new Uint8Array(BLOCK)
  const put = (at: number, text: string): void => header.set(utf8ToBytes(text), at)
  put(0, name)
  put(100, '0000600\0')
  put(108, '0000000\0')
  put(116, '0000000\0')
  put(124, `${octal(content.length, 11)}\0`)
  put(136, `${octal(seconds, 11)}\0`)
  put(156, '0')
  put(257, 'ustar\x0000')
  put(148, `${octal(sumOf(header), 6)}\0 `)
  return header
}

const padded = (bytes: number): number => Math.ceil(bytes / BLOCK) * BLOCK

/** Bytes of an archive of members with these sizes. */
export const archiveBytes = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + BLOCK + padded(size), 2 * BLOCK)

/** `made`: Unix ms. */
export const writeArchive = (members: readonly Member[], made: number): Uint8Array => {
  const bytes = new Uint8Array(archiveBytes(members.map(({ content }) => content.length)))
  let at = 0
  for (const member of members) {
    bytes.set(headerOf(member, Math.floor(made / 1000)), at)
    bytes.set(member.content, at + BLOCK)
    at += BLOCK + padded(member.content.length)
  }
  return bytes
}

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0)

const textAt = (header: Uint8Array, at: number, length: number): string => {
  const field = header.subarray(at, at + length)
  const end = field.indexOf(0)
  return bytesToUtf8(end < 0 ? field : field.subarray(0, end))
}

const numberAt = (header: Uint8Array, at: number, length: number): number => {
  const written = textAt(header, at, length).trim()
  return /^[0-7]{1,11}$/u.test(written) ? Number.parseInt(written, 8) : Number.NaN
}

/** A header as this format has it, or null. */
const readHeader = (header: Uint8Array): { readonly name: string; readonly size: number } | null => {
  const name = textAt(header, 0, 100)
  const size = numberAt(header, 124, 12)
  const isOurs = header[156] === 0x30 && textAt(header, 257, 6) === 'ustar' && header[345] === 0 && NAME.test(name)
  return isOurs && !Number.isNaN(size) && numberAt(header, 148, 8) === sumOf(header) ? { name, size } : null
}

/** Members by name, as views into `bytes`; null for anything that `writeArchive` would not have written. */
export const readArchive = (bytes: Uint8Array): ReadonlyMap<string, Uint8Array> | null => {
  const members = new Map<string, Uint8Array>()
  if (bytes.length % BLOCK !== 0) return null
  let at = 0
  while (at + BLOCK <= bytes.length) {
    const header = bytes.subarray(at, at + BLOCK)
    if (header[0] === 0) return bytes.length - at >= 2 * BLOCK && isZero(bytes.subarray(at)) ? members : null
    const read = readHeader(header)
    const from = at + BLOCK
    if (read === null || members.has(read.name) || from + padded(read.size) > bytes.length) return null
    members.set(read.name, bytes.subarray(from, from + read.size))
    at = from + padded(read.size)
  }
  return null
}
