/**
 * What a case holds, written anew into another one: for merging two cases of one person, taking some people out into a case of
 * their own, and going on with a case that another organisation hands over. Records are copied as they stand, whatever fields
 * they have; every id is new, and whatever names one of them names the new one.
 */
import type { OrgId } from '@pergola/protocol'
import { dayOf } from '../casework/day.ts'
import type { Instant } from '../casework/model.ts'
import { msOf } from '../record/hlc.ts'
import type { Doc, Fields, Op, RecordId, Row, Value } from '../record/model.ts'
import { ownedId, ownerOf } from '../record/owned.ts'
import { asText, idIn, notesInOrder, rowsInOrder } from '../record/read.ts'

/** In this order, so that what is named is there before what names it. Commitments, requests and shares stay where they are. */
const FILE_COLLECTIONS = ['person', 'tie', 'need', 'consent', 'risk', 'incident', 'planStep', 'test', 'evidence', 'phase', 'file'] as const
const IDENTITY_COLLECTIONS = ['person', 'paper'] as const
/** What an organisation says of itself alone: carried only by the one that wrote it. */
const OWN_WORD: ReadonlySet<string> = new Set(['evidence', 'file', 'incident', 'risk', 'planStep'])

export interface Carrying {
  /** Who writes it. */
  readonly org: OrgId
  readonly newId: () => string
  /** Only these people and what is about them; absent: everyone. */
  readonly people?: ReadonlySet<RecordId>
  /** People who are in the other case already, under these ids. */
  readonly same?: ReadonlyMap<RecordId, RecordId>
  /** Takes over what others wrote as well: for who goes on with a case that was handed over. */
  readonly adopt?: boolean
}

export interface Carried {
  readonly ops: readonly Op[]
  /** Old id -> new id of every record that was carried, and of the people who were there. */
  readonly ids: ReadonlyMap<RecordId, RecordId>
  /** Records of others that stay behind. */
  readonly left: number
}

const TIE = '~'

const isAbout = (row: Row, people: ReadonlySet<RecordId> | undefined): boolean => {
  const person = idIn(row, 'person')
  return people === undefined || person === null || people.has(person)
}

const isWithin = (collection: string, id: RecordId, row: Row, people: ReadonlySet<RecordId> | undefined): boolean => {
  if (people === undefined) return true
  if (collection === 'person') return people.has(id)
  if (collection === 'tie') return id.split(TIE).every((person) => people.has(person))
  // What was found of all of them together is no ground for one of them.
  if (collection === 'test' || collection === 'evidence') return false
  return isAbout(row, people)
}

/** Every text that is an old id becomes the new one, however deep it stands. */
const renamed = (value: Value, ids: ReadonlyMap<RecordId, RecordId>): Value => {
  if (typeof value === 'string') return ids.get(value) ?? value
  if (Array.isArray(value)) return (value as readonly Value[]).map((one) => renamed(one, ids))
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, renamed(one, ids)]))
}

export const carriedFields = (row: Row, ids: ReadonlyMap<RecordId, RecordId>): Fields =>
  Object.fromEntries(Object.entries(row.cells).map(([field, cell]) => [field, renamed(cell.value, ids)]))

class Carrier {
  readonly ids: Map<RecordId, RecordId>
  readonly ops: Op[] = []
  left = 0
  readonly #doc: Doc
  readonly #how: Carrying

  constructor(doc: Doc, how: Carrying, ids: ReadonlyMap<RecordId, RecordId>) {
    this.#doc = doc
    this.#how = how
    this.ids = new Map([...ids, ...(how.same ?? [])])
  }

  #newIdOf(collection: string, id: RecordId, random: string): RecordId {
    if (collection === 'test') return id
    if (collection === 'tie')
      return id
        .split(TIE)
        .map((person) => this.ids.get(person) ?? person)
        .sort()
        .join(TIE)
    return ownerOf(id) === null ? random : ownedId(this.#how.org, random)
  }

  collection(collection: string): void {
    const { org, people, newId, adopt = false } = this.#how
    const rows = rowsInOrder(this.#doc, collection).filter(([id, row]) => !this.ids.has(id) && isWithin(collection, id, row, people))
    const mine = rows.filter(([id]) => adopt || !OWN_WORD.has(collection) || ownerOf(id) === null || ownerOf(id) === org)
    this.left += rows.length - mine.length
    // Records of one commit are read in the order of their ids: sorted, they stand as they stood.
    const random = mine.map(() => newId()).sort()
    mine.forEach(([id], at) => this.ids.set(id, this.#newIdOf(collection, id, random[at]!)))
    for (const [id, row] of mine) this.ops.push({ o: 'set', c: collection, i: this.ids.get(id)!, f: carriedFields(row, this.ids) })
  }
}

/** The file of a case. Notes come along with who wrote them and when in their first line. */
export const carryFile = (doc: Doc, how: Carrying, writerOf: (org: OrgId, person: string) => string): Carried => {
  const carrier = new Carrier(doc, how, new Map())
  for (const collection of FILE_COLLECTIONS) carrier.collection(collection)
  const notes = how.people === undefined ? notesOf(doc, how, writerOf) : []
  return { ops: [...carrier.ops, ...notes], ids: carrier.ids, left: carrier.left }
}

const notesOf = (doc: Doc, { newId }: Carrying, writerOf: (org: OrgId, person: string) => string): readonly Op[] =>
  notesInOrder(doc, 'note').map(({ fields, author, at }) => ({
    o: 'note',
    c: 'note',
    i: newId(),
    f: { text: `${writerOf(author.org, author.person)} · ${dayOf(msOf(at) as Instant)}\n\n${asText(fields['text'])}` },
  }))

/** The identity part, under the ids that people got in the file. People who were there keep what is known of them there. */
export const carryIdentity = (doc: Doc, how: Carrying, ids: ReadonlyMap<RecordId, RecordId>): readonly Op[] => {
  const there = new Set(how.same?.keys())
  const ops: Op[] = []
  for (const collection of IDENTITY_COLLECTIONS)
    for (const [id, row] of rowsInOrder(doc, collection)) {
      const person = collection === 'person' ? id : idIn(row, 'person')
      const renamedPerson = person === null ? undefined : ids.get(person)
      if (renamedPerson === undefined || (collection === 'person' && there.has(id))) continue
      ops.push({ o: 'set', c: collection, i: collection === 'person' ? renamedPerson : how.newId(), f: carriedFields(row, ids) })
    }
  return ops
}
