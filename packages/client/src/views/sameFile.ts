/** Cases that go back to the same file. */
import { readMoves } from '@pergola/core/moving'
import type { RecordId } from '@pergola/core/record'
import type { SpaceId } from '@pergola/protocol'
import type { World } from '../world/world.ts'

/** Cases of ours that came from this one, by summaries alone. */
export const spacesFrom = (world: World, space: SpaceId): readonly SpaceId[] =>
  [...world.summaries].flatMap(([own, summary]) =>
    summary.kind === 'case' && summary.ownerOrg === world.me.org && summary.from?.includes(space) ? [own] : [],
  )

/** The same with the id that somebody of it has there; those in which they are not are left out. */
export const casesFrom = async (
  world: World,
  space: SpaceId,
  person: RecordId,
): Promise<readonly { readonly space: SpaceId; readonly person: RecordId }[]> => {
  const found: { space: SpaceId; person: RecordId }[] = []
  for (const own of spacesFrom(world, space)) {
    const opened = await world.open(own)
    const there =
      opened &&
      readMoves(opened.doc)
        .from.find((one) => one.space === space)
        ?.people.get(person)
    if (there) found.push({ space: own, person: there })
  }
  return found
}
