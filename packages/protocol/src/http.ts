/**
 * Bodies of the routes that need no socket: accounts, invitations, intake, files. All `application/octet-stream` in this
 * package's encoding; errors are `problem` bodies with `HTTP_STATUS`. Nothing secret is ever in a path or query.
 *
 * | route | body → answer |
 * |---|---|
 * | POST /api/challenge | empty → `challengeBody` |
 * | POST /api/accounts | `newAccount` → empty |
 * | POST /api/sign-in | `signIn` → `signedIn`, or denied (the same for an unknown name), or factor (only for the right passphrase) |
 * | POST /api/sign-in/factor | `signInWithFactor` → `signedIn`, or denied |
 * | POST /api/factors | `changeFactors` → `factorCount` (proved by the person's own key) |
 * | POST /api/recover | `recoverAccount` → `signedIn`; an empty `sealedSeed` changes nothing and gives what is kept |
 * | POST /api/account | `changeAccount` → empty (new passphrase; needs the old) |
 * | POST /api/invitations/read | `readInvitation` → `invitationBody` |
 * | POST /api/invitations/answer | `answerInvitation` → empty |
 * | POST /api/pairings/take | `takePairing` → `pairingBody`, or not_found until approved |
 * | PUT /api/blobs/:id, GET /api/blobs/:id | bytes; `Authorization: Bearer <session hex>` |
 * | GET /api/blobs/:id/parts | → `partsHeld`: where an upload goes on after a lost connection; bearer |
 * | PUT /api/blobs/:id/parts/:n | part `n` from 0: exactly `LIMITS.partBytes` bytes, the last may have fewer; bearer |
 * | POST /api/blobs/:id/join | `joinParts` → empty; `not_found` with the first part that is missing; bearer |
 * | POST /api/blobs/:id/ended | `endedFile` → empty: takes away a file of one's own that the end of this space names; bearer |
 * | GET /api/intake/:org | → `intakeOffer` |
 * | PUT /api/intake/:org/blobs/:id | bytes; `Pergola-Work: <challenge hex>.<solution hex>` |
 * | POST /api/intake/:org/blobs/:id/begin | → `intakeTicket`, for a file in parts; `Pergola-Work` as above |
 * | PUT /api/intake/:org/blobs/:id/parts/:n | part `n` as of `/api/blobs`; `Pergola-Ticket: <hex>` |
 * | POST /api/intake/:org/blobs/:id/join | `joinParts` → empty; `not_found` with the first part that is missing; `Pergola-Ticket` |
 * | POST /api/intake/:org/alerts | `sendAlert` → empty |
 * | POST /api/mailbox | `openMailbox` → exactly `LIMITS.mailboxBytes` bytes |
 * | POST /api/mailbox/send | `writeMailbox` → empty, also when there is no such mailbox |
 * | POST /api/parcels | `putParcel` → empty; bearer |
 * | POST /api/parcels/state | `askParcels` → `parcelStates` of one's own; bearer |
 * | POST /api/parcels/drop | `dropParcel` → empty; bearer |
 * | POST /api/parcels/open | `openParcel` → the sealed bytes; `not_found` for what is not there, not any more, or was opened before |
 * | POST /api/parcels/burn | `openParcel` → empty in any case: the bytes have arrived and need not be kept |
 */
import { ascii, blob, concat, encode, fixed, id, list, oneOf, option, struct, u32, u64, u8, type Of } from './codec.ts'
import { ERRORS } from './errors.ts'
import type { BlobId, OrgId, SpaceId } from './ids.ts'
import * as LABELS from './labels.ts'
import * as LIMITS from './limits.ts'

export const problem = struct({ error: oneOf(ERRORS), detail: u32 })

export const challengeBody = struct({ nonce: fixed(32), relayKey: fixed(32), empty: u8, now: u64 })

const permit = struct({ invitation: fixed(16), permit: fixed(32) })
/** `account`: SHA-256 of the name, see core/identity. `permit`: null only while the relay holds no network. */
export const newAccount = struct({
  account: fixed(32),
  signInKey: fixed(32),
  personKey: fixed(32),
  sealedSeed: blob(LIMITS.sealedSeedBytes),
  permit: option(permit),
})
export type NewAccountBody = Of<typeof newAccount>

export const signIn = struct({ account: fixed(32), nonce: fixed(32), origin: fixed(32), signature: fixed(64) })
export const signedIn = struct({ sealedSeed: blob(LIMITS.sealedSeedBytes), org: option(id<OrgId>(16)) })
export const recoverAccount = struct({
  account: fixed(32),
  nonce: fixed(32),
  origin: fixed(32),
  /** By the person's own key over `recoverMessage`. */
  signature: fixed(64),
  signInKey: fixed(32),
  sealedSeed: blob(LIMITS.sealedSeedBytes),
})
/**
 * A WebAuthn assertion (W3C Web Authentication, section 7.2), as the authenticator made it. Its challenge is SHA-256 of
 * `factorMessage`, its signature ES256 in DER.
 */
export const factorAssertion = struct({ authenticatorData: blob(1024), clientData: blob(2048), signature: blob(128) })
export type FactorAssertion = Of<typeof factorAssertion>
/** `signature` as in `signIn`, over the same nonce that the assertion's challenge is made from. */
export const signInWithFactor = struct({
  account: fixed(32),
  nonce: fixed(32),
  origin: fixed(32),
  signature: fixed(64),
  assertion: factorAssertion,
})
/** P-256 public keys (x, y). `change`: null only looks. Signature by the person's own key over `factorsMessage`. */
const factorKeys = option(list(fixed(64), LIMITS.factors))
export const changeFactors = struct({
  account: fixed(32),
  nonce: fixed(32),
  origin: fixed(32),
  signature: fixed(64),
  change: factorKeys,
})
export const factorCount = struct({ count: u8 })

/** Signature by the sign-in key so far, over `recoverMessage` (which names the new key). */
export const changeAccount = struct({
  account: fixed(32),
  nonce: fixed(32),
  origin: fixed(32),
  signature: fixed(64),
  signInKey: fixed(32),
  sealedSeed: blob(LIMITS.sealedSeedBytes),
})

export const signInMessage = (nonce: Uint8Array, origin: Uint8Array, account: Uint8Array): Uint8Array =>
  concat(LABELS.signIn, nonce, origin, account)
export const recoverMessage = (nonce: Uint8Array, origin: Uint8Array, account: Uint8Array, signInKey: Uint8Array): Uint8Array =>
  concat(LABELS.recover, nonce, origin, account, signInKey)

export const factorMessage = (nonce: Uint8Array, origin: Uint8Array, account: Uint8Array): Uint8Array =>
  concat(LABELS.factor, nonce, origin, account)
export const factorsMessage = (
  nonce: Uint8Array,
  origin: Uint8Array,
  account: Uint8Array,
  change: readonly Uint8Array[] | null,
): Uint8Array => concat(LABELS.factors, nonce, origin, account, encode(factorKeys, change))

export const readInvitation = struct({ invitation: fixed(16) })
export const invitationBody = struct({
  kind: oneOf(['person', 'organisation'] as const),
  expires: u64,
  sealed: blob(LIMITS.invitationBytes),
})
export const answerInvitation = struct({ invitation: fixed(16), permit: fixed(32), answer: blob(LIMITS.invitationBytes) })
export const permitMessage = (permit: Uint8Array): Uint8Array => concat(LABELS.permit, permit)

export const takePairing = struct({ pairing: fixed(16) })
export const pairingBody = struct({ box: blob(LIMITS.sealedSeedBytes) })

/** `whole`: 1 when the file is there. `parts`: how many are held without a gap, from the first. */
export const partsHeld = struct({ whole: u8, parts: u32 })
/** What the parts come to: the file is kept under its id only if it is exactly this. */
export const joinParts = struct({ parts: u32, bytes: u32, sha256: fixed(32) })
export const endedFile = struct({ space: id<SpaceId>(16) })

/** Proof of work: SHA-256(`LABELS.work`, challenge, solution) starts with `bits` zero bits. A challenge lives 10 minutes and works once. */
export const intakeOffer = struct({ card: blob(LIMITS.cardBytes), challenge: fixed(40), bits: u8 })
/** What stands for the work that one file took: good for its parts, for a day. */
export const intakeTicket = struct({ ticket: fixed(24) })
const work = { challenge: fixed(40), solution: fixed(8) }
export const sendAlert = struct({
  ...work,
  /** SHA-256(`LABELS.mailbox`, mailbox token). */
  mailbox: fixed(32),
  envelope: blob(LIMITS.intakeEnvelopeBytes),
  blobs: list(id<BlobId>(16), LIMITS.intakeBlobsPerAlert),
})
export const openMailbox = struct({ token: fixed(32) })
export const writeMailbox = struct({
  ...work,
  token: fixed(32),
  envelope: blob(LIMITS.intakeEnvelopeBytes),
  blobs: list(id<BlobId>(16), LIMITS.intakeBlobsPerAlert),
})
/** What a mailbox's fixed-size answer decodes to after its u32 length; random bytes when there is none. */
export const mailboxContent = struct({ replies: list(struct({ time: u64, envelope: blob(LIMITS.intakeEnvelopeBytes) }), 256) })
export const mailboxMessage = (token: Uint8Array): Uint8Array => concat(LABELS.mailbox, token)
export const workMessage = (challenge: Uint8Array, solution: Uint8Array): Uint8Array => concat(LABELS.work, challenge, solution)

/**
 * An organisation's intake card: who reads alerts, and the key that seals them. `founding` is the organisation's founding
 * control entry (its hash is the organisation's id, which stands in the page's address), `generations` lead from its first
 * key to the one that signed the card.
 */
export const intakeCardBody = struct({
  org: id<OrgId>(16),
  intakeKey: fixed(1216),
  keyNumber: u32,
  issued: u64,
  expires: u64,
  about: blob(8192),
})
export const intakeCard = struct({
  body: blob(LIMITS.cardBytes),
  generation: u32,
  signature: fixed(64),
  founding: blob(8192),
  generations: list(struct({ generation: u32, signKey: fixed(32), kemKey: fixed(1216), signature: fixed(64) }), 8),
})
export const intakeCardMessage = (body: Uint8Array): Uint8Array => concat(LABELS.intakeCard, body)

/**
 * A sealed file for somebody outside the network. Whoever made it knows the secret of its link, and the relay only the hash of the token
 * that opens it. `expires`: Unix ms, at most `LIMITS.parcelMs` ahead. Opened, it is kept for ten minutes for a line that breaks, or until
 * the reader says that it arrived.
 */
export const putParcel = struct({ parcel: fixed(32), expires: u64, sealed: blob(LIMITS.parcelBytes) })
export const askParcels = struct({ parcels: list(fixed(32), LIMITS.parcelsAsked) })
/** `openedAt`: Unix ms, 0 when nobody has. `kept`: 1 while it can be opened. */
export const parcelStates = struct({
  parcels: list(struct({ parcel: fixed(32), openedAt: u64, kept: u8 }), LIMITS.parcelsAsked),
})
export const dropParcel = struct({ parcel: fixed(32) })
export const openParcel = struct({ token: fixed(32) })
export const parcelMessage = (token: Uint8Array): Uint8Array => concat(LABELS.parcel, token)

export const encodeBody = encode
export const CONTENT_TYPE = 'application/octet-stream'
/** Origins travel as SHA-256 of these bytes: `hello`, `signIn`, `recoverAccount`, `changeAccount`. */
export const originBytes = (origin: string): Uint8Array => ascii(origin)
