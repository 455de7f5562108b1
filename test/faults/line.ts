/** A line between members and relays that somebody can cut, or make swallow what is said without closing. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** `up`: what members say does not arrive; `down`: what the relay says. */
export type Way = 'up' | 'down' | 'both'

export interface Line {
  readonly url: string
  /** Which address to try, the next one when that does not answer. */
  to(ports: () => readonly number[]): void
  /** Connections that are open now say nothing more in this direction, and do not close in it either. New ones are whole. */
  swallow(way: Way, which?: (pair: Pair) => boolean): number
  cut(which?: (pair: Pair) => boolean): number
  close(): Promise<void>
}

export interface Pair {
  readonly near: Socket
  readonly far: Socket
  up: boolean
  down: boolean
  /** The first bytes of what was said from this side. */
  said: Buffer
}

const SAID_BYTES = 4096

const carry = (pair: Pair): void => {
  const { near, far } = pair
  near.on('data', (bytes: Buffer) => {
    if (pair.said.length < SAID_BYTES) pair.said = Buffer.concat([pair.said, bytes]).subarray(0, SAID_BYTES)
    if (pair.up) far.write(bytes)
  })
  far.on('data', (bytes: Buffer) => pair.down && near.write(bytes))
  near.on('close', () => pair.up && far.destroy())
  far.on('close', () => pair.down && near.destroy())
  for (const socket of [near, far]) socket.on('error', () => {})
}

const reach = (near: Socket, [port, ...others]: readonly number[], reached: (far: Socket) => void): void => {
  if (port === undefined || near.destroyed) return void near.destroy()
  const far = connect({ port, host: '127.0.0.1', noDelay: true })
  const next = (): void => reach(near, others, reached)
  far.once('error', next)
  far.once('connect', () => {
    far.removeListener('error', next)
    reached(far)
  })
}

export const openLine = async (): Promise<Line> => {
  let ports: () => readonly number[] = () => []
  const pairs = new Set<Pair>()
  const all = new Set<Socket>()
  const server = createServer({ pauseOnConnect: true, noDelay: true }, (near) => {
    all.add(near)
    near.on('error', () => {})
    reach(near, ports(), (far) => {
      const pair: Pair = { near, far, up: true, down: true, said: Buffer.alloc(0) }
      all.add(far)
      pairs.add(pair)
      near.on('close', () => pairs.delete(pair))
      carry(pair)
      near.resume()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    to: (to) => {
      ports = to
    },
    swallow: (way, which = () => true) => {
      const chosen = [...pairs].filter(which)
      for (const pair of chosen) {
        if (way !== 'down') pair.up = false
        if (way !== 'up') pair.down = false
      }
      return chosen.length
    },
    cut: (which = () => true) => {
      const chosen = [...pairs].filter(which)
      for (const { near, far } of chosen) for (const socket of [near, far]) socket.destroy()
      return chosen.length
    },
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of all) socket.destroy()
      await closed
    },
  }
}
