/** What the relay's rules need from outside. Real ones are chosen in index.ts, in-process ones in testing/. */
import type { ErrorCode } from '@pergola/protocol'

/** Unix milliseconds. */
export type Now = () => number

/**
 * The relay's only log: the name of what happened, an error code, counts. No place for an address, an id or content.
 */
export type Log = (event: string, facts?: Readonly<Record<string, number | ErrorCode>>) => void

/** One member's connection, whatever carries it. `send` never blocks; whoever sends much looks at `waiting`. */
export interface Wire {
  send(bytes: Uint8Array): void
  close(): void
  /** Stop and go on reading from the other side. */
  pause(): void
  resume(): void
  /** Bytes sent that the other side has not taken yet. */
  waiting(): number
  /** Resolves when `waiting` has fallen, or the wire is closed. */
  drained(): Promise<void>
}

/** Runs later, when everything that has already arrived was read: what comes together is written together. */
export type Defer = (run: () => void) => void
