/** Which records of a case belong to which section, and what of them never leaves. */
import type { OrgId } from '@pergola/protocol'
import type { Doc, Fields, RecordId, Row } from '../record/model.ts'
import { msOf } from '../record/hlc.ts'
import { lineIn, rowAt, textIn } from '../record/read.ts'
import { SECTIONS, type CaseDocs, type Section } from './model.ts'

/** Collections of the case's own space. */
const IN_FILE: Readonly<Partial<Record<Section, readonly string[]>>> = {
  summary: ['phase', 'closing'],
  people: ['person', 'tie'],
  consents: ['consent'],
  needs: ['need'],
  relay: ['commitment', 'handover'],
  risk: ['risk'],
  plan: ['plan', 'planStep'],
  incidents: ['incident'],
  verification: ['verification', 'test', 'evidence', 'opinion', 'appeal', 'routing'],
  tasks: ['task'],
  files: ['file'],
}
const IN_IDENTITY = ['person', 'paper'] as const
const IN_MEDICAL = ['patient', 'care', 'visit'] as const

/** Fields that name keys, places inside of this network or members: they stay. */
const STAYS: Readonly<Record<string, readonly string[]>> = {
  file: ['blob', 'key'],
  person: ['ownCase'],
  evidence: ['vouch', 'vouchOrg', 'vouchSpace'],
  task: ['owner', 'doneBy'],
  plan: ['by'],
}
/** Their ids end with the member who wrote them: numbered instead. */
const OF_A_MEMBER: ReadonlySet<string> = new Set(['opinion', 'appeal'])
/** Of `case/main`; the name it goes by is always in it. */
const SAID_OF_CASE: ReadonlySet<string> = new Set(['pseudonym', 'country', 'urgency', 'status', 'summary', 'openedOn', 'rightsFields'])

const without = (row: Row, stays: (field: string) => boolean): Row => ({
  ...row,
  cells: Object.fromEntries(Object.entries(row.cells).filter(([field]) => !stays(field))),
})

const mainOf = (doc: Doc, sections: ReadonlySet<Section>): readonly (readonly [string, ReadonlyMap<RecordId, Row>])[] => {
  const main = doc.rows.get('case')?.get('main')
  if (main === undefined) return []
  const says = (field: string): boolean => (sections.has('summary') ? SAID_OF_CASE.has(field) : field === 'pseudonym')
  return [['case', new Map([['main', { ...without(main, (field) => !says(field)), sets: {}, marks: {} }]])]]
}

/** A step of the plan is somebody's of the file or a member's: only the first is said. */
const isMembers = (doc: Doc, row: Row): boolean => !doc.rows.get('person')?.has(lineIn(row, 'owner'))

const kept = (doc: Doc, collection: string, row: Row): Row => {
  const stays = collection === 'planStep' && isMembers(doc, row) ? ['owner'] : (STAYS[collection] ?? [])
  return without(row, (field) => stays.includes(field))
}

/** What somebody else wrote into a package in fields that no package has: nothing of ours is named by it. */
export const withoutWhatStays = (doc: Doc): Doc => ({
  ...doc,
  rows: new Map(
    [...doc.rows].map(([collection, rows]) => [collection, new Map([...rows].map(([id, row]) => [id, kept(doc, collection, row)]))]),
  ),
})

const rowsIn = (doc: Doc, collections: readonly string[]): readonly (readonly [string, ReadonlyMap<RecordId, Row>])[] =>
  collections.flatMap((collection) => {
    const rows = doc.rows.get(collection)
    if (rows === undefined) return []
    const idOf = (id: RecordId, at: number): RecordId => (OF_A_MEMBER.has(collection) ? `${id.split(':')[0]}:${at + 1}` : id)
    return [[collection, new Map([...rows].map(([id, row], at) => [idOf(id, at), kept(doc, collection, row)] as const))] as const]
  })

const noteFields = ({ text }: Fields): Fields => (text === undefined ? {} : { text })

/** The file with nothing but these sections. */
export const keepSections = (doc: Doc, sections: ReadonlySet<Section>): Doc => {
  const collections = SECTIONS.flatMap((section) => (sections.has(section) ? (IN_FILE[section] ?? []) : []))
  const notes = sections.has('notes') ? doc.notes.get('note') : undefined
  return {
    rows: new Map([...mainOf(doc, sections), ...rowsIn(doc, collections)]),
    notes: new Map(
      notes === undefined ? [] : [['note', new Map([...notes].map(([key, note]) => [key, { ...note, fields: noteFields(note.fields) }]))]],
    ),
  }
}

const keepRows = (doc: Doc, collections: readonly string[]): Doc => ({ rows: new Map(rowsIn(doc, collections)), notes: new Map() })

/** All of a case that these sections hold. A part that was not chosen, or cannot be read here, is null. */
export const keepCase = ({ file, identity, medical }: CaseDocs, sections: ReadonlySet<Section>): CaseDocs => ({
  file: keepSections(file, sections),
  identity: identity === null || !sections.has('identity') ? null : keepRows(identity, IN_IDENTITY),
  medical: medical === null || !sections.has('medical') ? null : keepRows(medical, IN_MEDICAL),
})

const SECTION_OF: ReadonlyMap<string, Section> = new Map([
  ...Object.entries(IN_FILE).flatMap(([section, collections]) => collections.map((one) => [one, section as Section] as const)),
  ['note', 'notes'] as const,
])

const countRows = (doc: Doc | null): number => (doc === null ? 0 : [...doc.rows.values()].reduce((sum, rows) => sum + rows.size, 0))

/** How many records each section has. */
export const countSections = ({ file, identity, medical }: CaseDocs): Readonly<Partial<Record<Section, number>>> => {
  const counts: Partial<Record<Section, number>> = {}
  const add = (section: Section, more: number): void => {
    if (more > 0) counts[section] = (counts[section] ?? 0) + more
  }
  for (const [collection, rows] of [...file.rows, ...file.notes]) {
    const section = SECTION_OF.get(collection)
    if (section !== undefined) add(section, rows.size)
  }
  if (textIn(rowAt(file, 'case', 'main'), 'summary') !== '') add('summary', 1)
  add('identity', countRows(identity))
  add('medical', countRows(medical))
  return counts
}

/** Everybody who wrote in it. */
export const writersOf = ({ file, identity, medical }: CaseDocs): ReadonlySet<OrgId> =>
  new Set(
    [file, identity, medical].flatMap((doc) =>
      doc === null
        ? []
        : [
            ...[...doc.rows.values()].flatMap((rows) => [...rows.values()].map(({ firstAuthor }) => firstAuthor.org)),
            ...[...doc.notes.values()].flatMap((notes) => [...notes.values()].map(({ author }) => author.org)),
          ],
    ),
  )

/** When the newest of it was written, Unix ms; 0 for nothing. */
export const newestOf = (doc: Doc): number =>
  [
    ...[...doc.rows.values()].flatMap((rows) => [...rows.values()].flatMap(({ cells }) => Object.values(cells).map(({ at }) => msOf(at)))),
    ...[...doc.notes.values()].flatMap((notes) => [...notes.values()].map(({ at }) => msOf(at))),
  ].reduce((newest, at) => Math.max(newest, at), 0)
