/** What needs us now, in the order in which it hurts to wait. */
import type { TodayItem } from '../../../contract.ts'

export const GROUPS = ['clocks', 'alerts', 'gaps', 'handovers', 'answers', 'directory', 'people'] as const
export type GroupId = (typeof GROUPS)[number]

const GROUP_OF: Readonly<Record<TodayItem['kind'], GroupId>> = {
  referral_in: 'clocks',
  referral_overdue: 'clocks',
  alert: 'alerts',
  gap: 'gaps',
  handover: 'handovers',
  referral_answered: 'answers',
  gone: 'answers',
  admit: 'people',
  reviews: 'directory',
}

/** Smaller comes first within its group. */
const pressing = (item: TodayItem): number => {
  switch (item.kind) {
    case 'referral_in':
    case 'referral_overdue':
      return item.answerBy
    case 'gap':
      return item.inDays
    case 'handover':
      return Date.parse(item.on)
    case 'alert':
      return item.at
    case 'referral_answered':
      return -item.at
    case 'gone':
      return -item.since
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
    case 'gap':
      return `gap${item.caseSpace}${item.needKind}${item.from}`
    case 'handover':
      return `handover${item.handover}`
    case 'gone':
      return `gone${item.caseSpace}`
    case 'reviews':
      return item.kind
    default:
      return `${item.kind}${item.space}`
  }
}
