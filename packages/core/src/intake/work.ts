/** Proof of work, in slices: it keeps floods out without asking who somebody is. Condition: protocol/http.ts `intakeOffer`. */
import { workMessage, type Sha256 } from '@pergola/protocol'

/** Does the hash start with `bits` zero bits? */
export const enoughZeros = (hash: Uint8Array, bits: number): boolean => {
  const whole = bits >> 3
  for (let at = 0; at < whole; at++) if (hash[at] !== 0) return false
  return (hash[whole] ?? 0) >> (8 - (bits & 7)) === 0
}

export interface Working {
  /** Lets the page draw and listen between slices. */
  readonly pause: () => Promise<void>
  readonly cancelled: () => boolean
  /** Chance in 0..1 that it would be solved by now. */
  readonly onProgress?: (chance: number) => void
}

/** Hashes between two pauses: about 20 ms on a slow phone. */
const SLICE = 1_000

/** A solution (8 bytes), or null when cancelled. On average 2^bits hashes. */
export const solveWork = async (sha256: Sha256, challenge: Uint8Array, bits: number, working: Working): Promise<Uint8Array | null> => {
  const solution = new Uint8Array(8)
  const view = new DataView(solution.buffer)
  for (let tried = 0; !working.cancelled();) {
    for (const end = tried + SLICE; tried < end; tried++) {
      view.setUint32(0, Math.floor(tried / 0x1_0000_0000))
      view.setUint32(4, tried % 0x1_0000_0000)
      if (enoughZeros(sha256(workMessage(challenge, solution)), bits)) return solution
    }
    working.onProgress?.(1 - Math.exp(-tried / 2 ** bits))
    await working.pause()
  }
  return null
}
