/**
 * A bad line between a browser and a relay: a proxy that carries bytes as a phone's line would. One rate for all connections in
 * each direction, half a round trip each way, and a new connection says nothing for the round trips that opening it takes.
 * What it does not do: lose packets, or start slowly as TCP does (46 KB are three more round trips on a line that never sent).
 */
import { createServer, connect, type AddressInfo, type Socket } from 'node:net'

export interface LineOptions {
  readonly to: number
  readonly kbitPerSecond: number
  readonly roundTripMs: number
  /** Round trips until a new connection can be used: 1 for TCP, 2 with TLS 1.3. */
  readonly opening: number
}

export interface Line {
  readonly port: number
  /** Connections opened so far. */
  readonly opened: () => number
  readonly close: () => Promise<void>
}

type Direction = (bytes: number, notBefore: number) => number

/** When the last of so many bytes is on the other side; they queue behind those of every other connection. */
const direction = (kbitPerSecond: number, delayMs: number): Direction => {
  let free = 0
  return (bytes, notBefore) => {
    free = Math.max(free, notBefore, performance.now()) + (bytes * 8) / kbitPerSecond
    return free + delayMs
  }
}

/** Small pieces, so that connections share the line instead of waiting for one another's whole files. */
const PIECE = 1400

const carry = (from: Socket, to: Socket, way: Direction, notBefore: number): void => {
  from.on('data', (chunk: Buffer) => {
    for (let at = 0; at < chunk.length; at += PIECE) {
      const piece = chunk.subarray(at, at + PIECE)
      setTimeout(() => to.writable && to.write(piece), way(piece.length, notBefore) - performance.now())
    }
  })
  from.on('end', () => setTimeout(() => to.end(), way(0, notBefore) - performance.now()))
  from.on('error', () => to.destroy())
}

export const openLine = async ({ to, kbitPerSecond, roundTripMs, opening }: LineOptions): Promise<Line> => {
  const up = direction(kbitPerSecond, roundTripMs / 2)
  const down = direction(kbitPerSecond, roundTripMs / 2)
  const open = new Set<Socket>()
  let count = 0
  const server = createServer((near) => {
    count += 1
    const far = connect(to, '127.0.0.1')
    for (const socket of [near, far]) {
      open.add(socket)
      socket.setNoDelay(true)
      socket.on('close', () => open.delete(socket))
    }
    const ready = performance.now() + opening * roundTripMs
    carry(near, far, up, ready)
    carry(far, near, down, ready)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    opened: () => count,
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
