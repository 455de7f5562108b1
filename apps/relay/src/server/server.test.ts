/** The relay as a process would run it: database and files on disk, HTTP and WebSockets over the loopback. */
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS, hex } from '@pergola/protocol'
import { startRelay, type Relay } from '../index.ts'
import { FIRST, writePush } from '../testing/author.ts'
import { DeviceClient } from '../testing/device-client.ts'
import { temporaryFolder } from '../testing/folder.ts'
import { firstOrganisation } from '../testing/network.ts'
import { socketLink } from '../testing/socket-link.ts'

const ORIGINS = ['http://localhost']
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let relay: Relay
let told: string[]

const start = (): Promise<Relay> =>
  startRelay({
    dataFolder: join(folder.path, 'data'),
    port: 0,
    origins: ORIGINS,
    webRoot: join(folder.path, 'web'),
    intakeRoot: join(folder.path, 'intake'),
    tell: (event, facts) => told.push(`${event} ${JSON.stringify(facts ?? {})}`),
  })

beforeEach(async () => {
  told = []
  folder = await temporaryFolder()
  for (const app of ['web', 'intake']) {
    await mkdir(join(folder.path, app, 'assets'), { recursive: true })
    await writeFile(join(folder.path, app, 'index.html'), `<!doctype html><title>${app}</title>`)
    await writeFile(join(folder.path, app, 'assets', 'main-abc123.js'), 'x'.repeat(3000))
    await writeFile(join(folder.path, app, 'assets', 'main-abc123.js.br'), brotliCompressSync('x'.repeat(3000)))
  }
  relay = await start()
})

afterEach(async () => {
  await relay.stop()
  await folder.remove()
})

describe('what a browser gets', () => {
  it('HTTP-15 every answer carries the content policy, no referrer, no cookie and no name of the software', async () => {
    for (const path of ['/', '/intake/', '/healthz', '/nothing-here', '/api/blobs/x', '/assets/main-abc123.js']) {
      const { headers } = await fetch(`${relay.url}${path}`)
      expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
      expect(headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'; trusted-types pergola")
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      for (const name of ['set-cookie', 'server', 'x-powered-by', 'strict-transport-security']) expect(headers.get(name)).toBeNull()
    }
  })

  it('HTTP-16 pages are asked for anew, assets with a hash in their name are kept and sent compressed', async () => {
    const page = await fetch(`${relay.url}/`)
    expect(await page.text()).toContain('<title>web</title>')
    expect(page.headers.get('cache-control')).toBe('no-cache')
    expect(await (await fetch(`${relay.url}/intake/`)).text()).toContain('<title>intake</title>')
    const asset = await fetch(`${relay.url}/assets/main-abc123.js`, { headers: { 'accept-encoding': 'br' } })
    expect(asset.headers.get('cache-control')).toContain('immutable')
    expect(asset.headers.get('content-encoding')).toBe('br')
    expect((await asset.text()).length).toBe(3000)
  })

  it('HTTP-16 gives nothing from outside its folders', async () => {
    const status = (path: string) =>
      new Promise<number>((resolve, reject) =>
        request(`${relay.url}`, { path }, (answer) => resolve(answer.resume().statusCode!))
          .on('error', reject)
          .end(),
      )
    for (const path of ['/../data/relay-key', '/%2e%2e/data/relay-key', '/assets/..%2f..%2f..%2fdata/relay-key', '/.env'])
      expect(await status(path)).toBeGreaterThan(399)
  })
})

describe('what a device gets', () => {
  it('FRAME-7 a socket from a page of another site is not opened', async () => {
    const link = socketLink(relay.url, { origin: 'https://elsewhere.example' })
    const closed = await new Promise<boolean>((resolve) => link.connect({ onMessage: () => resolve(false), onClose: () => resolve(true) }))
    expect(closed).toBe(true)
  })

  it('FRAME-7 a frame beyond the limit closes the socket', async () => {
    const { steward } = await firstOrganisation(socketLink(relay.url, { origin: 'http://localhost' }))
    steward.client.sendBytes(new Uint8Array(LIMITS.frameBytes + 1))
    await steward.client.until(() => steward.client.closed || undefined)
    expect((await fetch(`${relay.url}/healthz`)).status).toBe(200)
  })

  it('HTTP-12 streams a large file in and out, and stops one that is too large', async () => {
    const { steward } = await firstOrganisation(socketLink(relay.url))
    const headers = {
      authorization: `Bearer ${hex((await steward.client.first('welcome')).session)}`,
      'content-type': 'application/octet-stream',
    }
    const path = `${relay.url}/api/blobs/${'ab'.repeat(16)}`
    const data = new Uint8Array(20 * 1024 * 1024).fill(7)
    expect((await fetch(path, { method: 'PUT', headers, body: data })).status).toBe(200)
    const got = await fetch(path, { headers })
    expect(got.headers.get('content-length')).toBe(String(data.length))
    expect(Buffer.from(await got.arrayBuffer()).equals(data)).toBe(true)
    expect((await fetch(`${relay.url}/api/sign-in`, { method: 'POST', body: data.subarray(0, 5000) })).status).toBe(413)
  })

  it('LOG-10 what was acknowledged is there after a restart, under the same relay key', async () => {
    const { steward, org, stand } = await firstOrganisation(socketLink(relay.url))
    const push = writePush(steward.device, stand, FIRST, 5)
    await steward.client.ask({ t: 'push', space: org, commits: push.commits, signature: push.signature })
    const { relayKey } = await steward.client.first('challenge')
    await relay.stop()
    expect(steward.client.of('closing').length).toBe(1)
    relay = await start()
    const again = new DeviceClient(socketLink(relay.url))
    await again.greet(steward.device)
    expect((await again.first('challenge')).relayKey).toEqual(relayKey)
    const [page] = await again.fetch(org)
    expect(page?.commits.map((commit) => commit.bytes)).toEqual(push.commits)
  })

  it('HTTP-17 the relay key can be read by its owner only', async () => {
    for (const name of ['relay-key', 'mailbox-secret']) expect((await stat(join(folder.path, 'data', name))).mode & 0o777).toBe(0o600)
  })
})

it('HTTP-18 neither log nor disk has an address, a header or a name that was sent', async () => {
  const canary = 'CANARY-amina-was-here'
  await fetch(`${relay.url}/api/${canary}?${canary}`, {
    method: 'POST',
    headers: { 'user-agent': canary, 'x-forwarded-for': canary },
    body: canary,
  })
  await fetch(`${relay.url}/api/sign-in`, { method: 'POST', headers: { 'user-agent': canary }, body: canary.repeat(9) })
  const { client } = (await firstOrganisation(socketLink(relay.url))).steward
  client.sendBytes(new TextEncoder().encode(canary))
  await client.until(() => client.closed || undefined)
  const files = await readdir(join(folder.path, 'data'), { recursive: true, withFileTypes: true })
  const contents = await Promise.all(
    files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'latin1')),
  )
  expect(contents.length).toBeGreaterThan(2)
  for (const text of [...contents, ...told]) {
    expect(text).not.toContain(canary)
    expect(text).not.toContain('127.0.0.1')
  }
})
