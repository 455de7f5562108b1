/** WebSockets at /api/socket: who may open one, how large a frame, how long without a word. */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { LIMITS, encode, fromClient, fromRelay } from '@pergola/protocol'
import type { House } from '../house.ts'
import { Connection } from '../socket/connection.ts'
import { wsWire } from './ws-wire.ts'

const PATH = '/api/socket'
const HELLO_MS = 10_000
/** Of all sockets, those that have not shown a device yet: a crowd at the door does not keep members out. */
const STRANGERS = 0.25
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

const EXPIRED = encode(fromRelay, { t: 'closing', afterMs: 0 })

/** A device that asks whether anybody is there uses nothing: it fetches no space. */
const ANYBODY_THERE = encode(fromClient, { t: 'fetch', id: 0, items: [] })
const isUse = (frame: Buffer): boolean => frame.length !== ANYBODY_THERE.length || frame[0] !== ANYBODY_THERE[0]

/** A session ends by itself, after a day's work at most or when nobody asked for anything: whoever goes on shows the device's key again. */
const expiring = (house: House, socket: WebSocket): { readonly asked: () => void; readonly stop: () => void } => {
  const end = (): void => {
    socket.send(EXPIRED, { binary: true })
    socket.close(1000)
  }
  const session = setTimeout(end, house.settings.sessionMs)
  const idle = setTimeout(end, house.settings.idleMs)
  const stop = (): void => {
    clearTimeout(session)
    clearTimeout(idle)
  }
  return { asked: () => idle.refresh(), stop }
}

/** `known`: called when the device has proved itself, or the socket is gone. */
const serve = (house: House, socket: WebSocket, pingMs: number, known: () => void): void => {
  const wire = wsWire(socket)
  const connection = new Connection(house, wire)
  const expiry = expiring(house, socket)
  let alive = true
  const hello = setTimeout(() => connection.greeted || socket.terminate(), HELLO_MS)
  const ping = setInterval(() => {
    if (!alive) return socket.terminate()
    alive = false
    socket.ping()
  }, pingMs)
  socket.on('pong', () => (alive = true))
  socket.on('message', (data: Buffer, binary: boolean) => {
    alive = true
    if (isUse(data)) expiry.asked()
    if (connection.greeted) known()
    if (binary) connection.receive(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    else socket.close(1003)
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearTimeout(hello)
    clearInterval(ping)
    expiry.stop()
    known()
    connection.closed()
  })
}

/** As the web server knows callers: by the proxy's word where there is one. Used for rate limits only, hashed. */
const addressOf = (request: IncomingMessage, trustProxy: boolean): string => {
  const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined
  const [first = ''] = (Array.isArray(forwarded) ? forwarded[0]! : (forwarded ?? '')).split(',')
  return first.trim() || (request.socket.remoteAddress ?? '')
}

const tooOften = (house: House, address: string): boolean => {
  const rate = house.settings.routeRates?.socket
  return rate !== undefined && house.callers.take('socket', rate, address) > 0
}

export interface SocketOptions {
  readonly mostConnections: number
  readonly trustProxy: boolean
  readonly pingMs: number
}

export const acceptSockets = (server: Server, house: House, { mostConnections, trustProxy, pingMs }: SocketOptions): Sockets => {
  const strangers = new Set<WebSocket>()
  const mostStrangers = Math.ceil(mostConnections * STRANGERS)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LIMITS.frameBytes, perMessageDeflate: false, skipUTF8Validation: true })
  let open = true
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy())
    if (request.url !== PATH) return turnAway(stream, '404 Not Found')
    if (!fromHere(house, request)) return turnAway(stream, '403 Forbidden')
    if (tooOften(house, addressOf(request, trustProxy))) return turnAway(stream, '429 Too Many Requests')
    const full = sockets.clients.size >= mostConnections || strangers.size >= mostStrangers
    if (!open || full) return turnAway(stream, '503 Service Unavailable')
    sockets.handleUpgrade(request, stream, head, (socket) => {
      strangers.add(socket)
      serve(house, socket, pingMs, () => strangers.delete(socket))
    })
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
