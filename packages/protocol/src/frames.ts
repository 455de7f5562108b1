/**
 * What a member's client and the relay say to each other over one WebSocket: binary messages, one frame each, at most
 * `LIMITS.frameBytes`. Requests carry a number; answers repeat it; events carry 0. Tags are positions: append only.
 *
 * Opening: relay sends `challenge`; client answers `hello`; relay answers `welcome` or `refused` and closes.
 * A page's items of one space are consecutive and end at a push boundary, so each page can be verified by itself.
 */
import { blob, encode, concat, fixed, flag, id, idBytes, list, oneOf, option, struct, u16, u32, u64, variant, type Of } from './codec.ts'
import { loggedCommit, receipt, signedSnapshot } from './commit.ts'
import { deviceCertificate, signedControl } from './control.ts'
import { ERRORS } from './errors.ts'
import { SPACE_KINDS, type DeviceId, type Head, type OrgId, type SpaceId } from './ids.ts'
import * as LABELS from './labels.ts'
import * as LIMITS from './limits.ts'

const space = id<SpaceId>(16)
const head = id<Head>(32)
const request = { id: u32 }

export const fromClient = variant({
  /** Signature by the device over `helloMessage`. `certificate`: for a device that is not enrolled yet (its person vouches). */
  hello: struct({
    device: id<DeviceId>(16),
    deviceKey: fixed(32),
    certificate: option(deviceCertificate),
    origin: fixed(32),
    signature: fixed(64),
  }),
  /** The spaces this device may read, in pages of `LIMITS.listedSpaces`, then `done`. */
  list: struct(request),
  /** Pages for each space asked for, then `done`. `control`: entries already held (0 for none); `pos`: commits already held. */
  fetch: struct({ ...request, items: list(struct({ space, control: u32, pos: u32, snapshot: flag }), LIMITS.fetchSpaces) }),
  /** Appends a control entry, or founds a space. `permit`: an invitation's, when an organisation is founded with one. */
  control: struct({ ...request, entry: signedControl, permit: option(struct({ invitation: fixed(16), permit: fixed(32) })) }),
  /** Appends commits of one device to one space; `signature` covers the last (`pushMessage`). */
  push: struct({ ...request, space, commits: list(blob(LIMITS.commitBytes), LIMITS.pushCommits), signature: fixed(64) }),
  snapshot: struct({ ...request, snapshot: signedSnapshot }),
  /** An organisation's sealed alerts after number `after`, in pages, then `done`. */
  alerts: struct({ ...request, after: u32 }),
  /** These alerts are safe in the organisation's book: the relay forgets them. */
  dropAlerts: struct({ ...request, numbers: list(u32, 1000) }),
  /** Puts a sealed reply into a mailbox (named by the hash the alert came with). */
  reply: struct({ ...request, mailbox: fixed(32), envelope: blob(LIMITS.intakeEnvelopeBytes) }),
  /** The organisation's intake card, or null to close the intake. */
  card: struct({ ...request, card: option(blob(LIMITS.cardBytes)) }),
  invite: struct({
    ...request,
    invitation: fixed(16),
    permitHash: fixed(32),
    kind: oneOf(['person', 'organisation'] as const),
    expires: u64,
    sealed: blob(LIMITS.invitationBytes),
  }),
  invitations: struct(request),
  dropInvitation: struct({ ...request, invitation: fixed(16) }),
  /** For a person's other device: the sealed seed under a pairing code. */
  pair: struct({ ...request, pairing: fixed(16), box: blob(LIMITS.sealedSeedBytes) }),
  /** What the organisation shows to everyone (`edition`), or null to take it down. */
  publish: struct({ ...request, edition: option(blob(LIMITS.editionBytes + 256)) }),
})
export type FromClient = Of<typeof fromClient>

const invitationRow = struct({ invitation: fixed(16), expires: u64, answer: option(blob(LIMITS.invitationBytes)) })
const alertRow = struct({ number: u32, mailbox: fixed(32), time: u64, envelope: blob(LIMITS.intakeEnvelopeBytes) })

export const page = struct({
  ...request,
  space,
  control: list(signedControl, LIMITS.controlActions),
  snapshot: option(signedSnapshot),
  /** Position before the first commit here; 0 with no snapshot and no commits held. */
  after: u32,
  commits: list(loggedCommit, 4096),
  /** The space's newest position, running hash and control position at the relay. */
  pos: u32,
  head,
  controlSeq: u32,
  more: flag,
})

export const fromRelay = variant({
  challenge: struct({ nonce: fixed(32), relayKey: fixed(32), now: u64 }),
  /** `session`: bearer token for blobs, for as long as this socket lives. `enrolled`: this device is in an organisation's log. */
  welcome: struct({ session: fixed(32), enrolled: flag, org: option(id<OrgId>(16)), now: u64 }),
  listed: struct({
    ...request,
    spaces: list(struct({ space, kind: oneOf(SPACE_KINDS), pos: u32, head, control: u32, gone: flag }), LIMITS.listedSpaces),
  }),
  /** An answer to `fetch`, or an event (id 0) with what is new. */
  page,
  /** A control entry stands. */
  accepted: struct({ ...request, space, control: u32 }),
  receipt: struct({ ...request, receipt }),
  done: struct(request),
  /** `detail`: a position or size where the error has one. */
  refused: struct({ ...request, error: oneOf(ERRORS), detail: u32 }),
  alertPage: struct({ ...request, alerts: list(alertRow, 256), more: flag }),
  invitationList: struct({ ...request, rows: list(invitationRow, 1000) }),
  /** Events. `gone`: your organisation was removed; the entry that says so is the proof. */
  gone: struct({ space, entry: signedControl }),
  /** Something new to list: alerts, invitations answered, a space you were added to. */
  news: struct({ what: oneOf(['alerts', 'invitations', 'spaces'] as const) }),
  closing: struct({ afterMs: u16 }),
})
export type FromRelay = Of<typeof fromRelay>
export type Page = Of<typeof page>

export const helloMessage = (relayKey: Uint8Array, nonce: Uint8Array, origin: Uint8Array, device: DeviceId): Uint8Array =>
  concat(LABELS.hello, relayKey, nonce, origin, idBytes(device))

export const encodeFrame = (frame: FromClient): Uint8Array => encode(fromClient, frame)
