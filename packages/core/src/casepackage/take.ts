/**
 * What a package becomes here: operations for a new case of ours, its identity part and its medical part, with what cannot be
 * taken and why. Ids are new, and whatever names one names the new one (core/moving does the carrying).
 */
import type { OrgId } from '@pergola/protocol'
import { addDays } from '../casework/day.ts'
import { readCase } from '../casework/caseFile.ts'
import type { Day } from '../casework/model.ts'
import { carryFile, carryIdentity, type Carrying } from '../moving/carried.ts'
import { ownedId } from '../record/owned.ts'
import type { Doc, Fields, Op, RecordId, Row } from '../record/model.ts'
import { rowAt, rowsInOrder } from '../record/read.ts'
import { setOp } from '../record/write.ts'
import { DEFENDER_TESTS } from '../vocabulary/caseCodes.ts'
import type { CasePackage, PackedFile } from './model.ts'
import { withoutWhatStays } from './sections.ts'

export interface Taking {
  readonly org: OrgId
  readonly newId: () => string
  readonly today: Day
}

/** Records of a collection that stay behind, and why. */
export interface NotTaken {
  readonly collection: string
  readonly count: number
  /** `own_word`: each organisation or person says it for itself. `unknown`: this version does not know it. */
  readonly why: 'own_word' | 'unknown'
}

export interface Taken {
  readonly file: readonly Op[]
  readonly identity: readonly Op[]
  readonly medical: readonly Op[]
  /** Files by their new id in the case. */
  readonly files: readonly { readonly id: RecordId; readonly packed: PackedFile }[]
  /** From the ids in the package to those here. */
  readonly ids: ReadonlyMap<RecordId, RecordId>
  readonly notTaken: readonly NotTaken[]
  /** Yeses that ended with the import: they were said to those who made the package. */
  readonly consentsEnded: number
}

/** What the carrying of core/moving takes, and what is taken here. */
const CARRIED: ReadonlySet<string> = new Set([
  ...['case', 'person', 'tie', 'need', 'consent', 'risk', 'incident', 'planStep', 'test', 'evidence', 'phase', 'file'],
  ...['plan', 'task', 'verification'],
])
/** What others said of themselves: it counts only in their own words. */
const OWN_WORDS: ReadonlySet<string> = new Set(['commitment', 'handover', 'opinion', 'appeal', 'routing', 'closing'])

const isTest = (id: RecordId): boolean => (DEFENDER_TESTS as readonly string[]).includes(id)

/** Records whose id says what they are about are only those that there are. */
const known = (doc: Doc): Doc => {
  const tests = doc.rows.get('test')
  if (tests === undefined) return doc
  return { ...doc, rows: new Map([...doc.rows, ['test', new Map([...tests].filter(([id]) => isTest(id)))]]) }
}

const notTakenOf = (doc: Doc): readonly NotTaken[] => {
  const left = [...doc.rows].flatMap(([collection, rows]): readonly NotTaken[] => {
    if (CARRIED.has(collection) || rows.size === 0) return []
    return [{ collection, count: rows.size, why: OWN_WORDS.has(collection) ? 'own_word' : 'unknown' }]
  })
  const notes = [...doc.notes].flatMap(([collection, some]): readonly NotTaken[] =>
    collection === 'note' || some.size === 0 ? [] : [{ collection, count: some.size, why: 'unknown' }],
  )
  return [...left, ...notes].sort((a, b) => (a.collection < b.collection ? -1 : 1))
}

/**
 * A yes was said to those who made the package, about their network: here it has run out the day before, with its words kept. A no
 * stays a no.
 */
const endYes = (op: Op, yesterday: Day): Op => {
  if (op.o !== 'set' || op.c !== 'consent' || op.f['given'] !== true) return op
  const { until } = op.f
  return { ...op, f: { ...op.f, until: typeof until === 'string' && until < yesterday ? until : yesterday } }
}

const isYes = (row: Row): boolean => row.cells['given']?.value === true

const fieldsOf = (row: Row, names: readonly string[]): Fields =>
  Object.fromEntries(names.flatMap((name) => (row.cells[name] === undefined ? [] : [[name, row.cells[name].value]])))

const PLAN = ['by', 'writtenOn', 'reviewOn', 'triggers', 'stops', 'emergency'] as const
const VERIFICATION = ['activities', 'since'] as const
const TASK = ['text', 'due', 'about', 'doneOn'] as const

/** What stands under an id of its own in every case, and tasks: ours to do now, by nobody yet. */
const ownRecords = (doc: Doc, { org, newId }: Taking, ids: ReadonlyMap<RecordId, RecordId>): readonly Op[] => {
  const mains = [
    ['plan', PLAN],
    ['verification', VERIFICATION],
  ] as const
  const main = mains.flatMap(([collection, names]) => {
    const row = rowAt(doc, collection, 'main')
    return row === undefined ? [] : [setOp(collection, 'main', fieldsOf(row, names))]
  })
  const tasks = rowsInOrder(doc, 'task').map(([, row]) => {
    const fields = fieldsOf(row, TASK)
    const about = fields['about']
    return setOp('task', ownedId(org, newId()), { ...fields, about: typeof about === 'string' ? (ids.get(about) ?? null) : null })
  })
  return [...main, ...tasks]
}

const medicalOps = (doc: Doc | null, { org, newId }: Taking, ids: ReadonlyMap<RecordId, RecordId>): readonly Op[] => {
  if (doc === null) return []
  const fieldsIn = (row: Row): Fields => Object.fromEntries(Object.entries(row.cells).map(([field, { value }]) => [field, value]))
  const patients = rowsInOrder(doc, 'patient').flatMap(([id, row]) => {
    const person = ids.get(id)
    return person === undefined ? [] : [setOp('patient', person, fieldsIn(row))]
  })
  const noted = (['care', 'visit'] as const).flatMap((collection) =>
    rowsInOrder(doc, collection).flatMap(([, row]) => {
      const person = row.cells['person']?.value
      const here = typeof person === 'string' ? ids.get(person) : undefined
      return here === undefined ? [] : [setOp(collection, ownedId(org, newId()), { ...fieldsIn(row), person: here })]
    }),
  )
  return [...patients, ...noted]
}

/** People whom something is about and who are not in the package: without one a need would be nobody's, and a name would be lost. */
const strangers = ({ identity, medical }: CasePackage['docs'], doc: Doc): readonly RecordId[] => {
  const { people, needs, consents } = readCase('' as never, doc)
  const here = new Set(people.map(({ id }) => id))
  const meant = [
    ...[...needs, ...consents].map(({ person }) => person),
    ...(identity === null ? [] : rowsInOrder(identity, 'person').map(([id]) => id)),
    ...(medical === null ? [] : rowsInOrder(medical, 'patient').map(([id]) => id)),
  ]
  return [...new Set(meant)].filter((id) => id !== '' && !here.has(id))
}

const writerIn =
  ({ manifest }: CasePackage) =>
  (org: OrgId): string =>
    manifest.organisations[org] || manifest.from.name

export const takePackage = (from: CasePackage, taking: Taking): Taken => {
  const doc = withoutWhatStays(known(from.docs.file))
  const { org, newId, today } = taking
  const files = from.manifest.files
    .filter(({ id }) => rowAt(doc, 'file', id) !== undefined)
    .map((packed) => ({ id: ownedId(org, newId()), packed }))
  const missing = strangers(from.docs, doc)
  const others = new Map(missing.map((id) => [id, newId()]))
  const fileIds = [...rowsInOrder(doc, 'file')].map(([id]) => [id, files.find(({ packed }) => packed.id === id)?.id ?? newId()] as const)
  const how: Carrying = { org, newId, adopt: true, same: new Map([...fileIds, ...others]) }
  const carried = carryFile(doc, how, writerIn(from))
  const { pseudonym } = from.manifest.case
  const placeholders = [...others.values()].map((id, at) =>
    setOp('person', id, { role: 'defender', label: at === 0 ? pseudonym : `${pseudonym} ${at + 1}`, relation: '', languages: [] }),
  )
  const yesterday = addDays(today, -1)
  const { identity, medical } = from.docs
  return {
    file: [...placeholders, ...carried.ops.map((op) => endYes(op, yesterday)), ...ownRecords(doc, taking, carried.ids)],
    identity: identity === null ? [] : carryIdentity(identity, { org, newId, adopt: true }, carried.ids),
    medical: medicalOps(medical, taking, carried.ids),
    files,
    ids: carried.ids,
    notTaken: notTakenOf(from.docs.file),
    consentsEnded: [...(doc.rows.get('consent')?.values() ?? [])].filter(isYes).length,
  }
}
