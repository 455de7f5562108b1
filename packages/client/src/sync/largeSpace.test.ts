import { applyTo, emptyDoc, encodeDoc, hlcAt, setOp, type Author, type Doc } from '@pergola/core/record'
import { bytesToUtf8 } from '@pergola/core/text'
import { NO_HEAD, type Head, type SpaceId } from '@pergola/protocol'
import { describe, expect, it } from 'vitest'
import type { Replica } from '../local/spaceRecord.ts'
import { localStore, type LocalStore } from '../local/store.ts'
import { memoryStorage, plainLocalSeal } from '../testing/memoryPorts.ts'
import { summarise } from '../views/index.ts'
import { Replicas } from './replicas.ts'

const space = 'cd'.repeat(16) as SpaceId
const HUIS = { device: 'd'.repeat(32), person: 'p'.repeat(32), org: 'o'.repeat(32), role: 'editor' } as Author
const membership = {
  space,
  kind: 'network',
  seq: 0,
  head: NO_HEAD,
  founder: null,
  epochs: [],
  members: {},
  cards: {},
  devices: {},
} as const

let at = 1
const named = (doc: Doc, ...entries: readonly (readonly [number, string])[]): Doc => {
  const ops = entries.map(([number, name]) => setOp('service', `${HUIS.org}:${number}`, { name }))
  return applyTo(doc, [{ payload: { at: hlcAt(at++), ops }, author: HUIS }]).doc
}
const BOOK = named(emptyDoc(), ...Array.from({ length: 2000 }, (_, number) => [number, `Rooms by the canal ${number}`] as const))

const replicaOf = (doc: Doc, pos: number): Replica => ({
  space,
  control: [{ bytes: new Uint8Array(0), signature: new Uint8Array(64) }],
  membership: { ...membership, orgKeys: [], dropped: {} },
  keys: {},
  log: { pos, head: NO_HEAD as Head, chains: {} },
  heads: new Map(),
  snapshotPos: 0,
  goneSince: null,
  distrusted: false,
  doc,
})

const seal = plainLocalSeal((length) => crypto.getRandomValues(new Uint8Array(length)))
const disk = () => {
  const tables = new Map<string, Map<string, Uint8Array>>()
  const storage = memoryStorage(tables)
  const writes: number[] = []
  const inner = localStore(storage, seal, new Uint8Array(32).fill(9))
  const store: LocalStore = { ...inner, write: (changes) => (writes.push(changes.length), inner.write(changes)) }
  return { tables, storage, store, writes }
}

const opened = async (store: LocalStore): Promise<Replicas> => {
  const replicas = new Replicas(store, () => false)
  await replicas.load()
  return replicas
}
const put = (replicas: Replicas, doc: Doc, pos: number): void => {
  const replica = replicaOf(doc, pos)
  replicas.put(replica, summarise(space, 'network', { space, doc, membership: replica.membership, pending: 0, goneSince: null }))
}
const readAgain = async (store: LocalStore): Promise<Doc | null> => (await (await opened(store)).get(space))?.doc ?? null
const same = (a: Doc | null, b: Doc): void => expect(a && encodeDoc(a)).toEqual(encodeDoc(b))

describe('a book of thousands of entries on a device', () => {
  it('SES-15 is written entry by entry, also by two flushes at once, and read again as it was', async () => {
    const { store, writes } = disk()
    const replicas = await opened(store)
    put(replicas, BOOK, 1)
    await replicas.flushIndex()
    const one = named(BOOK, [7, 'Attic'])
    put(replicas, one, 2)
    const first = replicas.flush()
    const two = named(one, [8, 'Cellar'])
    put(replicas, two, 3)
    expect([await first, await replicas.flushIndex()]).toEqual([true, true])
    expect(
      writes.slice(1).reduce((sum, count) => sum + count, 0),
      'two pieces, and the record each time, and the index',
    ).toBeLessThanOrEqual(5)
    same(await readAgain(store), two)
  })

  it('SES-15 stays as it was when the disk is full, and is whole again when there is room', async () => {
    const { store, storage } = disk()
    const replicas = await opened(store)
    put(replicas, BOOK, 1)
    await replicas.flushIndex()
    const changed = named(BOOK, [7, 'Attic'], [1999, 'Cellar'])
    put(replicas, changed, 2)
    storage.fill(true)
    expect(await replicas.flushIndex()).toBe(false)
    same(await readAgain(store), BOOK)
    storage.fill(false)
    expect(await replicas.flushIndex()).toBe(true)
    same(await readAgain(store), changed)
  })

  it('SES-16 of which the platform took a piece is not here, and is fetched again; what then is written is whole', async () => {
    const { store, tables } = disk()
    const replicas = await opened(store)
    put(replicas, BOOK, 1)
    await replicas.flushIndex()
    tables.get('pieces')!.delete([...tables.get('pieces')!.keys()][3]!)
    const again = await opened(store)
    expect(await again.get(space)).toBeNull()
    expect(again.index.get(space)).toMatchObject({ pos: 0, control: 0 })
    put(again, BOOK, 1)
    await again.flushIndex()
    same(await readAgain(store), BOOK)
  })

  it('SES-15 shows nothing to whoever holds the locked device, and nothing is left when it is put away', async () => {
    const { store, storage, tables } = disk()
    const replicas = await opened(store)
    put(replicas, BOOK, 1)
    await replicas.flushIndex()
    expect(tables.get('pieces')!.size).toBeGreaterThan(10)
    for (const bytes of storage.dump()) expect(bytesToUtf8(bytes)).not.toContain('canal')
    put(replicas, emptyDoc(), 2)
    await replicas.flushIndex()
    expect(tables.get('pieces')!.size).toBe(0)
  })
})
