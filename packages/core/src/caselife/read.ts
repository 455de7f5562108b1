/** Tasks, closings and mentions of a case, from its document. What cannot be read is left out or gets a plain default. */
import type { PersonId } from '@pergola/protocol'
import { dayOf, parseDay } from '../casework/day.ts'
import type { Day, Instant } from '../casework/model.ts'
import { msOf } from '../record/hlc.ts'
import type { Doc, RecordId, Row, Value } from '../record/model.ts'
import { ownerOf } from '../record/owned.ts'
import { asLine, asMap, asText, idIn, lineIn, notesInOrder, oneOfIn, rowsInOrder, textIn, valueOf } from '../record/read.ts'
import { CLOSING_REASONS, OUTCOMES, WOULD_RETURN } from '../vocabulary/caseCodes.ts'
import type { Closing, Mention, Outcome, OutcomeChange, Task } from './model.ts'

/** Characters of a task. */
export const LONGEST_TASK = 300
/** People that one note may call. */
export const MOST_MENTIONS = 20
const LONGEST_BEGINNING = 120

const dayIn = (row: Row, field: string): Day | null => parseDay(valueOf(row, field))

export const readTasks = (doc: Doc): readonly Task[] => rowsInOrder(doc, 'task').flatMap(readTask)

const readTask = ([id, row]: readonly [RecordId, Row]): readonly Task[] => {
  const org = ownerOf(id)
  const text = lineIn(row, 'text', LONGEST_TASK)
  if (org === null || text === '') return []
  const doneOn = dayIn(row, 'doneOn')
  return [
    {
      id,
      org,
      text,
      owner: idIn<PersonId>(row, 'owner'),
      due: dayIn(row, 'due'),
      about: idIn(row, 'about'),
      done: doneOn === null ? null : { on: doneOn, by: idIn<PersonId>(row, 'doneBy') },
    },
  ]
}

/** In the order in which they were written. */
export const readClosings = (doc: Doc): readonly Closing[] => rowsInOrder(doc, 'closing').map(readClosing)

const readClosing = ([id, row]: readonly [RecordId, Row]): Closing => {
  const reopenedOn = dayIn(row, 'reopenedOn')
  return {
    id,
    on: dayIn(row, 'on') ?? dayOf(msOf(row.firstAt) as Instant),
    by: row.firstAuthor.person,
    reason: oneOfIn(row, 'reason', CLOSING_REASONS, 'other'),
    outcomes: readOutcomes(valueOf(row, 'outcomes')),
    says: textIn(row, 'says'),
    wouldReturn: oneOfIn(row, 'wouldReturn', WOULD_RETURN, 'not_asked'),
    reopened: reopenedOn === null ? null : { on: reopenedOn, why: textIn(row, 'why') },
  }
}

const isChange = (value: Value | undefined): value is OutcomeChange => (OUTCOMES as readonly unknown[]).includes(value)

const readOutcomes = (value: Value | undefined): readonly Outcome[] => {
  const seen = new Set<RecordId>()
  return (Array.isArray(value) ? (value as readonly Value[]) : []).flatMap((one): readonly Outcome[] => {
    const from = asMap(one)
    const need = asLine(from?.['need'], 200)
    if (from === null || need === '' || seen.has(need)) return []
    seen.add(need)
    const change = from['change']
    return [{ need, change: isChange(change) ? change : 'unknown', text: asText(from['text']) }]
  })
}

/** Who is called by which note, newest last. A note that calls its own writer calls nobody. */
export const readMentions = (doc: Doc): readonly Mention[] => (callsSomebody(doc) ? mentionsIn(doc) : [])

/** Most cases have no such note, and every summary asks. */
const callsSomebody = (doc: Doc): boolean => {
  for (const { fields } of doc.notes.get('note')?.values() ?? []) if (fields['mentions'] !== undefined) return true
  return false
}

const mentionsIn = (doc: Doc): readonly Mention[] =>
  notesInOrder(doc, 'note').flatMap(({ id, fields, author, at }) =>
    peopleIn(fields['mentions'])
      .filter((person) => person !== author.person)
      .map((person) => ({
        note: id,
        person,
        by: author.person,
        org: author.org,
        at: msOf(at),
        text: asLine(fields['text'], LONGEST_BEGINNING),
      })),
  )

const peopleIn = (value: Value | undefined): readonly PersonId[] =>
  [
    ...new Set(
      (Array.isArray(value) ? (value as readonly Value[]) : [])
        .filter((one): one is string => typeof one === 'string' && one !== '' && one.length <= 200)
        .slice(0, MOST_MENTIONS),
    ),
  ] as readonly string[] as readonly PersonId[]
