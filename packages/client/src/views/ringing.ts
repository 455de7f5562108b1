/**
 * What of Today rings wherever one is. Every page asks for it: over ten thousand cases it is a few ids where Today is thousands of
 * lines, which take longer to carry to the page than to find.
 */
import type { SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import { stillWorld } from '../world/still.ts'
import type { World } from '../world/world.ts'
import { answer } from './problems.ts'
import type { Summary } from './summary.ts'
import { alarmsDue, packetDue } from './todaySafety.ts'

export const ringing = async (moving: World): Promise<Answer<readonly string[]>> => {
  const world = stillWorld(moving)
  const found: string[] = []
  for (const [space, summary] of world.summaries) found.push(...ringingIn(world, space, summary))
  return answer(found)
}

const SILENCE: readonly string[] = []

const ringingIn = (world: World, space: SpaceId, summary: Summary): readonly string[] => {
  if (summary.goneSince !== null) return SILENCE
  if (summary.kind === 'emergency') return packetDue(world, space, summary).map(() => space)
  if (summary.kind !== 'case') return SILENCE
  return alarmsDue(world, space, summary).flatMap(({ item }) => (item.kind === 'check_in' ? [item.alarm] : SILENCE))
}
