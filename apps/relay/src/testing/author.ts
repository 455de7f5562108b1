/**
 * Makes entries and commits that a relay must take, with real signatures. What only clients can open (wraps, sealed seeds,
 * ciphertext) is random bytes of the right size: a relay cannot tell.
 */
import { randomBytes } from 'node:crypto'
import {
  KEM_PUBLIC_BYTES,
  LABELS,
  NO_COMMIT,
  NO_HEAD,
  NO_SPACE,
  SUITE,
  certificateMessage,
  commitBytes,
  commitId,
  controlEntry,
  controlId,
  controlMessage,
  deviceId,
  emptyHead,
  encode,
  personId,
  pushMessage,
  snapshotHeader,
  snapshotMessage,
  spaceIdOf,
  type Action,
  type CommitHeader,
  type CommitId,
  type DeviceCertificate,
  type DeviceId,
  type Head,
  type OrgId,
  type OrgKeys,
  type PersonCard,
  type PersonId,
  type Role,
  type SignedControl,
  type SignedSnapshot,
  type SpaceId,
  type SpaceKind,
} from '@pergola/protocol'
import { signerOf, type Signer } from '../crypto/ed25519.ts'
import { sha256 } from '../crypto/sha256.ts'

export interface Person {
  readonly id: PersonId
  readonly card: PersonCard
  readonly signer: Signer
}

export interface Device {
  readonly id: DeviceId
  readonly person: Person
  readonly certificate: DeviceCertificate
  readonly signer: Signer
}

export const newPerson = (signer: Signer = signerOf(randomBytes(32))): Person => {
  const card = { signKey: signer.publicKey, kemKey: Uint8Array.from(randomBytes(KEM_PUBLIC_BYTES)) }
  return { id: personId(sha256, card), card, signer }
}

export const newDevice = (person: Person, created = 1, signer: Signer = signerOf(randomBytes(32))): Device => {
  const body = { person: person.id, deviceKey: signer.publicKey, created }
  const certificate = { ...body, signature: person.signer.sign(certificateMessage(body)) }
  return { id: deviceId(sha256, certificate), person, certificate, signer }
}

const noKeys = (generation: number): Omit<OrgKeys, 'signature'> => ({
  generation,
  signKey: signerOf(randomBytes(32)).publicKey,
  kemKey: Uint8Array.from(randomBytes(KEM_PUBLIC_BYTES)),
  sealedSeed: Uint8Array.from(randomBytes(72)),
})

export const firstKeys = (): OrgKeys => ({ ...noKeys(1), signature: new Uint8Array(64) })

export const wrapTo = (to: string) => ({ to: to as PersonId, generation: 1, how: 'seal' as const, box: Uint8Array.from(randomBytes(1168)) })

export const rotation = (epoch: number, members: readonly string[], dropped: readonly DeviceId[] = []): Action => ({
  t: 'rotate',
  epoch,
  keyHash: Uint8Array.from(randomBytes(32)),
  wraps: members.map(wrapTo),
  previous: epoch === 1 ? null : Uint8Array.from(randomBytes(72)),
  dropped,
})

/** Where a space's control log and content log stand for its author. */
export interface Stand {
  readonly space: SpaceId
  readonly seq: number
  readonly prev: Head
  readonly pos: number
  readonly head: Head
}

export interface Written {
  readonly entry: SignedControl
  readonly stand: Stand
}

const founding: Stand = { space: NO_SPACE, seq: -1, prev: NO_HEAD, pos: 0, head: NO_HEAD }

/** The next entry after `stand`, and where the log stands with it. */
export const writeControl = (device: Device, stand: Stand, actions: readonly Action[]): Written => {
  const seq = stand.seq + 1
  const { space, prev, pos, head } = stand
  const bytes = encode(controlEntry, { suite: SUITE, space, seq, prev, device: device.id, time: 1, pos, head, actions })
  const entry = { bytes, signature: device.signer.sign(controlMessage(bytes)) }
  const id = controlId(sha256, bytes)
  const named = seq === 0 ? spaceIdOf(id) : space
  return { entry, stand: { space: named, seq, prev: id, pos, head: seq === 0 ? emptyHead(sha256, named) : head } }
}

const salt = (): Uint8Array => Uint8Array.from(randomBytes(16))

/** An organisation with one person on one device. */
export const foundOrganisation = (device: Device, keys = firstKeys()): Written =>
  writeControl(device, founding, [
    { t: 'found', kind: 'organisation', salt: salt(), org: null },
    { t: 'addPerson', person: device.person.card, role: 'steward', wrap: null },
    { t: 'addDevice', certificate: device.certificate },
    { t: 'orgKeys', keys },
    rotation(1, [device.person.id]),
  ])

export const foundSpace = (
  device: Device,
  kind: Exclude<SpaceKind, 'organisation'>,
  org: OrgId,
  others: readonly { readonly org: OrgId; readonly role: Role }[] = [],
): Written =>
  writeControl(device, founding, [
    { t: 'found', kind, salt: salt(), org },
    { t: 'addOrg', org, role: 'steward', wrap: null },
    ...others.map((other): Action => ({ t: 'addOrg', ...other, wrap: null })),
    rotation(1, [org, ...others.map((other) => other.org)]),
  ])

/** A person and their first device, let in by a steward and then enrolled by themselves. */
export const addPerson = (device: Device, stand: Stand, person: Person, role: Role): Written =>
  writeControl(device, stand, [{ t: 'addPerson', person: person.card, role, wrap: wrapTo(person.id) }])

export const addDevice = (device: Device, stand: Stand): Written =>
  writeControl(device, stand, [{ t: 'addDevice', certificate: device.certificate }])

export interface Writing {
  readonly epoch: number
  readonly control: number
  /** This device's last commit in the space. */
  readonly seq: number
  readonly prev: CommitId
  /** The history it quotes; left out: the empty log, which is true everywhere. */
  readonly seen?: { readonly seenPos: number; readonly seenHead: Head }
}

export const FIRST: Writing = { epoch: 1, control: 0, seq: 0, prev: NO_COMMIT }

/** Plaintext of up to 508 bytes is padded to 512. */
const SEALED_BYTES = 512 + 16

export interface WrittenPush {
  readonly commits: readonly Uint8Array[]
  readonly signature: Uint8Array
  readonly next: Writing
}

/** `count` chained commits signed once. */
export const writePush = (device: Device, stand: Pick<Stand, 'space'>, from: Writing, count: number, payload?: Uint8Array): WrittenPush => {
  const commits: Uint8Array[] = []
  const { seen = { seenPos: 0, seenHead: emptyHead(sha256, stand.space) }, ...first } = from
  let next: Writing = first
  for (let n = 0; n < count; n++) {
    const { epoch, control, prev } = next
    const header: CommitHeader = { suite: SUITE, space: stand.space, device: device.id, epoch, control, seq: next.seq + 1, prev, ...seen }
    const bytes = commitBytes(header, Uint8Array.from(randomBytes(24)), payload ?? Uint8Array.from(randomBytes(SEALED_BYTES)))
    commits.push(bytes)
    next = { ...next, seq: header.seq, prev: commitId(sha256, bytes) }
  }
  return { commits, signature: device.signer.sign(pushMessage(next.prev)), next }
}

export const writeSnapshot = (device: Device, stand: Stand, epoch: number): SignedSnapshot => {
  const { space, pos, head, seq: control } = stand
  const header = encode(snapshotHeader, { suite: SUITE, space, epoch, device: device.id, control, pos, head })
  const bytes = Uint8Array.from(Buffer.concat([header, randomBytes(24 + 1024 + 16)]))
  return { bytes, signature: device.signer.sign(snapshotMessage(bytes)) }
}

export const permitOf = (): { readonly invitation: Uint8Array; readonly permit: Uint8Array; readonly permitHash: Uint8Array } => {
  const permit = Uint8Array.from(randomBytes(32))
  return { invitation: salt(), permit, permitHash: sha256(Buffer.concat([LABELS.permit, permit])) }
}
