/** Keeping a case: the file, its people, needs, consent, risk and notes. */
import {
  LONGEST_TEXT,
  answerNeed as answerOps,
  dropNeed as dropOps,
  openCase,
  openIdentity,
  saveIdentity as identityOps,
  saveNeed as needOps,
  savePerson as personOps,
  setCase,
  type NewCase,
} from '@pergola/core/casework'
import { cleanLine, type Op } from '@pergola/core/record'
import type { SpaceId } from '@pergola/protocol'
import { problem } from '../views/problems.ts'
import type { Answer } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { hasPerson, inCase, inOwnCase, lineTooLong, newId, textTooLong, write } from './open.ts'

/**
 * A case space and the identity space that belongs to it. Both from the start: two devices that made the identity part only
 * when first needed would make two. The case names its identity part last, so that what it names is there.
 */
export const foundCase = async (
  world: World,
  input: NewCase,
  file: readonly Op[],
  identity: readonly Op[],
): Promise<Answer<{ space: SpaceId }>> => {
  const main = openCase(input)
  if (!main.ok) return main
  const founded = await world.found('case', [], [...main.value, ...file])
  if (!founded.ok) return founded
  const space = founded.value
  const apart = await world.found('identity', [], [...openIdentity(space), ...identity])
  if (!apart.ok) return apart
  return write(world, space, setCase({ identitySpace: apart.value }), { space })
}

const caseTooLong = ({ pseudonym = '', summary = '' }: { readonly pseudonym?: string; readonly summary?: string }): Answer<never> | null =>
  lineTooLong(['pseudonym', pseudonym, 80]) ?? textTooLong(['summary', summary, LONGEST_TEXT])

export const createCase: Command<'createCase'> = async (world, input) => {
  const { pseudonym, country, urgency, summary } = input
  const { org, person } = world.me
  return (
    caseTooLong(input) ??
    foundCase(world, { ownerOrg: org, pseudonym, country, urgency, summary, openedOn: world.today(), assignedTo: person }, [], [])
  )
}

export const editCase: Command<'editCase'> = async (world, { space, fields }) =>
  caseTooLong(fields) ?? inOwnCase(world, space, () => write(world, space, setCase(fields), null))

export const savePerson: Command<'savePerson'> = async (world, { space, id, label, relation, languages, role }) =>
  lineTooLong(['label', label, 120], ['relation', relation, 120]) ??
  inCase(world, space, ({ file }) => {
    if (id !== undefined && !hasPerson(file, id)) return problem('not_found', 'id')
    const person = id ?? newId(world)
    const known = languages.map((language) => cleanLine(language, 8)).filter((language) => language !== '')
    return write(world, space, personOps(person, { role, label, relation, languages: known.slice(0, 20) }), { id: person })
  })

export const saveIdentity: Command<'saveIdentity'> = async (world, { space, identity }) => {
  const { name, otherNames, contact, whereabouts, documents } = identity
  const tooLong =
    lineTooLong(['name', name, 120], ['otherNames', otherNames, 300]) ??
    textTooLong(['contact', contact, LONGEST_TEXT], ['whereabouts', whereabouts, LONGEST_TEXT], ['documents', documents, LONGEST_TEXT])
  return (
    tooLong ??
    inOwnCase(world, space, ({ file }) => {
      if (!hasPerson(file, identity.person)) return problem('not_found', 'person')
      return file.identitySpace === null
        ? problem('not_found', 'identitySpace')
        : write(world, file.identitySpace, identityOps(identity), null)
    })
  )
}

export const saveNeed: Command<'saveNeed'> = async (world, { space, id, need }) =>
  textTooLong(['note', need.note, LONGEST_TEXT]) ??
  inCase(world, space, ({ file }) => {
    if (id !== undefined && !file.needs.some((known) => known.id === id)) return problem('not_found', 'id')
    if (!hasPerson(file, need.person)) return problem('invalid', 'person')
    const saved = id ?? newId(world)
    return write(world, space, needOps(saved, need), { id: saved })
  })

export const dropNeed: Command<'dropNeed'> = (world, { space, id }) =>
  inCase(world, space, ({ file }) =>
    file.needs.some((need) => need.id === id) ? write(world, space, dropOps(id), null) : problem('not_found', 'id'),
  )

export const answerNeed: Command<'answerNeed'> = (world, { space, id, answers }) =>
  inCase(world, space, ({ file }) =>
    file.needs.some((need) => need.id === id) ? write(world, space, answerOps(id, answers), null) : problem('not_found', 'id'),
  )
