/**
 * The safety plan: steps with owners, what starts it, who decides to stop, when it is looked at again.
 *
 * | record | fields |
 * |---|---|
 * | `plan/main` | writtenOn, reviewOn, triggers, stops, emergency, by |
 * | `planStep/<organisation>:<random>` | text, carry, owner, due, doneOn, dropped |
 */
import { addDays, parseDay } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import type { Doc, RecordId, Row } from '../record/model.ts'
import { ownerOf } from '../record/owned.ts'
import { flagIn, idIn, lineIn, linesIn, rowAt, rowsInOrder, textIn, valueOf } from '../record/read.ts'
import { cleanLine, cleanText, utf8Length } from '../record/text.ts'
import { checked, setOp, type Ops } from '../record/write.ts'
import type { PersonId } from '@pergola/protocol'
import type { Plan, PlanStep, PlanText } from './model.ts'

/** At least twice a year. */
export const REVIEW_WITHIN_DAYS = 184
const MOST_TRIGGERS = 30
const LONGEST_LINE = 500
const LONGEST_EMERGENCY = 20_000

const dayIn = (row: Row | undefined, field: string): Day | null => parseDay(valueOf(row, field))

/** null while nobody has written one. */
export const readPlan = (doc: Doc): Plan | null => {
  const row = rowAt(doc, 'plan', 'main')
  const writtenOn = dayIn(row, 'writtenOn')
  if (row === undefined || writtenOn === null) return null
  const latest = addDays(writtenOn, REVIEW_WITHIN_DAYS)
  const reviewOn = dayIn(row, 'reviewOn') ?? latest
  return {
    writtenOn,
    reviewOn: reviewOn > latest ? latest : reviewOn,
    by: idIn<PersonId>(row, 'by') ?? row.firstAuthor.person,
    triggers: linesIn(row, 'triggers', LONGEST_LINE),
    stops: lineIn(row, 'stops', LONGEST_LINE),
    emergency: textIn(row, 'emergency'),
  }
}

/** In the order in which they were written; without those that were dropped. */
export const readPlanSteps = (doc: Doc): readonly PlanStep[] =>
  rowsInOrder(doc, 'planStep').flatMap(([id, row]) => {
    const step = readStep(id, row)
    return step === null || step.dropped ? [] : [step]
  })

const readStep = (id: RecordId, row: Row): PlanStep | null => {
  const org = ownerOf(id)
  const text = lineIn(row, 'text', LONGEST_LINE)
  if (org === null || text === '') return null
  return {
    id,
    org,
    text,
    carry: lineIn(row, 'carry', LONGEST_LINE),
    owner: idIn(row, 'owner') ?? '',
    due: dayIn(row, 'due'),
    doneOn: dayIn(row, 'doneOn'),
    dropped: flagIn(row, 'dropped'),
  }
}

/** Writing it, or saying on a review that it still holds: both set the day of the next one. */
export const savePlan = (by: PersonId, writtenOn: Day, { triggers, reviewOn, stops, emergency }: PlanText): Ops =>
  checked(
    [
      ['writtenOn', parseDay(writtenOn) !== null],
      ['reviewOn', parseDay(reviewOn) !== null && reviewOn > writtenOn && reviewOn <= addDays(writtenOn, REVIEW_WITHIN_DAYS)],
      ['triggers', triggers.length <= MOST_TRIGGERS],
      ['stops', cleanLine(stops, LONGEST_LINE) !== ''],
      ['emergency', utf8Length(emergency) <= LONGEST_EMERGENCY],
    ],
    () => [
      setOp('plan', 'main', {
        by,
        writtenOn,
        reviewOn,
        triggers: triggers.map((line) => cleanLine(line, LONGEST_LINE)).filter((line) => line !== ''),
        stops: cleanLine(stops, LONGEST_LINE),
        emergency: cleanText(emergency),
      }),
    ],
  )

/** `id` is an `ownedId` of the organisation that sees to it. */
export const savePlanStep = (id: RecordId, { text, carry, owner, due, doneOn }: Omit<PlanStep, 'id' | 'org' | 'dropped'>): Ops =>
  checked(
    [
      ['id', ownerOf(id) !== null],
      ['text', cleanLine(text, LONGEST_LINE) !== ''],
      ['due', due === null || parseDay(due) !== null],
      ['doneOn', doneOn === null || parseDay(doneOn) !== null],
    ],
    () => [
      setOp('planStep', id, {
        text: cleanLine(text, LONGEST_LINE),
        carry: cleanLine(carry, LONGEST_LINE),
        owner,
        due,
        doneOn,
        dropped: false,
      }),
    ],
  )

export const dropPlanStep = (id: RecordId): Ops => checked([['id', ownerOf(id) !== null]], () => [setOp('planStep', id, { dropped: true })])
