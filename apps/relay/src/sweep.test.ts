import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { hex } from '@pergola/protocol'
import { createMemoryRelay } from './testing/memory-relay.ts'
import { firstOrganisation } from './testing/network.ts'

const DAY = 24 * 60 * 60_000

it('OPS-4 removes files that the database does not know after a day, and says how many', async () => {
  let clock = Date.now()
  const told: string[] = []
  const relay = createMemoryRelay({ now: () => clock, tell: (event, facts) => told.push(`${event} ${JSON.stringify(facts)}`) })
  const { steward } = await firstOrganisation(relay)
  const headers = { authorization: `Bearer ${hex((await steward.client.first('welcome')).session)}` }
  const known = hex(randomBytes(16))
  await relay.request('PUT', `/api/blobs/${known}`, headers, new Uint8Array(randomBytes(50)))
  // The relay ended after the file and before its row.
  const stray = hex(randomBytes(16))
  const one = async function* () {
    yield Uint8Array.of(1)
  }
  await relay.blobs.put(stray, one(), 10)
  await relay.sweep()
  expect(await relay.blobs.get(stray)).not.toBeNull()
  clock += DAY + 1
  await relay.sweep()
  expect(await relay.blobs.get(stray)).toBeNull()
  expect(await relay.blobs.get(known)).not.toBeNull()
  expect(told).toEqual(['strays removed {"files":1}'])
  // An empty relay is given the bucket of another one.
  for (let n = 0; n < 11; n++) await relay.blobs.put(hex(randomBytes(16)), one(), 10)
  clock += DAY + 1
  await relay.sweep()
  expect(told.at(-1)).toBe('too many strays {"files":11}')
  const left: string[] = []
  for await (const { id } of relay.blobs.all()) left.push(id)
  expect(left.length).toBe(12)
})
