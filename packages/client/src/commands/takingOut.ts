/** Taking a person out of a file, with what becomes of everything that was written for them. */
import { withdrawConsent } from '@pergola/core/consent'
import { emptyIdentity, leavingOf, takeOut, type Leaving } from '@pergola/core/household'
import type { SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import { openCaseFile, type OpenedCase } from '../views/openCase.ts'
import { done, problem } from '../views/problems.ts'
import { whyNotOut } from '../views/takingOutView.ts'
import type { World } from '../world/world.ts'
import { stopCheckIns } from './checkIns.ts'
import type { Command } from './command.ts'
import { hasPerson, inOwnCase, write } from './open.ts'
import { takeBackWithdrawn } from './takingBack.ts'
import { isEnding, spreadEndings } from './withdrawing.ts'

/**
 * What was shared is taken back while they are still in the file, since a share of the file rests on everyone in it; then the identity
 * part, then the file. Done again it goes on where it stopped.
 */
export const takeOutPerson: Command<'takeOutPerson'> = (world, { space, person, why, takeBack }) =>
  inOwnCase(world, space, async (found) => {
    const { opened, file } = found
    if (!hasPerson(file, person)) return problem('not_found', 'person')
    const leaving = leavingOf(opened.doc, file, person)
    const not = whyNotOut(world, opened, file, leaving.schedules)
    if (not !== null) return problem('invalid', not)
    const before = await settleFirst(world, found, leaving, why === 'withdrew', takeBack)
    if (!before.ok) return before
    const now = await openCaseFile(world, space)
    if (!now.ok) return now
    const emptied = await emptyThere(world, file.identitySpace, person)
    if (!emptied.ok) return emptied
    const ops = takeOut(now.value.opened.doc, now.value.file, { person, why, on: world.today(), org: world.me.org })
    return write(world, space, ops, null)
  })

const emptyThere = async (world: World, identitySpace: SpaceId | null, person: string): Promise<Answer<null>> => {
  const identity = identitySpace === null ? null : await world.open(identitySpace)
  const ops = identity === null ? [] : emptyIdentity(identity.doc, person)
  return identity === null || ops.length === 0 ? done : world.write(identity.space, ops)
}

/** Check-ins stop, so that they are told; who does not want to be in the file takes back each yes, wherever the case went. */
const settleFirst = async (
  world: World,
  found: OpenedCase,
  { schedules, consents }: Leaving,
  withdrew: boolean,
  takeBack: boolean,
): Promise<Answer<null>> => {
  const { space } = found.opened
  for (const { id } of schedules) {
    const stopped = await stopCheckIns(world, { space, id })
    if (!stopped.ok) return stopped
  }
  if (!withdrew) return done
  const on = world.today()
  const ops = consents.flatMap((id) => {
    const ended = withdrawConsent(id, on, takeBack)
    return ended.ok ? ended.value : []
  })
  const written = ops.length === 0 ? done : await world.write(space, ops)
  if (!written.ok) return written
  const now = await openCaseFile(world, space)
  if (!now.ok) return now
  const withdrawn = found.file.consents
    .filter(({ id }) => consents.includes(id))
    .map((one) => ({ ...one, withdrawnOn: on, takeBack }))
    .filter(isEnding)
  const spread = await spreadEndings(world, now.value, withdrawn)
  if (!spread.ok) return spread
  return takeBack ? takeBackWithdrawn(world, space) : done
}
