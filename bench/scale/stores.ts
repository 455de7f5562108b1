/** What a batch and its news cost in the database, without a relay around them. */
import { randomBytes } from 'node:crypto'
import { hex, type DeviceId, type Head, type OrgId, type SpaceId } from '@pergola/protocol'
import { openPostgresStore, type PostgresStore } from '../../apps/relay/src/store/postgres/index.ts'
import type { Batch, ControlAppend, PushRow, SpaceRow } from '../../apps/relay/src/store/store.ts'
import { quantile } from '../measure.ts'

const id = <T extends string>(length: 16 | 32): T => hex(Uint8Array.from(randomBytes(length))) as T
const empty: Batch = { pushes: [], controls: [], spaces: [], usage: [], seen: [], networks: null }

interface Space {
  row: SpaceRow
  readonly device: DeviceId
}

const found = async (store: PostgresStore, count: number): Promise<readonly Space[]> => {
  const spaces = Array.from({ length: count }, () => ({
    row: { space: id<SpaceId>(16), kind: 'case' as const, pos: 0, head: id<Head>(32), control: 0 },
    device: id<DeviceId>(16),
  }))
  const controls = spaces.map(({ row: { space } }): ControlAppend => {
    const signed = { bytes: randomBytes(300), signature: randomBytes(64) }
    return { space, seq: 0, id: id<Head>(32), signed, members: [], devices: [], persons: [], invitation: null, ended: null }
  })
  await store.append({ ...empty, controls, spaces: spaces.map(({ row }) => row) })
  return spaces
}

/** One push of one commit in each of these spaces. */
const nextBatch = (spaces: readonly Space[], bytes: Uint8Array): Batch => {
  const pushes = spaces.map((one): PushRow => {
    const pos = one.row.pos + 1
    const head = id<Head>(32)
    one.row = { ...one.row, pos, head }
    const { space } = one.row
    return { space, first: pos, last: pos, device: one.device, firstSeq: pos, lastSeq: pos, lastId: id(32), head, time: Date.now(), bytes }
  })
  return { ...empty, pushes, spaces: spaces.map(({ row }) => row), usage: [{ org: id<OrgId>(16), bytes: bytes.length }] }
}

/** Batches a second of `writers` processes at once, each with `size` pushes in a batch; and a batch's median, ms. */
export const batches = async (url: string, writers: number, size: number, each: number) => {
  const stores = await Promise.all(Array.from({ length: writers }, () => openPostgresStore({ url })))
  const spaces = await Promise.all(stores.map((store) => found(store, size)))
  const bytes = randomBytes(700)
  const times: number[] = []
  const begin = performance.now()
  const write = async (store: PostgresStore, at: number): Promise<void> => {
    for (let n = 0; n < each; n++) {
      const start = performance.now()
      await store.append(nextBatch(spaces[at]!, bytes))
      times.push(performance.now() - start)
    }
  }
  await Promise.all(stores.map(write))
  const seconds = (performance.now() - begin) / 1000
  await Promise.all(stores.map((store) => store.close()))
  return { perSecond: (writers * each) / seconds, median: quantile(times, 0.5) }
}

/** From the acknowledgement of a batch at one process until another one hears of it, ms; `listeners` of them in all. */
export const newsDelay = async (url: string, listeners: number, times: number): Promise<number> => {
  const [writer, ...others] = await Promise.all(Array.from({ length: listeners + 1 }, () => openPostgresStore({ url })))
  let heard: () => void = () => {}
  for (const [n, store] of others.entries()) {
    const hear = async (): Promise<void> => (n === 0 ? heard() : undefined)
    await store.shared.follow({ hear, lost: () => {}, back: async () => {} })
  }
  const spaces = await found(writer!, 1)
  const delays: number[] = []
  for (let n = 0; n < times; n++) {
    const news = new Promise<void>((resolve) => {
      heard = resolve
    })
    await writer!.append(nextBatch(spaces, randomBytes(700)))
    const start = performance.now()
    await news
    delays.push(performance.now() - start)
  }
  await Promise.all([writer!, ...others].map((store) => store.close()))
  return quantile(delays, 0.5)
}
