/** Trust in other organisations: what somebody of us made sure of. */
import { verified } from '../book/members.ts'
import { problem } from '../views/problems.ts'
import type { Command } from './command.ts'

/** Somebody of us compared the safety words with them, by another way than this one. */
export const markVerified: Command<'markVerified'> = async (world, { org }) => {
  if (org === world.me.org || !world.organisations.has(org)) return problem('not_found', 'org')
  if (world.me.role === 'reader') return problem('not_permitted')
  return world.write(world.book().space, [verified(org, world.me.person, world.now())])
}
