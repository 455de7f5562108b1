/** What needs me now, in the order in which it is due. */
import { addDays, dayNumber, type Day } from '@pergola/core/casework'
import type { SpaceId } from '@pergola/protocol'
import type { Answer, TodayItem, TodayView } from '../contract/index.ts'
import { fromSender, readAlerts } from '../book/index.ts'
import type { World } from '../world/world.ts'
import { alertRow, waitsForUs } from './alerts.ts'
import { reviewsDue } from './directoryKeeping.ts'
import { orgName } from './names.ts'
import { answer } from './problems.ts'
import { casesByReferral, type CaseOf } from './referrals.ts'
import { nextGap, stateAt } from './stateAt.ts'
import type { CaseSummary, ReferralSummary, Summary } from './summary.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Gaps that open within so many days are shown. */
const GAP_DAYS = 14
/** An alert, and a question by those we asked, should have an answer within a day. */
const ANSWER_WITHIN_MS = DAY_MS
/** Answers to our requests, and cases that went away, are news for so long. */
const NEWS_MS = 14 * DAY_MS
/** News waits behind what is due within three days. */
const NEWS_DUE_MS = 3 * DAY_MS

interface Due {
  readonly item: TodayItem
  /** Unix ms. */
  readonly due: number
}

export const today = async (world: World): Promise<Answer<TodayView>> => {
  const due: Due[] = alertsDue(world)
  const about = casesByReferral(world)
  const calendar = { day: world.today(), until: addDays(world.today(), GAP_DAYS) }
  for (const [space, summary] of world.summaries) {
    if (summary.kind === 'referral') due.push(...referralDue(world, space, summary, about.get(space) ?? null))
    if (summary.kind === 'case') due.push(...caseDue(world, space, summary, calendar))
  }
  due.push(...(await reviewDue(world)))
  return answer({ now: world.now(), items: due.sort((a, b) => a.due - b.due).map(({ item }) => item) })
}

/** One line for all of our entries; it can wait for everything that somebody waits for. */
const reviewDue = async (world: World): Promise<readonly Due[]> => {
  const rows = await reviewsDue(world, {})
  if (!rows.ok || rows.value.length === 0 || world.me.role === 'reader') return []
  return [{ item: { kind: 'reviews', entries: rows.value.length, dueOn: rows.value[0]?.dueOn ?? null }, due: world.now() + NEWS_MS }]
}

const alertsDue = (world: World): Due[] =>
  readAlerts(world.book().doc)
    .filter(waitsForUs)
    .map((alert) => {
      const at = fromSender(alert).at(-1)?.at ?? alert.at
      return { item: { kind: 'alert', id: alert.id, firstLine: alertRow(alert).firstLine, at }, due: at + ANSWER_WITHIN_MS }
    })

const referralDue = (world: World, space: SpaceId, summary: ReferralSummary & Summary, about: CaseOf | null): readonly Due[] => {
  if (summary.goneSince !== null) return []
  if (summary.toOrg === world.me.org) return cameIn(world, space, summary)
  return summary.fromOrg === world.me.org && about !== null ? wentOut(world, space, summary, about) : []
}

/** Waits for our yes or no; not while our own question waits for its answer. */
const cameIn = (world: World, space: SpaceId, summary: ReferralSummary): readonly Due[] => {
  const { state, needKind, urgency, answerBy, fromOrg } = summary
  if (state !== 'waiting') return []
  return [{ item: { kind: 'referral_in', space, from: orgName(world, fromOrg), needKind, urgency, answerBy }, due: answerBy }]
}

const wentOut = (world: World, space: SpaceId, summary: ReferralSummary, about: CaseOf): readonly Due[] => {
  const { answerBy, lastTurnAt: at } = summary
  const to = orgName(world, summary.toOrg)
  const state = stateAt(summary, world.now())
  if (state === 'expired') return [{ item: { kind: 'referral_overdue', space, to, caseSpace: about.space, answerBy }, due: answerBy }]
  const item: TodayItem = { kind: 'referral_answered', space, to, state, caseSpace: about.space, at }
  if (state === 'asked') return [{ item, due: at + ANSWER_WITHIN_MS }]
  return (state === 'taken_up' || state === 'declined') && isNews(world, at) ? [{ item, due: at + NEWS_DUE_MS }] : []
}

const isNews = (world: World, at: number): boolean => world.now() - at < NEWS_MS

interface Calendar {
  readonly day: Day
  /** The last day on which a gap that opens is shown. */
  readonly until: Day
}

const caseDue = (world: World, space: SpaceId, summary: CaseSummary & Summary, calendar: Calendar): readonly Due[] => {
  if (summary.goneSince !== null) return gone(world, space, summary, summary.goneSince)
  if (summary.status === 'closed') return []
  return [...(summary.ownerOrg === world.me.org ? gapsDue(space, summary, calendar) : []), ...handoversDue(world, space, summary)]
}

const gone = (world: World, caseSpace: SpaceId, { pseudonym, ownerOrg }: CaseSummary, since: number): readonly Due[] =>
  isNews(world, since)
    ? [{ item: { kind: 'gone', caseSpace, pseudonym, by: orgName(world, ownerOrg), since }, due: since + NEWS_DUE_MS }]
    : []

const startOf = (day: Day): number => dayNumber(day) * DAY_MS

const gapsDue = (caseSpace: SpaceId, { pseudonym, needs }: CaseSummary, { day, until }: Calendar): readonly Due[] => {
  const due: Due[] = []
  for (const need of needs) {
    const gap = nextGap(need, day, until)
    if (gap === null) continue
    const inDays = dayNumber(gap.from) - dayNumber(day)
    due.push({
      item: { kind: 'gap', caseSpace, need: need.id, pseudonym, needKind: need.kind, from: gap.from, days: gap.days, inDays },
      due: startOf(gap.from),
    })
  }
  return due
}

const handoversDue = (world: World, caseSpace: SpaceId, { pseudonym, needs }: CaseSummary): readonly Due[] => {
  const { org } = world.me
  const waiting = needs
    .flatMap(({ handovers }) => handovers)
    .filter(({ before, after, yes }) => (before === org || after === org) && !yes.includes(org))
  return waiting.map(({ id, on, before, after }) => ({
    item: { kind: 'handover', caseSpace, pseudonym, handover: id, on, other: orgName(world, before === org ? after : before) },
    due: startOf(on),
  }))
}
