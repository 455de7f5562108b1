/**
 * Alerts in the organisation's book. One conversation is one alert; its id is its mailbox, so that two members who take in the
 * same alert at once write the same records.
 *
 * | record | fields |
 * |---|---|
 * | `alert/<mailbox hex>` | mailbox, replyKey, threadKey, at (relay's, Unix ms); by members: assignedTo, declined, caseSpace, answered, checkIns, destroyed |
 * | note `alertTurn/<message id>` | alert, from (`sender`, `us`), at, key, sealed: text, language, reach, files under that key of a shelf (words.ts) |
 * | `reply/<message id>` | alert, sent: whether the relay has taken it |
 */
import { asKey } from '@pergola/core/crypto'
import { readCheckIn, type ReceivedFile, type ReceivedMessage, type Thread } from '@pergola/core/intake'
import {
  asLine,
  asMap,
  asText,
  cleanFileName,
  flagIn,
  idIn,
  notesInOrder,
  rowsInOrder,
  rowAt,
  setOp,
  valueOf,
  wholeIn,
} from '@pergola/core/record'
import type { Doc, Fields, Note, Op, RecordId, Row, Value } from '@pergola/core/record'
import { hex, unhex, type BlobId, type PersonId, type SpaceId } from '@pergola/protocol'
import type { World } from '../world/world.ts'
import { shelvesOf, wordsOf, type Shelves } from './words.ts'

export interface AlertMessage {
  readonly id: RecordId
  readonly from: 'sender' | 'us'
  /** Who of us wrote it; of the sender's: who took it in. */
  readonly by: PersonId
  readonly text: string
  readonly at: number
  readonly files: readonly ReceivedFile[]
  /** Written here, not yet taken by the relay. */
  readonly pending: boolean
}

export interface Alert {
  readonly id: RecordId
  readonly mailbox: Uint8Array
  /** null when the record is damaged: nothing can be answered. */
  readonly thread: Thread | null
  readonly at: number
  /** As last said by the sender. */
  readonly language: string
  readonly reach: string
  /** By time. */
  readonly turns: readonly AlertMessage[]
  readonly assignedTo: PersonId | null
  readonly declined: boolean
  readonly caseSpace: SpaceId | null
  /** The agreed check-ins of the case that come in through this conversation. */
  readonly checkIns: RecordId | null
  /** How many of the sender's messages were there when we last answered, declined or made a case. Counted, since clocks may be wrong. */
  readonly answered: number
  /** Its words were destroyed. Whoever began it can write again: then it is shown, with what is new. */
  readonly destroyed: boolean
  /** Some of its words stand in the book as an earlier version wrote them, under no key of their own. */
  readonly inClear: boolean
}

export const alertId = (mailbox: Uint8Array): RecordId => hex(mailbox)

type Books = Pick<World, 'book' | 'summaries' | 'me'>

interface Read {
  readonly shelves: Shelves
  readonly all: readonly Alert[]
  readonly shown: readonly Alert[]
}

/** A document is never changed in place: what was read from it with these keys holds. */
const read = new WeakMap<Doc, Read>()

const readWith = (doc: Doc, shelves: Shelves): Read => {
  const before = read.get(doc)
  if (before?.shelves === shelves) return before
  const byAlert = Map.groupBy(notesOnce(doc, shelves), ({ fields }) => asLine(fields['alert'], 64))
  const all = rowsInOrder(doc, 'alert')
    .map(([id, row]) => readAlert(doc, id, row, byAlert.get(id) ?? []))
    .toSorted((a, b) => b.at - a.at)
  const now = { shelves, all, shown: all.filter(({ destroyed, turns }) => !destroyed || turns.length > 0) }
  read.set(doc, now)
  return now
}

/** All alerts in a book, newest first; one that was destroyed only if its sender wrote again. */
export const alertsIn = (doc: Doc, shelves: Shelves): readonly Alert[] => readWith(doc, shelves).shown

export const readAlerts = ({ book, summaries, me }: Books): readonly Alert[] => alertsIn(book().doc, shelvesOf(summaries, me.org))

export const findAlert = (world: Books, id: RecordId): Alert | null => readAlerts(world).find((alert) => alert.id === id) ?? null

/** Also one that was destroyed: the proof of who began it still stands, so that they are heard when they write again. */
export const findConversation = ({ book, summaries, me }: Books, id: RecordId): Alert | null =>
  readWith(book().doc, shelvesOf(summaries, me.org)).all.find((alert) => alert.id === id) ?? null

/** What the sender wrote to be read. Agreed check-ins are not among it: they go to the case (reactions/recordCheckIns.ts). */
export const fromSender = ({ turns, checkIns }: Pick<Alert, 'turns' | 'checkIns'>): readonly AlertMessage[] =>
  turns.filter(({ from, text }) => from === 'sender' && (checkIns === null || readCheckIn(text) === null))

/** Signs of life that came in through a conversation, oldest first. */
export const signsIn = ({
  turns,
}: Pick<Alert, 'turns'>): readonly {
  readonly id: RecordId
  readonly at: number
  readonly says: 'well' | 'help'
  readonly said: string
}[] =>
  turns.flatMap(({ id, at, from, text }) => {
    const read = from === 'sender' ? readCheckIn(text) : null
    return read?.mark === 'well' || read?.mark === 'help' ? [{ id, at, says: read.mark, said: read.said }] : []
  })

/** Two members may have taken in one message: the first note of an id that can be read counts. */
const notesOnce = (doc: Doc, shelves: Shelves): readonly Note[] => {
  const once = new Map<RecordId, Note>()
  for (const note of notesInOrder(doc, 'alertTurn')) {
    const fields = once.has(note.id) ? null : wordsOf(note, shelves)
    if (fields !== null) once.set(note.id, { ...note, fields })
  }
  return [...once.values()]
}

/** Did a message with this id ever stand in the book, whether or not anything opens it? */
export const hasTurn = (doc: Doc, id: RecordId): boolean => notesInOrder(doc, 'alertTurn').some((note) => note.id === id)

const readAlert = (doc: Doc, id: RecordId, row: Row, notes: readonly Note[]): Alert => {
  const turns = notes.map((note) => readTurn(doc, note)).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  const said = (field: 'language' | 'reach'): string =>
    notes
      .toSorted((a, b) => atOf(b) - atOf(a))
      .map(({ fields }) => asText(fields[field]))
      .find((text) => text !== '') ?? ''
  return {
    id,
    mailbox: bytesIn(row, 'mailbox') ?? new Uint8Array(),
    thread: threadIn(row),
    at: wholeIn(row, 'at', 0),
    language: said('language'),
    reach: said('reach'),
    turns,
    assignedTo: idIn<PersonId>(row, 'assignedTo'),
    declined: flagIn(row, 'declined'),
    caseSpace: idIn<SpaceId>(row, 'caseSpace'),
    checkIns: idIn(row, 'checkIns'),
    answered: wholeIn(row, 'answered', 0),
    destroyed: flagIn(row, 'destroyed'),
    inClear: notes.some(({ fields }) => fields['sealed'] === undefined),
  }
}

const bytesIn = (row: Row, field: string): Uint8Array | null => {
  const value = valueOf(row, field)
  return value instanceof Uint8Array ? value : null
}

const threadIn = (row: Row): Thread | null => {
  const [replyKey, threadKey] = [bytesIn(row, 'replyKey'), bytesIn(row, 'threadKey')]
  return replyKey === null || threadKey?.length !== 32 ? null : { replyKey, threadKey: asKey<'receipt'>(threadKey) }
}

const atOf = ({ fields }: Note): number => (typeof fields['at'] === 'number' ? fields['at'] : 0)

const readTurn = (doc: Doc, note: Note): AlertMessage => {
  const reply = rowAt(doc, 'reply', note.id)
  return {
    id: note.id,
    from: note.fields['from'] === 'us' ? 'us' : 'sender',
    by: note.author.person,
    text: asText(note.fields['text']),
    at: atOf(note),
    files: readFiles(note.fields['files']),
    pending: reply !== undefined && !flagIn(reply, 'sent'),
  }
}

const readFiles = (value: Value | undefined): readonly ReceivedFile[] =>
  Array.isArray(value) ? (value as readonly Value[]).slice(0, 20).flatMap((part) => readFile(asMap(part))) : []

const readFile = (from: { readonly [key: string]: Value } | null): readonly ReceivedFile[] => {
  const [key, sha256, size] = [from?.['key'], from?.['sha256'], from?.['size']]
  if (from === null || !(key instanceof Uint8Array) || !(sha256 instanceof Uint8Array) || typeof size !== 'number') return []
  return [
    {
      blob: asLine(from['blob'], 32) as BlobId,
      key,
      sha256,
      size,
      name: cleanFileName(asLine(from['name'], 1000)),
      type: asLine(from['type']),
    },
  ]
}

/* ---- writing ---- */

/** The conversation itself, from its first message. */
export const openAlert = (mailbox: Uint8Array, { replyKey, threadKey }: Thread, at: number): Op =>
  setOp('alert', alertId(mailbox), { mailbox, replyKey, threadKey, at })

/** Seals what is written in a conversation: the id of the message, and the words. */
export type SealTurn = (message: RecordId, words: Fields) => { readonly key: RecordId; readonly sealed: Uint8Array }

export const senderTurn = (mailbox: Uint8Array, { id, text, reach, language, files }: ReceivedMessage, at: number, seal: SealTurn): Op => {
  const words = { text, reach, language, files: files.map((file): Value => ({ ...file })) }
  return { o: 'note', c: 'alertTurn', i: id, f: { alert: alertId(mailbox), from: 'sender', at, ...seal(id, words) } }
}

/** Our answer, waiting to be sent. `id` is 16 random bytes in hex: the sealed answer carries it, so that sending twice shows once. */
export const ourTurn = (alert: RecordId, id: RecordId, text: string, at: number, seal: SealTurn): readonly Op[] => [
  { o: 'note', c: 'alertTurn', i: id, f: { alert, from: 'us', at, ...seal(id, { text }) } },
  setOp('reply', id, { alert, sent: false }),
]

export const replySent = (id: RecordId): Op => setOp('reply', id, { sent: true })
export const setAlert = (
  id: RecordId,
  fields: Partial<Pick<Alert, 'assignedTo' | 'declined' | 'caseSpace' | 'answered' | 'checkIns' | 'destroyed'>>,
): Op => setOp('alert', id, { ...fields })

/** The bytes of a message id, for the sealed answer; null for an id that is not one. */
export const messageBytes = (id: RecordId): Uint8Array | null => unhex(id)
