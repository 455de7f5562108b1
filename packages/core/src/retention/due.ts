/** What is due to be destroyed, and what would be left: pure, by rules, holds and the day. Nothing happens by itself. */
import type { OrgId, PersonId } from '@pergola/protocol'
import { dayFrom, dayNumber } from '../casework/day.ts'
import type { CaseFile, Day } from '../casework/model.ts'
import type { Closing } from '../caselife/model.ts'
import type {
  BareRecord,
  ClosedAlert,
  ClosedCase,
  DueAlert,
  DueCase,
  EndsWhat,
  Proposal,
  Retention,
  RetentionRule,
  RetentionRuleId,
} from './model.ts'

/** The rule for how a case was closed; of a reason that has none of its own, `other`. */
export const ruleFor = (reason: ClosedCase['reason']): RetentionRuleId =>
  reason === 'safe' || reason === 'taken_over' || reason === 'outside_mandate' ? reason : 'other'

/** The same day so many months later; of a shorter month its last. */
export const monthsAfter = (day: Day, months: number): Day => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const count = year * 12 + (month - 1) + months
  const first = `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}-01` as Day
  const next = count + 1
  const after = `${String(Math.floor(next / 12)).padStart(4, '0')}-${String((next % 12) + 1).padStart(2, '0')}-01` as Day
  return dayFrom(Math.min(dayNumber(first) + date - 1, dayNumber(after) - 1))
}

const isOn = (rules: readonly RetentionRule[], id: RetentionRuleId): RetentionRule | null =>
  rules.find((rule) => rule.id === id && rule.on) ?? null

/** Held today: nothing of it is due, and nobody destroys it. */
export const isHeld = ({ heldUntil }: Pick<ClosedCase, 'heldUntil'>, today: Day): boolean => heldUntil !== null && today < heldUntil

/** What of one closed case is due today: all of it, or before that its sealed parts; null for nothing. */
export const dueOf = ({ rules }: Retention, one: ClosedCase, today: Day): DueCase | null => {
  if (isHeld(one, today)) return null
  const dueBy = (id: RetentionRuleId, what: EndsWhat): DueCase | null => {
    const rule = isOn(rules, id)
    const since = rule && monthsAfter(one.closedOn, rule.months)
    return since !== null && since <= today ? { space: one.space, what, rule: id, since } : null
  }
  return dueBy(ruleFor(one.reason), 'all') ?? (one.hasParts ? dueBy('identity', 'parts') : null)
}

/** Longest due first. */
export const dueCases = (retention: Retention, cases: readonly ClosedCase[], today: Day): readonly DueCase[] =>
  cases
    .flatMap((one) => dueOf(retention, one, today) ?? [])
    .sort((a, b) => (a.since === b.since ? (a.space < b.space ? -1 : 1) : a.since < b.since ? -1 : 1))

/** Conversations are due so many months after their last word; longest due first. */
export const dueAlerts = ({ rules }: Retention, alerts: readonly ClosedAlert[], today: Day): readonly DueAlert[] => {
  const rule = isOn(rules, 'alert')
  if (rule === null) return []
  return alerts
    .map((one) => ({ ...one, since: monthsAfter(one.last, rule.months) }))
    .filter(({ since }) => since <= today)
    .sort((a, b) => (a.since === b.since ? (a.id < b.id ? -1 : 1) : a.since < b.since ? -1 : 1))
}

/** Whoever is alone waits so many days between proposing and confirming. */
export const ALONE_DAYS = 7
const DAY_MS = 86_400_000

/** Why a proposal cannot be confirmed by this person now, or null. `others`: people besides them who may edit. */
export const confirmRefusal = (
  { by, at }: Pick<Proposal, 'by' | 'at'>,
  me: { readonly person: PersonId; readonly isSteward: boolean },
  others: number,
  now: number,
): 'steward' | 'second_person' | 'wait' | null => {
  if (!me.isSteward) return 'steward'
  if (by !== me.person) return null
  if (others > 0) return 'second_person'
  return now - at < ALONE_DAYS * DAY_MS ? 'wait' : null
}

/** What is left of conversations: how many, the month, and who decided. */
export const bareRecordOfAlerts = ({ case: place, rule, by, alerts }: Proposal, confirmedBy: PersonId, on: Day): BareRecord => ({
  ...{ case: place, what: 'alerts', rule, proposedBy: by, confirmedBy },
  ...{ opened: '', closed: '', ended: monthOf(on), reason: null, kinds: [], outcomes: [], told: [] },
  alerts: alerts.length,
  done: false,
})

const monthOf = (day: Day): string => day.slice(0, 7)

/** What is left of a case: months and codes, as far as the organisation keeps them. */
export const bareRecordOf = (
  file: CaseFile,
  closing: Pick<Closing, 'on' | 'reason' | 'outcomes'> | null,
  { kept }: Retention,
  decided: Pick<BareRecord, 'what' | 'rule' | 'proposedBy' | 'confirmedBy'> & { readonly on: Day; readonly told: readonly OrgId[] },
): BareRecord => ({
  case: file.space,
  what: decided.what,
  rule: decided.rule,
  opened: monthOf(file.openedOn),
  closed: closing ? monthOf(closing.on) : '',
  ended: monthOf(decided.on),
  reason: kept.outcomes ? (closing?.reason ?? null) : null,
  kinds: kept.kinds ? [...new Set(file.needs.map(({ kind }) => kind))].sort() : [],
  outcomes: kept.outcomes && closing ? closing.outcomes.map(({ change }) => change) : [],
  alerts: 0,
  proposedBy: decided.proposedBy,
  confirmedBy: decided.confirmedBy,
  told: decided.told,
  done: false,
})
