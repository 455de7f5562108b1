/** What a visitor's page does once, done by a member for somebody else: the relay asks for the same work and learns no more. */
import { alertRequest, offerRequest, readOffer, solveWork, type IntakeRequest } from '@pergola/core/intake'
import type { Answer } from '../contract/index.ts'
import { done, problem } from '../sync/answers.ts'
import type { Desk } from '../sync/desk.ts'
import { problemIn } from '../session/relayHttp.ts'

export const beginConversation = async ({ ports, org }: Desk, mailbox: Uint8Array, envelope: Uint8Array): Promise<Answer<null>> => {
  const { transport, clock, crypto } = ports
  const ask = async ({ method, path, headers, body }: IntakeRequest): Promise<Answer<Uint8Array>> => {
    const response = await transport.request(method, path, { 'content-type': 'application/octet-stream', ...headers }, body)
    if (response === null) return problem('offline')
    return response.status < 300 ? { ok: true, value: response.body } : { ok: false, problem: problemIn(response.status, response.body) }
  }
  const answered = await ask(offerRequest(org))
  if (!answered.ok) return answered
  const offer = readOffer(answered.value)
  if (offer === null) return problem('relay_refused')
  const pause = (): Promise<void> => new Promise((resolve) => void clock.after(0, resolve))
  const solution = await solveWork(crypto.sha256, offer.challenge, offer.bits, { pause, cancelled: () => false })
  if (solution === null) return problem('cancelled')
  const sent = await ask(alertRequest(org, { challenge: offer.challenge, solution, mailbox, envelope, blobs: [] }))
  return sent.ok ? done : sent
}
