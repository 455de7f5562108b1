/** Slow, loud and crowding callers, against a relay on the loopback: what they get, and that members do not notice. */
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { hex } from '@pergola/protocol'
import { startRelay, type Relay, type RelayOptions } from '../index.ts'
import { DeviceClient } from '../testing/device-client.ts'
import { temporaryFolder } from '../testing/folder.ts'
import { firstOrganisation } from '../testing/network.ts'
import { socketLink } from '../testing/socket-link.ts'

let relay: Relay
let folder: Awaited<ReturnType<typeof temporaryFolder>>

const start = async (options: Partial<RelayOptions> = {}): Promise<void> => {
  folder = await temporaryFolder()
  relay = await startRelay({ dataFolder: join(folder.path, 'data'), port: 0, origins: ['http://localhost'], ...options })
}

afterEach(async () => {
  await relay.stop()
  await folder.remove()
})

interface Heard {
  readonly text: string
  readonly ms: number
}

/** Speaks bytes at the relay and hears until it hangs up. `drip`: then one more byte so often, for as long as it listens. */
const speaks = (said: string, drip: { readonly byte: string; readonly everyMs: number } | null = null): Promise<Heard> =>
  new Promise((resolve) => {
    const began = performance.now()
    let text = ''
    const socket: Socket = connect(relay.port, '127.0.0.1', () => said === '' || socket.write(said))
    const dripping = drip && setInterval(() => socket.write(drip.byte), drip.everyMs)
    socket.on('data', (bytes: Buffer) => (text += bytes.toString('latin1')))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      if (dripping) clearInterval(dripping)
      resolve({ text, ms: performance.now() - began })
    })
  })

const healthy = async (): Promise<void> => expect((await fetch(`${relay.url}/healthz`)).status).toBe(200)

describe('HTTP-22 slow callers', () => {
  const patience = { headersMs: 400, bodyMs: 400, silenceMs: 800, keepMs: 400 }

  it('HTTP-22 a header that never ends is cut off, however busily it drips', async () => {
    await start({ patience })
    const { ms, text } = await speaks('GET / HTTP/1.1\r\nhost: x\r\n', { byte: 'a', everyMs: 20 })
    expect(text).toMatch(/^(HTTP\/1.1 408|$)/)
    expect(ms).toBeLessThan(5000)
    await healthy()
  })

  it('HTTP-22 a body that never ends is cut off, however busily it drips', async () => {
    await start({ patience })
    const { ms } = await speaks('POST /api/sign-in HTTP/1.1\r\nhost: x\r\ncontent-length: 1500\r\n\r\n', { byte: 'a', everyMs: 20 })
    expect(ms).toBeGreaterThan(300)
    expect(ms).toBeLessThan(5000)
    await healthy()
  })

  it('HTTP-22 who says nothing, at first or in the middle of a file, is cut off', async () => {
    await start({ patience })
    expect((await speaks('')).ms).toBeLessThan(5000)
    const { steward } = await firstOrganisation(socketLink(relay.url))
    const session = hex((await steward.client.first('welcome')).session)
    const put = `PUT /api/blobs/${'ab'.repeat(16)} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${session}\r\ncontent-length: 9999\r\n\r\nhalf`
    expect((await speaks(put)).ms).toBeLessThan(8000)
    // A member's socket that says nothing meanwhile is not one of them.
    expect(await steward.client.outcome({ t: 'list' })).toBe('done')
  })

  it('HTTP-22 headers that are too large are refused before anything looks at them', async () => {
    await start()
    expect((await fetch(`${relay.url}/`, { headers: { 'x-large': 'a'.repeat(9000) } })).status).toBe(431)
    await healthy()
  })
})

describe('HTTP-23 packed bytes', () => {
  it('HTTP-23 a body that claims to be packed is refused, and nothing is unpacked', async () => {
    await start()
    const bomb = gzipSync(new Uint8Array(50 * 1024 * 1024))
    for (const encoding of ['gzip', 'br', 'deflate', 'zstd', 'gzip, gzip']) {
      const answer = await fetch(`${relay.url}/api/sign-in`, { method: 'POST', headers: { 'content-encoding': encoding }, body: bomb })
      expect(answer.status).toBe(415)
    }
  })

  it('HTTP-23 a socket that offers compression gets none', async () => {
    await start()
    const upgrade =
      'connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n'
    const offered = `GET /api/socket HTTP/1.1\r\nhost: x\r\n${upgrade}sec-websocket-extensions: permessage-deflate\r\n\r\n`
    const answer = new Promise<string>((resolve) => {
      const socket = connect(relay.port, '127.0.0.1', () => socket.write(offered))
      socket.on('error', () => undefined)
      socket.once('data', (bytes: Buffer) => {
        resolve(bytes.toString('latin1').split('\r\n\r\n')[0]!)
        socket.destroy()
      })
    })
    expect(await answer).toMatch(/^HTTP\/1.1 101/)
    expect((await answer).toLowerCase()).not.toContain('extensions')
  })
})

/** Does the relay open a socket and greet? */
const isOpened = (): Promise<boolean> =>
  new Promise((resolve) => socketLink(relay.url).connect({ onMessage: () => resolve(true), onClose: () => resolve(false) }))

describe('FRAME-11 crowds and floods', () => {
  it('FRAME-11 sockets that show no device fill a quarter at most, and members who are in stay in', async () => {
    await start({ mostConnections: 8 })
    const { steward } = await firstOrganisation(socketLink(relay.url))
    const crowd = await Promise.all(Array.from({ length: 6 }, isOpened))
    expect(crowd.filter(Boolean)).toHaveLength(2)
    expect(await steward.client.outcome({ t: 'list' })).toBe('done')
  })

  it('FRAME-11 one caller opens few sockets a minute', async () => {
    const rates = { challenge: 9, 'sign-in': 9, accounts: 9, invitations: 9, pairings: 9, intake: 9, mailbox: 9, socket: 3 }
    const routeRates = Object.fromEntries(Object.entries(rates).map(([group, burst]) => [group, { burst, perSecond: 0.01 }]))
    await start({ routeRates: routeRates as unknown as NonNullable<RelayOptions['routeRates']> })
    const opened = []
    for (let n = 0; n < 5; n++) opened.push(await isOpened())
    expect(opened).toEqual([true, true, true, false, false])
  })

  it('FRAME-11 who floods is slowed down and answered in order, while a colleague is answered at once', async () => {
    await start({ frameRate: { burst: 20, perSecond: 200 } })
    const { steward } = await firstOrganisation(socketLink(relay.url))
    const colleague = new DeviceClient(socketLink(relay.url))
    await colleague.greet(steward.device)
    for (let id = 1000; id < 1300; id++) steward.client.sendFrame({ t: 'list', id })
    const began = performance.now()
    expect(await colleague.outcome({ t: 'list' })).toBe('done')
    const answered = () => steward.client.of('done').filter(({ id }) => id >= 1000)
    expect(answered().length).toBeLessThan(250)
    expect(performance.now() - began).toBeLessThan(1000)
    await steward.client.until(() => (answered().length === 300 ? true : undefined))
    expect(answered().map(({ id }) => id)).toEqual(Array.from({ length: 300 }, (_, n) => 1000 + n))
  })
})

describe('FRAME-10 sessions that end', () => {
  it('FRAME-10 a session ends after its time, also in use, and the device comes back with its key', async () => {
    await start({ sessionMs: 600 })
    const { steward } = await firstOrganisation(socketLink(relay.url))
    const session = hex((await steward.client.first('welcome')).session)
    const asking = setInterval(() => steward.client.sendFrame({ t: 'list', id: 9 }), 50)
    await steward.client.until(() => steward.client.closed || undefined)
    clearInterval(asking)
    expect(steward.client.of('closing')).toHaveLength(1)
    const headers = { authorization: `Bearer ${session}` }
    expect((await fetch(`${relay.url}/api/blobs/${'ab'.repeat(16)}`, { headers })).status).toBe(401)
    const again = new DeviceClient(socketLink(relay.url))
    expect(await again.greet(steward.device)).toMatchObject({ t: 'welcome', enrolled: true })
  })

  it('FRAME-10 a session without a request ends sooner, also one that only asks whether anybody is there; one in use goes on', async () => {
    await start({ idleMs: 400 })
    const { steward } = await firstOrganisation(socketLink(relay.url))
    const idle = new DeviceClient(socketLink(relay.url))
    await idle.greet(steward.device)
    for (let n = 0; n < 12; n++) {
      await new Promise((resolve) => setTimeout(resolve, 80))
      expect(await steward.client.outcome({ t: 'list' })).toBe('done')
      if (!idle.closed) idle.sendFrame({ t: 'fetch', id: n + 1, items: [] })
    }
    await idle.until(() => idle.closed || undefined).catch(() => undefined)
    expect([idle.closed, steward.client.closed]).toEqual([true, false])
  })
})
