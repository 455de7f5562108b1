/** Who is on duty in a week. Weeks begin on Monday and are numbered as ISO 8601 does. */
import { addDays, dayFrom, dayNumber } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'

/** Monday of the week of a day: the key of the roster. 1970-01-01 was a Thursday. */
export const weekOf = (day: Day): Day => dayFrom(dayNumber(day) - ((dayNumber(day) + 3) % 7))

/** Mondays from the week of a day on. */
export const weeksFrom = (day: Day, count: number): readonly Day[] => Array.from({ length: count }, (_, at) => addDays(weekOf(day), at * 7))

/** Nobody named: everyone is. */
export const isOnDuty = (named: readonly string[], person: string): boolean => named.length === 0 || named.includes(person)
