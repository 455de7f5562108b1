/** The routes of the relay that need no account (protocol/http.ts). */
import {
  decode,
  encode,
  fail,
  hex,
  intakeOffer,
  openMailbox,
  problem,
  sendAlert,
  writeMailbox,
  type BlobId,
  type ErrorCode,
  type Of,
  type OrgId,
  type Result,
} from '@pergola/protocol'
import { request, requestOffer, type Answer, type Call, type Lost } from '../request.ts'

export type RelayProblem =
  | Lost
  | { readonly type: 'refused'; readonly code: ErrorCode; readonly detail: number }
  /** An answer that no relay of ours gives. */
  | { readonly type: 'damaged' }

export type Offer = Of<typeof intakeOffer>
export interface Work {
  readonly challenge: Uint8Array
  readonly solution: Uint8Array
}

const understood = (answer: Answer): Result<Uint8Array, RelayProblem> => {
  if (answer.ok) return answer
  if (answer.problem.type !== 'no') return fail(answer.problem)
  const said = decode(problem, answer.problem.refusal)
  return said.ok ? fail({ type: 'refused', code: said.value.error, detail: said.value.detail }) : fail({ type: 'damaged' })
}

export const readOffer = (answer: Answer): Result<Offer, RelayProblem> => {
  const bytes = understood(answer)
  if (!bytes.ok) return bytes
  const offer = decode(intakeOffer, bytes.value)
  return offer.ok ? offer : fail({ type: 'damaged' })
}

type Done = Promise<Result<Uint8Array, RelayProblem>>

export const relay = {
  offer: async (org: OrgId, signal: AbortSignal): Promise<Result<Offer, RelayProblem>> => readOffer(await requestOffer(org, { signal })),
  putBlob: async (org: OrgId, blob: BlobId, sealed: Blob, { challenge, solution }: Work, call: Call): Done =>
    understood(
      await request('PUT', `/api/intake/${org}/blobs/${blob}`, sealed, {
        ...call,
        headers: { 'Pergola-Work': `${hex(challenge)}.${hex(solution)}` },
      }),
    ),
  sendAlert: async (org: OrgId, body: Of<typeof sendAlert>, call: Call): Done =>
    understood(await request('POST', `/api/intake/${org}/alerts`, encode(sendAlert, body), call)),
  readMailbox: async (token: Uint8Array): Done => understood(await request('POST', '/api/mailbox', encode(openMailbox, { token }))),
  writeMailbox: async (body: Of<typeof writeMailbox>, call: Call): Done =>
    understood(await request('POST', '/api/mailbox/send', encode(writeMailbox, body), call)),
}
