/** Files that we stored in a space of others which was ended: they are ours to take away, and nobody else can. */
import { namedByOthers } from '../views/namedFiles.ts'
import type { World } from '../world/world.ts'

export const takeAwayEnded = async (world: World): Promise<void> => {
  for (const { space, blobs } of world.endedFiles()) {
    const named = await namedByOthers(world, blobs, { space, alerts: new Set() })
    for (const blob of blobs.filter((one) => !named.has(one))) {
      const gone = await world.gateway.dropEnded(blob, space)
      // Most of them are not ours, and then they are not there for us.
      if (!gone.ok && gone.problem.type !== 'not_found' && gone.problem.type !== 'not_permitted') return
    }
    await world.forgetEndedFiles(space)
  }
}
