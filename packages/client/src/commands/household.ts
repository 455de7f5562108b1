/** Ties, guardians and papers of the people in a case; and the medical part. */
import { medicalSpacesOf, nameMedicalSpace, namePatient, openMedical, saveCare as careOps, saveVisit as visitOps } from '@pergola/core/care'
import {
  dropPaper as dropOps,
  endTie as endOps,
  readStandings,
  savePaper as paperOps,
  saveStanding as standingOps,
  saveTie as tieOps,
} from '@pergola/core/household'
import { ownedId, ownerOf, type Op, type Ops } from '@pergola/core/record'
import { seeAlarm, type CaseFile } from '@pergola/core/casework'
import type { SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import { findMedical, mergedPart } from '../views/medicalSpace.ts'
import { mayWrite } from '../views/openCase.ts'
import { problem } from '../views/problems.ts'
import { paperAlarm } from '../views/todayPapers.ts'
import { alarmsNow } from '../views/todayRelay.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { hasPerson, inCase, inOwnCase, lineTooLong, newId, textTooLong, write } from './open.ts'
import { sharePart } from './sharing.ts'
import { takeBack } from './takingBack.ts'

const LONGEST_CARE = 20_000
const LONGEST_PLACE = 2000

export const saveStanding: Command<'saveStanding'> = (world, { space, standing }) =>
  inOwnCase(world, space, ({ opened }) => {
    const { ownCase } = standing
    if (ownCase !== null && (ownCase === space || world.summaries.get(ownCase)?.kind !== 'case')) return problem('invalid', 'ownCase')
    return write(world, space, standingOps(standing, readStandings(opened.doc)), null)
  })

export const saveTie: Command<'saveTie'> = (world, { space, tie }) =>
  inCase(world, space, ({ file }) => {
    const stranger = (['a', 'b'] as const).find((end) => !hasPerson(file, tie[end]))
    return stranger ? problem('invalid', stranger) : write(world, space, tieOps(tie), null)
  })

export const endTie: Command<'endTie'> = (world, { space, a, b }) => inCase(world, space, () => write(world, space, [endOps(a, b)], null))

const inIdentity = (
  world: World,
  space: SpaceId,
  act: (identity: SpaceId, file: CaseFile) => Promise<Answer<{ id: string }>>,
): Promise<Answer<{ id: string }>> =>
  inOwnCase(world, space, ({ file }) =>
    file.identitySpace === null ? problem('not_found', 'identitySpace') : act(file.identitySpace, file),
  )

export const savePaper: Command<'savePaper'> = async (world, { space, paper }) =>
  lineTooLong(['number', paper.number, 60]) ??
  textTooLong(['place', paper.place, LONGEST_PLACE]) ??
  inIdentity(world, space, async (identity, file) => {
    if (!hasPerson(file, paper.person)) return problem('invalid', 'person')
    const id = paper.id ?? newId(world)
    return write(world, identity, paperOps({ ...paper, id }), { id })
  })

export const dropPaper: Command<'dropPaper'> = async (world, { space, id }) => {
  const dropped = await inIdentity(world, space, (identity) => write(world, identity, [dropOps(id)], { id }))
  return dropped.ok ? { ok: true, value: null } : dropped
}

/** Put away in our book: the same words as for an alarm of a gap. */
export const seePaper: Command<'seePaper'> = async (world, { space, id }) => {
  const about = world.summaries.get(space)
  const identity = about?.kind === 'case' && about.identitySpace !== null ? world.summaries.get(about.identitySpace) : undefined
  const paper = identity?.kind === 'identity' ? identity.papers?.find((one) => one.id === id) : undefined
  const alarm = paper && paperAlarm(paper, alarmsNow(world))
  if (!paper || !alarm) return problem('not_found', 'id')
  if (world.me.role === 'reader') return problem('not_permitted')
  return write(world, world.book().space, [seeAlarm(id, { from: paper.until, step: alarm.step })], null)
}

/** The part that is there, or a new one, which only who holds the case begins. Names the patient by the label of the file. */
const intoMedical = async (world: World, space: SpaceId, person: string, ops: Ops, id: string): Promise<Answer<{ id: string }>> => {
  if (!ops.ok) return ops
  const medical = await findMedical(world, space)
  if (!medical.ok) return medical
  const { found, parts, named } = medical.value
  const [first] = parts
  if (first) {
    if (!mayWrite(world, first)) return problem('not_permitted')
    const known = mergedPart(parts)?.patients.some((patient) => patient.person === person) === true
    if (!known && !(found && hasPerson(found.file, person))) return problem('invalid', 'person')
    const holds = first.membership.founder === world.me.org
    return write(world, first.space, [...(known || !holds ? [] : patientOps(found!.file, person)), ...ops.value], { id })
  }
  if (named || found === null) return problem('not_permitted')
  return inOwnCase(world, space, async ({ file }) => {
    if (!hasPerson(file, person)) return problem('invalid', 'person')
    const founded = await world.found('medical', [], [openMedical(space, file.pseudonym), ...patientOps(file, person), ...ops.value])
    return founded.ok ? write(world, space, [nameMedicalSpace(founded.value)], { id }) : founded
  })
}

const patientOps = (file: CaseFile, person: string): readonly Op[] => [
  namePatient(person, file.people.find(({ id }) => id === person)?.label ?? ''),
]

/** A record of ours, or a new one. */
const ownOr = (world: World, id: string | undefined): string | null => {
  if (id === undefined) return ownedId(world.me.org, newId(world))
  return ownerOf(id) === world.me.org ? id : null
}

export const saveCare: Command<'saveCare'> = async (world, { space, id, care }) => {
  const own = ownOr(world, id)
  if (own === null) return problem('not_permitted')
  return textTooLong(['text', care.text, LONGEST_CARE]) ?? intoMedical(world, space, care.person, careOps(own, care), own)
}

export const saveVisit: Command<'saveVisit'> = async (world, { space, id, visit }) => {
  const own = ownOr(world, id)
  if (own === null) return problem('not_permitted')
  return textTooLong(['text', visit.text, LONGEST_CARE]) ?? intoMedical(world, space, visit.person, visitOps(own, visit), own)
}

export const shareMedical: Command<'shareMedical'> = (world, { space, org }) =>
  inOwnCase(world, space, async (found) => {
    if (medicalSpacesOf(found.opened.doc).length === 0) return problem('not_found', 'medical')
    const medical = await findMedical(world, space)
    const patients = medical.ok ? (mergedPart(medical.value.parts)?.patients ?? []) : []
    return sharePart(
      world,
      found,
      org,
      'medical',
      patients.map(({ person }) => person),
    )
  })

export const revokeMedical: Command<'revokeMedical'> = (world, { space, org }) =>
  inOwnCase(world, space, (found) => takeBack(world, found, { org, parts: ['medical'], why: 'ended' }))
