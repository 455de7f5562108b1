import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { LIMITS, decode, encode, hex, joinParts, partsHeld, problem } from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import { createMemoryRelay, type MemoryRelay } from '../testing/memory-relay.ts'
import { foundNetwork, type Organisation, type TestNetwork } from '../testing/network.ts'
import { setScene } from '../testing/scene.ts'

const DAY = 24 * 60 * 60_000
const EMPTY = new Uint8Array(0)
let clock: number
let relay: MemoryRelay
let network: TestNetwork

beforeEach(async () => {
  clock = Date.now()
  relay = createMemoryRelay({ now: () => clock, quotaMiB: 12 })
  network = await foundNetwork(relay, clock)
})

const outcome = ({ status, body }: { status: number; body: Uint8Array }): string => {
  if (status === 200) return 'ok'
  const told = decode(problem, body)
  return told.ok ? told.value.error : 'nonsense'
}

/** A member of this organisation with one file in mind. */
const sender = async (organisation: Organisation, at: MemoryRelay = relay) => {
  const session = hex((await organisation.steward.client.first('welcome')).session)
  const headers = { authorization: `Bearer ${session}` }
  const id = hex(randomBytes(16))
  const whole = new Uint8Array(randomBytes(2 * LIMITS.partBytes + 77))
  const part = (n: number): Uint8Array => whole.subarray(n * LIMITS.partBytes, (n + 1) * LIMITS.partBytes)
  const ask = (method: string, path: string, body = EMPTY) => at.request(method, `/api/blobs/${id}${path}`, headers, body)
  return {
    id,
    whole,
    put: async (n: number, bytes = part(n)) => outcome(await ask('PUT', `/parts/${n}`, bytes)),
    join: async (changes: Partial<{ parts: number; bytes: number; sha256: Uint8Array }> = {}) => {
      const said = { parts: 3, bytes: whole.length, sha256: sha256(whole), ...changes }
      return outcome(await ask('POST', '/join', encode(joinParts, said)))
    },
    held: async () => {
      const told = decode(partsHeld, (await ask('GET', '/parts')).body)
      return told.ok ? [told.value.whole, told.value.parts] : null
    },
    get: async () => ask('GET', ''),
  }
}

const files = async (at: MemoryRelay): Promise<readonly string[]> => {
  const ids: string[] = []
  for await (const { id } of at.blobs.all()) ids.push(id)
  return ids
}

describe('a large file in parts', () => {
  it('OPS-1 goes on where it stopped and is there when it is joined', async () => {
    const amina = await sender(network.local)
    expect(await amina.held()).toEqual([0, 0])
    expect(await amina.put(0)).toBe('ok')
    expect(await amina.put(2)).toBe('ok')
    expect(await amina.held()).toEqual([0, 1])
    expect(await amina.join()).toBe('not_found')
    expect(await amina.put(1)).toBe('ok')
    expect(await amina.put(1)).toBe('ok')
    expect(await amina.held()).toEqual([0, 3])
    expect((await amina.get()).status).toBe(404)
    expect(await amina.join()).toBe('ok')
    expect(await amina.held()).toEqual([1, 0])
    expect((await amina.get()).body).toEqual(amina.whole)
    expect(await files(relay)).toEqual([amina.id])
  })

  it('OPS-1 is the same after a lost answer, and never another one', async () => {
    const amina = await sender(network.local)
    for (const n of [0, 1, 2]) await amina.put(n)
    expect(await amina.join()).toBe('ok')
    expect(await amina.join()).toBe('ok')
    expect(await amina.join({ sha256: sha256(EMPTY) })).toBe('used')
    expect(await amina.put(0)).toBe('used')
  })

  it('OPS-1 is not kept when it is not what was said; its parts go too, because one is wrong', async () => {
    const amina = await sender(network.local)
    for (const n of [0, 1, 2]) await amina.put(n, n === 1 ? new Uint8Array(randomBytes(LIMITS.partBytes)) : undefined)
    expect(await amina.join()).toBe('malformed')
    expect(await amina.held()).toEqual([0, 0])
    expect(await files(relay)).toEqual([])
    for (const n of [0, 1, 2]) expect(await amina.put(n)).toBe('ok')
    expect(await amina.join({ bytes: 7 })).toBe('malformed')
    for (const n of [0, 1, 2]) expect(await amina.put(n)).toBe('ok')
    expect(await amina.join()).toBe('ok')
  })

  it('OPS-1 refuses what is no part', async () => {
    const amina = await sender(network.local)
    expect(await amina.put(0, new Uint8Array(LIMITS.partBytes + 1))).toBe('too_large')
    for (const n of [110, -1, 1.5]) expect(await amina.put(n, Uint8Array.of(1))).toBe('malformed')
    expect(await amina.join({ parts: 0 })).toBe('malformed')
    expect(await amina.join({ parts: 4_000_000_000 })).toBe('malformed')
  })

  it('OPS-1 belongs to the organisation that began it: another one neither sees nor finishes it', async () => {
    const amina = await sender(network.local)
    await amina.put(0)
    const session = hex((await network.shelter.steward.client.first('welcome')).session)
    const path = `/api/blobs/${amina.id}/parts`
    const told = decode(partsHeld, (await relay.request('GET', path, { authorization: `Bearer ${session}` }, EMPTY)).body)
    expect(told.ok && told.value).toEqual({ whole: 0, parts: 0 })
  })

  it('OPS-1 by role, like a whole file: the routes of parts for every kind of caller', async () => {
    const { relay: at, seats } = await setScene()
    const outcomes: Record<string, readonly string[]> = {}
    for (const [caller, { client }] of Object.entries(seats)) {
      const headers = { authorization: `Bearer ${hex((await client.first('welcome')).session)}` }
      const path = `/api/blobs/${hex(randomBytes(16))}`
      const data = new Uint8Array(randomBytes(1000))
      const said = encode(joinParts, { parts: 1, bytes: 1000, sha256: sha256(data) })
      outcomes[caller] = [
        outcome(await at.request('PUT', `${path}/parts/0`, headers, data)),
        outcome(await at.request('GET', `${path}/parts`, headers, EMPTY)),
        outcome(await at.request('POST', `${path}/join`, headers, said)),
      ]
    }
    const [all, none, reads] = [Array(3).fill('ok'), Array(3).fill('not_enrolled'), Array(3).fill('not_permitted')]
    expect(outcomes).toEqual({
      stranger: none,
      person: none,
      reader: reads,
      contributor: all,
      editor: all,
      steward: all,
      other: all,
      removed: none,
      revoked: none,
      removedOrg: Array(3).fill('not_member'),
      operator: none,
    })
  })

  it('OPS-2 counts against the quota until it is joined or forgotten', async () => {
    const [one, two] = [await sender(network.local), await sender(network.local)]
    for (let n = 0; n < 12; n++) await one.put(n, new Uint8Array(LIMITS.partBytes).fill(n))
    expect(await two.put(0)).toBe('quota')
    clock += DAY + 1
    await relay.sweep()
    expect(await one.held()).toEqual([0, 0])
    expect(await files(relay)).toEqual([])
    for (const n of [0, 1, 2]) expect(await two.put(n)).toBe('ok')
    expect(await two.join()).toBe('ok')
    // The parts no longer count beside the file.
    const three = await sender(network.local)
    for (let n = 0; n < 9; n++) expect(await three.put(n, new Uint8Array(LIMITS.partBytes).fill(n))).toBe('ok')
  })
})
