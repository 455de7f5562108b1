/** What needs us now, in the order in which it hurts to wait. */
import type { TodayItem } from '../../../contract.ts'

export const GROUPS = [
  'alarms',
  'clocks',
  'alerts',
  'consent',
  'gaps',
  'handovers',
  'decisions',
  'plans',
  'tasks',
  'answers',
  'directory',
  'people',
] as const
export type GroupId = (typeof GROUPS)[number]

const GROUP_OF: Readonly<Record<TodayItem['kind'], GroupId>> = {
  check_in: 'alarms',
  packet: 'alarms',
  plan_review: 'plans',
  referral_in: 'clocks',
  referral_overdue: 'clocks',
  referral_due: 'clocks',
  feedback_due: 'answers',
  referral_feedback: 'answers',
  outside_opened: 'answers',
  vouch_in: 'clocks',
  decide: 'decisions',
  vouch_answered: 'answers',
  alert: 'alerts',
  consent_lapsed: 'consent',
  notice_open: 'consent',
  notice_in: 'consent',
  gap: 'gaps',
  task: 'tasks',
  mention: 'tasks',
  handover: 'handovers',
  referral_answered: 'answers',
  gone: 'answers',
  admit: 'people',
  succession_call: 'people',
  reviews: 'directory',
}

/** Smaller comes first within its group. */
const pressing = (item: TodayItem): number => {
  switch (item.kind) {
    case 'check_in':
      return item.since
    case 'plan_review':
      return Date.parse(item.on)
    case 'packet':
      return 0
    case 'referral_in':
    case 'referral_overdue':
    case 'referral_due':
      return item.answerBy
    case 'vouch_in':
      return item.answerBy
    case 'decide':
      return item.since
    case 'vouch_answered':
      return -item.at
    case 'gap':
      return item.inDays
    case 'task':
      return item.inDays ?? Infinity
    case 'mention':
      return -item.at
    case 'handover':
      return Date.parse(item.on)
    case 'alert':
      return item.at
    case 'consent_lapsed':
      return Date.parse(item.on)
    case 'notice_open':
    case 'notice_in':
      return item.since
    case 'referral_answered':
    case 'referral_feedback':
    case 'outside_opened':
      return -item.at
    case 'feedback_due':
      return -Date.parse(item.since)
    case 'gone':
      return -item.since
    case 'succession_call':
      return -1
    case 'admit':
    case 'reviews':
      return 0
  }
}

export interface TodayGroup {
  readonly id: GroupId
  readonly items: readonly TodayItem[]
}

export const groupsOf = (items: readonly TodayItem[]): readonly TodayGroup[] =>
  GROUPS.map((id) => ({
    id,
    items: items.filter((item) => GROUP_OF[item.kind] === id).toSorted((a, b) => pressing(a) - pressing(b)),
  })).filter((group) => group.items.length > 0)

export const keyOf = (item: TodayItem): string => {
  switch (item.kind) {
    case 'alert':
    case 'admit':
      return `${item.kind}${item.id}`
    case 'check_in':
      return `check_in${item.alarm}`
    case 'plan_review':
      return `plan_review${item.caseSpace}`
    case 'gap':
      return `gap${item.caseSpace}${item.needKind}${item.from}`
    case 'task':
      return `task${item.task}`
    case 'mention':
      return `mention${item.note}`
    case 'handover':
      return `handover${item.handover}`
    case 'gone':
      return `gone${item.caseSpace}`
    case 'consent_lapsed':
      return `consent${item.what}${item.caseSpace}${item.referral ?? item.to}`
    case 'notice_open':
    case 'notice_in':
      return `notice${item.notice}`
    case 'reviews':
      return item.kind
    case 'outside_opened':
      return `outside${item.file}`
    case 'decide':
      return `decide${item.caseSpace}`
    default:
      return `${item.kind}${item.space}`
  }
}
