/** Of Today: what of requests needs us now: to answer, to remind, to say what came of it, and what others said. */
import { remindFrom, type ReferralState } from '@pergola/core/referral'
import type { SpaceId } from '@pergola/protocol'
import type { TodayItem } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { orgName } from './names.ts'
import type { CaseOf } from './referrals.ts'
import { stateAt } from './stateAt.ts'
import type { ReferralSummary, Summary } from './summary.ts'
import { DAY_MS, NEWS_DUE_MS, isNews, startOf, type Due } from './todayDue.ts'
import { vouchDue } from './todayVerification.ts'

/** A question by those we asked should have an answer within a day. */
const ANSWER_WITHIN_MS = DAY_MS
/** What came of it should be said within a week. */
const FEEDBACK_WITHIN_MS = 7 * DAY_MS

export const referralDue = (world: World, space: SpaceId, summary: ReferralSummary & Summary, about: CaseOf | null): readonly Due[] => {
  if (summary.goneSince !== null) return []
  // To vouch is asked and answered in words of its own.
  if (summary.purpose === 'vouch') return vouchDue(world, space, summary)
  if (summary.toOrg === world.me.org) return cameIn(world, space, summary)
  return summary.fromOrg === world.me.org && about !== null ? wentOut(world, space, summary, about) : []
}

/** Waits for our yes or no; not while our own question waits for its answer. */
const cameIn = (world: World, space: SpaceId, summary: ReferralSummary): readonly Due[] => {
  const { state, needKind, urgency, answerBy, fromOrg } = summary
  if (state === 'taken_up') return feedbackDue(world, space, summary)
  if (state !== 'waiting') return []
  const soon = world.now() >= remindFrom(summary.sentAt, answerBy)
  return [{ item: { kind: 'referral_in', space, from: orgName(world, fromOrg), needKind, urgency, answerBy, soon }, due: answerBy }]
}

/** Those who asked do not know what came of it, and our last commitment in their case has ended. */
const feedbackDue = (world: World, space: SpaceId, { feedback, caseSpace, fromOrg }: ReferralSummary): readonly Due[] => {
  const file = caseSpace === null ? undefined : world.summaries.get(caseSpace)
  if (feedback !== null || file?.kind !== 'case' || file.goneSince !== null) return []
  const ended = file.needs.flatMap(({ cover }) => cover.filter(([org]) => org === world.me.org).map(([, , to]) => to))
  const since = ended.toSorted().at(-1)
  if (since === undefined || since >= world.today()) return []
  const item: TodayItem = { kind: 'feedback_due', space, from: orgName(world, fromOrg), pseudonym: file.pseudonym, since }
  return [{ item, due: startOf(since) + FEEDBACK_WITHIN_MS }]
}

const wentOut = (world: World, space: SpaceId, summary: ReferralSummary, about: CaseOf): readonly Due[] => {
  const { answerBy, lastTurnAt: at } = summary
  const to = orgName(world, summary.toOrg)
  const state = stateAt(summary, world.now())
  if (state === 'expired') return [{ item: { kind: 'referral_overdue', space, to, caseSpace: about.space, answerBy }, due: answerBy }]
  if (state === 'waiting') return silentSoFar(world, space, summary, about)
  const { feedback } = summary
  if (feedback !== null && state === 'taken_up') {
    const { helped } = feedback
    return isNews(world, feedback.at)
      ? [
          {
            item: { kind: 'referral_feedback', space, to, helped, caseSpace: about.space, at: feedback.at },
            due: feedback.at + NEWS_DUE_MS,
          },
        ]
      : []
  }
  const item: TodayItem = { kind: 'referral_answered', space, to, state, caseSpace: about.space, at }
  if (state === 'asked') return [{ item, due: at + ANSWER_WITHIN_MS }]
  return ANSWERS.has(state) && isNews(world, at) ? [{ item, due: at + NEWS_DUE_MS }] : []
}

const ANSWERS: ReadonlySet<ReferralState> = new Set<ReferralState>(['taken_up', 'declined', 'forwarded'])

/** Nobody has answered and the time runs out: by voice it may go faster, or somebody else can be asked. */
const silentSoFar = (world: World, space: SpaceId, { sentAt, answerBy, toOrg }: ReferralSummary, about: CaseOf): readonly Due[] => {
  if (world.now() < remindFrom(sentAt, answerBy)) return []
  const file = world.summaries.get(about.space)
  const next = file?.kind === 'case' ? file.next.find(({ after }) => after === space) : undefined
  const to = orgName(world, toOrg)
  const item: TodayItem = {
    kind: 'referral_due',
    space,
    to,
    next: next === undefined ? '' : orgName(world, next.org),
    caseSpace: about.space,
    answerBy,
  }
  return [{ item, due: answerBy }]
}
