/** The operator takes down what a shelter published, and a file: whoever asks is told so, and nothing of it is left. */
import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { decode, encode, hex, problem } from '@pergola/protocol'
import { editionIsDown, takeDownEdition, takeDownFile } from '../taken-down.ts'
import { createMemoryRelay, type MemoryRelay } from '../testing/memory-relay.ts'
import { foundNetwork } from '../testing/network.ts'

const NOTHING = new Uint8Array()

const told = async (relay: MemoryRelay, path: string, headers: Record<string, string> = {}): Promise<string> => {
  const answer = await relay.request('GET', path, headers, NOTHING)
  if (answer.status === 200) return 'shown'
  const why = decode(problem, answer.body)
  return why.ok ? `${answer.status} ${why.value.error}` : 'nonsense'
}

it('OPS-16 a page that was taken down says so at its addresses, and is in no list; nothing else changes', async () => {
  const relay = createMemoryRelay()
  const { shelter, local } = await foundNetwork(relay)
  await relay.store.putEdition({ org: shelter.org, issued: 7, edition: randomBytes(80) })
  expect(await takeDownEdition(relay.store, shelter.org)).toBe(true)
  expect(await takeDownEdition(relay.store, shelter.org)).toBe(false)
  expect(await takeDownEdition(relay.store, local.org)).toBe(false)
  for (const path of ['organisations', 'editions']) {
    expect(await told(relay, `/public/${path}/${shelter.org}`)).toBe('410 taken_down')
    expect(await told(relay, `/public/${path}/${local.org}`)).toBe('404 not_found')
  }
  const kept = await relay.store.edition(shelter.org)
  expect(kept && editionIsDown(kept)).toBe(true)
  expect(kept).toMatchObject({ issued: 7 })
})

it('OPS-16 a file that was taken down says so to members, frees its room, and does not come back under its id', async () => {
  const relay = createMemoryRelay()
  const { shelter } = await foundNetwork(relay)
  const [id, body] = [hex(randomBytes(16)), randomBytes(900)]
  const headers = { authorization: `Bearer ${hex((await shelter.steward.client.first('welcome')).session)}` }
  const put = (): Promise<{ readonly status: number; readonly body: Uint8Array }> => relay.request('PUT', `/api/blobs/${id}`, headers, body)
  expect((await put()).status).toBe(200)
  const before = await relay.store.usage(shelter.org)
  expect(await takeDownFile(relay.store, relay.blobs, id)).toBe(true)
  expect(await takeDownFile(relay.store, relay.blobs, id)).toBe(false)
  expect(await told(relay, `/api/blobs/${id}`, headers)).toBe('410 taken_down')
  expect(await told(relay, `/api/blobs/${hex(randomBytes(16))}`, headers)).toBe('404 not_found')
  expect(await told(relay, `/api/blobs/${id}`)).toBe('401 denied')
  expect(await relay.blobs.get(id)).toBeNull()
  expect(await relay.store.usage(shelter.org)).toBe(before - body.length)
  expect(Buffer.from((await put()).body)).toEqual(Buffer.from(encode(problem, { error: 'used', detail: 0 })))
})
