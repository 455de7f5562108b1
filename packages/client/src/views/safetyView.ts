/** The safety of a case's people: risk over time, the plan, check-ins, incidents, the emergency packet. */
import { currentRisk, latestOfEach, riskHistory, type Instant } from '@pergola/core/casework'
import { mayPass, sharePassage } from '@pergola/core/consent'
import type { Doc } from '@pergola/core/record'
import {
  carryLines,
  emergencySpacesOf,
  heardOf,
  packetOpenings,
  readAssessments,
  readCheckIns,
  readIncidents,
  readOnIt,
  readPackets,
  readPlan,
  readPlanSteps,
  readSchedules,
  standingOf,
  weeksFrom,
  type CarryLine,
  type Packet,
} from '@pergola/core/safety'
import { readIdentities } from '@pergola/core/casework'
import { membersNow, type OrgId, type PersonId, type SpaceId } from '@pergola/protocol'
import { agreedWords, dutyIn, memberNames } from '../book/index.ts'
import type { Answer, DutyView, EmergencyView, Queries, SafetyView, WatchView } from '../contract/index.ts'
import type { Opened, World } from '../world/world.ts'
import { orgName, peopleNames, profileOf } from './names.ts'
import { openCaseFile, type OpenedCase } from './openCase.ts'
import { placeNames } from './placeNames.ts'
import { answer, problem } from './problems.ts'

/** Check-ins that are shown of each agreement. */
const SHOWN = 30

export const safetyView = async (world: World, { space }: Queries['safety']['args']): Promise<Answer<SafetyView>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const { opened, file } = found.value
  const { doc } = opened
  const assessments = readAssessments(doc)
  const history = riskHistory(assessments)
  const packetSpaces = await openPackets(world, doc)
  const incidents = readIncidents(doc)
  const watches = watchViews(world, doc)
  const packets = packetSpaces.flatMap((one) => readPackets(one.doc).packets)
  return answer({
    assessments,
    history,
    level: currentRisk(file.assessments),
    threatStands: latestOfEach(history).some(({ threatStands }) => threatStands),
    plan: readPlan(doc),
    steps: readPlanSteps(doc),
    watches,
    incidents,
    packets: emergencySpacesOf(doc).length > 0 && packetSpaces.length === 0 ? null : firstOfEach(packets),
    packetOpenTo: openTo(world, doc, packetSpaces),
    people: peopleNames(world, writersIn(world, assessments, incidents, watches)),
    members: membersOf(world),
    organisations: ladderOrganisations(world, found.value, packets),
    ours: world.me.org,
    me: world.me.person,
    now: world.now(),
  })
}

type Written = { readonly by: PersonId; readonly org: OrgId | null }

const writersIn = (
  world: World,
  assessments: readonly Written[],
  incidents: readonly Written[],
  watches: readonly WatchView[],
): readonly { readonly person: PersonId; readonly org: OrgId | null }[] => [
  ...[...assessments, ...incidents].map(({ by, org }) => ({ person: by, org })),
  ...watches.flatMap(({ schedule, checkIns }) => checkIns.map(({ by }) => ({ person: by, org: schedule.org }))),
  ...watches.flatMap(({ onIt }) => onIt.map((person) => ({ person, org: world.me.org }))),
]

const watchViews = (world: World, doc: Doc): readonly WatchView[] => {
  const checkIns = readCheckIns(doc)
  const onIt = readOnIt(doc)
  return readSchedules(doc).map((schedule) => {
    const own = checkIns.get(schedule.id) ?? []
    const heard = heardOf(own)
    const standing = standingOf(schedule, heard, world.now() as Instant)
    const ours = schedule.org === world.me.org
    const words = ours ? agreedWords(world.book().doc, schedule.id) : { well: '', duress: '' }
    return {
      ...standing,
      schedule,
      last: heard.last,
      checkIns: own.toSorted((a, b) => b.at - a.at).slice(0, SHOWN),
      onIt: onIt.filter(({ alarm }) => alarm === standing.alarm?.id).map(({ person }) => person),
      ours,
      words: { well: words.well !== '', duress: words.duress !== '' },
    }
  })
}

/** Packets' spaces that we can read. */
const openPackets = async (world: World, doc: Doc): Promise<readonly Opened[]> => {
  const opened = await Promise.all(emergencySpacesOf(doc).map((space) => world.open(space)))
  return opened.filter((one): one is Opened => one?.membership.kind === 'emergency' && one.goneSince === null)
}

/** Of spaces made at once by two devices, the first in order was written to. */
const firstOfEach = (packets: readonly Packet[]): readonly Packet[] => [
  ...new Map(packets.toReversed().map((one) => [one.person, one])).values(),
]

const openTo = (world: World, doc: Doc, spaces: readonly Opened[]): SafetyView['packetOpenTo'] => {
  const since = new Map(packetOpenings(doc).map(({ org, at }) => [org, at]))
  const readers = new Set(
    spaces.flatMap(({ membership }) => (membersNow(membership) as readonly OrgId[]).filter((org) => org !== membership.founder)),
  )
  return [...readers].map((org) => ({ org, name: orgName(world, org), since: since.get(org) ?? 0 }))
}

const membersOf = (world: World): SafetyView['members'] => {
  const names = memberNames(world.book().doc)
  return (membersNow(world.book().membership) as readonly PersonId[])
    .map((person) => ({ person, name: names.get(person) ?? '' }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => a.name.localeCompare(b.name))
}

const ladderOrganisations = (world: World, { opened, file }: OpenedCase, packets: readonly Packet[]): SafetyView['organisations'] => {
  const readers = new Set(membersNow(opened.membership) as readonly OrgId[])
  const people = packets.length > 0 ? packets.map(({ person }) => person) : file.people.map(({ id }) => id)
  return [...world.organisations.keys()]
    .filter((org) => org !== world.me.org && orgName(world, org) !== '')
    .map((org) => ({
      org,
      name: orgName(world, org),
      hasFile: readers.has(org),
      mayHavePacket: mayPass(file, sharePassage(org, 'emergency', people), world.today()).allowed,
    }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** Only where the identity part is read can anybody say that nothing of it stands in the plan. */
export const carriedPlan = async (world: World, { space }: Queries['carriedPlan']['args']): Promise<Answer<readonly CarryLine[]>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const { opened, file } = found.value
  const identity = file.identitySpace === null ? null : await world.open(file.identitySpace)
  if (identity === null || identity.goneSince !== null) return problem('not_permitted', 'identitySpace')
  const organisations = [...world.organisations.keys()].flatMap((org) => {
    const profile = profileOf(world, org)
    return profile === null ? [] : [profile.name, profile.shortName]
  })
  const names = [file.pseudonym, ...organisations, ...memberNames(world.book().doc).values(), ...placeNames()]
  return answer(carryLines(readPlan(opened.doc), readPlanSteps(opened.doc), { identities: readIdentities(identity.doc), names }))
}

export const emergencyView = async (world: World, { space }: { readonly space: SpaceId }): Promise<Answer<EmergencyView>> => {
  const opened = await world.open(space)
  if (opened?.membership.kind !== 'emergency') return problem('not_found', 'space')
  const { caseSpace, pseudonym, packets } = readPackets(opened.doc)
  const from = orgName(world, opened.membership.founder as OrgId)
  const readable = caseSpace !== null && world.summaries.has(caseSpace) ? caseSpace : null
  return answer({ from, pseudonym, caseSpace: readable, packets: opened.goneSince === null ? packets : [], goneSince: opened.goneSince })
}

export const dutyView = async (world: World, { weeks }: Queries['duty']['args']): Promise<Answer<DutyView>> =>
  answer({
    weeks: weeksFrom(world.today(), Math.min(Math.max(weeks, 1), 26)).map((week) => ({ week, people: dutyIn(world.book().doc, week) })),
    members: membersOf(world),
    canWrite: world.me.role !== 'reader',
  })
