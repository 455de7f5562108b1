import { describe, expect, it } from 'vitest'
import { emptyDoc } from '@pergola/core/record'
import { NO_HEAD, type Head, type SpaceId } from '@pergola/protocol'
import type { Replica } from '../local/spaceRecord.ts'
import type { LocalChange, LocalStore } from '../local/store.ts'
import { summarise } from '../views/index.ts'
import { Replicas } from './replicas.ts'

const space = 'ab'.repeat(16) as SpaceId
const membership = {
  space,
  kind: 'case',
  seq: 0,
  head: NO_HEAD,
  founder: null,
  epochs: [],
  members: {},
  cards: {},
  devices: {},
  orgKeys: [],
  dropped: {},
} as const
const replicaAt = (pos: number): Replica => ({
  space,
  control: [],
  membership,
  keys: {},
  log: { pos, head: NO_HEAD as Head, chains: {} },
  heads: new Map(),
  snapshotPos: 0,
  goneSince: null,
  distrusted: false,
  doc: emptyDoc(),
})
const summaryOf = ({ doc }: Replica) => summarise(space, 'case', { space, doc, membership, pending: 0, goneSince: null })

/** A disk that can be asked what each write held, and that can be full. */
const disk = () => {
  const writes: LocalChange[][] = []
  let full = false
  const store: LocalStore = {
    get: async (table, key) => writes.flat().findLast((change) => change.table === table && change.key === key)?.value ?? null,
    all: async function* () {},
    write: async (changes) => {
      if (full) return { type: 'storage_full' }
      writes.push([...changes])
      return null
    },
    close: () => {},
  }
  return { store, writes, fill: (now: boolean) => (full = now) }
}

const tables = (changes: readonly LocalChange[] = []) => changes.map((change) => change.table).sort()

describe('the spaces a device holds', () => {
  it('SES-10 are kept in one write with the index that describes them, so that it never says more is here than is', async () => {
    const { store, writes } = disk()
    const replicas = new Replicas(store)
    replicas.put(replicaAt(6), summaryOf(replicaAt(6)))
    await replicas.flushIndex()
    expect(writes.map(tables)).toEqual([['index', 'spaces']])
  })

  it('SES-10 are kept in one write with what was acknowledged of them', async () => {
    const { store, writes } = disk()
    const replicas = new Replicas(store)
    replicas.put(replicaAt(1), summaryOf(replicaAt(1)), [{ table: 'outbox', key: '1', value: null }])
    await replicas.flush()
    expect(writes.map(tables)).toEqual([['outbox', 'spaces']])
    expect(await replicas.flush()).toBe(true)
    expect(writes).toHaveLength(1)
  })

  it('SES-10 wait, with all that belongs to them, for a disk that is full', async () => {
    const { store, writes, fill } = disk()
    const replicas = new Replicas(store)
    replicas.put(replicaAt(1), summaryOf(replicaAt(1)), [{ table: 'outbox', key: '1', value: null }])
    fill(true)
    expect(await replicas.flushIndex()).toBe(false)
    fill(false)
    expect(await replicas.flushIndex()).toBe(true)
    expect(writes.map(tables)).toEqual([['index', 'outbox', 'spaces']])
  })

  it('SES-10 write a large index a few pieces at a time, and with each what it describes by then', async () => {
    const { store, writes } = disk()
    const replicas = new Replicas(store, () => false)
    const spaces = Array.from({ length: 40 }, (_, at) => `${at.toString(16).padStart(2, '0')}${'0'.repeat(30)}` as SpaceId)
    for (const one of spaces) replicas.promise(one, 'case', summaryOf(replicaAt(0)))
    const all = replicas.flushIndex()
    replicas.put(replicaAt(3), summaryOf(replicaAt(3)))
    await all
    expect(writes.every((write) => write.filter(({ table }) => table === 'index').length <= 16)).toBe(true)
    const pieces = writes.flatMap((write) => write.filter(({ table }) => table === 'index').map(({ key }) => key))
    expect(pieces).toEqual(expect.arrayContaining(spaces.map((one) => one.slice(0, 2))))
    const writeWith = (table: LocalChange['table'], key: string): number =>
      writes.findIndex((write) => write.some((change) => change.table === table && change.key === key))
    expect(writeWith('spaces', space)).toBeGreaterThanOrEqual(0)
    expect(writeWith('index', space.slice(0, 2))).toBeGreaterThanOrEqual(writeWith('spaces', space))
  })
})
