import { flushCompileCache } from 'node:module'

/** What the harness asks of each peer's server process: its address on standard output, an answer to each `settle`, an end when standard input ends. */
export interface Served {
  readonly url: string
  /** Resolves when everything acknowledged so far is in the storage. */
  readonly settle: () => Promise<void>
}

export const serveAs = ({ url, settle }: Served): void => {
  process.on('message', () => void settle().then(() => process.send!('settled')))
  process.on('disconnect', () => process.exit(0))
  // Servers are killed, which would keep nothing of what was compiled for the next start.
  flushCompileCache()
  process.send!({ url })
}
