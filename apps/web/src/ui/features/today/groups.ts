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
  'papers',
  'plans',
  'tasks',
  'keeping',
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
  paper: 'papers',
  cover_open: 'gaps',
  cover_asked: 'handovers',
  case_offered: 'handovers',
  case_taken: 'answers',
  referral_answered: 'answers',
  gone: 'answers',
  admit: 'people',
  succession_call: 'people',
  reviews: 'directory',
  retention_due: 'keeping',
  retention_confirm: 'keeping',
  hold_over: 'keeping',
  farewell: 'answers',
}

/** Smaller comes first within its group. */
const pressing = (item: TodayItem): number => {
  switch (item.kind) {
    case 'check_in':
    case 'decide':
    case 'notice_open':
    case 'notice_in':
      return item.since
    case 'plan_review':
    case 'handover':
    case 'case_offered':
    case 'consent_lapsed':
      return Date.parse(item.on)
    case 'referral_in':
    case 'referral_overdue':
    case 'referral_due':
    case 'vouch_in':
      return item.answerBy
    case 'gap':
      return item.inDays
    case 'task':
      return item.inDays ?? Infinity
    case 'paper':
    case 'hold_over':
      return Date.parse(item.until)
    case 'cover_open':
    case 'cover_asked':
      return Date.parse(item.from)
    case 'alert':
    case 'retention_confirm':
      return item.at
    case 'vouch_answered':
    case 'mention':
    case 'referral_answered':
    case 'referral_feedback':
    case 'outside_opened':
    case 'farewell':
      return -item.at
    case 'case_taken':
      return -Date.parse(item.on)
    case 'feedback_due':
      return -Date.parse(item.since)
    case 'gone':
      return -item.since
    case 'retention_due':
      return Infinity
    case 'succession_call':
      return -1
    case 'packet':
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
    case 'cover_open':
    case 'cover_asked':
      return `cover${item.cover}`
    case 'paper':
      return `paper${item.paper}`
    case 'gone':
      return `gone${item.caseSpace}`
    case 'consent_lapsed':
      return `consent${item.what}${item.caseSpace}${item.referral ?? item.to}`
    case 'notice_open':
    case 'notice_in':
      return `notice${item.notice}`
    case 'reviews':
    case 'retention_due':
      return item.kind
    case 'retention_confirm':
    case 'hold_over':
    case 'case_offered':
    case 'case_taken':
      return `${item.kind}${item.caseSpace}`
    case 'outside_opened':
      return `outside${item.file}`
    case 'decide':
      return `decide${item.caseSpace}`
    default:
      return `${item.kind}${item.space}`
  }
}
