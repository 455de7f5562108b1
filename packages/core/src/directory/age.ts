/** How old a fact may get before somebody looks at it again. */
import { addDays, daysFrom } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import type { Capacity, Fact, Service } from './model.ts'

/** A fact that nobody checked for so many days is stale. */
export const STALE_DAYS = 180
/** Free places that nobody confirmed for so many days say nothing any more. */
export const CAPACITY_STALE_DAYS = 30

type Dated = Pick<Fact, 'checkedOn' | 'reviewOn'>

/** The day on which a fact is to be looked at again: its own, or 180 days after the check; null when it never was checked. */
export const dueOn = ({ checkedOn, reviewOn }: Dated): Day | null =>
  checkedOn === null ? null : earlier(reviewOn, addDays(checkedOn, STALE_DAYS + 1))

const earlier = (a: Day | null, b: Day): Day => (a !== null && a < b ? a : b)

/** True when its day of review has come, it was last checked more than 180 days ago, or nobody knows when. */
export const isStaleFact = (fact: Dated, today: Day): boolean => {
  const due = dueOn(fact)
  return due === null || due <= today
}

/** True when one of its facts is stale, its own day of review has come, or nothing of it was ever checked. */
export const isStale = (service: Pick<Service, 'checkedOn' | 'reviewOn' | 'facts'>, today: Day): boolean => {
  const { checkedOn, reviewOn, facts } = service
  if (checkedOn === null || daysFrom(checkedOn, today) > STALE_DAYS || (reviewOn !== null && reviewOn <= today)) return true
  for (const { reviewOn: own } of facts) if (own !== null && own <= today) return true
  return false
}

/** What is free now; null when nobody confirmed it within 30 days or it is free only later. */
export const freeNow = (capacity: Capacity | undefined, today: Day): number | null => {
  if (capacity === undefined || daysFrom(capacity.updated, today) > CAPACITY_STALE_DAYS) return null
  return capacity.from !== undefined && capacity.from > today ? 0 : capacity.free
}
