/** Risk, the safety plan, incidents, and who is on duty. */
import {
  assessRisk as riskOps,
  dropPlanStep as dropOps,
  readIncidents,
  readPlanSteps,
  saveIncident as incidentOps,
  savePlan as planOps,
  savePlanStep as stepOps,
  weekOf,
} from '@pergola/core/safety'
import { ownedId, type Op } from '@pergola/core/record'
import { membersNow } from '@pergola/protocol'
import type { Answer, Commands } from '../contract/index.ts'
import { saveDuty } from '../book/index.ts'
import { problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { hasPerson, inCase, inOwnCase, lineTooLong, newId, textTooLong, write, type Bound } from './open.ts'

const LONGEST_LINE = 500
const LONGEST_TEXT = 20_000
const MOST_LINES = 100

type Draft = Commands['assessRisk']['args']['assessment']

const linesIn = (draft: Draft): readonly Bound[] =>
  (['threats', 'vulnerabilities', 'capacities'] as const).flatMap((field) =>
    draft[field].flatMap((line) =>
      (typeof line === 'string' ? [line] : Object.values(line).filter((part) => typeof part === 'string')).map((text): Bound => [
        field,
        text,
        LONGEST_LINE,
      ]),
    ),
  )

export const assessRisk: Command<'assessRisk'> = async (world, { space, assessment }) => {
  const { person = null, threats, vulnerabilities, capacities, deathThreatOver = '', analysis } = assessment
  if ([threats, vulnerabilities, capacities].some((list) => list.length > MOST_LINES))
    return problem('too_large', 'threats', { most: MOST_LINES })
  const steps = Object.entries(analysis ?? {}).map(([step, text]: readonly [string, string]): Bound => [step, text, LONGEST_TEXT])
  return (
    lineTooLong(...linesIn(assessment), ['deathThreatOver', deathThreatOver, LONGEST_LINE]) ??
    textTooLong(...steps) ??
    inCase(world, space, ({ file }) =>
      person === null || hasPerson(file, person)
        ? write(world, space, riskOps(ownedId(world.me.org, newId(world)), world.today(), assessment), null)
        : problem('invalid', 'person'),
    )
  )
}

export const savePlan: Command<'savePlan'> = async (world, { space, plan }) =>
  lineTooLong(['stops', plan.stops, LONGEST_LINE], ...plan.triggers.map((text): Bound => ['triggers', text, LONGEST_LINE])) ??
  textTooLong(['emergency', plan.emergency, LONGEST_TEXT]) ??
  inOwnCase(world, space, () => write(world, space, planOps(world.me.person, world.today(), plan), null))

export const savePlanStep: Command<'savePlanStep'> = async (world, { space, id, step }) =>
  lineTooLong(['text', step.text, LONGEST_LINE], ['carry', step.carry, LONGEST_LINE]) ??
  inCase(world, space, ({ opened, file }) => {
    if (id !== undefined && !isOurs(world, readPlanSteps(opened.doc), id)) return problem('not_found', 'id')
    const known = step.owner === '' || hasPerson(file, step.owner) || isMember(world, step.owner)
    if (!known) return problem('invalid', 'owner')
    const saved = id ?? ownedId(world.me.org, newId(world))
    return write(world, space, stepOps(saved, step), { id: saved })
  })

export const dropPlanStep: Command<'dropPlanStep'> = (world, { space, id }) =>
  inCase(world, space, ({ opened }) =>
    isOurs(world, readPlanSteps(opened.doc), id) ? write(world, space, dropOps(id), null) : problem('not_found', 'id'),
  )

export const saveIncident: Command<'saveIncident'> = async (world, { space, id, incident }) => {
  const texts = (['text', 'damage', 'attacker', 'motive', 'steps', 'reportedTo', 'evidence', 'lessons', 'request'] as const).map(
    (field): Bound => [field, incident[field], LONGEST_TEXT],
  )
  return (
    textTooLong(...texts) ??
    inCase(world, space, ({ opened, file }) => {
      if (id !== undefined && !isOurs(world, readIncidents(opened.doc), id)) return problem('not_found', 'id')
      if (!incident.people.every((person) => hasPerson(file, person))) return problem('invalid', 'people')
      if ((incident.on as string) > world.today()) return problem('invalid', 'on')
      const saved = id ?? ownedId(world.me.org, newId(world))
      return write(world, space, incidentOps(saved, incident), { id: saved })
    })
  )
}

const isOurs = ({ me }: World, rows: readonly { readonly id: string; readonly org: string }[], id: string): boolean =>
  rows.some((row) => row.id === id && row.org === me.org)

export const isMember = (world: World, person: string): boolean =>
  (membersNow(world.book().membership) as readonly string[]).includes(person)

/** Whoever may write in the organisation's book says who is on duty. */
export const setDuty: Command<'setDuty'> = async (world, { week, people }) => {
  if (world.me.role === 'reader') return problem('not_permitted')
  if (weekOf(week) !== week) return problem('invalid', 'week')
  if (people.length > MOST_LINES || !people.every((person) => isMember(world, person))) return problem('invalid', 'people')
  return inBook(world, [saveDuty(week, [...new Set(people)])])
}

export const inBook = (world: World, ops: readonly Op[]): Promise<Answer<null>> => world.write(world.book().space, ops)
