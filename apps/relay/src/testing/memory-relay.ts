/**
 * A whole relay in this process: real rules, memory for a disk, function calls for a network. For tests of clients and
 * simulations. Deterministic in the order of what it sends; messages arrive in later microtasks, never inside a call.
 */
import { randomBytes } from 'node:crypto'
import type { Blobs } from '../blobs/blobs.ts'
import { createMemoryBlobs } from '../blobs/memory.ts'
import { signerOf } from '../crypto/ed25519.ts'
import { bad } from '../http/route.ts'
import { matchRoute, runRoute } from '../http/router.ts'
import { closeHouse, createHouse } from '../relay.ts'
import { Connection } from '../socket/connection.ts'
import type { Log, Now, Wire } from '../ports.ts'
import type { Chosen } from '../settings.ts'
import { createMemoryStore, type MemoryStore } from '../store/memory/index.ts'
import { sweep, sweepStrays } from '../sweep.ts'

export interface MemoryRelayOptions extends Partial<Chosen> {
  readonly now?: Now
  readonly tell?: Log
  /** Go on with what another one kept, as after a restart. */
  readonly store?: MemoryStore
  /** 32 bytes: the relay's own key, to keep over a restart. */
  readonly seed?: Uint8Array
}

export interface Handlers {
  onMessage(bytes: Uint8Array): void
  onClose(): void
}

export interface MemoryConnection {
  send(bytes: Uint8Array): void
  close(): void
}

export interface MemoryRelay {
  connect(handlers: Handlers): MemoryConnection
  /** Header names in any case. Path without query. */
  request(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body: Uint8Array,
  ): Promise<{ readonly status: number; readonly body: Uint8Array }>
  /** Resolves when everything sent so far was written and answered. */
  settled(): Promise<void>
  /** What the relay does every hour and every day: forgets files that nobody named and invitations long expired. */
  sweep(): Promise<void>
  stop(): Promise<void>
  readonly store: MemoryStore
  readonly blobs: Blobs
  readonly publicKey: Uint8Array
}

const whole = async (stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const parts: Uint8Array[] = []
  for await (const part of stream) parts.push(part)
  return Uint8Array.from(Buffer.concat(parts))
}

const once = async function* (bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

/** Origins default to `http://localhost`; no rate limits and 4 bits of work unless set. */
export const createMemoryRelay = ({
  now = Date.now,
  tell = () => {},
  store = createMemoryStore(),
  seed,
  ...chosen
}: MemoryRelayOptions = {}): MemoryRelay => {
  const signer = signerOf(seed ?? randomBytes(32))
  const blobs = createMemoryBlobs(now)
  const house = createHouse({
    store,
    blobs,
    signer,
    mailboxSecret: randomBytes(32),
    chosen: { origins: ['http://localhost'], routeRates: null, frameRate: null, workBits: 4, quietWorkBits: 4, ...chosen },
    now,
    tell,
    defer: (run) => queueMicrotask(run),
    room: async () => true,
  })

  const connect = (handlers: Handlers): MemoryConnection => {
    let open = true
    const end = (): void => {
      if (!open) return
      open = false
      connection.closed()
      queueMicrotask(() => handlers.onClose())
    }
    const wire: Wire = {
      send: (bytes) => queueMicrotask(() => handlers.onMessage(bytes)),
      close: () => end(),
      pause: () => {},
      resume: () => {},
      waiting: () => 0,
      drained: async () => {},
    }
    const connection = new Connection(house, wire)
    return {
      send: (bytes) => {
        const copy = bytes.slice()
        queueMicrotask(() => open && connection.receive(copy))
      },
      close: end,
    }
  }

  const request: MemoryRelay['request'] = async (method, path, headers, body) => {
    const found = matchRoute(method, path)
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    const call = { params: found?.params ?? {}, headers: lower, body: once(body.slice()) }
    const reply = found ? await runRoute(house, found.route, call, 'memory') : bad({ type: 'not_found', detail: 0 })
    return { status: reply.status, body: reply.body instanceof Uint8Array ? Uint8Array.from(reply.body) : await whole(reply.body.stream) }
  }

  return {
    connect,
    request,
    settled: () => house.writer.settled(),
    sweep: async () => {
      await sweep(house)
      await sweepStrays(house)
    },
    stop: () => closeHouse(house),
    store,
    blobs,
    publicKey: signer.publicKey,
  }
}
