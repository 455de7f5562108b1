/**
 * Writing to a large book on the device: one changed entry among 11,500 stored, as a space is kept whole (what was done before) and in
 * pieces; with encoding, sealing (AES-256-GCM by the platform) and the disk (SQLite, synchronous). Reading it back.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodePorts } from '../apps/cli/src/ports/nodePorts.ts'
import { changesOf, encodeReplica, readReplica, type Replica } from '../packages/client/src/local/spaceRecord.ts'
import type { KeptDoc } from '../packages/client/src/local/docPieces.ts'
import { localStore, type LocalChange, type LocalStore } from '../packages/client/src/local/store.ts'
import { applyTo, emptyDoc, hlcAt, setOp, type Author, type Doc, type Op } from '../packages/core/src/record/index.ts'
import { NO_HEAD, type Head, type SpaceId } from '../packages/protocol/src/index.ts'
import { fitExponent, generator, quantile } from './measure.ts'
import { also, growth, ms, report, under, type Figure } from './report.ts'

const random = generator(7)
const SYLLABLES = ['ba', 'ke', 'li', 'mo', 'nu', 'ra', 'shi', 'ta', 'vé', 'zo', 'دار', 'عون', 'мир']
const word = (): string => Array.from({ length: 3 }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join('')
const words = (count: number): string => Array.from({ length: count }, word).join(' ')
const AUTHOR = { device: 'd'.repeat(32), person: 'p'.repeat(32), org: 'o'.repeat(32), role: 'editor' } as Author
const fact = (code: string) => ({ code, value: words(6), source: 'leaflet', checkedOn: '2026-02-01' })

let clock = 1
const entry = (at: number): Op =>
  setOp('service', `${AUTHOR.org}:${at}`, {
    provider: `${word()} ${at % 1500}`,
    name: words(3),
    about: words(25),
    reach: { kinds: ['medical', 'helpline'], regions: ['KE', 'UG'], languages: ['en', 'sw', 'ar'], state: 'open' },
    facts: ['duration', 'region', 'family', 'target'].map(fact),
  })
const wrote = (doc: Doc, ops: readonly Op[]): Doc => applyTo(doc, [{ payload: { at: hlcAt(clock++), ops }, author: AUTHOR }]).doc

const space = 'ab'.repeat(16) as SpaceId
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
const log = { pos: 1, head: NO_HEAD as Head, chains: {} }
const replicaOf = (doc: Doc): Replica => ({
  space,
  control: [],
  membership: { ...membership, orgKeys: [], dropped: {} },
  keys: {},
  log,
  heads: new Map(),
  snapshotPos: 0,
  goneSince: null,
  distrusted: false,
  doc,
})

const timed = async (call: () => Promise<unknown>): Promise<number> => {
  const begin = performance.now()
  await call()
  return performance.now() - begin
}

const ROUNDS = 15

interface Took {
  readonly whole: number
  readonly pieces: number
  readonly read: number
  readonly bytes: number
}

const write = async (store: LocalStore, changes: readonly LocalChange[]): Promise<void> => {
  const problem = await store.write(changes)
  if (problem !== null) throw new Error(problem.type)
}

const measured = async (store: LocalStore, entries: number): Promise<Took> => {
  let doc = wrote(
    emptyDoc(),
    Array.from({ length: entries }, (_, at) => entry(at)),
  )
  let kept: KeptDoc | null = null
  const keep = async (): Promise<void> => {
    const cut = changesOf(replicaOf(doc), kept)
    await write(store, cut.changes)
    kept = cut.kept
  }
  await keep()
  const took = { whole: [] as number[], pieces: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    doc = wrote(doc, [entry(Math.floor(random() * entries))])
    took.pieces.push(await timed(keep))
  }
  const record = (await store.get('spaces', space))!
  const read = await timed(() => readReplica(store, space, record))
  for (let round = 0; round < ROUNDS; round++) {
    doc = wrote(doc, [entry(Math.floor(random() * entries))])
    took.whole.push(await timed(() => write(store, [{ table: 'spaces', key: space, value: encodeReplica(replicaOf(doc)) }])))
  }
  return { whole: quantile(took.whole, 0.5), pieces: quantile(took.pieces, 0.5), read, bytes: encodeReplica(replicaOf(doc)).length }
}

const folder = mkdtempSync(join(tmpdir(), 'pergola-keep-'))
const figures: Figure[] = []
const points: (readonly [number, number])[] = []
try {
  for (const entries of [1_000, 11_500, 46_000]) {
    const ports = nodePorts('http://127.0.0.1:1', join(folder, `${entries}.db`))
    const took = await measured(localStore(ports.storage, ports.local, new Uint8Array(32).fill(3)), entries)
    ports.close()
    points.push([entries, took.pieces])
    if (entries !== 11_500) continue
    const before = `${ms(took.whole)} when the whole book (${(took.bytes / 1e6).toFixed(1)} MB) is stored`
    figures.push(under('one changed entry of 11,500 stored on the device, p50', took.pieces, 50, ms, before))
    figures.push(also('the book of 11,500 entries read from its pieces', ms(took.read)))
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
figures.push(growth('storing one change, 1,000 to 46,000 entries', fitExponent(points)))
await report('Keeping a large book on the device', figures)
