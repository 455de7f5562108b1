/**
 * Records that belong to one organisation say so in their id, `<organisation>:<random>`: whether somebody may write one is
 * then plain from the operation and its author alone, in whatever order things arrive.
 */
import type { OrgId } from '@pergola/protocol'
import type { RecordId } from './model.ts'

export const ownedId = (org: OrgId, random: string): RecordId => `${org}:${random}`

/** The organisation an id names, or null for an id that names none. */
export const ownerOf = (id: RecordId): OrgId | null => {
  const colon = id.indexOf(':')
  return colon > 0 ? (id.slice(0, colon) as OrgId) : null
}
