/** A large sealed file over a line that breaks: part by part, each sent again until the relay has it, for ten minutes without one. */
import type { Work } from '@pergola/core/intake'
import { LIMITS, fail, type BlobId, type OrgId, type Result } from '@pergola/protocol'
import type { Call } from '../request.ts'
import { relay, type RelayProblem } from './relay.ts'

export interface SealedFile {
  readonly org: OrgId
  readonly blob: BlobId
  readonly bytes: Blob
  readonly sha256: Uint8Array
}

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 15_000
const MOST_TRIES = 45

/** The line, the relay's load, or work that was taken unheard (browsers send again by themselves): nothing that is wrong with the file. */
const PASSING: readonly string[] = ['busy', 'rate', 'work']
const isPassing = (problem: RelayProblem): boolean =>
  problem.type === 'offline' || (problem.type === 'refused' && PASSING.includes(problem.code))

/** Until it is done, refused or stopped. */
const patiently = async <T>(act: () => Promise<Result<T, RelayProblem>>, signal: AbortSignal): Promise<Result<T, RelayProblem>> => {
  for (let tries = 1, wait = FIRST_WAIT_MS; ; tries++, wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
    const done = await act()
    if (done.ok || !isPassing(done.problem) || tries === MOST_TRIES) return done
    await new Promise((resolve) => setTimeout(resolve, wait))
    if (signal.aborted) return fail({ type: 'stopped' })
  }
}

/** `work` is done anew for each attempt to begin. */
export const sendInParts = async (
  { org, blob, bytes, sha256 }: SealedFile,
  work: () => Promise<Result<Work, RelayProblem>>,
  { signal, onSent }: Required<Pick<Call, 'signal' | 'onSent'>>,
): Promise<Result<unknown, RelayProblem>> => {
  const parts = Math.ceil(bytes.size / LIMITS.partBytes)
  const begin = async (): Promise<Result<string, RelayProblem>> => {
    const done = await work()
    return done.ok ? relay.beginBlob(org, blob, done.value, { signal }) : done
  }
  const ticket = await patiently(begin, signal)
  if (!ticket.ok) return ticket
  for (let part = 0; part < parts; part++) {
    const at = part * LIMITS.partBytes
    const body = bytes.slice(at, at + LIMITS.partBytes)
    const call = { signal, onSent: (sent: number) => onSent(at + sent) }
    const put = await patiently(() => relay.putPart(org, blob, ticket.value, part, body, call), signal)
    if (!put.ok) return put
  }
  const whole = { parts, bytes: bytes.size, sha256 }
  return patiently(() => relay.joinBlob(org, blob, ticket.value, whole, { signal }), signal)
}
