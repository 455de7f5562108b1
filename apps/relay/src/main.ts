/** Composition root of `pergola serve`: a relay from options a person gave, until the process is asked to stop. */
import type { FilesPlace } from './blobs/open.ts'
import { startRelay, type Relay } from './index.ts'
import type { Log } from './ports.ts'
import type { DatabaseAddress } from './store/postgres/index.ts'

export interface ServeOptions {
  readonly dataFolder: string
  readonly port: number
  readonly host?: string
  /** Where members open the app. Left out: this machine only. */
  readonly origins?: readonly string[]
  readonly webRoot?: string
  readonly intakeRoot?: string
  /** MiB for each organisation. */
  readonly quotaMiB?: number
  /** True behind a reverse proxy with TLS. */
  readonly tls?: boolean
  readonly trustProxy?: boolean
  /** A bucket for the sealed files; otherwise they are in the data folder. */
  readonly files?: FilesPlace | null
  /** A PostgreSQL database; otherwise one file in the data folder. */
  readonly database?: DatabaseAddress | undefined
  readonly metrics?: { readonly host: string; readonly port: number } | null
}

export { Unusable, type DatabaseAddress } from './store/postgres/index.ts'

/** One line an event, on stderr: name, error code, counts. Where nothing can be written (a log on a disk that is full) the line is lost. */
export const logToStderr = (): Log => {
  process.stderr.on('error', () => {})
  return (event, facts = {}) => {
    const words = Object.entries(facts).map(([name, value]) => `${name}=${value}`)
    process.stderr.write(`${[event, ...words].join(' ')}\n`)
  }
}

/** Starts serving; SIGINT and SIGTERM stop gracefully, a second one at once. */
export const serve = async (options: ServeOptions): Promise<Relay> => {
  const relay = await startRelay({ ...options, tell: logToStderr() })
  let stopping = false
  const onSignal = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    void relay.stop().then(() => process.exit(0))
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return relay
}
