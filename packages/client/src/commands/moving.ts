/** Merging two cases of one person, taking people out into a case of their own, and going on with a case that was handed over. */
import { dropNeed, setCase, type NewCase } from '@pergola/core/casework'
import { repeatRefusal, withdrawConsent, type Refused } from '@pergola/core/consent'
import {
  cameFrom,
  carryCover,
  carryFile,
  carryIdentity,
  endCarried,
  mergedInto,
  offeredTo,
  readMoves,
  takenBackElsewhere,
  takenOver,
  type Carrying,
  type TakenBack,
} from '@pergola/core/moving'
import { batches, cleanLine, type Op } from '@pergola/core/record'
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import { couldTake } from '../views/movingView.ts'
import { orgName, peopleNames } from '../views/names.ts'
import { openCaseFile, type OpenedCase } from '../views/openCase.ts'
import { done, problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import { foundCase } from './casework.ts'
import type { Command } from './command.ts'
import { hasPerson, inCase, inOwnCase, lineTooLong, newId } from './open.ts'

/** Whoever wrote a note, as we know them: a colleague by name, others by their organisation. */
const writerIn =
  (world: World) =>
  (org: OrgId, person: string): string => {
    const name = peopleNames(world, [{ person: person as PersonId, org }])[person as PersonId] ?? ''
    const from = orgName(world, org)
    return name === '' || name === from ? from : `${name}, ${from}`
  }

const carrying = (world: World, more: Partial<Carrying> = {}): Carrying => ({ org: world.me.org, newId: () => newId(world), ...more })

const coverOf = (world: World, { opened, file }: OpenedCase, ids: ReadonlyMap<string, string>): readonly Op[] =>
  carryCover(opened.doc, file, carrying(world), ids, world.today())

/** Everyone of a case who is in the other one now, by the ids they have in each. */
const peopleIn = ({ file }: OpenedCase, ids: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map(
    file.people.flatMap(({ id }) => {
      const there = ids.get(id)
      return there === undefined ? [] : [[id, there] as const]
    }),
  )

const identityOps = async (
  world: World,
  { file }: OpenedCase,
  how: Carrying,
  ids: ReadonlyMap<string, string>,
): Promise<readonly Op[] | null> => {
  const opened = file.identitySpace === null ? null : await world.open(file.identitySpace)
  return opened === null || opened.goneSince !== null ? null : carryIdentity(opened.doc, how, ids)
}

/** In portions that fit a commit; what was written stays when a later one fails. */
const writeAll = async (world: World, space: SpaceId, ops: readonly Op[]): Promise<Answer<null>> =>
  ops.length === 0 ? done : (await world.writeMany(space, batches(ops))).answer

/** A new case of ours, then everything into it in portions: a large case does not fit one commit. */
const foundWith = async (
  world: World,
  main: Omit<NewCase, 'ownerOrg' | 'openedOn' | 'assignedTo'>,
  ops: readonly Op[],
  identity: readonly Op[],
): Promise<Answer<{ space: SpaceId }>> => {
  const { org, person } = world.me
  const founded = await foundCase(world, { ...main, ownerOrg: org, openedOn: world.today(), assignedTo: person }, [], [])
  if (!founded.ok) return founded
  const opened = await openCaseFile(world, founded.value.space)
  if (!opened.ok) return opened
  const { identitySpace } = opened.value.file
  if (identitySpace === null) return problem('not_found', 'identitySpace')
  for (const [space, what] of [
    [identitySpace, identity],
    [founded.value.space, ops],
  ] as const) {
    const written = await writeAll(world, space, what)
    if (!written.ok) return written
  }
  return founded
}

/** What was taken back in one of the two cases, by the ids that the other's yes has in the case that stays. */
const takenBackIn = (source: OpenedCase, target: OpenedCase, ids: ReadonlyMap<string, string>): ReadonlyMap<string, TakenBack> => {
  const now = (id: string): string => ids.get(id) ?? id
  const carried = source.file.consents.map((one) => ({ ...one, id: now(one.id), person: now(one.person) }))
  return takenBackElsewhere(target.file.consents, carried)
}

const endedIn = ({ file }: OpenedCase, ends: ReadonlyMap<string, TakenBack>, ids: ReadonlyMap<string, string> = new Map()): readonly Op[] =>
  file.consents.flatMap(({ id }) => {
    const end = ends.get(ids.get(id) ?? id)
    const ended = end?.withdrawnOn ? withdrawConsent(id, end.withdrawnOn, end.takeBack) : null
    return ended?.ok ? ended.value : []
  })

/** What people said no to in the case that stays, for the one that is closed: what it shared is still with others. */
const refusedIn = ({ file }: OpenedCase, same: readonly { readonly from: string; readonly into: string }[]): readonly Op[] =>
  same.flatMap(({ from, into }) =>
    file.consents
      .filter((one): one is Refused => !one.given && one.person === into)
      .map((no) => repeatRefusal({ ...no, person: from, guardian: null })),
  )

export const mergeCase: Command<'mergeCase'> = (world, { from, into, same }) =>
  inOwnCase(world, from, (source) =>
    inOwnCase(world, into, async (target) => {
      if (from === into || source.file.status === 'closed') return problem('invalid', 'from')
      if (!same.every((pair) => hasPerson(source.file, pair.from) && hasPerson(target.file, pair.into))) return problem('invalid', 'same')
      const how = carrying(world, { same: new Map(same.map((pair) => [pair.from, pair.into])) })
      const { ops, ids, left } = carryFile(source.opened.doc, how, writerIn(world))
      const ends = takenBackIn(source, target, ids)
      const identity = await identityOps(world, source, how, ids)
      if (identity === null || target.file.identitySpace === null) return problem('not_found', 'identitySpace')
      for (const [space, what] of [
        [target.file.identitySpace, identity],
        [
          into,
          [
            ...endedIn(target, ends),
            ...endCarried(ops, ends),
            ...coverOf(world, source, ids),
            ...cameFrom(from, 'merge', peopleIn(source, ids)),
          ],
        ],
      ] as const) {
        const written = await writeAll(world, space, what)
        if (!written.ok) return written
      }
      const closed = setCase({ status: 'closed' })
      if (!closed.ok) return closed
      const ended = await world.write(from, [...endedIn(source, ends, ids), ...refusedIn(target, same), mergedInto(into), ...closed.value])
      return ended.ok ? { ok: true, value: { carried: ops.length, left } } : ended
    }),
  )

export const splitCase: Command<'splitCase'> = async (world, { space, people, pseudonym }) =>
  lineTooLong(['pseudonym', pseudonym, 80]) ??
  inOwnCase(world, space, async (source) => {
    const { file, opened } = source
    const chosen = new Set(people)
    if (chosen.size === 0 || chosen.size >= file.people.length || !people.every((id) => hasPerson(file, id)))
      return problem('invalid', 'people')
    if (cleanLine(pseudonym) === '') return problem('invalid', 'pseudonym')
    const how = carrying(world, { people: chosen })
    const { ops, ids } = carryFile(opened.doc, how, writerIn(world))
    const identity = await identityOps(world, source, how, ids)
    if (identity === null) return problem('not_found', 'identitySpace')
    const { country, urgency, status, rightsFields } = file
    const main = { pseudonym, country, urgency, status, rightsFields, summary: '' }
    const came = [...coverOf(world, source, ids), ...cameFrom(space, 'split', peopleIn(source, ids))]
    const founded = await foundWith(world, main, [...ops, ...came], identity)
    if (!founded.ok) return founded
    const dropped = file.needs.filter((need) => chosen.has(need.person) && !need.dropped).flatMap(({ id }) => dropNeed(id))
    const written = await writeAll(world, space, dropped)
    return written.ok ? founded : written
  })

export const offerCase: Command<'offerCase'> = (world, { space, org }) =>
  inOwnCase(world, space, async ({ file }) => {
    if (org !== null && !(await couldTake(world, space, file.identitySpace)).includes(org)) return problem('invalid', 'org')
    return world.write(space, [offeredTo(org, world.today())])
  })

/** Everything that we were given, as ours. Commitments of others stay with who made them, who are asked whether they go on. */
export const takeOverCase: Command<'takeOverCase'> = async (world, { space, pseudonym }) =>
  lineTooLong(['pseudonym', pseudonym, 80]) ??
  inCase(world, space, async (source) => {
    const { opened, file } = source
    const { offered, takenOn } = readMoves(opened.doc)
    if (offered?.org !== world.me.org || takenOn !== null) return problem('not_permitted')
    if (cleanLine(pseudonym) === '') return problem('invalid', 'pseudonym')
    const how = carrying(world, { adopt: true })
    const { ops, ids } = carryFile(opened.doc, how, writerIn(world))
    const identity = await identityOps(world, source, how, ids)
    if (identity === null) return problem('not_found', 'identitySpace')
    const { country, urgency, rightsFields, summary } = file
    const main = { pseudonym, country, urgency, rightsFields, summary, status: 'open' } as const
    const came = [...coverOf(world, source, ids), ...cameFrom(space, 'hand_over', peopleIn(source, ids))]
    const founded = await foundWith(world, main, [...ops, ...came], identity)
    if (!founded.ok) return founded
    const told = await world.write(space, [takenOver(world.me.org, world.today())])
    return told.ok ? founded : told
  })
