/** WebSockets at /api/socket: who may open one, how large a frame, how long without a word. */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { LIMITS } from '@pergola/protocol'
import type { House } from '../house.ts'
import { Connection } from '../socket/connection.ts'
import { wsWire } from './ws-wire.ts'

const PATH = '/api/socket'
const PING_MS = 30_000
const HELLO_MS = 10_000
/** A socket that was asked to close and does not is cut off. */
const CLOSE_MS = 2_000

export interface Sockets {
  readonly count: () => number
  /** New sockets are turned away; those there stay until they are closed. */
  refuseNew(): void
  closeAll(): Promise<void>
}

const turnAway = (stream: Duplex, status: string): void => {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Browsers say where a page comes from; programs say nothing. */
const fromHere = (house: House, request: IncomingMessage): boolean => {
  const { origin } = request.headers
  return origin === undefined || house.settings.origins.includes(origin)
}

const serve = (house: House, socket: WebSocket): void => {
  const wire = wsWire(socket)
  const connection = new Connection(house, wire)
  let alive = true
  const hello = setTimeout(() => connection.greeted || socket.terminate(), HELLO_MS)
  const ping = setInterval(() => {
    if (!alive) return socket.terminate()
    alive = false
    socket.ping()
  }, PING_MS)
  socket.on('pong', () => (alive = true))
  socket.on('message', (data: Buffer, binary: boolean) => {
    alive = true
    if (binary) connection.receive(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    else socket.close(1003)
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearTimeout(hello)
    clearInterval(ping)
    connection.closed()
  })
}

export const acceptSockets = (server: Server, house: House, mostConnections: number): Sockets => {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LIMITS.frameBytes, perMessageDeflate: false, skipUTF8Validation: true })
  let open = true
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy())
    if (request.url !== PATH) return turnAway(stream, '404 Not Found')
    if (!fromHere(house, request)) return turnAway(stream, '403 Forbidden')
    if (!open || sockets.clients.size >= mostConnections) return turnAway(stream, '503 Service Unavailable')
    sockets.handleUpgrade(request, stream, head, (socket) => serve(house, socket))
  })
  return {
    count: () => sockets.clients.size,
    refuseNew: () => {
      open = false
    },
    closeAll: async () => {
      const gone = [...sockets.clients].map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())))
      for (const socket of sockets.clients) socket.close(1001)
      const cut = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), CLOSE_MS)
      await Promise.all(gone)
      clearTimeout(cut)
      sockets.close()
    },
  }
}
