/** Telling an organisation that a part of a case was taken back, and what it says to that. */
import { confirmCopies as copiesOps, linkNotice, noticesOf, openNotice, readNotice, type Notice } from '@pergola/core/consent'
import type { OrgId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import type { OpenedCase } from '../views/openCase.ts'
import { mayWrite } from '../views/openCase.ts'
import { done, problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { write } from './open.ts'

type Telling = Pick<Notice, 'parts' | 'spaces' | 'why'> & { readonly org: OrgId }

/** Founds the notice, unless one says the same already: of two devices at once there may be two, which are shown as one. */
export const giveNotice = async (
  world: World,
  { opened, file }: OpenedCase,
  { org, parts, spaces, why }: Telling,
): Promise<Answer<null>> => {
  if (await isTold(world, opened, org, parts)) return done
  const ops = openNotice({ caseSpace: opened.space, toOrg: org, pseudonym: file.pseudonym, parts, spaces, why })
  const founded = await world.found('notice', [{ org, role: 'contributor' }], ops)
  return founded.ok ? write(world, opened.space, linkNotice(founded.value), null) : founded
}

const isTold = async (world: World, { doc }: OpenedCase['opened'], org: OrgId, parts: Notice['parts']): Promise<boolean> => {
  for (const space of noticesOf(doc)) {
    const opened = await world.open(space)
    const notice = opened === null ? null : readNotice(space, opened.doc)
    if (notice?.toOrg !== org) continue
    if (parts.every(({ part, since }) => notice.parts.some((known) => known.part === part && known.since === since))) return true
  }
  return false
}

/** A person of the organisation that had it says what became of paper and copies. */
export const confirmCopies: Command<'confirmCopies'> = async (world, { notice: space, what, text }) => {
  const opened = await world.open(space)
  const notice = opened?.membership.kind === 'notice' ? readNotice(space, opened.doc) : null
  if (opened === null || notice === null) return problem('not_found', 'notice')
  if (notice.toOrg !== world.me.org || !mayWrite(world, opened)) return problem('not_permitted')
  return write(world, space, copiesOps(world.me.org, what, world.today(), text), null)
}
