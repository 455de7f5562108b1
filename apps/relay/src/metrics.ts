/**
 * Counts for Prometheus. Labels are names from this program's own source (events, error codes, route patterns, outcomes):
 * nothing that was sent, nobody's id, no address. What it counts is wrapped here, so that the rules know nothing of it.
 */
import { createServer } from 'node:http'
import { once } from 'node:events'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { Blobs } from './blobs/blobs.ts'
import type { Log } from './ports.ts'
import type { Ready } from './readiness.ts'
import type { Store } from './store/store.ts'

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

export interface Gauges {
  readonly sockets: () => number
  /** Bytes free where the relay writes. */
  readonly room: () => Promise<number>
}

export class Metrics {
  readonly #registry = new Registry()
  readonly #commits = this.#counter('commits_total', 'Commits written and acknowledged')
  readonly #controls = this.#counter('control_entries_total', 'Control entries written and acknowledged')
  readonly #batches = this.#counter('batches_total', 'Group commits by outcome', ['outcome'])
  readonly #events = this.#counter('events_total', 'Lines of the log by event and error code', ['event', 'error'])
  readonly #bytes = this.#counter('file_bytes_total', 'Bytes of sealed files kept and given out', ['direction'])
  readonly #seconds = this.#histogram('batch_seconds', 'Time of a group commit in the database')
  readonly #requests = this.#histogram('request_seconds', 'Requests by route pattern and status', ['route', 'status'])

  constructor() {
    collectDefaultMetrics({ register: this.#registry, prefix: 'pergola_' })
  }

  #counter(name: string, help: string, labelNames: readonly string[] = []): Counter {
    return new Counter({ name: `pergola_${name}`, help, labelNames: [...labelNames], registers: [this.#registry] })
  }

  #histogram(name: string, help: string, labelNames: readonly string[] = []): Histogram {
    return new Histogram({ name: `pergola_${name}`, help, labelNames: [...labelNames], buckets: SECONDS, registers: [this.#registry] })
  }

  watch({ sockets, room }: Gauges): void {
    const registers = [this.#registry]
    const gauge = (name: string, help: string, read: () => number | Promise<number>): void => {
      const made: Gauge = new Gauge({ name: `pergola_${name}`, help, registers, collect: async () => made.set(await read()) })
    }
    gauge('sockets', 'Sockets open now', sockets)
    gauge('data_free_bytes', 'Bytes free where the relay writes', room)
  }

  /** The same store, its group commits counted and timed. */
  store(store: Store): Store {
    const append: Store['append'] = async (batch) => {
      const stop = this.#seconds.startTimer()
      try {
        const outcome = await store.append(batch)
        this.#batches.inc({ outcome })
        if (outcome === 'done') {
          this.#commits.inc(batch.pushes.reduce((sum, push) => sum + push.last - push.first + 1, 0))
          this.#controls.inc(batch.controls.length)
        }
        return outcome
      } catch (error) {
        this.#batches.inc({ outcome: 'failed' })
        throw error
      } finally {
        stop()
      }
    }
    return { ...store, append }
  }

  /** The same files, their bytes counted. */
  blobs(blobs: Blobs): Blobs {
    const counted = async function* (bytes: Counter, direction: string, source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
      for await (const part of source) {
        bytes.inc({ direction }, part.length)
        yield part
      }
    }
    return {
      ...blobs,
      put: (id, source, maxBytes) => blobs.put(id, counted(this.#bytes, 'in', source), maxBytes),
      get: async (id) => {
        const source = await blobs.get(id)
        return source && counted(this.#bytes, 'out', source)
      },
    }
  }

  /** The same log, its lines counted. */
  log(tell: Log): Log {
    return (event, facts) => {
      this.#events.inc({ event, error: String(facts?.['error'] ?? '') })
      tell(event, facts)
    }
  }

  /** `route`: the pattern, or `none`. */
  answered(route: string, status: number, seconds: number): void {
    this.#requests.observe({ route, status: String(status) }, seconds)
  }

  text(): Promise<string> {
    return this.#registry.metrics()
  }
}

export interface MetricsServer {
  readonly port: number
  stop(): Promise<void>
}

/** `/metrics`, `/healthz` and `/readyz` on a port of their own. Throws when it is taken. */
export const serveMetrics = async (
  metrics: Metrics,
  ready: () => Promise<Ready>,
  at: { readonly host: string; readonly port: number },
): Promise<MetricsServer> => {
  const answers: Readonly<Record<string, () => Promise<readonly [number, string]>>> = {
    '/metrics': async () => [200, await metrics.text()],
    '/healthz': async () => [200, 'ok'],
    '/readyz': async () => {
      const state = await ready()
      return [state === 'ready' ? 200 : 503, state]
    },
  }
  const server = createServer((request, response) => {
    const answer = request.method === 'GET' ? answers[request.url ?? ''] : undefined
    const reply = answer ? answer() : Promise.resolve([404, ''] as const)
    void reply
      .catch(() => [500, ''] as const)
      .then(([status, text]) => response.writeHead(status, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text))
  })
  server.listen(at.port, at.host)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : at.port
  const stop = async (): Promise<void> => {
    server.closeAllConnections()
    server.close()
    if (server.listening) await once(server, 'close')
  }
  return { port, stop }
}
