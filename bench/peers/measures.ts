/** The four measurements, each on fresh processes, for one peer; and what the disk alone takes. */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { quantile } from '../measure.ts'
import type { Until } from './client.ts'
import { startLoad, startServer, type ServerProcess, type Start } from './processes.ts'

export const CLIENTS = 50
export const BURST = 16
export const DOCUMENTS = 1000
export const DOCUMENT_BYTES = 5000
export const IDLE = 1000

/** Most that is measured at a stretch; the slow ones do not come so far in it, the quick ones are through before. */
const MOST_MS = 1500
const BURSTS = { 1: 80, [BURST]: 40 } as const
const WARM_BURSTS = 8
const WARM_MS = 400
const WRITES = 200
const PAUSE_MS = 5
/** After which a server has put away what it needs for opening connections. */
const SETTLE_MS = 3000

export interface Updates {
  /** Updates a second until the last answer, and until what was answered is in the storage. */
  readonly rate: number
  readonly stored: number
  /** Microseconds of the server's processor for each. */
  readonly cpu: number
  readonly p99: number
}

const stretch = async (server: ServerProcess, load: Awaited<ReturnType<typeof startLoad>>, atOnce: 1 | 16): Promise<Updates> => {
  await load.write({ t: 'write', atOnce, bursts: WARM_BURSTS, mostMs: WARM_MS }, () => {})
  await server.settle()
  let [cpu, begin] = [0, 0]
  const {
    updates = 0,
    seconds = 0,
    times = [],
  } = await load.write({ t: 'write', atOnce, bursts: BURSTS[atOnce], mostMs: MOST_MS }, () => {
    cpu = server.cpu()
    begin = performance.now()
  })
  await server.settle()
  const whole = (performance.now() - begin) / 1000
  return { rate: updates / seconds, stored: updates / whole, cpu: ((server.cpu() - cpu) * 1e6) / updates, p99: quantile(times, 0.99) }
}

export const measureUpdates = async (
  peer: string,
  start: Start,
  until: Until,
): Promise<{ readonly single: Updates; readonly burst: Updates }> => {
  const server = await startServer(start, until)
  const load = await startLoad(peer)
  await load.ask({ t: 'open', url: server.url, clients: CLIENTS, until })
  const single = await stretch(server, load, 1)
  await load.stop()
  const other = await startLoad(peer)
  await other.ask({ t: 'open', url: server.url, clients: CLIENTS, until })
  const burst = await stretch(server, other, BURST)
  await other.stop()
  await server.stop()
  return { single, burst }
}

export interface Filled {
  /** Milliseconds until a fresh client has everything. */
  readonly load: () => Promise<number>
  readonly stop: () => Promise<void>
}

export const fill = async (peer: string, start: Start): Promise<Filled> => {
  const server = await startServer(start, 'acknowledged')
  const filler = await startLoad(peer)
  const { where = '' } = await filler.ask({ t: 'fill', url: server.url, documents: DOCUMENTS, bytes: DOCUMENT_BYTES })
  await server.settle()
  await filler.stop()
  const once = async (): Promise<number> => {
    const load = await startLoad(peer)
    const { times = [], bytes } = await load.ask({ t: 'load', url: server.url, where })
    await load.stop()
    if (bytes !== DOCUMENTS * DOCUMENT_BYTES) throw new Error(`${peer} loaded ${bytes} bytes`)
    return times[0]!
  }
  return {
    // One that gives up on a document when the machine is busy (automerge-repo does) may begin anew, and says so.
    load: () =>
      once().catch((error: unknown) => {
        process.stderr.write(`${peer} begins anew: ${String(error)}\n`)
        return once()
      }),
    stop: server.stop,
  }
}

export interface Idle {
  readonly empty: number
  readonly full: number
}

/** Resident MB of the server with no and with all connections. */
export const measureIdle = async (peer: string, start: Start): Promise<Idle> => {
  const server = await startServer(start, 'acknowledged')
  const empty = server.memory()
  const load = await startLoad(peer)
  await load.ask({ t: 'idle', url: server.url, connections: IDLE })
  await sleep(SETTLE_MS)
  const full = server.memory()
  await load.stop()
  await server.stop()
  return { empty, full }
}

export interface Delay {
  readonly p50: number
  readonly p99: number
}

/** The first ones warm up. */
const delayOf = (times: readonly number[]): Delay => {
  const measured = times.slice(20)
  return { p50: quantile(measured, 0.5), p99: quantile(measured, 0.99) }
}

/** Milliseconds from write to the other client's having it. */
export const measurePair = async (peer: string, start: Start): Promise<Delay> => {
  const server = await startServer(start, 'acknowledged')
  const load = await startLoad(peer)
  const { times = [] } = await load.ask({ t: 'pair', url: server.url, times: WRITES, pauseMs: PAUSE_MS })
  await load.stop()
  await server.stop()
  return delayOf(times)
}

/** What one update leaves in a write-ahead log, about. */
const SYNCED_BYTES = 8192

/** Milliseconds that the disk takes to have a few kilobytes that were appended to a file: whoever syncs before telling is no quicker. */
export const measureSync = async (): Promise<Delay> => {
  const folder = mkdtempSync(join(tmpdir(), 'pergola-peers-'))
  const file = openSync(join(folder, 'log'), 'w')
  const [bytes, times] = [Buffer.alloc(SYNCED_BYTES, 1), [] as number[]]
  for (let at = 0; at < WRITES; at++) {
    const begin = performance.now()
    writeSync(file, bytes)
    fdatasyncSync(file)
    times.push(performance.now() - begin)
    await sleep(PAUSE_MS)
  }
  closeSync(file)
  rmSync(folder, { recursive: true })
  return delayOf(times)
}
