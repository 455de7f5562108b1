import { atLeast, type FromClient, type KnownDevice, type Role } from '@pergola/protocol'
import type { House } from '../house.ts'
import { outOfNetworks, standingOf, type Standing } from '../hub/standing.ts'
import { refuse, type Answer } from '../refusal.ts'
import type { Member } from './member.ts'

export interface Context {
  readonly house: House
  readonly member: Member
  /** Counts what is on its way to the disk, so that one sender cannot fill memory. */
  readonly underway: { bytes: number }
}

export type Frame<T extends FromClient['t']> = Extract<FromClient, { t: T }>
export type Handler<T extends FromClient['t']> = (context: Context, frame: Frame<T>) => Promise<void>

export const standing = ({ house, member }: Context): Promise<Standing> => standingOf(house.store, house.spaces, member)

/** The caller as a member of its organisation with at least this role, now. */
export const enrolled = async (context: Context, least: Role): Promise<Answer<KnownDevice>> => {
  const caller = await standing(context)
  if (caller.type !== 'enrolled') return refuse('not_enrolled')
  return atLeast(caller.role, least) ? { ok: true, value: caller.known } : refuse('not_permitted')
}

/** The same, for what reaches beyond the organisation: not after it was taken out of every network it was in. */
export const admitted = async (context: Context, least: Role): Promise<Answer<KnownDevice>> => {
  const caller = await enrolled(context, least)
  return caller.ok && (await outOfNetworks(context.house.store, caller.value.org)) ? refuse('not_member') : caller
}

/** Answers `done`, or what stood in the way of the write. */
export const conclude = ({ member }: Context, id: number, written: 'done' | 'full'): void => {
  if (written === 'done') member.send({ t: 'done', id })
  else member.refuse(id, { type: 'storage_full', detail: 0 })
}
