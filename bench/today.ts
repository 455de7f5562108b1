/**
 * Today over 10,000 cases: with what was in it before casework in depth, and with everything that can be due in each of them: check-ins
 * at fixed times on a wall clock, a plan to review, tasks, notes that call somebody, consent that ends, papers that run out, days until
 * which closed cases are held, files sent outside, verifications. Processor time.
 */
import {
  queries,
  summarise,
  type CaseSummary,
  type IdentitySummary,
  type ReferralSummary,
  type Summary,
} from '../packages/client/src/views/index.ts'
import type { Instant } from '../packages/core/src/casework/index.ts'
import type { Heard, Schedule } from '../packages/core/src/safety/index.ts'
import type { SpaceId } from '../packages/protocol/src/index.ts'
import { AUTHOR, BIGGEST, COLLEAGUE, NOW, ORGS, OURS, SPACE, dayAt, docOf, membership, pick, random, worldOf } from './case/biggest.ts'
import { cpuTimed, measured } from './measure.ts'
import { also, ms, report, under, type Figure } from './report.ts'

const TODAY_MS = 50
const HOUR_MS = 3_600_000
const ZONES = ['Africa/Casablanca', 'America/Bogota', 'Asia/Manila', 'Europe/Kyiv', 'Asia/Kathmandu', 'Africa/Khartoum'] as const

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

/** Twice a day at hours that were agreed; of a hundred two have said nothing since. */
const watchOf = (at: number): NonNullable<CaseSummary['safety']>['watches'][number] => {
  const id = `${OURS}:w${at}`
  const schedule: Schedule = {
    ...{
      id,
      org: OURS,
      person: 'r0',
      everyMinutes: 0,
      times: [(8 + (at % 3)) * 60, (19 + (at % 4)) * 60],
      zone: ZONES[at % ZONES.length]!,
    },
    ...{ graceMinutes: 120, from: (NOW - 90 * 24 * HOUR_MS) as Instant, until: null, by: 'receipt', alert: null, stopped: false },
    ladder: [
      { afterMinutes: 0, who: 'duty', id: '', act: 'call' },
      { afterMinutes: 60, who: 'person', id: COLLEAGUE.person, act: 'call' },
    ],
  }
  const silent = at % 50 === 7
  const heardAt = (NOW - (silent ? 40 : 1 + random()) * HOUR_MS) as Instant
  const last = { id: `m${at}`, schedule: id, at: heardAt, how: 'receipt', says: 'well', by: AUTHOR.person, text: '' } as const
  return { schedule, heard: { last, call: null } satisfies Heard, receipts: 60, onIt: [] }
}

const everythingOf = (at: number): Partial<CaseSummary> => ({
  safety: { reviewOn: dayAt((at % 180) - 3), watches: [watchOf(at)], packetSpaces: [] },
  tasks: Array.from({ length: 3 }, (_, n) => ({
    ...{ id: `${OURS}:t${at}.${n}`, org: OURS, text: 'Call the school', due: dayAt((at % 90) + n) },
    owner: pick([AUTHOR.person, COLLEAGUE.person, null]),
  })),
  mentions: [
    {
      note: `n${at}`,
      person: at % 20 === 0 ? AUTHOR.person : COLLEAGUE.person,
      by: COLLEAGUE.person,
      org: OURS,
      at: NOW - at,
      text: 'Look',
    },
  ],
  lapses: [{ org: ORGS[at % 8]!, part: 'file', referral: null, on: dayAt((at % 200) + 1), takeBack: false }],
  outside: [
    {
      id: `${OURS}:o${at}`,
      recipient: 'Doctor',
      parcel: new Uint8Array(32) as never,
      expires: NOW as Instant,
      openedAt: (NOW - at * HOUR_MS) as Instant,
      dropped: false,
    },
  ],
  ...(at % 10 === 9 ? { status: 'closed', closed: { on: dayAt(-400), reason: null, heldUntil: dayAt((at % 700) - 20) } } : {}),
})

/** The same cases with everything in each, and each with an identity part in which papers run out. */
const fullOf = (count: number): ReadonlyMap<SpaceId, Summary> => {
  const found = new Map<SpaceId, Summary>()
  let at = 0
  for (const [space, summary] of summariesOf(count)) {
    if (summary.kind !== 'case') {
      found.set(space, summary)
      continue
    }
    const identitySpace = `identity${at}` as SpaceId
    const papers = [0, 1].map((n) => ({ id: `p${at}.${n}`, kind: 'passport', until: dayAt(((at * 3) % 900) + n * 200) }) as const)
    const identity: IdentitySummary = { kind: 'identity', caseSpace: space, name: `Amina ${at}`, papers }
    found.set(space, { ...summary, identitySpace, ...everythingOf(at) } as Summary)
    found.set(identitySpace, { ...identity, goneSince: null, pending: 0 })
    at += 1
  }
  return found
}

const figures: Figure[] = []
const measure = async (what: string, summaries: ReadonlyMap<SpaceId, Summary>): Promise<void> => {
  const world = worldOf(summaries, async () => null)
  const first = await cpuTimed(() => queries.today(world, {}))
  const items = await queries.today(world, {})
  const { p50, worst } = await measured(30, () => queries.today(world, {}), cpuTimed)
  const count = items.ok ? items.value.items.length : 0
  figures.push(under(`Today over 10,000 ${what}, p50`, p50, TODAY_MS, ms, `slowest of 30 ${ms(worst)}; ${count} things to do`))
  figures.push(also('the very first time, before the program is warm', ms(first)))
}

await measure('open cases with their gaps and verifications', summariesOf(10_000))
await measure('cases with everything in each', fullOf(10_000))
await report('Today: processor time', figures)
