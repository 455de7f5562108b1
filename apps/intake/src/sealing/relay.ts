/** Asks the relay, and understands its answers. */
import {
  alertRequest,
  fileBeginRequest,
  fileJoinRequest,
  filePartRequest,
  fileRequest,
  laterRequest,
  mailboxRequest,
  readOffer as offerIn,
  readRefusal,
  readTicket,
  type IntakeRequest,
  type Offer,
  type Work,
} from '@pergola/core/intake'
import { fail, ok, type BlobId, type ErrorCode, type OrgId, type Result } from '@pergola/protocol'
import { request, requestOffer, type Answer, type Call, type Lost } from '../request.ts'

export type RelayProblem =
  | Lost
  | { readonly type: 'refused'; readonly code: ErrorCode; readonly detail: number }
  /** An answer that no relay of ours gives. */
  | { readonly type: 'damaged' }

export type { Offer, Work }

const understood = (answer: Answer): Result<Uint8Array, RelayProblem> => {
  if (answer.ok) return answer
  if (answer.problem.type !== 'no') return fail(answer.problem)
  const said = readRefusal(answer.problem.refusal)
  return fail(said ? { type: 'refused', ...said } : { type: 'damaged' })
}

export const readOffer = (answer: Answer): Result<Offer, RelayProblem> => {
  const bytes = understood(answer)
  if (!bytes.ok) return bytes
  const offer = offerIn(bytes.value)
  return offer ? ok(offer) : fail({ type: 'damaged' })
}

type Done = Promise<Result<Uint8Array, RelayProblem>>

const ask = async ({ method, path, headers, body }: IntakeRequest, call: Call = {}, file: Blob | null = null): Done =>
  understood(await request(method, path, file ?? body, { ...call, headers }))

export const relay = {
  offer: async (org: OrgId, signal: AbortSignal): Promise<Result<Offer, RelayProblem>> => readOffer(await requestOffer(org, { signal })),
  putBlob: (org: OrgId, blob: BlobId, sealed: Blob, work: Work, call: Call): Done => ask(fileRequest(org, blob, work), call, sealed),
  beginBlob: async (org: OrgId, blob: BlobId, work: Work, call: Call): Promise<Result<string, RelayProblem>> => {
    const answer = await ask(fileBeginRequest(org, blob, work), call)
    const ticket = answer.ok ? readTicket(answer.value) : null
    return ticket === null ? (answer.ok ? fail({ type: 'damaged' }) : answer) : ok(ticket)
  },
  putPart: (org: OrgId, blob: BlobId, ticket: string, part: number, sealed: Blob, call: Call): Done =>
    ask(filePartRequest(org, blob, ticket, part), call, sealed),
  joinBlob: (org: OrgId, blob: BlobId, ticket: string, whole: Parameters<typeof fileJoinRequest>[3], call: Call): Done =>
    ask(fileJoinRequest(org, blob, ticket, whole), call),
  sendAlert: (org: OrgId, body: Parameters<typeof alertRequest>[1], call: Call): Done => ask(alertRequest(org, body), call),
  readMailbox: (token: Uint8Array): Done => ask(mailboxRequest(token)),
  writeMailbox: (body: Parameters<typeof laterRequest>[0], call: Call): Done => ask(laterRequest(body), call),
}
