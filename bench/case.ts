/**
 * Casework in depth: the biggest case (2,000 operations, 200 files) from the device's store to the page's answer, tab by tab; and Today
 * over 10,000 cases with verifications, requests to vouch and everything else that needs somebody. The first by the clock on the wall, as people wait.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeCrypto, nodePorts } from '../apps/cli/src/ports/nodePorts.ts'
import { changesOf, readReplica, type Replica } from '../packages/client/src/local/spaceRecord.ts'
import { localStore, type LocalStore } from '../packages/client/src/local/store.ts'
import { queries, summarise, type CaseSummary, type ReferralSummary, type Summary } from '../packages/client/src/views/index.ts'
import type { Opened, World } from '../packages/client/src/world/world.ts'
import type { Day } from '../packages/core/src/casework/index.ts'
import { applyTo, emptyDoc, hlcAt, setOp, type Author, type Doc, type Fields, type Op } from '../packages/core/src/record/index.ts'
import {
  NO_HEAD,
  type DeviceId,
  type Head,
  type Membership,
  type OrgId,
  type PersonId,
  type SpaceId,
} from '../packages/protocol/src/index.ts'
import { generator, quantile } from './measure.ts'
import { also, ms, report, under, type Figure } from './report.ts'

const random = generator(23)
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
const NOW = Date.UTC(2026, 2, 2, 9)
const TODAY = '2026-03-02' as Day
const dayAt = (offset: number): Day => new Date(NOW + offset * 86_400_000).toISOString().slice(0, 10) as Day
const id = (text: string): string => text.repeat(32).slice(0, 32)
const ORGS = ['0', '1', '2', '3', '4', '5', '6', '7'].map((digit) => id(digit) as OrgId)
const OURS = ORGS[0] as OrgId
const AUTHOR: Author = { device: id('d') as DeviceId, person: id('a') as PersonId, org: OURS, role: 'editor' }
const COLLEAGUE: Author = { ...AUTHOR, person: id('b') as PersonId }
const KINDS = ['relocation.international', 'medical', 'legal.defence', 'humanitarian.living', 'psychosocial'] as const
const SPACE = id('c') as SpaceId
const TEXT = 'Spoke with the family; they are well and wait for an answer about the school. '

const many = (count: number, one: (at: number) => Op): readonly Op[] => Array.from({ length: count }, (_, at) => one(at))
const put = (collection: string, owned: boolean, fields: (at: number) => Fields) => (at: number) =>
  setOp(collection, owned ? `${OURS}:${at}` : `r${at}`, fields(at))

const from = (at: number): number => (at % 40) * 9 - 180
const NEEDS = 60
/** Two thousand operations as a case has them after years, each of its own commit. */
const BIGGEST: readonly Op[] = [
  setOp('case', 'main', {
    pseudonym: 'Olive',
    status: 'open',
    urgency: 'days',
    country: 'MA',
    summary: TEXT.repeat(20),
    openedOn: dayAt(-700),
  }),
  setOp('verification', 'main', { activities: ['journalism', 'legal'], since: '2019' }),
  ...many(
    8,
    put('person', false, () => ({ role: 'defender', label: 'Defender', relation: '', languages: ['ar'] })),
  ),
  ...many(
    NEEDS,
    put('need', false, (at) => ({
      ...{ person: `r${at % 8}`, kind: KINDS[at % 5]!, from: dayAt(from(at)), to: dayAt(from(at) + 120) },
      ...{ place: 'MA', urgency: 'days', headcount: 1, note: TEXT },
    })),
  ),
  ...many(240, (at) => {
    const [need, turn] = [at % NEEDS, Math.floor(at / NEEDS)]
    // One organisation carries a need, for one of six another one goes on; one of eight ends early.
    const org = ORGS[(need + (turn === 3 && need % 6 === 0 ? 1 : 0)) % 8] as OrgId
    const first = from(need) + 30 * turn
    const last = first + (turn === 3 && need % 8 === 0 ? 5 : 30)
    const days = { from: dayAt(first), to: dayAt(last) }
    return setOp('commitment', `${org}:${at}`, { need: `r${need}`, ...days, state: 'confirmed', stopGap: false, note: TEXT })
  }),
  ...many(
    200,
    put('file', true, (at) => ({
      ...{ name: `scan ${at}.pdf`, type: 'application/pdf', bytes: 400_000 + at, sha256: id('e').repeat(2), blob: id('f') },
      key: new Uint8Array(32).fill(at % 255),
    })),
  ),
  ...many(
    180,
    put('consent', false, (at) => ({
      ...{ person: `r${at % 8}`, scope: pick(['share_network', 'share_named_org', 'record']), org: at % 3 === 0 ? ORGS[at % 8]! : null },
      ...{ given: true, on: dayAt(-at), how: 'spoken', until: null },
    })),
  ),
  ...many(
    60,
    put('risk', true, (at) => ({
      ...{ on: dayAt(-at * 7), probability: 'high', impact: 'medium', deathThreat: false },
      ...{ threats: [TEXT, TEXT], vulnerabilities: [TEXT], capacities: [TEXT] },
    })),
  ),
  ...many(6, (at) =>
    setOp(
      'test',
      ['acts_for_rights', 'what_they_do', 'universality', 'peaceful', 'alone_or_with_others', 'not_required_to_be_right'][at]!,
      { finding: 'met', reason: TEXT },
    ),
  ),
  ...many(
    150,
    put('evidence', true, (at) => ({
      ...{ tests: ['acts_for_rights', 'peaceful'], side: 'for', text: TEXT.repeat(3), source: 'the reports' },
      ...{ reliability: 'high', on: dayAt(-at), file: null },
    })),
  ),
  setOp('opinion', `1:${AUTHOR.person}`, { function: 'examines', decision: 'defender', failed: [], other: null, reasons: TEXT, on: TODAY }),
  ...many(
    400,
    put('passage', true, (at) => ({
      ...{ act: 'share_file', scope: 'share_named_org', org: ORGS[at % 8]!, recipient: '', parts: ['summary'], consents: [`r${at % 180}`] },
      ...{ at: NOW - at * 1000, people: ['r0'] },
    })),
  ),
  ...many(693, (at): Op => ({ o: 'note', c: 'note', i: `note${at}`, f: { text: TEXT.repeat(4) } })),
]

const docOf = (ops: readonly Op[]): Doc =>
  ops.reduce<Doc>(
    (doc, op, at) =>
      applyTo(doc, [{ payload: { at: hlcAt(NOW - 10_000_000 + at * 1000), ops: [op] }, author: at % 3 === 0 ? COLLEAGUE : AUTHOR }]).doc,
    emptyDoc(),
  )

const members = Object.fromEntries(
  ORGS.map((org) => [org, [{ from: 0, until: null, pin: null, roles: [{ from: 0, role: 'contributor' as const }] }]]),
)
const membership = {
  space: SPACE,
  kind: 'case',
  seq: 0,
  head: NO_HEAD,
  founder: OURS,
  epochs: [],
  members,
  cards: {},
  devices: {},
  orgKeys: [],
  dropped: {},
} as unknown as Membership
const replicaOf = (doc: Doc): Replica => ({
  ...{ space: SPACE, control: [], membership, keys: {}, log: { pos: 1, head: NO_HEAD as Head, chains: {} }, heads: new Map() },
  ...{ snapshotPos: 0, goneSince: null, distrusted: false, doc },
})

const worldOf = (summaries: ReadonlyMap<SpaceId, Summary>, open: World['open']): World =>
  ({
    me: { org: OURS, person: AUTHOR.person, device: AUTHOR.device, role: 'steward' },
    crypto: nodeCrypto(),
    now: () => NOW,
    today: () => TODAY,
    summaries,
    organisations: new Map(),
    network: () => null,
    book: () => ({ doc: emptyDoc() }),
    open,
  }) as unknown as World

const timed = async (call: () => Promise<unknown>): Promise<number> => {
  const begin = performance.now()
  await call()
  return performance.now() - begin
}

/** Milliseconds of this thread's processor time: the same whether or not the machine has other work. */
const cpuTimed = async (call: () => Promise<unknown>): Promise<number> => {
  const begin = process.threadCpuUsage()
  await call()
  const { user, system } = process.threadCpuUsage(begin)
  return (user + system) / 1000
}

/** Median and slowest after two that warm up. */
const measured = async (
  runs: number,
  call: () => Promise<unknown>,
  time = timed,
): Promise<{ readonly p50: number; readonly worst: number }> => {
  for (let i = 0; i < 2; i++) await call()
  const took: number[] = []
  for (let i = 0; i < runs; i++) took.push(await time(call))
  return { p50: quantile(took, 0.5), worst: Math.max(...took) }
}

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
const TODAY_MS = 50

const biggest = async (store: LocalStore): Promise<void> => {
  const doc = docOf(BIGGEST)
  const problem = await store.write(changesOf(replicaOf(doc), null).changes)
  if (problem !== null) throw new Error(problem.type)
  const summaries = new Map([[SPACE, summarise(SPACE, 'case', { doc, membership, pending: 0, goneSince: null })]])
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

const referral = (vouched: boolean): ReferralSummary & Pick<Summary, 'goneSince' | 'pending'> => ({
  ...{ kind: 'referral', purpose: 'vouch', fromOrg: OURS, toOrg: ORGS[1]!, needKind: '', urgency: 'months', state: 'waiting' },
  ...{ sentAt: NOW - 1e6, answerBy: NOW + 1e6, caseSpace: null, lastTurnAt: NOW, lastTurnOrg: OURS, service: null, answeredAt: null },
  ...{ declinedFor: null, inPart: false, feedback: null, vouch: { answer: vouched ? 'knows_of' : null, answeredAt: NOW - 1000 } },
  ...{ goneSince: null, pending: 0 },
})

/** Cases with four needs each; of a hundred three wait for a second opinion and four asked somebody to vouch. */
const summariesOf = (count: number): ReadonlyMap<SpaceId, Summary> => {
  const patterns = Array.from({ length: 100 }, (_, at) => {
    const doc = docOf(
      BIGGEST.filter(
        ({ c, i }) =>
          (c === 'need' && Number(i.slice(1)) % 15 === at % 15) || c === 'commitment' || c === 'case' || (c === 'opinion' && at < 3),
      ),
    )
    return summarise(SPACE, 'case', { doc, membership, pending: 0, goneSince: null }) as CaseSummary & Summary
  })
  const found = new Map<SpaceId, Summary>()
  for (let at = 0; at < count; at++) {
    const pattern = structuredClone(patterns[at % 100]!)
    const vouches = at % 25 === 0 ? [{ space: `v${at}` as SpaceId, landed: null }] : []
    const waits = { waitsFor: null, since: 0, deciders: [], notThese: [], ...pattern.verification, vouches }
    found.set(`space${at}` as SpaceId, {
      ...pattern,
      pseudonym: `Case ${at}`,
      ...(at % 25 === 0 || pattern.verification ? { verification: waits } : {}),
    })
    if (at % 25 === 0) found.set(`v${at}` as SpaceId, referral(at % 50 === 0))
  }
  return found
}

const folder = mkdtempSync(join(tmpdir(), 'pergola-case-'))
const ports = nodePorts('http://127.0.0.1:1', join(folder, 'store.db'))
try {
  await biggest(localStore(ports.storage, ports.local, new Uint8Array(32).fill(3)))
} finally {
  ports.close()
  rmSync(folder, { recursive: true, force: true })
}
const world = worldOf(summariesOf(10_000), async () => null)
const items = await queries.today(world, {})
const todays = await measured(30, () => must(queries.today(world, {})), cpuTimed)
figures.push(
  under(
    'Today over 10,000 open cases, processor time, p50',
    todays.p50,
    TODAY_MS,
    ms,
    `slowest of 30 ${ms(todays.worst)}; ${items.ok ? items.value.items.length : 0} things to do`,
  ),
)
await report('Casework: the biggest case, and Today', figures)
