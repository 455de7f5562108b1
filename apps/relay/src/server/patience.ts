/** How long the relay waits for slow callers, and what it takes from them: whoever sends a byte a minute holds nothing for long. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

export interface Patience {
  /** For all headers of a request. */
  readonly headersMs: number
  /** For the whole of a small body (POST). */
  readonly bodyMs: number
  /** For a request with a file, whole. */
  readonly fileMs: number
  /** Without a byte in either direction. */
  readonly silenceMs: number
  /** Between two requests on one connection. */
  readonly keepMs: number
  /** A socket is asked for a sign of life so often, and closed when none came until the next time. */
  readonly pingMs: number
}

const SECOND = 1000
const MINUTE = 60 * SECOND

/** 72 KiB in a minute is 10 kbit/s, and 110 MiB in fifteen 1 Mbit/s. */
export const PATIENCE: Patience = {
  headersMs: 15 * SECOND,
  bodyMs: MINUTE,
  fileMs: 15 * MINUTE,
  silenceMs: MINUTE,
  keepMs: 10 * SECOND,
  pingMs: 30 * SECOND,
}

const HEADER_BYTES = 8 * 1024
const LEAST_CHECKS_MS = 100
const CHECKS_MS = 5 * SECOND

/** What Fastify and Node's server are given. Headers beyond 8 KiB are refused with 431 before anything looks at them. */
export const serverOptions = ({ headersMs, fileMs, silenceMs, keepMs }: Patience) => ({
  requestTimeout: fileMs,
  connectionTimeout: silenceMs,
  keepAliveTimeout: keepMs,
  http: {
    headersTimeout: headersMs,
    maxHeaderSize: HEADER_BYTES,
    // How often Node looks for requests that are late.
    connectionsCheckingInterval: Math.max(LEAST_CHECKS_MS, Math.min(CHECKS_MS, headersMs / 2)),
  },
})

/** Does this body claim to be packed? */
export const encoded = (headers: IncomingHttpHeaders): boolean => (headers['content-encoding'] ?? 'identity') !== 'identity'

/** Runs what reads `request`, and cuts the connection off when that is not done in time. */
export const guarded = async <T>(request: IncomingMessage, ms: number | null, run: () => Promise<T>): Promise<T> => {
  if (ms === null) return run()
  const cut = setTimeout(() => request.complete || request.destroy(), ms)
  try {
    return await run()
  } finally {
    clearTimeout(cut)
  }
}
