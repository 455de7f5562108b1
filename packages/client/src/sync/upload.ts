/**
 * A sealed file to the relay. A small one in one request; a larger one in parts, so that a lost connection costs one part:
 * the relay says how many it holds, and the upload goes on from there.
 */
import { LIMITS, decode, encode, joinParts, partsHeld, type BlobId } from '@pergola/protocol'
import { problemIn } from '../session/relayHttp.ts'
import type { Answer } from '../contract/index.ts'
import { done, problem } from './answers.ts'

export interface UploadLine {
  /** Null while the relay cannot be reached, or when it does not answer. */
  readonly request: (
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body: Uint8Array,
  ) => Promise<{ readonly status: number; readonly body: Uint8Array } | null>
  readonly wait: (ms: number) => Promise<void>
  readonly sha256: (bytes: Uint8Array) => Uint8Array
  /** Bytes that the relay keeps, of all. */
  readonly report: (done: number, of: number) => void
  readonly cancelled: () => boolean
}

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 15_000
/** Without a part that arrived, so many times in a row (about ten minutes), it is given up. */
const MOST_TRIES = 45

/** A relay that forgets what it took is not sent everything for ever. */
const MOST_TIMES_OVER = 3

/** What says nothing about the file: the line, the session, or the relay's load. */
const isPassing = (status: number): boolean => status === 401 || status === 429 || status === 503

type Step = Answer<null> | 'lost'

interface Sending {
  readonly line: UploadLine
  readonly id: BlobId
  readonly bytes: Uint8Array
  readonly parts: number
}

const asStep = (response: { readonly status: number; readonly body: Uint8Array } | null): Step => {
  if (response === null || isPassing(response.status)) return 'lost'
  return response.status === 200 ? done : { ok: false, problem: problemIn(response.status, response.body) }
}

const held = async ({ line, id }: Sending) => {
  const response = await line.request('GET', `/api/blobs/${id}/parts`, new Uint8Array())
  const step = asStep(response)
  if (step === 'lost' || !step.ok) return step
  const told = decode(partsHeld, response!.body)
  return told.ok ? told.value : problem('relay_refused')
}

const joinAll = async ({ line, id, bytes, parts }: Sending): Promise<Step> => {
  const body = encode(joinParts, { parts, bytes: bytes.length, sha256: line.sha256(bytes) })
  const response = await line.request('POST', `/api/blobs/${id}/join`, body)
  // A part was forgotten meanwhile (an upload of more than a day): what is missing is sent again.
  return response?.status === 404 ? 'lost' : asStep(response)
}

/** From where the relay is to the end, or to where the line breaks. */
const goOn = async (sending: Sending, arrived: () => void): Promise<Step> => {
  const { line, id, bytes, parts } = sending
  const at = await held(sending)
  if (at === 'lost' || 'ok' in at) return at
  if (at.whole === 1) return done
  if (at.parts > 0) line.report(Math.min(bytes.length, at.parts * LIMITS.partBytes), bytes.length)
  for (let part = at.parts; part < parts; part++) {
    if (line.cancelled()) return problem('cancelled')
    const body = bytes.subarray(part * LIMITS.partBytes, (part + 1) * LIMITS.partBytes)
    const step = asStep(await line.request('PUT', `/api/blobs/${id}/parts/${part}`, body))
    if (step === 'lost' || !step.ok) return step
    arrived()
    line.report(Math.min(bytes.length, (part + 1) * LIMITS.partBytes), bytes.length)
  }
  return joinAll(sending)
}

/** Kept by the relay when it answers yes. Needs a connection, and waits for it to come back. */
export const upload = async (line: UploadLine, id: BlobId, bytes: Uint8Array): Promise<Answer<null>> => {
  const sending: Sending = { line, id, bytes, parts: Math.ceil(bytes.length / LIMITS.partBytes) }
  if (sending.parts <= 1) {
    const response = await line.request('PUT', `/api/blobs/${id}`, bytes)
    if (response === null) return problem('offline')
    return response.status === 200 ? done : { ok: false, problem: problemIn(response.status, response.body) }
  }
  let [tries, wait, sent] = [0, FIRST_WAIT_MS, 0]
  while (tries++ < MOST_TRIES && sent < sending.parts * MOST_TIMES_OVER) {
    const step = await goOn(sending, () => ([tries, wait, sent] = [0, FIRST_WAIT_MS, sent + 1]))
    if (step !== 'lost') return step
    if (line.cancelled()) return problem('cancelled')
    await line.wait(wait)
    wait = Math.min(LONGEST_WAIT_MS, wait * 2)
  }
  return problem('offline')
}
