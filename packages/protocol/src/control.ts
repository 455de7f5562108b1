/**
 * Control entries: who belongs to a space and which key epoch holds, in clear to the relay (it must enforce), verified by
 * every client from the founding entry on. One linear chain a space; the relay takes the next one by compare-and-swap.
 *
 * | field | bytes | |
 * |---|---|---|
 * | suite | 1 | 1 |
 * | space | 16 | zeros in the founding entry, whose hash gives the space its id |
 * | seq | 4 | 0 for the founding entry |
 * | prev | 32 | id of the entry before; zeros for the founding entry |
 * | device | 16 | who signs |
 * | time | 8 | Unix ms by the author's clock; for people to read, no rule rests on it |
 * | pos, head | 4 + 32 | the content log as the author saw it; **a removal pins exactly this prefix** |
 * | actions | 4 + n | below |
 *
 * The signature (Ed25519, by the device) covers `LABELS.control` and these bytes. Entry id = SHA-256(`LABELS.controlId`,
 * bytes). Source: sealing.md "Membership"; pins by log prefix: docs/decisions/0003-pin-by-prefix.md.
 */
import { blob, fixed, id, list, oneOf, option, struct, u32, u64, u8, variant, type Of } from './codec.ts'
import { ROLES, SPACE_KINDS, type BlobId, type DeviceId, type Head, type OrgId, type PersonId, type SpaceId } from './ids.ts'
import * as LIMITS from './limits.ts'

/** Ed25519 public key (32) and X-Wing public key (1,216; draft-connolly-cfrg-xwing-kem). */
export const KEM_PUBLIC_BYTES = 1216
export const personCard = struct({ signKey: fixed(32), kemKey: fixed(KEM_PUBLIC_BYTES) })
export type PersonCard = Of<typeof personCard>

/** A person vouches for one of their devices. The signature covers `LABELS.deviceCertificate` and the first three fields. */
export const deviceBody = struct({ person: id<PersonId>(16), deviceKey: fixed(32), created: u64 })
export const deviceCertificate = struct({ person: id<PersonId>(16), deviceKey: fixed(32), created: u64, signature: fixed(64) })
export type DeviceCertificate = Of<typeof deviceCertificate>

/**
 * An epoch key for one member. `seal`: HPKE to the person's or organisation's KEM key (32 B key + tag + 1,120 B
 * encapsulation). `keyring`: XChaCha20-Poly1305 under the organisation's own keyring key (nonce 24 + 32 + tag 16): what an
 * organisation holds itself costs a symmetric open.
 */
export const wrap = struct({ to: id<PersonId | OrgId>(16), generation: u32, how: oneOf(['seal', 'keyring'] as const), box: blob(1400) })
export type Wrap = Of<typeof wrap>

/** One numbered generation of an organisation's keys. The seed of both is sealed under the organisation space's epoch key. */
export const orgKeys = struct({
  generation: u32,
  signKey: fixed(32),
  kemKey: fixed(KEM_PUBLIC_BYTES),
  /** nonce 24 + seed 32 + tag 16 */
  sealedSeed: fixed(72),
  /** By the generation before over `LABELS.orgKeys`, generation, signKey, kemKey; zeros in generation 1. */
  signature: fixed(64),
})
export type OrgKeys = Of<typeof orgKeys>

const role = oneOf(ROLES)

export const action = variant({
  /** First action of the founding entry only. `org` is the founding organisation; null in an organisation's own space. */
  found: struct({ kind: oneOf(SPACE_KINDS), salt: fixed(16), org: option(id<OrgId>(16)) }),
  addPerson: struct({ person: personCard, role, wrap: option(wrap) }),
  addDevice: struct({ certificate: deviceCertificate }),
  removePerson: struct({ person: id<PersonId>(16) }),
  removeDevice: struct({ device: id<DeviceId>(16) }),
  addOrg: struct({ org: id<OrgId>(16), role, wrap: option(wrap) }),
  removeOrg: struct({ org: id<OrgId>(16) }),
  setRole: struct({ member: id<PersonId | OrgId>(16), role }),
  orgKeys: struct({ keys: orgKeys }),
  /** A new epoch: its key wrapped to exactly the members there are after this entry; the key before it sealed under the new one. */
  rotate: struct({
    epoch: u32,
    /** SHA-256(`LABELS.epochKey`, key): a wrap that opens to anything else is refused. */
    keyHash: fixed(32),
    wraps: list(wrap, LIMITS.wraps),
    previous: option(fixed(72)),
    /** Devices whose commits after this entry's `pos` count for nothing in this space (revoked, or their person left). */
    dropped: list(id<DeviceId>(16), LIMITS.wraps),
  }),
  /**
   * The space ends for good (ending.ts): alone in its entry, over the whole content log. `blobs`: the files that go with it.
   * `second`: a device of another person of the same organisation, with its signature over `endMessage`.
   */
  end: struct({
    blobs: list(id<BlobId>(16), LIMITS.endedBlobs),
    second: option(struct({ device: id<DeviceId>(16), signature: fixed(64) })),
  }),
})
export type Action = Of<typeof action>

export const controlEntry = struct({
  suite: u8,
  space: id<SpaceId>(16),
  seq: u32,
  prev: id<Head>(32),
  device: id<DeviceId>(16),
  time: u64,
  pos: u32,
  head: id<Head>(32),
  actions: list(action, LIMITS.controlActions),
})
export type ControlEntry = Of<typeof controlEntry>

/** As stored and sent. */
export const signedControl = struct({ bytes: blob(LIMITS.controlEntryBytes), signature: fixed(64) })
export type SignedControl = Of<typeof signedControl>

export const NO_SPACE = '0'.repeat(32) as SpaceId
export const NO_HEAD = '0'.repeat(64) as Head
