/**
 * Summaries lie on disk and in the index that colleagues' new devices start from: one that an earlier version made lacks what came later.
 * What is missing gets the value it would have had then; the next change of the space makes a whole one.
 */
import type { Summary } from './summary.ts'

type Later = { readonly [K in Summary['kind']]?: Partial<Extract<Summary, { kind: K }>> }

const LATER: Later = {
  case: { next: [] },
  referral: { purpose: 'support', inPart: false, feedback: null },
}

export const broughtUpToDate = (summary: Summary): Summary => {
  const later = LATER[summary.kind]
  return later === undefined ? summary : ({ ...later, ...summary } as Summary)
}
