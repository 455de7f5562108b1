/** The dormant steward of our organisation, in its book: `setting/succession` {person, space, since}. */
import { idIn, rowAt, setOp, wholeIn, type Doc, type Op } from '@pergola/core/record'
import type { PersonId, SpaceId } from '@pergola/protocol'

export interface StandIn {
  readonly person: PersonId
  /** Where the trusted organisations find their boxes; null while it is being made. */
  readonly space: SpaceId | null
  /** Unix ms. */
  readonly since: number
}

export const readStandIn = (doc: Doc): StandIn | null => {
  const row = rowAt(doc, 'setting', 'succession')
  const person = idIn<PersonId>(row, 'person')
  return person === null ? null : { person, space: idIn<SpaceId>(row, 'space'), since: wholeIn(row, 'since', 0) }
}

export const noteStandIn = ({ person, space, since }: StandIn): Op => setOp('setting', 'succession', { person, space, since })
export const noStandIn = (): Op => setOp('setting', 'succession', { person: null, space: null })
