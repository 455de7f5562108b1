/**
 * What a visitor's program asks of the relay, who needs no account for it (bodies and answers: protocol/http.ts). The page sends it
 * by XMLHttpRequest, the command line by fetch; both say the same.
 */
import {
  decode,
  encode,
  hex,
  intakeOffer,
  intakeTicket,
  joinParts,
  openMailbox,
  problem,
  sendAlert,
  writeMailbox,
  type BlobId,
  type ErrorCode,
  type Of,
  type OrgId,
} from '@pergola/protocol'

/** Header names in lower case. */
export interface IntakeRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** Empty where the caller brings it, such as a sealed file. */
  readonly body: Uint8Array
}

/** The organisation's card, and the work that the next sending takes. */
export type Offer = Of<typeof intakeOffer>

/** The proof that belongs to one sending. */
export interface Work {
  readonly challenge: Uint8Array
  readonly solution: Uint8Array
}

const EMPTY = new Uint8Array()
const post = (path: string, body: Uint8Array): IntakeRequest => ({ method: 'POST', path, headers: {}, body })

export const offerRequest = (org: OrgId): IntakeRequest => ({ method: 'GET', path: `/api/intake/${org}`, headers: {}, body: EMPTY })

/** The sealed file is the body. */
export const fileRequest = (org: OrgId, blob: BlobId, { challenge, solution }: Work): IntakeRequest => ({
  method: 'PUT',
  path: `/api/intake/${org}/blobs/${blob}`,
  headers: { 'pergola-work': `${hex(challenge)}.${hex(solution)}` },
  body: EMPTY,
})

/** A large file goes in parts: this is answered with the ticket that they are sent with. */
export const fileBeginRequest = (org: OrgId, blob: BlobId, work: Work): IntakeRequest => {
  const { path, headers } = fileRequest(org, blob, work)
  return { method: 'POST', path: `${path}/begin`, headers, body: EMPTY }
}

/** Hex, or null when it is none. */
export const readTicket = (answer: Uint8Array): string | null => {
  const read = decode(intakeTicket, answer)
  return read.ok ? hex(read.value.ticket) : null
}

const withTicket = (path: string, ticket: string, rest: Pick<IntakeRequest, 'method' | 'body'>): IntakeRequest => ({
  ...rest,
  path,
  headers: { 'pergola-ticket': ticket },
})

/** The bytes of the part are the body. */
export const filePartRequest = (org: OrgId, blob: BlobId, ticket: string, part: number): IntakeRequest =>
  withTicket(`/api/intake/${org}/blobs/${blob}/parts/${part}`, ticket, { method: 'PUT', body: EMPTY })

export const fileJoinRequest = (org: OrgId, blob: BlobId, ticket: string, whole: Of<typeof joinParts>): IntakeRequest =>
  withTicket(`/api/intake/${org}/blobs/${blob}/join`, ticket, { method: 'POST', body: encode(joinParts, whole) })

/** The first message of a conversation. */
export const alertRequest = (org: OrgId, body: Of<typeof sendAlert>): IntakeRequest =>
  post(`/api/intake/${org}/alerts`, encode(sendAlert, body))

/** One more message of it. */
export const laterRequest = (body: Of<typeof writeMailbox>): IntakeRequest => post('/api/mailbox/send', encode(writeMailbox, body))

export const mailboxRequest = (token: Uint8Array): IntakeRequest => post('/api/mailbox', encode(openMailbox, { token }))

/** Null when it is none. */
export const readOffer = (answer: Uint8Array): Offer | null => {
  const read = decode(intakeOffer, answer)
  return read.ok ? read.value : null
}

/** Why the relay said no, from the body of its answer; null when that is none. */
export const readRefusal = (answer: Uint8Array): { readonly code: ErrorCode; readonly detail: number } | null => {
  const read = decode(problem, answer)
  return read.ok ? { code: read.value.error, detail: read.value.detail } : null
}
