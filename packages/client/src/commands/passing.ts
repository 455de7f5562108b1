/**
 * The one way out of a case. Whatever leaves it goes through `pass`: the gate is asked on this day, then it is done, then what
 * went to whom on whose word is written down in the case. Only here are the world's doors opened for a case (test/guards/passing).
 */
import { mayPass, recordPassage, recordShare, type Passage, type SharePart } from '@pergola/core/consent'
import type { OrgId, Role, SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import type { OpenedCase } from '../views/openCase.ts'
import { problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import { newId, write } from './open.ts'

/** What reaches others. Given only to an act that has passed the gate. */
export interface Doors {
  readonly share: World['share']
  readonly found: World['found']
  readonly putParcel: World['gateway']['putParcel']
}

/**
 * Does `act` if everyone whom it is about has agreed to every part of it, and records that it was done. `no_consent` with the
 * scope otherwise; nothing is recorded of an act that failed.
 */
export const pass = async <T>(
  world: World,
  { opened, file }: OpenedCase,
  passage: Passage,
  act: (doors: Doors) => Promise<Answer<T>>,
): Promise<Answer<T>> => {
  const consent = mayPass(file, passage, world.today())
  if (!consent.allowed) return problem('no_consent', passage.scope)
  const passed = await act({ share: world.share, found: world.found, putParcel: world.gateway.putParcel })
  if (!passed.ok) return passed
  return write(world, opened.space, recordPassage(newId(world), file, passage, consent), passed.value)
}

const PART_OF: Readonly<Partial<Record<Passage['act'], SharePart>>> = {
  share_file: 'file',
  share_identity: 'identity',
  share_medical: 'medical',
  emergency: 'emergency',
}

/**
 * Shares a space that holds a part of a case with an organisation, and writes down that it has that part: so it is found again when
 * the consent is taken back. Asked for an organisation that is a member already it would be a second passage: look first.
 */
export const shareSpace = (
  world: World,
  found: OpenedCase,
  passage: Passage & { readonly org: OrgId },
  { space, role }: { readonly space: SpaceId; readonly role: Role },
): Promise<Answer<null>> =>
  pass(world, found, passage, async (doors) => {
    const shared = await doors.share(space, passage.org, role)
    const part = PART_OF[passage.act]
    return !shared.ok || part === undefined ? shared : world.write(found.opened.space, [recordShare(passage.org, { [part]: world.now() })])
  })
