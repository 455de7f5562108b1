/** Files that we stored in a space of others which was ended: they are ours to take away, and nobody else can. */
import { carriedFiles } from '../views/endingParts.ts'
import type { World } from '../world/world.ts'

export const takeAwayEnded = async (world: World): Promise<void> => {
  for (const { space, blobs } of world.endedFiles()) {
    const carried = await carriedFiles(world, space)
    for (const blob of blobs.filter((one) => !carried.has(one))) {
      const gone = await world.gateway.dropEnded(blob, space)
      // Most of them are not ours, and then they are not there for us.
      if (!gone.ok && gone.problem.type !== 'not_found' && gone.problem.type !== 'not_permitted') return
    }
    await world.forgetEndedFiles(space)
  }
}
