/** The long way of a defender: in the country, in exile, and back. Each phase lasts until the next begins. */
import type { Doc, Op, RecordId } from '../record/model.ts'
import { lineIn, oneOfIn, rowsInOrder, flagIn, valueOf } from '../record/read.ts'
import { checked, isOneOf, setOp, type Ops } from '../record/write.ts'
import { PHASES } from '../vocabulary/caseCodes.ts'
import { isPlace } from '../vocabulary/regions.ts'
import { addDays, parseDay } from './day.ts'
import type { Day } from './model.ts'

export type PhaseKind = (typeof PHASES)[number]

export interface Phase {
  readonly id: RecordId
  readonly kind: PhaseKind
  readonly from: Day
  /** The day before the next phase; null for the last. */
  readonly to: Day | null
  /** Country (alpha-2), region code, or '' where it would say too much. */
  readonly place: string
}

export const readPhases = (doc: Doc): readonly Phase[] => {
  const begun = rowsInOrder(doc, 'phase')
    .filter(([, row]) => !flagIn(row, 'removed'))
    .flatMap(([id, row]) => {
      const from = parseDay(valueOf(row, 'from'))
      const place = lineIn(row, 'place', 3)
      return from === null ? [] : [{ id, kind: oneOfIn(row, 'kind', PHASES, 'in_country'), from, place: isPlace(place) ? place : '' }]
    })
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  return begun.flatMap((phase, i): readonly Phase[] => {
    const next = begun[i + 1]
    // Of two that begin on one day the later written counts.
    if (next?.from === phase.from) return []
    return [{ ...phase, to: next === undefined ? null : addDays(next.from, -1) }]
  })
}

export const savePhase = (id: RecordId, { kind, from, place }: Omit<Phase, 'id' | 'to'>): Ops =>
  checked(
    [
      ['kind', isOneOf(PHASES, kind)],
      ['from', parseDay(from) !== null],
      ['place', isPlace(place)],
    ],
    () => [setOp('phase', id, { kind, from, place, removed: false })],
  )

export const removePhase = (id: RecordId): readonly Op[] => [setOp('phase', id, { removed: true })]
