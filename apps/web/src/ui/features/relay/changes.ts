/** The changes that somebody is thinking of, in their order. The last word about a bar is the one that counts. */
import type { Change, Day } from '@pergola/core/casework'

type Changes = readonly Change[]

/** The place of the change that made a bar which is only thought of; null for a bar that is there. */
const placeOf = (bar: string): number | null => {
  const number = /:what-if-(\d+)$/.exec(bar)?.[1]
  return number === undefined ? null : Number(number)
}

const isAbout = (change: Change, bar: string): boolean => 'commitment' in change && change.commitment === bar

/** A bar that is thought of is made anew with its new days; one that is there is moved, and an earlier move forgotten. */
export const moved = (changes: Changes, bar: string, from: Day, to: Day): Changes => {
  const place = placeOf(bar)
  if (place !== null) return changes.map((change, i) => (i === place && change.type === 'add' ? { ...change, from, to } : change))
  return [...changes.filter((change) => !isAbout(change, bar)), { type: 'move', commitment: bar, from, to }]
}

/** Takes a bar out. */
export const ended = (changes: Changes, bar: string): Changes => {
  const place = placeOf(bar)
  if (place !== null) return changes.filter((_change, i) => i !== place)
  return [...changes.filter((change) => !isAbout(change, bar)), { type: 'end', commitment: bar }]
}

export const added = (changes: Changes, change: Extract<Change, { type: 'add' | 'leave' }>): Changes => [...changes, change]
export const without = (changes: Changes, place: number): Changes => changes.filter((_change, i) => i !== place)
