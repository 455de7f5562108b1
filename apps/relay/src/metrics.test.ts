/** What whoever watches a relay is told, and what not. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { hex } from '@pergola/protocol'
import { startRelay, type Relay } from './index.ts'
import { Readiness } from './readiness.ts'
import { createMemoryStore } from './store/memory/index.ts'
import { FIRST, writePush } from './testing/author.ts'
import { temporaryFolder } from './testing/folder.ts'
import { firstOrganisation } from './testing/network.ts'
import { socketLink } from './testing/socket-link.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let relay: Relay

beforeEach(async () => {
  folder = await temporaryFolder()
  const metrics = { host: '127.0.0.1', port: 0 }
  relay = await startRelay({ dataFolder: join(folder.path, 'data'), port: 0, origins: ['http://localhost'], metrics })
})
afterEach(async () => {
  await relay.stop()
  await folder.remove()
})

const scrape = async (): Promise<string> => (await fetch(`http://127.0.0.1:${relay.metricsPort}/metrics`)).text()
const valueOf = (text: string, line: string): number =>
  Number(
    text
      .split('\n')
      .find((one) => one.startsWith(`${line} `))
      ?.split(' ')[1],
  )

describe('metrics', () => {
  it('OPS-6 count commits, batches, requests, bytes and sockets', async () => {
    const { steward, org, stand } = await firstOrganisation(socketLink(relay.url))
    const push = writePush(steward.device, stand, FIRST, 5)
    await steward.client.ask({ t: 'push', space: org, commits: push.commits, signature: push.signature })
    const headers = { authorization: `Bearer ${hex((await steward.client.first('welcome')).session)}` }
    const path = `${relay.url}/api/blobs/${hex(randomBytes(16))}`
    await fetch(path, { method: 'PUT', headers: { ...headers, 'content-type': 'application/octet-stream' }, body: randomBytes(500) })
    await (await fetch(path, { headers })).arrayBuffer()
    const text = await scrape()
    expect(valueOf(text, 'pergola_commits_total')).toBe(5)
    expect(valueOf(text, 'pergola_control_entries_total')).toBe(1)
    expect(valueOf(text, 'pergola_batches_total{outcome="done"}')).toBe(2)
    expect(valueOf(text, 'pergola_batch_seconds_count')).toBe(2)
    expect(valueOf(text, 'pergola_file_bytes_total{direction="in"}')).toBe(500)
    expect(valueOf(text, 'pergola_file_bytes_total{direction="out"}')).toBe(500)
    const asked = 'pergola_request_seconds_count{route="/api/blobs/:id",status="200"}'
    await vi.waitFor(async () => expect(valueOf(await scrape(), asked)).toBe(2))
    expect(valueOf(text, 'pergola_sockets')).toBe(1)
    expect(valueOf(text, 'pergola_data_free_bytes')).toBeGreaterThan(0)
  })

  it('OPS-6 say nothing of content, ids, addresses or what was asked for', async () => {
    const canary = 'CANARY-amina-was-here'
    await fetch(`${relay.url}/api/${canary}?${canary}`, { method: 'POST', headers: { 'user-agent': canary }, body: canary })
    await fetch(`${relay.url}/api/sign-in`, { method: 'POST', headers: { 'x-forwarded-for': '203.0.113.7' }, body: canary })
    const { steward, org } = await firstOrganisation(socketLink(relay.url))
    steward.client.sendBytes(new TextEncoder().encode(canary))
    await steward.client.until(() => steward.client.closed || undefined)
    await fetch(`${relay.url}/api/intake/${org}`)
    const text = await scrape()
    expect(text).toContain('route="none",status="404"')
    for (const secret of [canary, org, steward.device.id, '203.0.113', '127.0.0.1']) expect(text).not.toContain(secret)
    expect(text).not.toMatch(/[0-9a-f]{32}/)
  })

  it('OPS-6 are on their own port only, and off unless asked for', async () => {
    expect((await fetch(`${relay.url}/metrics`)).status).toBe(404)
    const quiet = await startRelay({ dataFolder: join(folder.path, 'quiet'), port: 0 })
    expect(quiet.metricsPort).toBeNull()
    await quiet.stop()
  })
})

describe('health', () => {
  it('OPS-5 a relay that serves is alive and ready, on both ports', async () => {
    for (const port of [relay.port, relay.metricsPort]) {
      expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).text()).toBe('ok')
      const ready = await fetch(`http://127.0.0.1:${port}/readyz`)
      expect([ready.status, await ready.text()]).toEqual([200, 'ready'])
    }
  })

  it('OPS-5 is not ready while it drains; what was asked before is answered', async () => {
    const { steward } = await firstOrganisation(socketLink(relay.url))
    const headers = {
      authorization: `Bearer ${hex((await steward.client.first('welcome')).session)}`,
      'content-type': 'application/octet-stream',
    }
    const slow = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        controller.enqueue(new Uint8Array(10))
        await new Promise((resolve) => setTimeout(resolve, 600))
        controller.close()
      },
    })
    const path = `${relay.url}/api/blobs/${hex(randomBytes(16))}`
    const asked = fetch(path, { method: 'PUT', headers, body: slow, duplex: 'half' } as RequestInit)
    await new Promise((resolve) => setTimeout(resolve, 200))
    const stopped = relay.stop()
    const ready = await fetch(`${relay.url}/readyz`)
    expect([ready.status, await ready.text()]).toEqual([503, 'draining'])
    expect((await asked).status).toBe(200)
    await stopped
    relay = await startRelay({ dataFolder: join(folder.path, 'data'), port: 0 })
  })

  it('OPS-5 is not ready when it cannot write or has no room, and looks once a second', async () => {
    let [clock, room, looks] = [0, true, 0]
    const store = createMemoryStore()
    const broken = { ...store, dropInvitationsBefore: () => Promise.reject(new Error('read-only')) }
    const look = async (): Promise<boolean> => {
      looks += 1
      return room
    }
    const readiness = new Readiness(store, look, () => clock)
    expect(await readiness.state()).toBe('ready')
    room = false
    expect(await readiness.state()).toBe('ready')
    expect(looks).toBe(1)
    clock += 1000
    expect(await readiness.state()).toBe('room')
    expect(
      await new Readiness(
        broken,
        async () => true,
        () => clock,
      ).state(),
    ).toBe('database')
    const hangs = { ...store, dropInvitationsBefore: () => new Promise<number>(() => {}) }
    expect(
      await new Readiness(
        hangs,
        async () => true,
        () => clock,
      ).state(),
    ).toBe('database')
  })
})
