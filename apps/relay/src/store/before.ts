/** Where a batch found its spaces: what an adapter compares with what it holds, so that a second writer fails instead of forking a log. */
import type { SpaceId } from '@pergola/protocol'
import { Outdated, type Batch } from './store.ts'

export interface Before {
  /** Newest position before the batch. */
  pos: number
  /** Newest control position before it; -1: the batch founds the space. */
  control: number
}

/** Throws `Outdated` when the batch does not follow on itself: two of its drafts rest on different states of a space. */
export const beforeOf = ({ spaces, pushes, controls }: Batch): ReadonlyMap<SpaceId, Before> => {
  const before = new Map<SpaceId, Before>(spaces.map(({ space, pos, control }) => [space, { pos, control }]))
  for (const { space, first, last } of pushes.toReversed()) {
    const held = before.get(space)
    if (held?.pos !== last) throw new Outdated()
    held.pos = first - 1
  }
  for (const { space, seq } of controls.toReversed()) {
    const held = before.get(space)
    if (held?.control !== seq) throw new Outdated()
    held.control = seq - 1
  }
  return before
}
