/** Sharing a part of a case with an organisation, and taking it back. */
import { mayShare, type CaseFile } from '@pergola/core/casework'
import { setOp, type Op } from '@pergola/core/record'
import { roleNow, type OrgId, type Role, type SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import type { OpenedCase } from '../views/openCase.ts'
import { done, problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { inOwnCase } from './open.ts'

type Part = 'file' | 'identity'

/** Who has the file works on it; who has the identity part reads it. */
const ROLES: Readonly<Record<Part, Role>> = { file: 'contributor', identity: 'reader' }

/** In the case, for the history: which part an organisation has had since when (Unix ms), or null once it was taken back. */
const shareRecord = (org: OrgId, parts: Partial<Record<Part, number | null>>): Op => setOp('share', org, parts)

/** A part goes to an organisation that everyone in the file has named; the identity part only after the file. */
export const sharePart = async (world: World, { opened, file }: OpenedCase, org: OrgId, part: Part): Promise<Answer<null>> => {
  if (org === world.me.org || !world.organisations.has(org)) return problem('invalid', 'org')
  if (!mayShare(file, 'share_named_org', org, world.today()).allowed) return problem('no_consent', 'share_named_org')
  if (part === 'identity' && roleNow(opened.membership, org) === null) return problem('invalid', 'part')
  const space = part === 'file' ? opened.space : file.identitySpace
  if (space === null) return problem('not_found', 'identitySpace')
  if (await isMember(world, space, org)) return done
  const shared = await world.share(space, org, ROLES[part])
  return shared.ok ? world.write(opened.space, [shareRecord(org, { [part]: world.now() })]) : shared
}

const isMember = async (world: World, space: SpaceId, org: OrgId): Promise<boolean> => {
  const opened = await world.open(space)
  return opened !== null && roleNow(opened.membership, org) !== null
}

export const shareCase: Command<'shareCase'> = (world, { space, org, part }) =>
  inOwnCase(world, space, (found) => sharePart(world, found, org, part))

/** Everything of the case, the identity part first. Done again after a failure it goes on where it stopped. */
export const revokeCase: Command<'revokeCase'> = (world, { space, org }) =>
  inOwnCase(world, space, ({ file }) => takeBack(world, file, org))

const takeBack = async (world: World, { space, identitySpace, ownerOrg }: CaseFile, org: OrgId): Promise<Answer<null>> => {
  if (org === ownerOrg) return problem('invalid', 'org')
  for (const part of identitySpace === null ? [space] : [identitySpace, space]) {
    if (!(await isMember(world, part, org))) continue
    const revoked = await world.revoke(part, org)
    if (!revoked.ok) return revoked
  }
  return world.write(space, [shareRecord(org, { file: null, identity: null })])
}
