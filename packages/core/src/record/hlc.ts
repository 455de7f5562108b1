/**
 * Hybrid logical clock: Unix milliseconds × 1024 + counter, in one safe integer. Wall time keeps it readable, the counter
 * keeps a device's own writes in order within one millisecond and after a clock was set back.
 */
import type { Hlc } from './model.ts'

const PER_MS = 1024
/** The last millisecond whose clock is still a safe integer (year 2248). */
const LAST_MS = Math.floor(Number.MAX_SAFE_INTEGER / PER_MS) - 1
/** How far ahead of the relay's clock a device's clock may be before it is lowered: five minutes, in milliseconds. */
const TOLERANCE_MS = 5 * 60 * 1000

export const HLC_ZERO = 0 as Hlc

/** The clock at a moment, counter 0. `ms` is Unix milliseconds; what cannot be a date is brought into range. */
export const hlcAt = (ms: number): Hlc => (Math.min(Math.max(Math.trunc(ms) || 0, 0), LAST_MS) * PER_MS) as Hlc

/** Unix milliseconds of a clock. */
export const msOf = (hlc: Hlc): number => Math.floor(hlc / PER_MS)

/** The clock of the next write: after `prev`, and not before `nowMs`. */
export const tick = (prev: Hlc, nowMs: number): Hlc => Math.max(hlcAt(nowMs), Math.min(prev + 1, Number.MAX_SAFE_INTEGER)) as Hlc

/** Call with the effective (lowered) time of each commit received, so that the next write comes after what was seen. */
export const observe = (prev: Hlc, seen: Hlc): Hlc => (seen > prev ? seen : prev)

/** The highest clock a commit may count with, from the relay's receipt time in Unix milliseconds. */
export const ceilingAt = (relayMs: number): Hlc => hlcAt(relayMs + TOLERANCE_MS)
