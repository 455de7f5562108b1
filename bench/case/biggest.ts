/** The biggest case, as a case is after years, and a world of an open client that needs no relay. */
import { nodeCrypto } from '../../apps/cli/src/ports/nodePorts.ts'
import type { Replica } from '../../packages/client/src/local/spaceRecord.ts'
import type { Summary } from '../../packages/client/src/views/index.ts'
import { SummaryMap } from '../../packages/client/src/world/summaries.ts'
import type { World } from '../../packages/client/src/world/world.ts'
import type { Day } from '../../packages/core/src/casework/index.ts'
import { applyTo, emptyDoc, hlcAt, setOp, type Author, type Doc, type Fields, type Op } from '../../packages/core/src/record/index.ts'
import {
  NO_HEAD,
  type DeviceId,
  type Head,
  type Membership,
  type OrgId,
  type PersonId,
  type SpaceId,
} from '../../packages/protocol/src/index.ts'
import { generator } from '../measure.ts'

export const random = generator(23)
export const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
export const NOW = Date.UTC(2026, 2, 2, 9)
export const TODAY = '2026-03-02' as Day
export const dayAt = (offset: number): Day => new Date(NOW + offset * 86_400_000).toISOString().slice(0, 10) as Day
const id = (text: string): string => text.repeat(32).slice(0, 32)
export const ORGS = ['0', '1', '2', '3', '4', '5', '6', '7'].map((digit) => id(digit) as OrgId)
export const OURS = ORGS[0] as OrgId
export const AUTHOR: Author = { device: id('d') as DeviceId, person: id('a') as PersonId, org: OURS, role: 'editor' }
export const COLLEAGUE: Author = { ...AUTHOR, person: id('b') as PersonId }
const KINDS = ['relocation.international', 'medical', 'legal.defence', 'humanitarian.living', 'psychosocial'] as const
export const SPACE = id('c') as SpaceId
const TEXT = 'Spoke with the family; they are well and wait for an answer about the school. '

const many = (count: number, one: (at: number) => Op): readonly Op[] => Array.from({ length: count }, (_, at) => one(at))
const put = (collection: string, owned: boolean, fields: (at: number) => Fields) => (at: number) =>
  setOp(collection, owned ? `${OURS}:${at}` : `r${at}`, fields(at))

const from = (at: number): number => (at % 40) * 9 - 180
const NEEDS = 60
/** Two thousand operations as a case has them after years, each of its own commit. */
export const BIGGEST: readonly Op[] = [
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

export const docOf = (ops: readonly Op[]): Doc =>
  ops.reduce<Doc>(
    (doc, op, at) =>
      applyTo(doc, [{ payload: { at: hlcAt(NOW - 10_000_000 + at * 1000), ops: [op] }, author: at % 3 === 0 ? COLLEAGUE : AUTHOR }]).doc,
    emptyDoc(),
  )

const members = Object.fromEntries(
  ORGS.map((org) => [org, [{ from: 0, until: null, pin: null, roles: [{ from: 0, role: 'contributor' as const }] }]]),
)
export const membership = {
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
export const replicaOf = (doc: Doc): Replica => ({
  ...{ space: SPACE, control: [], membership, keys: {}, log: { pos: 1, head: NO_HEAD as Head, chains: {} }, heads: new Map() },
  ...{ snapshotPos: 0, goneSince: null, distrusted: false, doc },
})

export const worldOf = (all: Iterable<readonly [SpaceId, Summary]>, open: World['open']): World => {
  const summaries = new SummaryMap()
  for (const [space, summary] of all) summaries.set(space, summary)
  return {
    me: { org: OURS, person: AUTHOR.person, device: AUTHOR.device, role: 'steward' },
    crypto: nodeCrypto(),
    now: () => NOW,
    today: () => TODAY,
    summaries,
    organisations: new Map(),
    network: () => null,
    farewells: () => [],
    book: () => ({ doc: emptyDoc() }),
    open,
  } as unknown as World
}
