/** Covering a need from day to day, handing over, and being told when cover breaks. */
import {
  LONGEST_CONDITIONS,
  LONGEST_ITEM,
  LONGEST_TEXT,
  agreeHandover as agreeOps,
  listItem,
  readPhases,
  removePhase as removePhaseOps,
  saveAlarmSteps as stepsOps,
  saveCommitment,
  savePhase as phaseOps,
  seeAlarm as seeOps,
  tickItem,
} from '@pergola/core/casework'
import { ownedId, type Ops } from '@pergola/core/record'
import type { SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import { needIn, type OpenedCase } from '../views/openCase.ts'
import { problem } from '../views/problems.ts'
import { alarmOf, alarmsNow } from '../views/todayRelay.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { inCase, inOwnCase, lineTooLong, newId, textTooLong, write } from './open.ts'

/** In the name of one's own organisation, which the rules of the space hold; a commitment stays with the need it was made for. */
export const commit: Command<'commit'> = async (world, { space, id, ...commitment }) =>
  textTooLong(['note', commitment.note, LONGEST_TEXT], ['conditions', commitment.terms?.conditions ?? '', LONGEST_CONDITIONS]) ??
  inCase(world, space, ({ file }) => {
    if (needIn(file, commitment.need) === null) return problem('not_found', 'need')
    if (id !== undefined && !file.commitments.some((known) => known.id === id && known.need === commitment.need))
      return problem('not_found', 'id')
    const payer = commitment.terms?.reimbursement?.by ?? null
    if (payer !== null && !world.organisations.has(payer)) return problem('invalid', 'reimbursement')
    const saved = id ?? ownedId(world.me.org, newId(world))
    return write(world, space, saveCommitment(saved, commitment), { id: saved })
  })

/** Does something for our own side of a hand-over. */
const inHandover = <T>(
  world: World,
  { space, before, after }: { readonly space: SpaceId; readonly before: string; readonly after: string },
  act: () => Promise<Answer<T>> | Answer<T>,
): Promise<Answer<T>> =>
  inCase(world, space, ({ file }) => {
    const [first, next] = [before, after].map((id) => file.commitments.find((known) => known.id === id))
    if (first === undefined || next === undefined || first.need !== next.need) return problem('not_found', 'handover')
    if (first.org !== world.me.org && next.org !== world.me.org) return problem('not_permitted')
    return act()
  })

/** Our yes, for the side of the hand-over that is ours. */
export const agreeHandover: Command<'agreeHandover'> = (world, args) =>
  inHandover(world, args, () => write(world, args.space, agreeOps(args.before, args.after, world.me.org), null))

const onList = (world: World, args: Parameters<typeof inHandover>[1], item: string, ops: () => Ops): Promise<Answer<null>> =>
  inHandover(world, args, () => lineTooLong(['item', item, LONGEST_ITEM]) ?? write(world, args.space, ops(), null))

export const tickHandover: Command<'tickHandover'> = (world, args) =>
  onList(world, args, args.item, () => tickItem(args.before, args.after, world.me.org, args.item, args.ticked))

export const listHandover: Command<'listHandover'> = (world, args) =>
  onList(world, args, args.item, () => listItem(args.before, args.after, world.me.org, args.item, args.listed))

export const savePhase: Command<'savePhase'> = (world, { space, id, ...phase }) =>
  inOwnCase(world, space, (found) => {
    if (id !== undefined && !hasPhase(found, id)) return problem('not_found', 'id')
    const saved = id ?? newId(world)
    return write(world, space, phaseOps(saved, phase), { id: saved })
  })

export const removePhase: Command<'removePhase'> = (world, { space, id }) =>
  inOwnCase(world, space, (found) => (hasPhase(found, id) ? write(world, space, removePhaseOps(id), null) : problem('not_found', 'id')))

const hasPhase = ({ opened }: OpenedCase, id: string): boolean => readPhases(opened.doc).some((phase) => phase.id === id)

/** Which steps our organisation is told of: for all of its members. */
export const saveAlarmSteps: Command<'saveAlarmSteps'> = async (world, { steps }) =>
  world.me.role === 'reader' ? problem('not_permitted') : write(world, world.book().space, stepsOps(steps), null)

/** What is open cannot be put away: somebody has to find cover, or say that it is not wanted any more. */
export const seeAlarm: Command<'seeAlarm'> = async (world, { space, need }) => {
  const summary = world.summaries.get(space)
  const found = summary?.kind === 'case' ? summary.needs.find(({ id }) => id === need) : undefined
  const alarm = found && alarmOf(found, alarmsNow(world))
  if (!alarm) return problem('not_found', 'need')
  if (world.me.role === 'reader') return problem('not_permitted')
  return alarm.step === 0 ? problem('invalid', 'need') : write(world, world.book().space, [seeOps(need, alarm)], null)
}
