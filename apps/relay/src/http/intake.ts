/** The visitor's side of the intake: no account, no cookie, no address kept, the same answer for a mailbox that is not there. */
import { createCipheriv, createHmac } from 'node:crypto'
import {
  LIMITS,
  encode,
  intakeOffer,
  mailboxContent,
  mailboxMessage,
  openMailbox,
  sendAlert,
  unhex,
  writeMailbox,
  type Of,
  type OrgId,
} from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import type { House } from '../house.ts'
import { refuse, type Answer } from '../refusal.ts'
import { isBlobId, keepBlob } from './files.ts'
import { EMPTY, bad, bodyRoute, good, written, type Call, type Route } from './route.ts'

const ALERT_BYTES = LIMITS.intakeEnvelopeBytes + 512

export const orgIn = (call: Pick<Call, 'params'>): OrgId => (call.params['org'] ?? '') as OrgId

const offer: Route = {
  method: 'GET',
  path: '/api/intake/:org',
  group: 'intake',
  handle: async (house, call) => {
    const card = await house.store.card(orgIn(call))
    if (card === null) return bad({ type: 'not_found', detail: 0 })
    return good(encode(intakeOffer, { card, ...house.works.issue() }))
  },
}

export const workIn = (call: Call): readonly [Uint8Array, Uint8Array] | null => {
  const [challenge, solution] = (call.headers['pergola-work'] ?? '').split('.').map(unhex)
  return challenge?.length === 40 && solution?.length === 8 ? [challenge, solution] : null
}

const upload: Route = {
  method: 'PUT',
  path: '/api/intake/:org/blobs/:id',
  group: 'intake',
  handle: async (house, call) => {
    const work = workIn(call)
    if (work === null || !(await house.works.accept(...work))) return bad({ type: 'work', detail: 0 })
    const org = orgIn(call)
    if ((await house.store.card(org)) === null) return bad({ type: 'not_found', detail: 0 })
    const blob = call.params['id']
    if (!isBlobId(blob)) return bad({ type: 'malformed', detail: 0 })
    const kept = await keepBlob(house, { blob, org, source: call.body, maxBytes: LIMITS.intakeBlobBytes, orphan: true })
    return kept.ok ? good() : bad(kept.problem)
  },
}

interface Message {
  readonly org: OrgId
  readonly mailbox: Uint8Array
  readonly envelope: Uint8Array
  readonly blobs: readonly string[]
}

const deliver = async (house: House, { org, mailbox, envelope, blobs }: Message): Promise<Answer<Uint8Array>> => {
  if ((await house.store.countAlerts(org)) >= house.settings.openAlerts) return refuse('busy', 60_000)
  const outcome = await house.store.addAlert({ org, mailbox, time: house.now(), envelope }, blobs)
  if (outcome === 'done') house.herald.news(org, 'alerts')
  return written(outcome)
}

const alert = async (house: House, body: Of<typeof sendAlert>, params: Call['params']): Promise<Answer<Uint8Array>> => {
  if (!(await house.works.accept(body.challenge, body.solution))) return refuse('work')
  const org = orgIn({ params })
  if ((await house.store.card(org)) === null) return refuse('not_found')
  const owner = await house.store.mailboxOrg(body.mailbox)
  if (owner !== null && owner !== org) return refuse('used')
  return deliver(house, { ...body, org })
}

/** 64 KiB that nobody can tell from an answer without the token: AES-256-CTR under a key made from the token and our secret. */
const padding = (house: House, token: Uint8Array): Uint8Array => {
  const key = createHmac('sha256', house.mailboxSecret).update(token).digest()
  return createCipheriv('aes-256-ctr', key, new Uint8Array(16)).update(new Uint8Array(LIMITS.mailboxBytes))
}

const open = async (house: House, { token }: { readonly token: Uint8Array }): Promise<Answer<Uint8Array>> => {
  const mailbox = sha256(mailboxMessage(token))
  const bytes = padding(house, token)
  const owner = await house.store.mailboxOrg(mailbox)
  const content = encode(mailboxContent, { replies: await house.store.replies(mailbox) })
  if (owner !== null) {
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(0, content.length)
    bytes.set(content, 4)
  }
  return { ok: true, value: bytes }
}

/** Empty and good in any case: whoever guesses tokens learns nothing. */
const write = async (house: House, body: Of<typeof writeMailbox>): Promise<Answer<Uint8Array>> => {
  if (!(await house.works.accept(body.challenge, body.solution))) return refuse('work')
  const mailbox = sha256(mailboxMessage(body.token))
  const org = await house.store.mailboxOrg(mailbox)
  if (org !== null) await deliver(house, { org, mailbox, envelope: body.envelope, blobs: body.blobs })
  return { ok: true, value: EMPTY }
}

export const intakeRoutes: readonly Route[] = [
  offer,
  upload,
  bodyRoute({ path: '/api/intake/:org/alerts', group: 'intake', body: sendAlert, maxBytes: ALERT_BYTES, run: alert }),
  bodyRoute({ path: '/api/mailbox', group: 'mailbox', body: openMailbox, maxBytes: 64, run: open }),
  bodyRoute({ path: '/api/mailbox/send', group: 'mailbox', body: writeMailbox, maxBytes: ALERT_BYTES, run: write }),
]
