/** Of Today: a call of a trusted organisation waits for those who may go along; nothing in Today is more urgent. */
import type { World } from '../world/world.ts'
import { successionView } from './successionView.ts'
import type { Due } from './todayDue.ts'

export const callsDue = async (world: World): Promise<readonly Due[]> => {
  if (world.me.role !== 'steward') return []
  const view = await successionView(world)
  if (!view.ok) return []
  return view.value.calls
    .filter(({ ours, agreed }) => !ours && agreed.length === 0)
    .map(({ space, whose, by, at }) => ({ item: { kind: 'succession_call', space, whose: whose.name, by: by.name, at }, due: at }))
}
