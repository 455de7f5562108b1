/**
 * The golden bytes of the protocol: test/vectors/protocol.json. A test holds the file to this; whoever implements Pergola
 * elsewhere holds their bytes to the file. `node packages/protocol/test/vectors.ts` writes it anew, which is a new protocol.
 */
import { writeFileSync } from 'node:fs'
import * as protocol from '../src/index.ts'
import {
  LABELS,
  commitId,
  controlId,
  emptyHead,
  encode,
  fromClient,
  fromRelay,
  hex,
  nextHead,
  personCard,
  receiptMessage,
  unhex,
  type Codec,
  type FromClient,
  type FromRelay,
  type Head,
} from '../src/index.ts'
import { bytesOf, keyOf, setStage, sha256, writePush } from './scribe.ts'

export const VECTORS_FILE = new URL('../../../test/vectors/protocol.json', import.meta.url)

const stage = setStage()
const { amina, file, local, localId } = stage
const space = file.space
const push = writePush(amina, space, 2)
const TIME = 1_700_000_000_123
const commitIds = push.commits.map((bytes) => commitId(sha256, bytes))
const heads = commitIds.reduce<Head[]>((all, id) => [...all, nextHead(sha256, all.at(-1)!, id, TIME)], [emptyHead(sha256, space)])
const receipt = { space, pos: 2, head: heads.at(-1)!, time: TIME }
const signedReceipt = { ...receipt, signature: keyOf('relay').sign(receiptMessage(receipt)) }
const entry = file.entries[0]!
const snapshot = { bytes: bytesOf('snapshot', 200), signature: bytesOf('signature', 64) }
const invitation = bytesOf('invitation', 16)

export const CLIENT_FRAMES: readonly FromClient[] = [
  {
    t: 'hello',
    device: amina.id,
    deviceKey: amina.key.publicKey,
    certificate: amina.certificate,
    origin: bytesOf('origin', 32),
    signature: bytesOf('hello', 64),
  },
  { t: 'list', id: 1 },
  { t: 'fetch', id: 2, items: [{ space, control: 1, pos: 2, snapshot: true }] },
  { t: 'control', id: 3, entry, permit: { invitation, permit: bytesOf('permit', 32) } },
  { t: 'push', id: 4, space, commits: push.commits, signature: push.signature },
  { t: 'snapshot', id: 5, snapshot },
  { t: 'alerts', id: 6, after: 7 },
  { t: 'dropAlerts', id: 7, numbers: [1, 2] },
  { t: 'reply', id: 8, mailbox: bytesOf('mailbox', 32), envelope: bytesOf('envelope', 40) },
  { t: 'card', id: 9, card: null },
  {
    t: 'invite',
    id: 10,
    invitation,
    permitHash: bytesOf('permit hash', 32),
    kind: 'organisation',
    expires: TIME,
    sealed: bytesOf('sealed', 20),
  },
  { t: 'invitations', id: 11 },
  { t: 'dropInvitation', id: 12, invitation },
  { t: 'pair', id: 13, pairing: bytesOf('pairing', 16), box: bytesOf('box', 80) },
  { t: 'publish', id: 14, edition: null },
]

export const RELAY_FRAMES: readonly FromRelay[] = [
  { t: 'challenge', nonce: bytesOf('nonce', 32), relayKey: keyOf('relay').publicKey, now: TIME },
  { t: 'welcome', session: bytesOf('session', 32), enrolled: true, org: localId, now: TIME },
  { t: 'listed', id: 1, spaces: [{ space, kind: 'case', pos: 2, head: receipt.head, control: 0, gone: false }] },
  {
    t: 'page',
    id: 2,
    space,
    control: [entry],
    snapshot,
    after: 0,
    commits: push.commits.map((bytes, at) => ({ bytes, signature: at === 1 ? push.signature : null, time: TIME })),
    pos: 2,
    head: receipt.head,
    controlSeq: 0,
    more: false,
  },
  { t: 'accepted', id: 3, space, control: 0 },
  { t: 'receipt', id: 4, receipt: signedReceipt },
  { t: 'done', id: 5 },
  { t: 'refused', id: 6, error: 'stale_log', detail: 2 },
  {
    t: 'alertPage',
    id: 7,
    alerts: [{ number: 1, mailbox: bytesOf('mailbox', 32), time: TIME, envelope: bytesOf('envelope', 40) }],
    more: false,
  },
  { t: 'invitationList', id: 8, rows: [{ invitation, expires: TIME, answer: bytesOf('answer', 10) }] },
  { t: 'gone', space, entry },
  { t: 'news', what: 'spaces' },
  { t: 'closing', afterMs: 1000 },
]

/** Bytes that must be refused, by the name of the codec as this package exports it. */
const refused: readonly { readonly codec: string; readonly bytes: string; readonly why: string }[] = [
  { codec: 'fromClient', bytes: '', why: 'no tag' },
  { codec: 'fromClient', bytes: '0e00000001', why: 'a tag that is none' },
  { codec: 'fromClient', bytes: '010000000100', why: 'a byte too many' },
  { codec: 'fromClient', bytes: '01000000', why: 'a byte too few' },
  { codec: 'fromClient', bytes: '0200000002ffffffff', why: 'a count beyond the bytes that follow' },
  { codec: 'fromClient', bytes: '090000000902', why: 'an option that is neither 0 nor 1' },
  { codec: 'fromRelay', bytes: '0700000006ff00000002', why: 'an error that is none' },
  { codec: 'u64', bytes: '0020000000000000', why: 'a number above 2^53 - 1' },
  { codec: 'flag', bytes: '02', why: 'a flag that is neither 0 nor 1' },
  { codec: 'controlEntry', bytes: hex(entry.bytes.subarray(0, -1)), why: 'an entry cut short' },
  { codec: 'commitHeader', bytes: hex(push.commits[0]!.subarray(0, 112)), why: 'a header cut short' },
]

const framesOf = <T extends { readonly t: string }>(codec: Codec<T>, frames: readonly T[]) =>
  Object.fromEntries(frames.map((frame) => [frame.t, hex(encode(codec, frame))]))

export const makeVectors = () => ({
  about: 'Golden bytes of suite 1, hex. Made by packages/protocol/test/vectors.ts; rules in packages/protocol/SPEC.md.',
  labels: Object.fromEntries(Object.entries(LABELS).map(([name, label]) => [name, hex(label)])),
  person: { card: hex(encode(personCard, amina.person.card)), id: amina.person.id },
  device: {
    deviceKey: hex(amina.key.publicKey),
    created: amina.certificate.created,
    signature: hex(amina.certificate.signature),
    id: amina.id,
  },
  organisation: {
    space: local.space,
    entries: local.entries.map(({ bytes, signature }) => ({ bytes: hex(bytes), signature: hex(signature), id: controlId(sha256, bytes) })),
    members: protocol.membersNow(local.known),
  },
  log: {
    space,
    founding: { bytes: hex(entry.bytes), signature: hex(entry.signature), id: controlId(sha256, entry.bytes) },
    device: hex(amina.key.publicKey),
    commits: push.commits.map((bytes, at) => ({ bytes: hex(bytes), id: commitIds[at] })),
    signature: hex(push.signature),
    time: TIME,
    heads,
    relayKey: hex(keyOf('relay').publicKey),
    receipt: hex(encode(protocol.receipt, signedReceipt)),
  },
  end: {
    second: amina.id,
    message: hex(
      protocol.endMessage({ space, pos: 2, head: receipt.head, blobs: [protocol.hex(invitation) as protocol.BlobId] }, amina.id),
    ),
    action: hex(
      encode(protocol.action, {
        t: 'end',
        blobs: [protocol.hex(invitation) as protocol.BlobId],
        second: { device: amina.id, signature: bytesOf('second', 64) },
      }),
    ),
  },
  fromClient: framesOf(fromClient, CLIENT_FRAMES),
  fromRelay: framesOf(fromRelay, RELAY_FRAMES),
  refused,
})

export const codecNamed = (name: string): Codec<unknown> => (protocol as unknown as Record<string, Codec<unknown>>)[name]!
export const fromHex = (text: string): Uint8Array => unhex(text)!

if (import.meta.main) writeFileSync(VECTORS_FILE, `${JSON.stringify(makeVectors(), null, 1)}\n`)
