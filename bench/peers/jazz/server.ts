/**
 * `server.ts FOLDER acknowledged|stored`: what `jazz-run sync` does, on today's cojson with its SQLite storage. It writes before
 * its acknowledgement is on the way, but does not wait for the disk; `stored`: SQLite waits for the disk at each transaction.
 */
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import Database from 'better-sqlite3'
import { LocalNode, getSqliteStorage } from 'cojson'
import { createWebSocketPeer } from 'cojson-transport-ws'
import { NapiCrypto } from 'cojson/crypto/NapiCrypto'
import { WebSocketServer } from 'ws'
import { serveAs } from '../server.ts'

const database = new Database(join(process.argv[2] ?? '', 'jazz.db'))
database.pragma('journal_mode = WAL')
if (process.argv[3] === 'stored') database.pragma('synchronous = FULL')
const storage = getSqliteStorage({
  run: (sql, values) => void database.prepare(sql).run(values),
  query: <T>(sql: string, values: unknown[]) => database.prepare(sql).all(values) as T[],
  get: <T>(sql: string, values: unknown[]) => database.prepare(sql).get(values) as T | undefined,
  transaction: (all) => void database.transaction(all)(),
  closeDb: () => void database.close(),
})

const crypto = await NapiCrypto.create()
const secret = crypto.newRandomAgentSecret()
const node = new LocalNode(secret, crypto.newRandomSessionID(crypto.getAgentID(secret)), crypto)
node.setStorage(storage)

const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' })
let connections = 0
sockets.on('connection', (socket) => {
  const pinging = setInterval(() => socket.send(JSON.stringify({ type: 'ping', time: Date.now(), dc: 'unknown' })), 1500)
  socket.on('close', () => clearInterval(pinging))
  node.syncManager.addPeer(
    createWebSocketPeer({
      id: `client-${connections++}`,
      role: 'client',
      websocket: socket as never,
      expectPings: false,
      batchingByDefault: false,
      deletePeerStateOnClose: true,
    }),
  )
})
await new Promise((resolve) => sockets.once('listening', resolve))
serveAs({ url: `ws://127.0.0.1:${(sockets.address() as AddressInfo).port}`, settle: () => Promise.resolve() })
