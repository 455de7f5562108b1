/** A relay that runs: rules, a database, a place for files, Fastify and WebSockets put together. */
import { flushCompileCache } from 'node:module'
import { once } from 'node:events'
import { mkdir, statfs } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { openBlobs, type FilesPlace } from './blobs/open.ts'
import { signerOf } from './crypto/ed25519.ts'
import type { Log } from './ports.ts'
import { InFlight } from './in-flight.ts'
import { Metrics, serveMetrics } from './metrics.ts'
import { closeHouse, createHouse } from './relay.ts'
import { secretFile } from './secret-file.ts'
import type { Chosen } from './settings.ts'
import { acceptSockets } from './server/sockets.ts'
import { PATIENCE, type Patience } from './server/patience.ts'
import { createWebServer, type WebOptions } from './server/web-server.ts'
import { identityOf, openStore } from './store/open.ts'
import type { DatabaseAddress } from './store/postgres/index.ts'
import { sweepHourly } from './sweep.ts'

export interface RelayOptions extends Partial<Omit<WebOptions, 'inFlight' | 'answered' | 'patience'>>, Partial<Chosen> {
  /** Database, files and the relay's own key. Made when it is not there. */
  readonly dataFolder: string
  /** 0 for any free one. */
  readonly port: number
  readonly host?: string
  readonly mostConnections?: number
  /** How long slow callers are waited for. */
  readonly patience?: Partial<Patience>
  readonly tell?: Log
  /** A PostgreSQL database; otherwise one file in the data folder. */
  readonly database?: DatabaseAddress | undefined
  /** A bucket for the sealed files; otherwise they are in the data folder. */
  readonly files?: FilesPlace | null
  /** Where Prometheus asks; otherwise nowhere. */
  readonly metrics?: { readonly host: string; readonly port: number } | null
}

export interface Relay {
  /** Where this process listens. */
  readonly url: string
  readonly port: number
  /** Of the metrics; null without. */
  readonly metricsPort: number | null
  /** Requests end (for ten seconds at most), what was sent is written and answered, members are told, everything closes. */
  stop(): Promise<void>
}

/** Long enough for a part of a file on a slow line; a larger download begins again elsewhere. */
const LANDING_MS = 10_000
/** Less is no room: a group commit may take several megabytes. */
const ROOM_BYTES = 64 * 1024 * 1024

/** Another process of this relay may be writing what lies unfinished in a shared folder; no upload takes so long. */
const LEFTOVER_MS = 60 * 60 * 1000

const freeBytes = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

const openHouse = async (
  { dataFolder, tell = () => {}, origins = [], files = null, database, ...chosen }: RelayOptions,
  metrics: Metrics | null,
) => {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const signer = signerOf(await secretFile(join(dataFolder, 'relay-key')))
  const mailboxSecret = await secretFile(join(dataFolder, 'mailbox-secret'))
  const blobs = await openBlobs(dataFolder, files, database ? LEFTOVER_MS : 0)
  const store = await openStore(dataFolder, database, identityOf(signer.publicKey, mailboxSecret))
  const house = createHouse({
    store: metrics?.store(store) ?? store,
    blobs: metrics?.blobs(blobs) ?? blobs,
    signer,
    mailboxSecret,
    chosen: { ...chosen, origins },
    now: Date.now,
    tell: metrics?.log(tell) ?? tell,
    defer: (run) => void setImmediate(run),
    room: async () => (await freeBytes(dataFolder)) >= ROOM_BYTES,
  })
  await house.herald.start()
  return house
}

/** The origins of a relay that nobody named any: what a browser on this machine calls it. */
const localOrigins = (port: number): readonly string[] => [`http://127.0.0.1:${port}`, `http://localhost:${port}`]

/** Known before the rules are set up, because a relay's origins contain it. */
const freePort = async (host: string): Promise<number> => {
  const server = createServer().listen(0, host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Throws when a port is taken, the data folder or bucket cannot be used, or the database is not durable. */
export const startRelay = async (options: RelayOptions): Promise<Relay> => {
  const { host = '127.0.0.1', tls = false, trustProxy = false, mostConnections = 2000, webRoot, intakeRoot } = options
  const wished = options.port === 0 ? await freePort(host) : options.port
  const origins = options.origins ?? localOrigins(wished)
  const metrics = options.metrics ? new Metrics() : null
  const house = await openHouse({ ...options, origins }, metrics)
  const inFlight = new InFlight()
  const answered = metrics ? metrics.answered.bind(metrics) : undefined
  const patience = { ...PATIENCE, ...options.patience }
  const app = await createWebServer(house, {
    tls,
    trustProxy,
    webRoot,
    intakeRoot,
    inFlight,
    answered,
    patience,
  })
  const sockets = acceptSockets(app.server, house, { mostConnections, trustProxy, pingMs: patience.pingMs })
  await app.listen({ host, port: wished })
  const { port } = app.server.address() as AddressInfo
  metrics?.watch({ sockets: sockets.count, room: () => freeBytes(options.dataFolder) })
  const watched = metrics && options.metrics ? await serveMetrics(metrics, () => house.readiness.state(), options.metrics) : null
  const stopSweeping = sweepHourly(house)
  // The next start needs neither what strips types nor what compiles, if whoever starts it said where to keep that.
  flushCompileCache()
  const stop = async (): Promise<void> => {
    stopSweeping()
    house.readiness.drain()
    sockets.refuseNew()
    await inFlight.landed(LANDING_MS)
    await closeHouse(house, () => sockets.closeAll())
    await app.close()
    await watched?.stop()
  }
  return { url: `http://${host}:${port}`, port, metricsPort: watched?.port ?? null, stop }
}

export type { Log } from './ports.ts'
