/** What is done in the life of a case, as checked operations. */
import { parseDay } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import type { Op, RecordId } from '../record/model.ts'
import { ownerOf } from '../record/owned.ts'
import { cleanLine, cleanText, utf8Length } from '../record/text.ts'
import { checked, isOneOf, setOp, type Ops } from '../record/write.ts'
import type { PersonId } from '@pergola/protocol'
import { CLOSING_REASONS, OUTCOMES, WOULD_RETURN } from '../vocabulary/caseCodes.ts'
import type { Closing, Task } from './model.ts'
import { LONGEST_TASK } from './read.ts'

/** UTF-8 bytes of each text of a closing; all of it goes into one commit. */
export const LONGEST_OUTCOME = 4_000
const MOST_OUTCOMES = 100

const isDay = (day: Day | null): boolean => day === null || parseDay(day) !== null
const fits = (text: string): boolean => utf8Length(text) <= LONGEST_OUTCOME

/** `id` is an `ownedId` of the organisation that has it to do. What is done stays as it is. */
export const saveTask = (id: RecordId, { text, owner, due, about }: Pick<Task, 'text' | 'owner' | 'due' | 'about'>): Ops =>
  checked(
    [
      ['id', ownerOf(id) !== null],
      ['text', cleanLine(text, LONGEST_TASK) !== ''],
      ['due', isDay(due)],
    ],
    () => [setOp('task', id, { text: cleanLine(text, LONGEST_TASK), owner, due, about })],
  )

/** Done on a day by somebody, or (null) to be done after all. */
export const finishTask = (id: RecordId, done: { readonly on: Day; readonly by: PersonId } | null): readonly Op[] => [
  setOp('task', id, done === null ? { doneOn: null, doneBy: null } : { doneOn: done.on, doneBy: done.by }),
]

/** The case is closed, and what became of each need is kept. */
export const closeCase = (
  id: RecordId,
  { on, reason, outcomes, says, wouldReturn }: Pick<Closing, 'on' | 'reason' | 'outcomes' | 'says' | 'wouldReturn'>,
): Ops =>
  checked(
    [
      ['on', parseDay(on) !== null],
      ['reason', isOneOf(CLOSING_REASONS, reason)],
      ['wouldReturn', isOneOf(WOULD_RETURN, wouldReturn)],
      ['says', fits(says)],
      ['outcomes', outcomes.length <= MOST_OUTCOMES && outcomes.every(({ change, text }) => isOneOf(OUTCOMES, change) && fits(text))],
    ],
    () => [
      setOp('closing', id, {
        on,
        reason,
        wouldReturn,
        says: cleanText(says),
        outcomes: outcomes.map(({ need, change, text }) => ({ need, change, text: cleanText(text) })),
      }),
      setOp('case', 'main', { status: 'closed' }),
    ],
  )

/** Open again, with the reason beside the closing that it undoes (null: closed without one). */
export const reopenCase = (closing: RecordId | null, on: Day, why: string): Ops =>
  checked([['why', why.trim() !== '' && fits(why)]], () => [
    ...(closing === null ? [] : [setOp('closing', closing, { reopenedOn: on, why: cleanText(why) })]),
    setOp('case', 'main', { status: 'open' }),
  ])
