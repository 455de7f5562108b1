/** What a caller may read of a space. Unknown and forbidden spaces are the same: null. */
import { knownDevice, type DeviceId, type OrgId, type SpaceId } from '@pergola/protocol'
import type { LogStore, SpaceRow } from '../store/store.ts'
import type { Spaces } from './spaces.ts'
import type { Standing } from './standing.ts'

export type Access =
  | { readonly type: 'all'; readonly row: SpaceRow }
  /** Control entries up to `upTo` only. `gone`: the last of them took the reader out. */
  | { readonly type: 'control'; readonly row: SpaceRow; readonly upTo: number; readonly gone: boolean }

/** The entry after which a device, or its person, was out of its organisation. */
export const letGoAt = async (spaces: Spaces, org: OrgId, device: DeviceId): Promise<number | null> => {
  const membership = (await spaces.state(org))?.membership
  const known = membership && knownDevice(membership, device)
  if (!membership || !known) return null
  const stays = membership.members[known.person] ?? []
  const since = membership.devices[device]!
  const personLeft = stays.findLast((stay) => stay.until !== null)?.until ?? null
  return since.until ?? personLeft
}

const ofMember = async (log: LogStore, row: SpaceRow, org: OrgId): Promise<Access | null> => {
  const member = await log.membership(org, row.space)
  if (member === null) return row.kind === 'organisation' ? { type: 'control', row, upTo: row.control, gone: false } : null
  return member.until === null ? { type: 'all', row } : { type: 'control', row, upTo: member.until, gone: true }
}

export const accessTo = async (log: LogStore, spaces: Spaces, standing: Standing, space: SpaceId): Promise<Access | null> => {
  if (standing.type === 'stranger') return null
  const row = await log.space(space)
  if (row === null) return null
  if (standing.type === 'enrolled') return ofMember(log, row, standing.known.org)
  if (standing.type === 'person') return space === standing.org ? { type: 'control', row, upTo: row.control, gone: false } : null
  if (space !== standing.known.org) return null
  const upTo = await letGoAt(spaces, standing.known.org, standing.known.device)
  return upTo === null ? null : { type: 'control', row, upTo, gone: true }
}
