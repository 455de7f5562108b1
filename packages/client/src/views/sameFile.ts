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

/** The same with the ids that the people of it have there. */
export const casesFrom = async (
  world: World,
  space: SpaceId,
): Promise<readonly { readonly space: SpaceId; readonly people: ReadonlyMap<RecordId, RecordId> }[]> => {
  const found: { space: SpaceId; people: ReadonlyMap<RecordId, RecordId> }[] = []
  for (const own of spacesFrom(world, space)) {
    const opened = await world.open(own)
    const came = opened && readMoves(opened.doc).from.find((one) => one.space === space)
    if (came) found.push({ space: own, people: came.people })
  }
  return found
}
