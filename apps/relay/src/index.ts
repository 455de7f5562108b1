/** A relay that runs: rules, SQLite, files on disk, Fastify and WebSockets put together. */
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { openDiskBlobs } from './blobs/disk.ts'
import { signerOf } from './crypto/ed25519.ts'
import type { Log } from './ports.ts'
import { closeHouse, createHouse, sweep } from './relay.ts'
import { secretFile } from './secret-file.ts'
import type { Chosen } from './settings.ts'
import { acceptSockets } from './server/sockets.ts'
import { createWebServer, type WebOptions } from './server/web-server.ts'
import { openSqliteStore } from './store/sqlite/index.ts'

export interface RelayOptions extends Partial<WebOptions>, Partial<Chosen> {
  /** Database, files and the relay's own key. Made when it is not there. */
  readonly dataFolder: string
  /** 0 for any free one. */
  readonly port: number
  readonly host?: string
  readonly mostConnections?: number
  readonly tell?: Log
}

export interface Relay {
  /** Where this process listens. */
  readonly url: string
  readonly port: number
  /** What was sent is written and answered, members are told, everything closes. */
  stop(): Promise<void>
}

const SWEEP_MS = 60 * 60 * 1000

const openHouse = async ({ dataFolder, tell, origins = [], ...chosen }: RelayOptions) => {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const signer = signerOf(await secretFile(join(dataFolder, 'relay-key')))
  const mailboxSecret = await secretFile(join(dataFolder, 'mailbox-secret'))
  return createHouse({
    store: openSqliteStore(join(dataFolder, 'relay.db')),
    blobs: await openDiskBlobs(join(dataFolder, 'files')),
    signer,
    mailboxSecret,
    chosen: { ...chosen, origins },
    now: Date.now,
    tell: tell ?? (() => {}),
    defer: (run) => void setImmediate(run),
  })
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

/** Throws when the port is taken, the data folder cannot be used or the database is not durable. */
export const startRelay = async (options: RelayOptions): Promise<Relay> => {
  const { host = '127.0.0.1', tls = false, trustProxy = false, mostConnections = 2000, webRoot, intakeRoot } = options
  const wished = options.port === 0 ? await freePort(host) : options.port
  const origins = options.origins ?? localOrigins(wished)
  const house = await openHouse({ ...options, origins })
  const app = await createWebServer(house, { tls, trustProxy, webRoot, intakeRoot })
  const sockets = acceptSockets(app.server, house, mostConnections)
  await app.listen({ host, port: wished })
  const { port } = app.server.address() as AddressInfo
  const sweeping = setInterval(() => void sweep(house), SWEEP_MS)
  const stop = async (): Promise<void> => {
    clearInterval(sweeping)
    sockets.refuseNew()
    await closeHouse(house)
    await sockets.closeAll()
    await app.close()
  }
  return { url: `http://${host}:${port}`, port, stop }
}

export type { Log } from './ports.ts'
