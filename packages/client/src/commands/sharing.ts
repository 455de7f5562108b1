/** Sharing a part of a case with an organisation, and taking it back. */
import { mayPass, recordShare, sharePassage, spacesOfParts, type SharePart } from '@pergola/core/consent'
import { roleNow, type OrgId, type Role, type SpaceId } from '@pergola/protocol'
import type { RecordId } from '@pergola/core/record'
import type { Answer } from '../contract/index.ts'
import type { OpenedCase } from '../views/openCase.ts'
import { done, problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { inOwnCase } from './open.ts'
import { pass } from './passing.ts'
import { takeBack } from './takingBack.ts'

/** Who has the file works on it, and so does who treats; the identity part and the emergency packet are read. */
const ROLES: Readonly<Record<SharePart, Role>> = { file: 'contributor', identity: 'reader', medical: 'contributor', emergency: 'reader' }

/**
 * A part goes to an organisation that everyone in the file (or everyone of `people`, whom the part is about) has named; the
 * identity part only after the file. Done again it does nothing; `not_found` when the case has no such part yet.
 */
export const sharePart = async (
  world: World,
  found: OpenedCase,
  org: OrgId,
  part: SharePart,
  people?: readonly RecordId[],
): Promise<Answer<null>> => {
  const { opened, file } = found
  const passage = sharePassage(org, part, people)
  if (org === world.me.org || !world.organisations.has(org)) return problem('invalid', 'org')
  if (!mayPass(file, passage, world.today()).allowed) return problem('no_consent', passage.scope)
  if (part === 'identity' && roleNow(opened.membership, org) === null) return problem('invalid', 'part')
  const spaces = spacesOfParts(opened.doc, opened.space)[part]
  if (spaces.length === 0) return problem('not_found', 'part')
  const left = await withoutMember(world, spaces, org)
  if (left.length === 0) return done
  return pass(world, found, passage, async (doors) => {
    for (const space of left) {
      const shared = await doors.share(space, org, ROLES[part])
      if (!shared.ok) return shared
    }
    return world.write(opened.space, [recordShare(org, { [part]: world.now() })])
  })
}

const withoutMember = async (world: World, spaces: readonly SpaceId[], org: OrgId): Promise<readonly SpaceId[]> => {
  const left: SpaceId[] = []
  for (const space of spaces) {
    const opened = await world.open(space)
    if (opened === null || roleNow(opened.membership, org) === null) left.push(space)
  }
  return left
}

export const shareCase: Command<'shareCase'> = (world, { space, org, part }) =>
  inOwnCase(world, space, (found) => sharePart(world, found, org, part))

/** Everything of the case, the file last. Done again after a failure it goes on where it stopped. */
export const revokeCase: Command<'revokeCase'> = (world, { space, org }) =>
  inOwnCase(world, space, (found) => takeBack(world, found, { org, parts: ['file'], why: 'ended' }))
