/** The relay's routes that need no socket, typed. Failures become the problems that people read. */
import { HTTP_STATUS, decode, encode, problem as problemBody, type Codec, type ErrorCode } from '@pergola/protocol'
import type { Answer, Problem } from '../contract/index.ts'
import type { Transport } from '../ports.ts'

const PROBLEMS: { readonly [E in ErrorCode]?: Problem['type'] } = {
  denied: 'wrong_passphrase',
  factor: 'wrong_passkey',
  expired: 'invitation_expired',
  used: 'invitation_used',
  not_found: 'not_found',
  rate: 'busy',
  busy: 'busy',
  quota: 'quota',
  storage_full: 'relay_full',
  too_large: 'too_large',
  not_permitted: 'not_permitted',
  not_member: 'out_of_network',
  taken_down: 'taken_down',
}

export const problemOf = (error: ErrorCode): Problem => ({ type: PROBLEMS[error] ?? 'relay_refused' })

const HEADERS = { 'content-type': 'application/octet-stream' }

/** POSTs a body and reads the answer. */
export const post = async <B, A>(
  transport: Transport,
  path: string,
  body: readonly [Codec<B>, B] | null,
  answer: Codec<A> | null,
): Promise<Answer<A>> => {
  const response = await transport.request('POST', path, HEADERS, body ? encode(body[0], body[1]) : new Uint8Array())
  if (response === null) return { ok: false, problem: { type: 'offline' } }
  if (response.status < 200 || response.status > 299) return { ok: false, problem: problemIn(response.status, response.body) }
  if (answer === null) return { ok: true, value: null as A }
  const read = decode(answer, response.body)
  return read.ok ? { ok: true, value: read.value } : { ok: false, problem: { type: 'relay_refused' } }
}

/** What a refusal over HTTP means for people. */
export const problemIn = (status: number, body: Uint8Array): Problem => {
  const read = decode(problemBody, body)
  if (read.ok && HTTP_STATUS[read.value.error] === status) return problemOf(read.value.error)
  return { type: status === 429 || status === 503 ? 'busy' : 'relay_refused' }
}
