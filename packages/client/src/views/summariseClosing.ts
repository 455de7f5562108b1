/** Of a case's summary: what rules about keeping it ask for. */
import { readClosings } from '@pergola/core/caselife'
import { dayOf, type CaseFile, type Instant } from '@pergola/core/casework'
import { msOf, rowAt, type Doc } from '@pergola/core/record'
import { readHold } from '@pergola/core/retention'
import type { CaseSummary } from './summary.ts'

/** Closed without a word it was closed on the day on which it was said to be. */
export const closedIn = ({ status, openedOn }: CaseFile, doc: Doc): Pick<CaseSummary, 'closed'> => {
  if (status !== 'closed') return {}
  const closing = readClosings(doc).findLast(({ reopened }) => reopened === null)
  const cell = rowAt(doc, 'case', 'main')?.cells['status']
  const on = closing?.on ?? (cell ? dayOf(msOf(cell.at) as Instant) : openedOn)
  return { closed: { on, reason: closing?.reason ?? null, heldUntil: readHold(doc)?.until ?? null } }
}
