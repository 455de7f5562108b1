/** Covering a need from day to day, and handing over. */
import { LONGEST_TEXT, agreeHandover as agreeOps, saveCommitment } from '@pergola/core/casework'
import { ownedId } from '@pergola/core/record'
import { needIn } from '../views/openCase.ts'
import { problem } from '../views/problems.ts'
import type { Command } from './command.ts'
import { inCase, newId, textTooLong, write } from './open.ts'

/** In the name of one's own organisation, which the rules of the space hold; a commitment stays with the need it was made for. */
export const commit: Command<'commit'> = async (world, { space, id, ...commitment }) =>
  textTooLong(['note', commitment.note, LONGEST_TEXT]) ??
  inCase(world, space, ({ file }) => {
    if (needIn(file, commitment.need) === null) return problem('not_found', 'need')
    if (id !== undefined && !file.commitments.some((known) => known.id === id && known.need === commitment.need))
      return problem('not_found', 'id')
    const saved = id ?? ownedId(world.me.org, newId(world))
    return write(world, space, saveCommitment(saved, commitment), { id: saved })
  })

/** Our yes, for the side of the hand-over that is ours. */
export const agreeHandover: Command<'agreeHandover'> = (world, { space, before, after }) =>
  inCase(world, space, ({ file }) => {
    const [first, next] = [before, after].map((id) => file.commitments.find((known) => known.id === id))
    if (first === undefined || next === undefined || first.need !== next.need) return problem('not_found', 'handover')
    if (first.org !== world.me.org && next.org !== world.me.org) return problem('not_permitted')
    return write(world, space, agreeOps(before, after, world.me.org), null)
  })
