/**
 * Incident forms, physical and digital.
 *
 * | record | fields |
 * |---|---|
 * | `incident/<organisation>:<random>` | those of `Incident` |
 */
import { parsePartialDay } from '../casework/day.ts'
import type { PartialDay } from '../casework/model.ts'
import type { Doc, RecordId, Row } from '../record/model.ts'
import { ownerOf } from '../record/owned.ts'
import { flagIn, linesIn, oneOfIn, rowsInOrder, textIn, valueOf } from '../record/read.ts'
import { cleanText, utf8Length } from '../record/text.ts'
import { checked, isOneOf, setOp, valuesOf, type Ops } from '../record/write.ts'
import { DIGITAL_AFFECTED, DIGITAL_INCIDENTS, INCIDENT_AREAS, INCIDENT_FORMS, PHYSICAL_INCIDENTS } from '../vocabulary/safetyCodes.ts'
import type { Incident, IncidentDraft } from './model.ts'

const LONGEST = 20_000
const TEXTS = ['text', 'damage', 'attacker', 'motive', 'steps', 'reportedTo', 'evidence', 'lessons', 'request'] as const

const kindsOf = (form: Incident['form']): readonly string[] => (form === 'physical' ? PHYSICAL_INCIDENTS : DIGITAL_INCIDENTS)
const codesIn = (row: Row, field: string, codes: readonly string[]): readonly string[] =>
  linesIn(row, field).filter((code) => codes.includes(code))

const readIncident = ([id, row]: readonly [RecordId, Row]): readonly Incident[] => {
  const org = ownerOf(id)
  const on = parsePartialDay(valueOf(row, 'on'))
  if (org === null || on === null) return []
  const form = oneOfIn(row, 'form', INCIDENT_FORMS, 'physical')
  const texts = Object.fromEntries(TEXTS.map((field) => [field, textIn(row, field)])) as Pick<Incident, (typeof TEXTS)[number]>
  return [
    {
      id,
      org,
      by: row.firstAuthor.person,
      form,
      on,
      kinds: codesIn(row, 'kinds', kindsOf(form)),
      people: linesIn(row, 'people', 200),
      seriousness: codesIn(row, 'seriousness', INCIDENT_AREAS),
      affected: codesIn(row, 'affected', DIGITAL_AFFECTED),
      resolved: flagIn(row, 'resolved'),
      ...texts,
    },
  ]
}

/** Newest first, by the day they happened; of one day, the later recorded first. */
export const readIncidents = (doc: Doc): readonly Incident[] =>
  rowsInOrder(doc, 'incident')
    .flatMap(readIncident)
    .toReversed()
    .sort((a, b) => (endOf(a.on) < endOf(b.on) ? 1 : endOf(a.on) > endOf(b.on) ? -1 : 0))

/** Of a day that is known in part, its last possible one. */
const endOf = (on: PartialDay): string => `${on}-99-99`.slice(0, 10)

const known = (codes: readonly string[], chosen: readonly string[]): boolean => chosen.every((code) => codes.includes(code))

/** `id` is an `ownedId`. */
export const saveIncident = (id: RecordId, draft: IncidentDraft): Ops => {
  const { form, on, kinds, people, seriousness, affected, resolved } = draft
  return checked(
    [
      ['id', ownerOf(id) !== null],
      ['form', isOneOf(INCIDENT_FORMS, form)],
      ['on', parsePartialDay(on) !== null],
      ['kinds', kinds.length > 0 && known(kindsOf(form), kinds)],
      ['seriousness', known(INCIDENT_AREAS, seriousness)],
      ['affected', known(DIGITAL_AFFECTED, affected)],
      ['people', people.length <= 50],
      ...TEXTS.map((field) => [field, utf8Length(draft[field]) <= LONGEST] as const),
      ['text', draft.text.trim() !== ''],
    ],
    () => [
      setOp('incident', id, {
        form,
        on,
        kinds: valuesOf(kinds),
        people: valuesOf(people),
        seriousness: valuesOf(seriousness),
        affected: valuesOf(affected),
        resolved,
        ...Object.fromEntries(TEXTS.map((field) => [field, cleanText(draft[field])])),
      }),
    ],
  )
}
