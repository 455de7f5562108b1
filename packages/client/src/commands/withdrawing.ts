/** What a person takes back in a case ends in the cases that it came from as well: one that was merged into it, one it was split from. */
import { withdrawConsent, type Consent } from '@pergola/core/consent'
import { readMoves, takenBackElsewhere } from '@pergola/core/moving'
import type { SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import { openCaseFile, type OpenedCase } from '../views/openCase.ts'
import { done } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import { takeBackWithdrawn } from './takingBack.ts'

/** Takes back at once what was withdrawn with that wish; without the relay whoever of us reaches it first does. */
export const takeBackNow = async (world: World, space: OpenedCase['opened']['space']): Promise<Answer<null>> => {
  const now = await openCaseFile(world, space)
  if (!now.ok) return now
  const taken = await takeBackWithdrawn(world, now.value)
  return taken.ok || taken.problem.type === 'offline' ? done : taken
}

/**
 * `consent` as it is withdrawn now. Cases of others are left alone: one that was handed over to us is theirs. `seen`: a case may have
 * been split off and merged back, so that each came from the other.
 */
export const withdrawWhereItCameFrom = async (
  world: World,
  { opened }: OpenedCase,
  consent: Consent,
  seen: ReadonlySet<SpaceId> = new Set(),
): Promise<Answer<null>> => {
  const been = new Set([...seen, opened.space])
  for (const { space, people } of readMoves(opened.doc).from) {
    if (been.has(space)) continue
    const person = [...people].find(([, now]) => now === consent.person)?.[0]
    const found = person === undefined ? null : await openCaseFile(world, space)
    if (person === undefined || !found?.ok || found.value.file.ownerOrg !== world.me.org) continue
    const there = { ...consent, person }
    const ended = await endThere(world, found.value, there)
    if (!ended.ok) return ended
    const before = await withdrawWhereItCameFrom(world, found.value, there, been)
    if (!before.ok) return before
  }
  return done
}

const endThere = async (world: World, { opened, file }: OpenedCase, consent: Consent): Promise<Answer<null>> => {
  // With the wish to take back, what was withdrawn without it is looked at again.
  const open = file.consents.map((one) => (consent.takeBack && !one.takeBack ? { ...one, withdrawnOn: null } : one))
  const ends = takenBackElsewhere(open, [consent])
  const ops = file.consents.flatMap(({ id, withdrawnOn }) => {
    const end = ends.get(id)
    const on = withdrawnOn ?? end?.withdrawnOn
    const ended = end && on ? withdrawConsent(id, on, end.takeBack) : null
    return ended?.ok ? ended.value : []
  })
  if (ops.length === 0) return done
  const written = await world.write(opened.space, ops)
  return written.ok && consent.takeBack ? takeBackNow(world, opened.space) : written
}
