/** Of Today: our entries of the directory that should be looked at again. */
import type { World } from '../world/world.ts'
import { reviewsDue } from './directoryKeeping.ts'
import { NEWS_MS, type Due } from './todayDue.ts'

/** One line for all of our entries; it can wait for everything that somebody waits for. */
export const reviewDue = async (world: World): Promise<readonly Due[]> => {
  const rows = await reviewsDue(world, {})
  if (!rows.ok || rows.value.length === 0 || world.me.role === 'reader') return []
  return [{ item: { kind: 'reviews', entries: rows.value.length, dueOn: rows.value[0]?.dueOn ?? null }, due: world.now() + NEWS_MS }]
}
