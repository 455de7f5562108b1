/** `page` frames, with the log's bytes put in as they are stored: a page of commits is copied once, never parsed. */
import { LIMITS, encode, fromRelay, type Head, type SignedControl, type SignedSnapshot, type SpaceId } from '@pergola/protocol'
import type { PushRow } from '../store/store.ts'

export interface PageParts {
  readonly id: number
  readonly space: SpaceId
  readonly control: readonly SignedControl[]
  readonly snapshot: SignedSnapshot | null
  /** Used when there are no pushes; else the first push says where the page starts. */
  readonly after: number
  readonly pushes: readonly PushRow[]
  readonly pos: number
  readonly head: Head
  readonly controlSeq: number
  readonly more: boolean
}

/** After the commits come pos, head, controlSeq, more. */
const TAIL_BYTES = 4 + 32 + 4 + 1

export const pageFrame = ({ pushes, after, ...rest }: PageParts): Uint8Array => {
  const start = pushes[0] ? pushes[0].first - 1 : after
  const frame = encode(fromRelay, { t: 'page', ...rest, after: start, commits: [] })
  if (pushes.length === 0) return frame
  const tailAt = frame.length - TAIL_BYTES
  const size = pushes.reduce((sum, push) => sum + push.bytes.length, frame.length)
  const whole = new Uint8Array(size)
  whole.set(frame.subarray(0, tailAt))
  new DataView(whole.buffer).setUint32(tailAt - 4, pushes.at(-1)!.last - start)
  let at = tailAt
  for (const push of pushes) {
    whole.set(push.bytes, at)
    at += push.bytes.length
  }
  whole.set(frame.subarray(tailAt), at)
  return whole
}

/** Room that is left on a page. The first thing always goes on it, everything after only if it fits. */
export class Room {
  #left = LIMITS.pageBytes
  #empty = true

  take(bytes: number): boolean {
    if (!this.#empty && bytes > this.#left) return false
    this.#left -= bytes
    this.#empty = false
    return true
  }

  get left(): number {
    return Math.max(0, this.#left)
  }
}
