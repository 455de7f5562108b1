/**
 * Invitations and pairing codes: 16 random bytes that travel outside the relay (a link's fragment, a code read from one
 * screen to another). The relay keeps only what it cannot open.
 *
 * | from the secret | for |
 * |---|---|
 * | `invitation id`, 16 bytes | names it at the relay |
 * | `invitation permit`, 32 bytes | proves to the relay, which knows its hash, that one was invited |
 * | `invitation key` | seals what the link shows, and the answer: who answers holds the link |
 * | `invitation way` | seals what was made on the way in, on the device that has not heard the relay's last answer yet |
 */
import {
  LIMITS,
  ROLES,
  blob,
  decode,
  encode,
  fixed,
  hex,
  id,
  oneOf,
  option,
  personCard,
  struct,
  u64,
  u8,
  unhex,
  type Of,
  type OrgId,
  type PersonCard,
  type Role,
  type SpaceId,
} from '@pergola/protocol'
import { asKey, derive, openBox, sealBox, type CryptoPort, type Key } from '../crypto/index.ts'
import { bytesToUtf8, utf8ToBytes } from '../text/index.ts'

export const INVITATION_BYTES = 16

export interface InvitationKeys {
  readonly id: Uint8Array
  readonly permit: Uint8Array
  readonly key: Key<'invitation'>
  readonly way: Key<'invitation'>
}

export const invitationKeys = (secret: Uint8Array): InvitationKeys => ({
  id: derive(secret, 'invitation id', 16),
  permit: derive(secret, 'invitation permit'),
  key: asKey<'invitation'>(derive(secret, 'invitation key')),
  way: asKey<'invitation'>(derive(secret, 'invitation way')),
})

/** The part of a link after `#/join/`: 32 hex digits. */
export const secretToLink = (secret: Uint8Array): string => hex(secret)

/** The secret in a link, in its fragment, or in what someone pasted around it. */
export const secretFromLink = (text: string): Uint8Array | null => {
  const found = /(?:^|[^0-9a-f])([0-9a-f]{32})(?:$|[^0-9a-f])/.exec(text.trim().toLowerCase())
  return found ? unhex(found[1]!) : null
}

const NAME = 1000
const contentCodec = struct({
  version: u8,
  kind: oneOf(['person', 'organisation'] as const),
  network: option(id<SpaceId>(16)),
  org: id<OrgId>(16),
  role: oneOf(ROLES),
  relayKey: fixed(32),
  networkName: blob(NAME),
  orgName: blob(NAME),
  invitedBy: blob(NAME),
  expires: u64,
})
type Raw = Of<typeof contentCodec>

export interface InvitationContent extends Omit<Raw, 'version' | 'networkName' | 'orgName' | 'invitedBy'> {
  readonly role: Role
  readonly networkName: string
  readonly orgName: string
  readonly invitedBy: string
}

export const sealInvitation = (crypto: CryptoPort, keys: InvitationKeys, content: InvitationContent): Uint8Array => {
  const { networkName, orgName, invitedBy, ...rest } = content
  const bytes = encode(contentCodec, {
    ...rest,
    version: 1,
    networkName: utf8ToBytes(networkName),
    orgName: utf8ToBytes(orgName),
    invitedBy: utf8ToBytes(invitedBy),
  })
  return sealBox(keys.key, crypto.random(24), bytes, keys.id)
}

export const openInvitation = (keys: InvitationKeys, sealed: Uint8Array): InvitationContent | null => {
  const bytes = openBox(keys.key, sealed, keys.id)
  const read = bytes && decode(contentCodec, bytes)
  if (!read?.ok || read.value.version !== 1) return null
  const { networkName, orgName, invitedBy, version: _, ...rest } = read.value
  return { ...rest, networkName: bytesToUtf8(networkName), orgName: bytesToUtf8(orgName), invitedBy: bytesToUtf8(invitedBy) }
}

const answerCodec = struct({ version: u8, name: blob(NAME), person: option(personCard), org: option(id<OrgId>(16)) })

export interface InvitationAnswer {
  readonly name: string
  readonly person: PersonCard | null
  readonly org: OrgId | null
}

const answerContext = (keys: InvitationKeys): Uint8Array => derive(keys.key, 'answer', 16)

export const sealAnswer = (crypto: CryptoPort, keys: InvitationKeys, { name, person, org }: InvitationAnswer): Uint8Array =>
  sealBox(keys.key, crypto.random(24), encode(answerCodec, { version: 1, name: utf8ToBytes(name), person, org }), answerContext(keys))

export const openAnswer = (keys: InvitationKeys, sealed: Uint8Array): InvitationAnswer | null => {
  const bytes = openBox(keys.key, sealed, answerContext(keys))
  const read = bytes && decode(answerCodec, bytes)
  if (!read?.ok || read.value.version !== 1) return null
  return { name: bytesToUtf8(read.value.name), person: read.value.person, org: read.value.org }
}

/* ---- pairing: an own device approves another ---- */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 26 letters and digits (Crockford base 32) in groups, for 16 bytes. */
export const pairingCode = (secret: Uint8Array): string => {
  let bits = 0n
  for (const byte of secret) bits = (bits << 8n) | BigInt(byte)
  const letters = Array.from({ length: 26 }, (_, n) => ALPHABET[Number((bits >> BigInt(5 * (25 - n))) & 31n)])
  return letters.join('').replace(/(.{5})(?=.)/g, '$1-')
}

/** The secret of a typed code; O and I, L are read as 0 and 1. Null when it is not one. */
export const pairingSecret = (typed: string): Uint8Array | null => {
  const tidy = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  if (tidy.length !== 26) return null
  let bits = 0n
  for (const letter of tidy) {
    const at = ALPHABET.indexOf(letter)
    if (at < 0) return null
    bits = (bits << 5n) | BigInt(at)
  }
  if (bits >> 128n !== 0n) return null
  return unhex(bits.toString(16).padStart(32, '0'))
}

const boxCodec = struct({ version: u8, seed: fixed(32), org: id<OrgId>(16), relayKey: fixed(32), account: blob(300) })

export interface PairingContent {
  readonly seed: Uint8Array
  readonly org: OrgId
  readonly relayKey: Uint8Array
  readonly account: string
}

export const pairingId = (secret: Uint8Array): Uint8Array => derive(secret, 'pairing id', 16)
const pairingKey = (secret: Uint8Array): Key<'pairing'> => asKey<'pairing'>(derive(secret, 'pairing key'))

export const sealPairing = (crypto: CryptoPort, secret: Uint8Array, content: PairingContent): Uint8Array =>
  sealBox(pairingKey(secret), crypto.random(24), encode(boxCodec, { ...content, version: 1, account: utf8ToBytes(content.account) }))

export const openPairing = (secret: Uint8Array, box: Uint8Array): PairingContent | null => {
  const bytes = box.length > LIMITS.sealedSeedBytes ? null : openBox(pairingKey(secret), box)
  const read = bytes && decode(boxCodec, bytes)
  if (!read?.ok || read.value.version !== 1) return null
  const { version: _, account, ...rest } = read.value
  return { ...rest, account: bytesToUtf8(account) }
}
