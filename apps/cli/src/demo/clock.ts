/** A clock that can be somewhere in the past and runs on from there, so that the demo has a history. */
import { nodeClock } from '../ports/nodePorts.ts'
import type { Clock } from '@pergola/client'

const DAY_MS = 86_400_000

export interface DemoClock extends Clock {
  /** Days from now: -2.5 is two and a half days ago, 0 is now. */
  readonly moveTo: (days: number) => void
}

export const demoClock = (): DemoClock => {
  let shift = 0
  return {
    ...nodeClock,
    now: () => Date.now() + shift,
    moveTo: (days) => {
      shift = Math.round(Math.min(0, days) * DAY_MS)
    },
  }
}
