/** The real relay's rules, in memory, behind a loopback address that also serves the built page. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { concat, encode, hex, HTTP_STATUS, LIMITS, parcelMessage, problem, type ErrorCode, type OrgId } from '@pergola/protocol'
import { createMemoryRelay } from '@pergola/relay/testing'

export interface Filed {
  readonly mailbox: Uint8Array
  readonly envelope: Uint8Array
}

export interface Server {
  readonly address: string
  readonly publish: (org: OrgId, card: Uint8Array) => Promise<unknown>
  readonly alerts: (org: OrgId) => Promise<readonly Filed[]>
  /** A sealed file for somebody outside, as a member put it. */
  readonly keepParcel: (token: Uint8Array, sealed: Uint8Array) => Promise<void>
  /** When it was opened, 0: not yet; null: its bytes are gone and it was not. */
  readonly parcelOpened: (token: Uint8Array) => Promise<{ readonly opened: number; readonly kept: boolean } | null>
  readonly reply: (mailbox: Uint8Array, envelope: Uint8Array) => Promise<unknown>
  /** What was uploaded, by blob id. */
  readonly blobs: Map<string, Uint8Array>
  /** Turns every request to the relay away with this, until it is null again. */
  refusing: ErrorCode | null
  /** What happens to a request instead of being answered: its line breaks before the relay has read it, or before it has answered. */
  fate: (method: string, path: string) => 'fine' | 'lost' | 'lost answer'
  readonly close: () => Promise<void>
}

const TYPES: Readonly<Record<string, string>> = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css' }
const DIST = new URL('../dist/', import.meta.url)

/** As the relay serves it: compressed when the page was built. */
const servePage = async (path: string, response: ServerResponse): Promise<void> => {
  const name = `${path.slice('/intake/'.length)}${path.endsWith('/') ? 'index.html' : ''}`
  const bytes = name.includes('..') ? null : await readFile(new URL(`${name}.br`, DIST)).catch(() => null)
  if (bytes === null) return void response.writeHead(404).end()
  response.writeHead(200, { 'content-type': TYPES[name.split('.').at(-1)!] ?? 'application/octet-stream', 'content-encoding': 'br' })
  response.end(bytes)
}

const bodyOf = async (request: IncomingMessage): Promise<Uint8Array> => {
  const parts: Uint8Array[] = []
  for await (const part of request) parts.push(part as Uint8Array)
  return concat(...parts)
}

const parcelId = (token: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(parcelMessage(token)).digest())

/** A phone takes about a second for 16 bits, this machine a few milliseconds for 14. */
const WORK_BITS = 14

export const serve = async (): Promise<Server> => {
  const relay = createMemoryRelay({ workBits: WORK_BITS })
  const blobs = new Map<string, Uint8Array>()
  let refusing: ErrorCode | null = null
  let fate: Server['fate'] = () => 'fine'

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (!path.startsWith('/api/')) return servePage(path, response)
    const method = request.method ?? 'GET'
    const befalls = fate(method, path)
    if (befalls === 'lost') return void request.socket.destroy()
    const body = await bodyOf(request)
    if (refusing) return void response.writeHead(HTTP_STATUS[refusing]).end(encode(problem, { error: refusing, detail: 5_000 }))
    const reply = await relay.request(method, path, request.headers as Record<string, string>, body)
    if (method === 'PUT' && reply.status === 200) blobs.set(path.split('/').at(-1)!, body)
    if (befalls === 'lost answer') return void request.socket.destroy()
    const joined = /^\/api\/intake\/\w+\/blobs\/(\w+)\/join$/.exec(path)?.[1]
    const whole = joined === undefined ? null : await relay.blobs.get(joined)
    if (joined !== undefined && whole) blobs.set(joined, concat(...(await Array.fromAsync(whole))))
    response.writeHead(reply.status).end(reply.body)
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const close = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
    await relay.stop()
  }
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/intake/`,
    publish: (org, card) => relay.store.putCard(org, card),
    alerts: (org) => relay.store.alerts(org, 0, Number.MAX_SAFE_INTEGER),
    keepParcel: async (token, sealed) => {
      const parcel = parcelId(token)
      const blob = hex(parcel.subarray(0, 16))
      const expires = Date.now() + 86_400_000
      await relay.store.putParcel({ parcel, org: hex(new Uint8Array(16)) as OrgId, blob, due: expires, expires, opened: 0 })
      await relay.blobs.put(
        blob,
        (async function* () {
          yield sealed
        })(),
        sealed.length,
      )
      await relay.store.addBlob({
        blob,
        org: hex(new Uint8Array(16)) as OrgId,
        bytes: sealed.length,
        sha256: new Uint8Array(32),
        time: Date.now(),
        orphan: false,
      })
    },
    parcelOpened: async (token) => {
      const row = await relay.store.parcel(parcelId(token))
      return row && { opened: row.opened, kept: row.blob !== null }
    },
    reply: (mailbox, envelope) => relay.store.addReply(mailbox, { time: Date.now(), envelope }, LIMITS.mailboxBytes),
    blobs,
    set refusing(code) {
      refusing = code
    },
    get refusing() {
      return refusing
    },
    set fate(next) {
      fate = next
    },
    get fate() {
      return fate
    },
    close,
  }
}
