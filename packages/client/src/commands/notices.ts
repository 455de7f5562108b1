/** Telling an organisation that a part of a case was taken back, and what it says to that. */
import { confirmCopies as copiesOps, linkNotice, noticesOf, openNotice, readNotice, type Ended, type Notice } from '@pergola/core/consent'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import type { OpenedCase } from '../views/openCase.ts'
import { mayWrite } from '../views/openCase.ts'
import { done, problem } from '../views/problems.ts'
import { tellsAllOf } from '../views/sameNotice.ts'
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
  return tell(world, opened, org, ops)
}

/** Founds a notice to the organisation, and writes in the case where it is. */
const tell = async (world: World, opened: OpenedCase['opened'], org: OrgId, ops: ReturnType<typeof openNotice>): Promise<Answer<null>> => {
  const founded = await world.found('notice', [{ org, role: 'contributor' }], ops)
  return founded.ok ? write(world, opened.space, linkNotice(founded.value), null) : founded
}

/** To an organisation that has a case of its own of it: what people took back or refused holds there too. */
export const tellEnded = async (
  world: World,
  { opened }: OpenedCase,
  { org, caseSpace, pseudonym, ended }: Pick<Notice, 'caseSpace' | 'pseudonym' | 'ended'> & { readonly org: OrgId },
): Promise<Answer<null>> => {
  const told = (await noticesIn(world, opened)).flatMap((notice) => (notice.toOrg === org ? notice.ended : []))
  const news = ended.filter((one) => !told.some((known) => isSame(known, one)))
  if (news.length === 0) return done
  const ops = openNotice({ caseSpace, toOrg: org, pseudonym, parts: [], spaces: [], why: 'withdrawn', ended: news })
  return tell(world, opened, org, ops)
}

const isSame = (a: Ended, b: Ended): boolean =>
  a.person === b.person &&
  a.scope === b.scope &&
  a.org === b.org &&
  a.recipient === b.recipient &&
  a.takeBack === b.takeBack &&
  a.refusal === b.refusal &&
  a.on === b.on &&
  a.parts.join() === b.parts.join()

const noticesIn = async (world: World, { doc }: OpenedCase['opened']): Promise<readonly Notice[]> => {
  const found: Notice[] = []
  for (const space of noticesOf(doc)) {
    const opened = await world.open(space)
    const notice = opened === null ? null : readNotice(space, opened.doc)
    if (notice !== null) found.push(notice)
  }
  return found
}

const isTold = async (world: World, opened: OpenedCase['opened'], org: OrgId, parts: Notice['parts']): Promise<boolean> =>
  (await noticesIn(world, opened)).some(
    (notice) =>
      notice.toOrg === org && parts.every(({ part, since }) => notice.parts.some((known) => known.part === part && known.since === since)),
  )

/** A person of the organisation that had it says what became of paper and copies. */
export const confirmCopies: Command<'confirmCopies'> = async (world, { notice: space, what, text }) => {
  const opened = await world.open(space)
  const notice = opened?.membership.kind === 'notice' ? readNotice(space, opened.doc) : null
  if (opened === null || notice === null) return problem('not_found', 'notice')
  if (notice.toOrg !== world.me.org || !mayWrite(world, opened)) return problem('not_permitted')
  for (const same of [space, ...(await toldAgain(world, notice))]) {
    const said = await write(world, same, copiesOps(world.me.org, what, world.today(), text), null)
    if (!said.ok) return said
  }
  return done
}

/** Notices that tell of nothing else, by another device of theirs. */
const toldAgain = async (world: World, notice: Notice): Promise<readonly SpaceId[]> => {
  const found: SpaceId[] = []
  for (const [space, summary] of world.summaries) {
    if (space === notice.space || summary.kind !== 'notice' || summary.caseSpace !== notice.caseSpace || summary.copies) continue
    const opened = await world.open(space)
    const other = opened === null ? null : readNotice(space, opened.doc)
    if (other !== null && tellsAllOf(notice, other)) found.push(space)
  }
  return found
}
