/** Cover of others in a case that moved: they say whether it goes on. */
import { saveCommitment } from '@pergola/core/casework'
import { dropAskedCover, readAskedCover, type AskedCover } from '@pergola/core/moving'
import { ownedId } from '@pergola/core/record'
import type { SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import { problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { inCase, inOwnCase, newId, write } from './open.ts'

const asked = <T>(
  inWhich: typeof inCase,
  world: World,
  { space, id }: { readonly space: SpaceId; readonly id: string },
  act: (cover: AskedCover) => Promise<Answer<T>>,
): Promise<Answer<T>> =>
  inWhich<T>(world, space, ({ opened, file }) => {
    const cover = readAskedCover(opened.doc, file).find((one) => one.id === id)
    return cover === undefined ? problem('not_found', 'id') : act(cover)
  })

/** As it was, under our name in this case; a no is kept as well, so that nobody asks again. */
export const answerCover: Command<'answerCover'> = (world, args) =>
  asked(inCase, world, args, async ({ org, need, from, to, state, stopGap }) => {
    if (org !== world.me.org) return problem('not_permitted')
    const id = ownedId(org, newId(world))
    const said = args.yes ? state : 'withdrawn'
    return write(world, args.space, saveCommitment(id, { need, from, to, state: said, stopGap, note: '' }), { id })
  })

export const dropCover: Command<'dropCover'> = (world, args) =>
  asked(inOwnCase, world, args, ({ id }) => write(world, args.space, dropAskedCover(id), null))
