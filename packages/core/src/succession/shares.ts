/**
 * A dormant steward whose secret no device keeps. It is sealed twice for every ordered pair of trusted organisations, inside to
 * the second and outside to the first: either alone opens nothing, any two together open it (SPEC.md SUCC-1..4).
 *
 * | part | bytes |
 * |---|---|
 * | what is sealed | u16 length ‖ account name (UTF-8) ‖ 32-byte seed |
 * | inner box | HPKE to the second organisation's key, info = label ‖ `inner` ‖ whose ‖ first ‖ second |
 * | outer box | HPKE of that to the first organisation's key, info = label ‖ `outer` ‖ the same |
 *
 * Decision: docs/decisions/0021-succession.md. HPKE: crypto/hpke.ts.
 */
import { ascii, blob, concat, decode, encode, fixed, idBytes, struct, type OrgId } from '@pergola/protocol'
import { bytesToUtf8, utf8ToBytes } from '@noble/ciphers/utils.js'
import { openSealed, sealTo } from '../crypto/hpke.ts'
import type { CryptoPort } from '../crypto/port.ts'

/** What gets a person in who has no device: `account` at the relay and the seed that its recovery kit spells. */
export interface SuccessorSecret {
  readonly account: string
  readonly seed: Uint8Array
}

export interface Trustee {
  readonly org: OrgId
  /** X-Wing public key of the organisation's newest generation, 1,216 bytes. */
  readonly kemKey: Uint8Array
}

/** Who opens the outer box, and who the inner one. */
export interface Pair {
  readonly first: OrgId
  readonly second: OrgId
}

export interface Share extends Pair {
  readonly box: Uint8Array
}

const body = struct({ account: blob(256), seed: fixed(32) })

const infoOf = (layer: 'inner' | 'outer', whose: OrgId, { first, second }: Pair): Uint8Array =>
  concat(ascii(`pergola/1 succession ${layer}\0`), idBytes(whose), idBytes(first), idBytes(second))

/** One box for each ordered pair. Throws on a public key that is none. */
export const sealShares = (
  crypto: Pick<CryptoPort, 'random'>,
  whose: OrgId,
  { account, seed }: SuccessorSecret,
  trustees: readonly Trustee[],
): readonly Share[] => {
  const secret = encode(body, { account: utf8ToBytes(account), seed })
  return trustees.flatMap((first) =>
    trustees
      .filter((second) => second.org !== first.org)
      .map((second) => {
        const pair = { first: first.org, second: second.org }
        const inner = sealTo(second.kemKey, infoOf('inner', whose, pair), secret, crypto.random(64))
        return { ...pair, box: sealTo(first.kemKey, infoOf('outer', whose, pair), inner, crypto.random(64)) }
      }),
  )
}

/** The organisation's secret keys may be of any generation: the first that opens counts. */
const openedBy = (secretKeys: readonly Uint8Array[], info: Uint8Array, box: Uint8Array): Uint8Array | null => {
  for (const secretKey of secretKeys) {
    const opened = openSealed(secretKey, info, box)
    if (opened !== null) return opened
  }
  return null
}

/** By the first of the pair: what only the second can open. Null when it was not sealed to these keys for this. */
export const openOuter = (secretKeys: readonly Uint8Array[], whose: OrgId, { box, ...pair }: Share): Uint8Array | null =>
  openedBy(secretKeys, infoOf('outer', whose, pair), box)

/** By the second of the pair, from what the first handed over. */
export const openInner = (secretKeys: readonly Uint8Array[], whose: OrgId, { box, ...pair }: Share): SuccessorSecret | null => {
  const opened = openedBy(secretKeys, infoOf('inner', whose, pair), box)
  const read = opened === null ? null : decode(body, opened)
  return read?.ok ? { account: bytesToUtf8(read.value.account), seed: read.value.seed } : null
}
