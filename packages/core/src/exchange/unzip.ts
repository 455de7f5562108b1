/**
 * A zip archive (APPNOTE 6.3, without encryption, without ZIP64): the directory at its end, then each part unpacked into exactly
 * the space the directory announces and held against its checksum. All sizes are added up before anything is unpacked, so that a
 * small file cannot fill the memory.
 *
 *   end of directory   50 4b 05 06 · disk u16 ×2 · entries u16 ×2 · bytes u32 · offset u32 · comment
 *   directory entry    50 4b 01 02 · … flags u16 @8 · method u16 @10 · crc u32 @16 · packed u32 @20 · size u32 @24 ·
 *                      name u16 @28 · extra u16 @30 · comment u16 @32 · local header u32 @42 · name @46
 *   local header       50 4b 03 04 · … name u16 @26 · extra u16 @28 · data @30
 */
import { inflateSync } from 'fflate'
import { fail, ok, type Result } from '../record/result.ts'
import { bytesToUtf8 } from '../text/index.ts'
import type { FileProblem } from './issue.ts'
import { LIMITS } from './limits.ts'

export interface Part {
  readonly name: string
  /** Unpacked when first asked for; null where it does not match its checksum. */
  readonly bytes: () => Uint8Array | null
}

const u16 = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)
const u32 = (bytes: Uint8Array, at: number): number => (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0

export const isZip = (bytes: Uint8Array): boolean => u32(bytes, 0) === 0x04034b50 || u32(bytes, 0) === 0x06054b50

const endOfDirectory = (bytes: Uint8Array): number => {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 65_535); at--) if (u32(bytes, at) === 0x06054b50) return at
  return -1
}

let crcTable: Uint32Array | undefined

const crcOf = (bytes: Uint8Array): number => {
  crcTable ??= Uint32Array.from({ length: 256 }, (_, n) => {
    let value = n
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
    return value
  })
  let crc = 0xffffffff
  for (let at = 0; at < bytes.length; at++) crc = (crcTable[(crc ^ (bytes[at] as number)) & 0xff] as number) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

interface Entry {
  readonly name: string
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly header: number
}

const entryAt = (bytes: Uint8Array, at: number): Entry => ({
  flags: u16(bytes, at + 8),
  method: u16(bytes, at + 10),
  crc: u32(bytes, at + 16),
  packed: u32(bytes, at + 20),
  size: u32(bytes, at + 24),
  header: u32(bytes, at + 42),
  name: bytesToUtf8(bytes.subarray(at + 46, at + 46 + u16(bytes, at + 28))),
})

const unpacked = (bytes: Uint8Array, { header, packed, size, method, crc }: Entry): Uint8Array | null => {
  if (u32(bytes, header) !== 0x04034b50) return null
  const from = header + 30 + u16(bytes, header + 26) + u16(bytes, header + 28)
  if (from + packed > bytes.length) return null
  const data = bytes.subarray(from, from + packed)
  try {
    const whole = method === 0 ? data : method === 8 ? inflateSync(data, { out: new Uint8Array(size) }) : null
    return whole !== null && whole.length === size && crcOf(whole) === crc ? whole : null
  } catch {
    return null
  }
}

/** The parts of an archive, folders left out. Several parts of one name: the first. */
export const unzip = (bytes: Uint8Array): Result<ReadonlyMap<string, Part>, FileProblem> => {
  const end = endOfDirectory(bytes)
  if (end < 0) return fail(isZip(bytes) ? 'zip_damaged' : 'not_zip')
  const count = u16(bytes, end + 10)
  if (count > LIMITS.parts) return fail('zip_bomb')
  const entries: Entry[] = []
  let at = u32(bytes, end + 16)
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || u32(bytes, at) !== 0x02014b50) return fail('zip_damaged')
    const entry = entryAt(bytes, at)
    at += 46 + u16(bytes, at + 28) + u16(bytes, at + 30) + u16(bytes, at + 32)
    if (entry.flags & 1) return fail('zip_encrypted')
    if (!entry.name.endsWith('/')) entries.push(entry)
  }
  // One byte of deflate never makes more than 1,032: what announces more lies.
  const bomb =
    entries.reduce((sum, { size }) => sum + size, 0) > LIMITS.unpackedBytes || entries.some((one) => one.size > 1_040 * (one.packed + 16))
  if (bomb) return fail('zip_bomb')
  const parts = new Map<string, Part>()
  for (const entry of entries) if (!parts.has(entry.name)) parts.set(entry.name, { name: entry.name, bytes: () => unpacked(bytes, entry) })
  return ok(parts)
}
