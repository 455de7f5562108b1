import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  LIMITS,
  askParcels,
  decode,
  dropParcel,
  encode,
  hex,
  openParcel,
  parcelMessage,
  parcelStates,
  problem,
  putParcel,
  type Codec,
} from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import { rotation, writeControl } from '../testing/author.ts'
import { createMemoryRelay, type MemoryRelay } from '../testing/memory-relay.ts'
import { firstOrganisation, foundNetwork, stands } from '../testing/network.ts'
import { setScene, type CallerKind } from '../testing/scene.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let clock: number
let relay: MemoryRelay
let headers: Record<string, string>
let token: Uint8Array
let parcel: Uint8Array
const sealed = Uint8Array.from(randomBytes(3000))
beforeEach(async () => {
  clock = Date.now()
  relay = createMemoryRelay({ now: () => clock })
  const { steward } = await firstOrganisation(relay)
  headers = { authorization: `Bearer ${hex((await steward.client.first('welcome')).session)}` }
  token = Uint8Array.from(randomBytes(32))
  parcel = sha256(parcelMessage(token))
})

const post = async <T>(path: string, body: Codec<T>, value: T, by: Record<string, string> = {}): Promise<Uint8Array | string> => {
  const answer = await relay.request('POST', path, by, encode(body, value))
  if (answer.status === 200) return answer.body
  const told = decode(problem, answer.body)
  return told.ok ? told.value.error : 'nonsense'
}
const put = (more: { readonly expires?: number; readonly sealed?: Uint8Array } = {}) =>
  post('/api/parcels', putParcel, { parcel, expires: clock + 7 * DAY, sealed, ...more }, headers)
const open = (by = token) => post('/api/parcels/open', openParcel, { token: by })
const state = async () => {
  const body = await post('/api/parcels/state', askParcels, { parcels: [parcel, Uint8Array.from(randomBytes(32))] }, headers)
  const told = typeof body === 'string' ? null : decode(parcelStates, body)
  return told?.ok ? told.value.parcels.map(({ openedAt, kept }) => ({ openedAt, kept })) : body
}
const files = async (): Promise<number> => {
  let count = 0
  for await (const _ of relay.blobs.all()) count++
  return count
}

describe('a sealed file for somebody outside the network', () => {
  it('HTTP-25 is given to whoever brings the token of its link, without an account, and those who made it learn when', async () => {
    expect(await put()).toEqual(new Uint8Array())
    expect(await state()).toEqual([{ openedAt: 0, kept: 1 }])
    expect(await open(Uint8Array.from(randomBytes(32)))).toBe('not_found')
    clock += 5 * MINUTE
    expect(Uint8Array.from(Buffer.from((await open()) as Uint8Array))).toEqual(sealed)
    expect(await state()).toEqual([{ openedAt: clock, kept: 1 }])
  })

  it('HTTP-26 a line that breaks gets it again for ten minutes; said to have arrived, or later, it is gone', async () => {
    await put()
    await open()
    const opened = clock
    clock += 9 * MINUTE
    expect(typeof (await open())).toBe('object')
    expect(await state()).toEqual([{ openedAt: opened, kept: 1 }])
    clock += 2 * MINUTE
    expect(await open()).toBe('not_found')
    expect(await state()).toEqual([{ openedAt: opened, kept: 0 }])
    await relay.sweep()
    expect(await files()).toBe(0)
  })

  it('HTTP-26 said to have arrived it goes at once; what nobody opened cannot be made to go by the link', async () => {
    await put()
    expect(await post('/api/parcels/burn', openParcel, { token })).toEqual(new Uint8Array())
    expect(await files()).toBe(1)
    await open()
    await post('/api/parcels/burn', openParcel, { token })
    expect([await open(), await files()]).toEqual(['not_found', 0])
  })

  it('HTTP-27 ends on its day, at most fourteen days ahead, and its bytes no longer count', async () => {
    expect([await put({ expires: clock + 16 * DAY }), await put({ expires: clock })]).toEqual(['malformed', 'malformed'])
    await put()
    clock += 7 * DAY
    expect(await open()).toBe('not_found')
    await relay.sweep()
    expect(await files()).toBe(0)
    expect(await state()).toEqual([{ openedAt: 0, kept: 0 }])
    clock += 100 * DAY
    await relay.sweep()
    expect(await state()).toEqual([])
  })

  it('HTTP-27 is taken back by those who made it, never put twice, and never too large', async () => {
    await put()
    await open()
    expect(await put()).toBe('used')
    expect(await post('/api/parcels/drop', dropParcel, { parcel }, headers)).toEqual(new Uint8Array())
    expect([await open(), await put()]).toEqual(['not_found', 'used'])
    expect(await post('/api/parcels/drop', dropParcel, { parcel: token }, headers)).toBe('not_found')
    parcel = token
    expect(await put({ sealed: new Uint8Array(LIMITS.parcelBytes) })).toEqual(new Uint8Array())
    const over = await relay.request('POST', '/api/parcels', headers, new Uint8Array(LIMITS.parcelBytes + 100))
    expect(over.status).toBe(413)
  })

  it('HTTP-25 another organisation is told nothing of it, and cannot take it back or put another in its place', async () => {
    const scene = await setScene()
    const by = async (who: CallerKind) => ({ authorization: `Bearer ${hex((await scene.seats[who].client.first('welcome')).session)}` })
    const send = async <T>(who: CallerKind, path: string, body: Codec<T>, value: T) =>
      scene.relay.request('POST', path, await by(who), encode(body, value))
    const own = { parcel, expires: Date.now() + DAY, sealed }
    expect((await send('steward', '/api/parcels', putParcel, own)).status).toBe(200)
    const asked = decode(parcelStates, (await send('other', '/api/parcels/state', askParcels, { parcels: [parcel] })).body)
    expect(asked.ok && asked.value.parcels).toEqual([])
    expect((await send('other', '/api/parcels/drop', dropParcel, { parcel })).status).toBe(404)
    expect((await send('other', '/api/parcels', putParcel, own)).status).toBe(410)
    expect((await send('steward', '/api/parcels/drop', dropParcel, { parcel })).status).toBe(200)
  })

  it('HTTP-12 an organisation that was taken out of the network gives out nothing more and takes back what it gave out', async () => {
    const { local, shelter, network } = await foundNetwork(relay, clock)
    const { session } = await shelter.steward.client.first('welcome')
    const by = { authorization: `Bearer ${hex(session)}` }
    const gives = (one: Uint8Array) => post('/api/parcels', putParcel, { parcel: one, expires: clock + DAY, sealed }, by)
    const kept = async () => {
      const told = decode(parcelStates, (await post('/api/parcels/state', askParcels, { parcels: [parcel] }, by)) as Uint8Array)
      return told.ok && told.value.parcels.map((row) => row.kept)
    }
    expect(await gives(parcel)).toEqual(new Uint8Array())
    const out = [{ t: 'removeOrg', org: shelter.org } as const, rotation(2, [local.org])]
    await stands(local.steward, writeControl(local.steward.device, network, out))
    expect(await gives(token)).toBe('not_member')
    expect(await kept()).toEqual([1])
    expect(await post('/api/parcels/drop', dropParcel, { parcel }, by)).toEqual(new Uint8Array())
    expect(await kept()).toEqual([0])
  })
})
