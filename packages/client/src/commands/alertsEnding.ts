/** Destroying conversations with the intake: their keys stand on shelves, and what is to stay moves to another one before. */
import { bareRecordOfAlerts, proposeEnding, readProposals, type BareRecord, type EndingSpace, type Proposal } from '@pergola/core/retention'
import type { Op } from '@pergola/core/record'
import { LIMITS, atLeast } from '@pergola/protocol'
import { setAlert } from '../book/alerts.ts'
import type { Alert } from '../book/index.ts'
import { putKeys } from '../book/shelving.ts'
import type { Answer } from '../contract/index.ts'
import { alertsOver, filesWith, shelvesWith } from '../views/alertsEnding.ts'
import { answer, problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { write } from './open.ts'

/** So many at once: one proposal is one record of the book. */
const MOST = 500

/** One proposal at a time: whatever is on the same shelf would have to move for the next. */
export const proposeEndingAlerts: Command<'proposeEndingAlerts'> = async (world, { alerts: ids }) => {
  if (!atLeast(world.me.role, 'editor')) return problem('not_permitted')
  if (readProposals(world.book().doc).some(({ what }) => what === 'alerts')) return problem('invalid', 'pending')
  const named = new Set(ids)
  const chosen = alertsOver(world).filter(({ id }) => named.has(id))
  if (chosen.length !== named.size || named.size === 0) return problem('invalid', 'alerts')
  if (named.size > MOST) return problem('too_large', 'alerts', { most: MOST })
  const agreed = await agreeToShelves(world, chosen)
  if (!agreed.ok) return agreed
  const first = agreed.value[0]
  if (first === undefined) return problem('not_found', 'shelf')
  const alerts = chosen.map(({ id, turns }) => ({ id, turns: turns.length }))
  const by = { by: world.me.person, at: world.now() }
  const proposal: Proposal = { case: first.space, what: 'alerts', rule: 'alert', ...by, spaces: agreed.value, alerts }
  return write(world, world.book().space, proposeEnding(proposal), null)
}

/** Keys that stay are put elsewhere first; then our word for each shelf as it stands. The files go with the first. */
const agreeToShelves = async (world: World, chosen: readonly Alert[]): Promise<Answer<readonly EndingSpace[]>> => {
  const { going, staying } = shelvesWith(world, new Set(chosen.map(({ id }) => id)))
  const without = going.map(({ space }) => space)
  const moved = staying.length === 0 ? null : await putKeys(world, staying, without)
  if (moved && !moved.ok) return moved
  const files = await filesWith(world, chosen)
  if (files.length > LIMITS.endedBlobs) return problem('too_large', 'files', { most: LIMITS.endedBlobs })
  const spaces: EndingSpace[] = []
  for (const space of without) {
    const blobs = spaces.length === 0 ? files : []
    const agreed = await world.agreeToEnd(space, blobs)
    if (!agreed.ok) return agreed
    spaces.push({ space, blobs, ...agreed.value })
  }
  return answer(spaces)
}

export const recordOfAlerts = (world: World, proposal: Proposal): BareRecord => bareRecordOfAlerts(proposal, world.me.person, world.today())

/** Nothing is answered any more that nobody can read; whoever writes again is new. */
export const noteDestroyed = ({ alerts }: Proposal): readonly Op[] => alerts.map(({ id }) => setAlert(id, { destroyed: true, answered: 0 }))
