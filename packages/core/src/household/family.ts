/**
 * A family as a small graph: each person a place in a row (a row for each generation) so that lines seldom cross. The defender is
 * in the middle of row 0; parents are a row above their children.
 */
import type { RecordId } from '../record/model.ts'
import type { Tie } from './household.ts'

export interface Place {
  readonly person: RecordId
  /** 0 is the topmost. */
  readonly row: number
  readonly column: number
}

export interface FamilyGraph {
  readonly places: readonly Place[]
  readonly rows: number
  readonly columns: number
  readonly ties: readonly Tie[]
}

/** By how many generations the other one is below. */
const below = (tie: Tie, from: RecordId): number => (tie.kind === 'parent' ? (tie.a === from ? 1 : -1) : 0)

/** Generations as ties tell them, from the first person on; whoever is tied to nobody stands with the first. */
const generations = (people: readonly RecordId[], ties: readonly Tie[]): ReadonlyMap<RecordId, number> => {
  const known = new Map<RecordId, number>()
  for (const start of people) {
    if (known.has(start)) continue
    known.set(start, 0)
    const waiting = [start]
    for (let person = waiting.shift(); person !== undefined; person = waiting.shift())
      for (const tie of ties) {
        const other = tie.a === person ? tie.b : tie.b === person ? tie.a : null
        if (other === null || known.has(other) || !people.includes(other)) continue
        known.set(other, known.get(person)! + below(tie, person))
        waiting.push(other)
      }
  }
  return known
}

/** In a row those who are tied stand side by side, in the order of the file otherwise. */
const inOrder = (row: readonly RecordId[], ties: readonly Tie[]): readonly RecordId[] => {
  const left = [...row]
  const placed: RecordId[] = []
  while (left.length > 0) {
    const last = placed.at(-1)
    const near = left.findIndex((person) => ties.some(({ a, b }) => (a === last && b === person) || (b === last && a === person)))
    placed.push(left.splice(Math.max(0, near), 1)[0]!)
  }
  return placed
}

/** `people` in the order of the file, the defender first. */
export const familyGraph = (people: readonly RecordId[], ties: readonly Tie[]): FamilyGraph => {
  const generation = generations(people, ties)
  const levels = [...new Set(generation.values())].sort((a, b) => a - b)
  const rows = levels.map((level) =>
    inOrder(
      people.filter((person) => generation.get(person) === level),
      ties,
    ),
  )
  return {
    places: rows.flatMap((row, at) => row.map((person, column) => ({ person, row: at, column }))),
    rows: rows.length,
    columns: Math.max(0, ...rows.map(({ length }) => length)),
    ties: ties.filter(({ a, b }) => generation.has(a) && generation.has(b)),
  }
}
