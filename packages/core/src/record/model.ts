/**
 * What a sealed operation says, before it is sealed and after it is opened.
 *
 * A space holds records: `collection / id / field`. An operation sets fields, adds to or removes from a set, or writes a
 * note. Merging is last-writer-wins per field by hybrid logical clock (ties by device id), add-wins for sets; a note is
 * never overwritten, only revised by a later note. Replaying the same operations in any order gives the same document.
 */
import type { DeviceId, OrgId, PersonId, Role } from '@pergola/protocol'

/** Hybrid logical clock: Unix milliseconds × 1024 + counter. A safe integer until the year 2248. */
export type Hlc = number & { readonly __hlc: unique symbol }

/** Random 16 bytes as 32 hex digits, unless a rule gives a record a fixed id such as `main`. */
export type RecordId = string

export type Value = string | number | boolean | null | Uint8Array | readonly Value[] | { readonly [key: string]: Value }
export type Fields = Readonly<Record<string, Value>>

export type Op =
  | { readonly o: 'set'; readonly c: string; readonly i: RecordId; readonly f: Fields }
  | { readonly o: 'add'; readonly c: string; readonly i: RecordId; readonly f: string; readonly v: string }
  | { readonly o: 'rem'; readonly c: string; readonly i: RecordId; readonly f: string; readonly v: string }
  | { readonly o: 'note'; readonly c: string; readonly i: RecordId; readonly f: Fields; readonly revises?: RecordId }

/** The plaintext of one commit. */
export interface Payload {
  readonly at: Hlc
  readonly ops: readonly Op[]
}

/** Who wrote a commit, as proven by signatures and control logs; never taken from the payload. */
export interface Author {
  readonly device: DeviceId
  readonly person: PersonId
  readonly org: OrgId
  readonly role: Role
}

/** When, and on which device. `said` is what the device claimed, kept only where it was lowered to the ceiling. */
export interface Stamp {
  readonly at: Hlc
  readonly device: DeviceId
  readonly said?: Hlc
}

/** One field's winner. */
export interface Cell extends Stamp {
  readonly value: Value
}

/** The last time an element was put into a set, and the last time it was taken out. */
export interface Mark {
  readonly added: Stamp | null
  readonly removed: Stamp | null
}

/** A record: its cells, its sets, and who wrote it first. `sets` holds the members in order, `marks` what merging needs. */
export interface Row {
  readonly cells: Readonly<Record<string, Cell>>
  readonly sets: Readonly<Record<string, readonly string[]>>
  readonly marks: Readonly<Record<string, ReadonlyMap<string, Mark>>>
  readonly firstAuthor: Author
  readonly firstAt: Hlc
}

export interface Note {
  readonly id: RecordId
  readonly fields: Fields
  readonly revises: RecordId | null
  readonly author: Author
  readonly at: Hlc
  /** As in `Stamp`. */
  readonly said?: Hlc
}

/** The state of a space: collection -> record id -> row, and collection -> `noteKey` -> note. Never changed in place. */
export interface Doc {
  readonly rows: ReadonlyMap<string, ReadonlyMap<RecordId, Row>>
  readonly notes: ReadonlyMap<string, ReadonlyMap<string, Note>>
}

/** One opened commit. `ceiling` is the relay's receipt time and five minutes (see `ceilingAt`); absent while not yet sent. */
export interface Entry {
  readonly payload: Payload
  readonly author: Author
  readonly ceiling?: Hlc
}

/** The name of the rule that refused, e.g. `commitment_is_own`. */
export type RefusedReason = string

/** Who may write what. Depends on the operation and its author only, so that any order of arrival gives the same answer. */
export type Rules = (op: Op, author: Author) => 'ok' | RefusedReason

/** An operation that was left out: its place in what was given, and the rule. */
export interface Refusal {
  readonly entry: number
  readonly op: number
  readonly reason: RefusedReason
}

export interface Folded {
  readonly doc: Doc
  readonly refused: readonly Refusal[]
}
