/** Until when somebody has looked at the notes of a case that call them. */
import { rowAt, setOp, valueOf, type Doc, type Op } from '@pergola/core/record'
import type { PersonId, SpaceId } from '@pergola/protocol'

const recordOf = (person: PersonId, space: SpaceId): string => `${person}:${space}`

/** Unix ms of the newest note that was looked at; 0 for none. */
export const readCalls = (book: Doc, person: PersonId, space: SpaceId): number => {
  const at = valueOf(rowAt(book, 'called', recordOf(person, space)), 'at')
  return typeof at === 'number' ? at : 0
}

export const markCalls = (person: PersonId, space: SpaceId, at: number): Op => setOp('called', recordOf(person, space), { at })
