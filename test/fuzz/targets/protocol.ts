/** Every codec that the protocol exports (a new one is here by itself), commits, and the membership rules behind control entries. */
import * as protocol from '@pergola/protocol'
import {
  applyControl,
  commitBytes,
  controlEntry,
  decode,
  decodeInPlace,
  encode,
  knownDevice,
  parseCommit,
  parseControl,
  sameBytes,
  type Codec,
  type FindDevice,
  type Membership,
} from '@pergola/protocol'
import { platformCrypto } from './crypto.ts'
import { hold, type Target } from '../target.ts'
import { vectorsOf } from './vectors.ts'

const CODECS = (Object.entries(protocol) as [string, unknown][]).filter((entry): entry is [string, Codec<unknown>] => {
  const value = entry[1]
  return typeof value === 'object' && value !== null && 'read' in value && 'write' in value
})

const pool = [...vectorsOf('protocol'), ...vectorsOf('intake')]

/** Zeros of some length are a value of nearly every codec, and so are many vectors. */
const seedsFor = (codec: Codec<unknown>): readonly Uint8Array[] => {
  const zeros = Array.from({ length: 1600 }, (_, length) => new Uint8Array(length)).filter((bytes) => decode(codec, bytes).ok)
  const good = pool.filter((bytes) => decode(codec, bytes).ok)
  return [...zeros.slice(0, 3), ...good.slice(0, 40), ...pool.slice(0, 4)]
}

const canonical = (codec: Codec<unknown>, input: Uint8Array): boolean => {
  const read = decode(codec, input)
  const inPlace = decodeInPlace(codec, input)
  hold(read.ok === inPlace.ok, 'reading in place decides otherwise')
  if (!read.ok) return false
  hold(sameBytes(encode(codec, read.value), input), 'two encodings of one value')
  return true
}

const { sha256 } = platformCrypto
const signature = new Uint8Array(64)

/** The organisation and the case of the vectors, entry by entry. */
const entries = pool.filter((bytes) => decode(controlEntry, bytes).ok)
export const stands: Membership[] = []
const find: FindDevice = (device) => {
  for (const stand of stands) {
    const known = stand.kind === 'organisation' ? knownDevice(stand, device) : null
    if (known) return known
  }
  return null
}
for (const bytes of entries) {
  const parsed = parseControl(sha256, { bytes, signature })
  for (const before of parsed.ok ? [null, ...stands] : []) {
    const applied = parsed.ok && applyControl(sha256, before, parsed.value, find)
    if (applied && applied.ok) stands.push(applied.value)
  }
}

export const protocolTargets: readonly Target[] = [
  ...CODECS.map(([name, codec]): Target => ({
    name: `codec ${name}`,
    seeds: () => seedsFor(codec),
    run: (input) => canonical(codec, input),
  })),
  {
    name: 'commit',
    seeds: () => pool.filter((bytes) => parseCommit(bytes).ok),
    run: (input) => {
      const read = parseCommit(input)
      if (!read.ok) return false
      const { header, nonce, ciphertext } = read.value
      hold(sameBytes(commitBytes(header, nonce, ciphertext), input), 'two encodings of one commit')
      return true
    },
  },
  {
    name: 'membership rules',
    seeds: () => entries,
    run: (input) => {
      const parsed = parseControl(sha256, { bytes: input, signature })
      if (!parsed.ok) return false
      let stood = false
      for (const before of [null, ...stands]) {
        const applied = applyControl(sha256, before, parsed.value, find)
        if (!applied.ok) continue
        stood = true
        hold(applied.value.seq === (before ? before.seq + 1 : 0), 'an entry that stands is the next one')
      }
      return stood
    },
  },
]
