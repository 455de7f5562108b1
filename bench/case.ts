/**
 * Casework in depth: the biggest case (2,000 operations, 200 files) from the device's store to the page's answer, tab by tab; by the
 * clock on the wall, as people wait.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodePorts } from '../apps/cli/src/ports/nodePorts.ts'
import { changesOf, readReplica } from '../packages/client/src/local/spaceRecord.ts'
import { localStore, type LocalStore } from '../packages/client/src/local/store.ts'
import { queries, summarise } from '../packages/client/src/views/index.ts'
import type { Opened } from '../packages/client/src/world/world.ts'
import type { SpaceId } from '../packages/protocol/src/index.ts'
import { BIGGEST, SPACE, docOf, membership, replicaOf, worldOf } from './case/biggest.ts'
import { measured, timed } from './measure.ts'
import { also, ms, report, under, type Figure } from './report.ts'

const must = async (answer: Promise<{ readonly ok: boolean }>): Promise<void> => {
  if (!(await answer).ok) throw new Error('a query was not answered')
}

const opener =
  (store: LocalStore) =>
  async (space: SpaceId): Promise<Opened | null> => {
    const record = space === SPACE ? await store.get('spaces', space) : null
    const replica = record === null ? null : ((await readReplica(store, space, record))?.replica ?? null)
    return replica === null ? null : { space, doc: replica.doc, membership: replica.membership, pending: 0, goneSince: null }
  }

const figures: Figure[] = []
const OPENING_MS = 100

const biggest = async (store: LocalStore): Promise<void> => {
  const doc = docOf(BIGGEST)
  const problem = await store.write(changesOf(replicaOf(doc), null).changes)
  if (problem !== null) throw new Error(problem.type)
  const summaries = [[SPACE, summarise(SPACE, 'case', { doc, membership, pending: 0, goneSince: null })]] as const
  const open = opener(store)
  const cold = worldOf(summaries, open)
  const kept = await open(SPACE)
  const warm = worldOf(summaries, async () => kept)
  const first = await timed(() => must(queries.case(cold, { space: SPACE })))
  const { p50, worst } = await measured(20, () => must(queries.case(cold, { space: SPACE })))
  figures.push(
    under(
      `case of ${BIGGEST.length} operations, 200 files: read from the store, unsealed, page, p50`,
      p50,
      OPENING_MS,
      ms,
      `slowest of 20 ${ms(worst)}; the very first ${ms(first)}`,
    ),
  )
  for (const name of ['case', 'verification', 'consents'] as const) {
    const tab = await measured(20, () => must(queries[name](warm, { space: SPACE })))
    figures.push(also(`the query ${name} again, while the case is open`, ms(tab.p50), `slowest ${ms(tab.worst)}`))
  }
}

const folder = mkdtempSync(join(tmpdir(), 'pergola-case-'))
const ports = nodePorts('http://127.0.0.1:1', join(folder, 'store.db'))
try {
  await biggest(localStore(ports.storage, ports.local, new Uint8Array(32).fill(3)))
} finally {
  ports.close()
  rmSync(folder, { recursive: true, force: true })
}
await report('Casework: the biggest case', figures)
