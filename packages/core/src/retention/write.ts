/** What is decided about keeping and destroying, as checked operations. */
import type { PersonId, SpaceId } from '@pergola/protocol'
import { parseDay } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import type { Op } from '../record/model.ts'
import { cleanText, utf8Length } from '../record/text.ts'
import { checked, isOneOf, isWhole, setOp, valuesOf, type Ops } from '../record/write.ts'
import { RETENTION_RULES_BY } from '../vocabulary/retentionCodes.ts'
import type { BareRecord, EndsWhat, Kept, Proposal, RetentionRule } from './model.ts'
import { LEAST_MONTHS, MOST_MONTHS, endingId } from './read.ts'

/** UTF-8 bytes. */
export const LONGEST_REASON = 2_000

/** In the book, by a steward. */
export const setRetentionRule = ({ id, months, on }: RetentionRule): Ops =>
  checked(
    [
      ['id', isOneOf(RETENTION_RULES_BY, id)],
      ['months', isWhole(months, LEAST_MONTHS, MOST_MONTHS)],
    ],
    () => [setOp('retention', id, { months, on })],
  )

export const setKept = ({ kinds, outcomes }: Kept): readonly Op[] => [setOp('retention', 'kept', { kinds, outcomes })]

/** In the case: it is not destroyed before `until`, because … */
export const holdCase = (reason: string, by: PersonId, since: Day, until: Day): Ops =>
  checked(
    [
      ['reason', reason.trim() !== '' && utf8Length(reason) <= LONGEST_REASON],
      ['until', parseDay(until) !== null && until > since],
    ],
    () => [setOp('hold', 'main', { reason: cleanText(reason), by, since, until })],
  )

export const liftHold = (): Op => setOp('hold', 'main', { until: null, reason: '' })

/** In the book: each space that is to end with the word of whoever proposes it. */
export const proposeEnding = ({ case: space, what, by, at, rule, spaces, alerts }: Proposal): readonly Op[] => [
  setOp('ending', endingId({ case: space, what }), {
    ...{ by, at, rule },
    spaces: spaces.map((one) => ({ ...one, blobs: valuesOf(one.blobs) })),
    alerts: alerts.map((one) => ({ ...one })),
  }),
]

/** Taken back, or carried out. */
export const dropProposal = (space: SpaceId, what: EndsWhat): Op => setOp('ending', endingId({ case: space, what }), { spaces: null })

/** What is left of a case. `done` is false until its last space has ended. */
export const keepBareRecord = ({ case: space, what, told, kinds, outcomes, reason, ...rest }: BareRecord): Op =>
  setOp('ended', endingId({ case: space, what }), {
    ...rest,
    reason: reason ?? '',
    told: valuesOf(told),
    kinds: valuesOf(kinds),
    outcomes: valuesOf(outcomes),
  })
