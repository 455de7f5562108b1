import type { MemberRow } from '../../../contract.ts'

/**
 * Since when a member is here: the day (YYYY-MM-DD) on which the first of their devices came. Null: they have none. That is so from
 * being let in until they open Pergola again, and after their last device was ended.
 */
export const memberSince = ({ devices }: Pick<MemberRow, 'devices'>): string | null =>
  devices.length === 0 ? null : new Date(Math.min(...devices.map(({ since }) => since))).toISOString().slice(0, 10)
