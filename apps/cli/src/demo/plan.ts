/** Sixty cases, the same ones for the same seed. */
import type { Step, Urgency } from '@pergola/core/casework'
import type { OrgKey } from './cast.ts'
import { coverFor } from './cover.ts'
import type { PlannedCase, PlannedCommitment, PlannedHandover, PlannedNeed, PlannedPerson, PlannedRisk } from './planModel.ts'
import { referralsFor } from './planReferrals.ts'
import { diceFrom, type Dice } from './seed.ts'
import {
  ALL_REGIONS,
  CAPACITIES,
  CASE_NOTES,
  DEPENDENTS,
  NEED_NOTES,
  OTHER_NEED_NOTES,
  PSEUDONYMS,
  REGIONS,
  SITUATIONS,
  VULNERABILITIES,
  type Region,
  type Situation,
} from './stories.ts'

const SEED = 20_261_122

/** How many cases each organisation holds: sixty together. */
const HELD: readonly (readonly [OrgKey, number])[] = [
  ['riverbank', 15],
  ['ceiba', 12],
  ['qanat', 10],
  ['neem', 8],
  ['steppe', 6],
  ['lakes', 4],
  ['roof', 4],
  ['lantern', 1],
]

export const planCases = (seed = SEED): readonly PlannedCase[] => {
  const dice = diceFrom(seed)
  const owners = HELD.flatMap(([org, count]) => Array.from({ length: count }, () => org))
  return owners.map((owner, at) => planCase(dice, owner, PSEUDONYMS[at]!, at))
}

const STATUSES: readonly PlannedCase['status'][] = ['open', 'open', 'open', 'open', 'open', 'open', 'resting', 'closed', null]

const planCase = (dice: Dice, owner: OrgKey, pseudonym: string, number: number): PlannedCase => {
  const region = REGIONS[owner] ?? dice.pick(ALL_REGIONS)
  const situation = SITUATIONS[number % SITUATIONS.length]!
  const status = STATUSES[number % STATUSES.length]!
  const openedAt = status === null ? -dice.whole(1, 3) : status === 'closed' ? -dice.whole(90, 150) : -dice.whole(6, 120)
  const country = dice.pick(region.countries)
  const people = planPeople(dice, region, situation)
  const needs = planNeeds(dice, situation, people, openedAt, country, status === 'closed')
  const covered = coverAll(dice, needs, owner, openedAt, status)
  const referrals = referralsFor(dice, { owner, openedAt, needs, ...covered })
  const partners = [...new Set([...referrals.map(({ to }) => to), ...covered.commitments.map(({ org }) => org)])].filter(
    (org) => org !== owner,
  )
  return {
    owner,
    pseudonym,
    country,
    urgency: urgencyOf(dice, openedAt),
    summary: situation.summary,
    openedAt,
    status,
    people,
    risks: planRisks(dice, situation, openedAt),
    needs,
    consentNetwork: referrals.length > 0 || dice.chance(0.6),
    consentOrgs: partners,
    referrals,
    ...covered,
    handovers: planHandovers(dice, covered.commitments),
    notes: planNotes(dice, owner, openedAt),
    ...sharedApart(pseudonym, needs, covered.commitments, status),
  }
}

/* ---- what is shared apart from the file ---- */

/** A shelter notes what the doctor of the house says of the child. */
const TREATED_TOO: Readonly<Record<string, OrgKey>> = { Heron: 'noord' }
const PACKETS: Readonly<Record<string, OrgKey>> = { Heron: 'noord', Saffron: 'lakes' }
const OUTSIDE: ReadonlySet<string> = new Set(['Plover'])
const TREATING: readonly OrgKey[] = ['lantern', 'noord', 'lakes']

const sharedApart = (
  pseudonym: string,
  needs: readonly PlannedNeed[],
  commitments: readonly PlannedCommitment[],
  status: PlannedCase['status'],
): Pick<PlannedCase, 'treatedBy' | 'packetFor' | 'outside'> => {
  const treats = commitments.find(({ need, org, from }) => needs[need]!.kind === 'medical' && TREATING.includes(org) && from < 0)?.org
  const also = TREATED_TOO[pseudonym] ?? treats
  return {
    treatedBy: status === 'open' && also !== undefined ? [also] : [],
    packetFor: PACKETS[pseudonym] ?? null,
    outside: OUTSIDE.has(pseudonym),
  }
}

const urgencyOf = (dice: Dice, openedAt: number): Urgency =>
  openedAt > -5 ? dice.pick(['hours', 'days'] as const) : dice.pick(['days', 'weeks', 'weeks', 'months'] as const)

/* ---- people ---- */

const planPeople = (dice: Dice, region: Region, { kinds }: Situation): readonly PlannedPerson[] => {
  const family = dice.pick(region.family)
  const languages = dice.some(region.languages, dice.whole(1, region.languages.length))
  const defender = personOf(dice, region, { role: 'defender', label: 'Defender', relation: '', languages }, family, [1962, 2000])
  const wantsFamily = kinds.includes('humanitarian.family')
  const count = dice.pick(wantsFamily ? [1, 2, 2, 3] : [0, 0, 1])
  const born = Number(defender.identity.birth.slice(0, 4))
  const others = dice
    .some(DEPENDENTS, count)
    .map(({ label, relation }) =>
      personOf(dice, region, { role: 'dependent', label, relation, languages }, family, bornBeside(label, born)),
    )
  return withNamesOfTheirOwn([defender, ...others], region)
}

/** In which years somebody can be born, beside a defender of that year. */
const bornBeside = (label: string, defender: number): readonly [number, number] => {
  if (/Mother|Father/u.test(label)) return [defender - 38, defender - 22]
  if (/Partner/u.test(label)) return [defender - 6, defender + 6]
  if (/last school year/u.test(label)) return [2008, 2009]
  return /small/u.test(label) ? [2020, 2023] : [2012, 2019]
}

/** Nobody in a family has the first name of somebody else in it. */
const withNamesOfTheirOwn = (people: readonly PlannedPerson[], { given }: Region): readonly PlannedPerson[] => {
  const taken = new Set<string>()
  return people.map((person) => {
    const [first = '', ...family] = person.identity.name.split(' ')
    const from = given.indexOf(first)
    const free = [...given.slice(from), ...given].find((name) => !taken.has(name))!
    taken.add(free)
    return { ...person, identity: { ...person.identity, name: [free, ...family].join(' ') } }
  })
}

const personOf = (
  dice: Dice,
  region: Region,
  person: Omit<PlannedPerson, 'identity'>,
  family: string,
  born: readonly [number, number],
): PlannedPerson => ({
  ...person,
  identity: {
    name: `${dice.pick(region.given)} ${family}`,
    contact:
      person.role === 'defender'
        ? `By messenger through the colleague; password is the name of the ${dice.pick(['river', 'dog', 'school'])}.`
        : '',
    whereabouts: dice.pick(region.places),
    birth: `${dice.whole(...(born as [number, number]))}${dice.chance(0.5) ? `-${String(dice.whole(1, 12)).padStart(2, '0')}` : ''}`,
  },
})

/* ---- needs ---- */

const planNeeds = (
  dice: Dice,
  { kinds }: Situation,
  people: readonly PlannedPerson[],
  openedAt: number,
  country: string,
  isClosed: boolean,
): readonly PlannedNeed[] => {
  const own = kinds.slice(0, dice.whole(1, Math.min(3, kinds.length))).map((kind, at) => ({ kind, person: 0, at }))
  const others = people
    .slice(1)
    .map(({ label }, at) => ({ kind: dice.pick(DEPENDENTS.find((one) => one.label === label)!.kinds), person: at + 1, at: at + 1 }))
  return [...own, ...others].map(({ kind, person, at }): PlannedNeed => {
    const from = Math.min(0, openedAt + (at === 0 ? 0 : dice.whole(0, 8)))
    const isOnce = kind.startsWith('legal.trial') || kind === 'equipment' || kind.startsWith('advocacy')
    const length = isClosed ? dice.whole(30, -from - 3) : isOnce ? dice.whole(14, 40) : dice.whole(60, 200)
    return {
      person,
      kind,
      from,
      to: isClosed ? from + length : Math.max(from + length, dice.whole(10, 90)),
      place: kind === 'relocation.international' ? dice.pick(['NL', 'IE', 'DE', '150']) : country,
      urgency: from > -5 ? 'days' : dice.pick(['days', 'weeks', 'months'] as const),
      headcount: person === 0 && kind.startsWith('relocation') ? people.length : 1,
      note: dice.pick(NEED_NOTES[kind] ?? OTHER_NEED_NOTES),
    }
  })
}

const coverAll = (
  dice: Dice,
  needs: readonly PlannedNeed[],
  owner: OrgKey,
  openedAt: number,
  status: PlannedCase['status'],
): { readonly commitments: readonly PlannedCommitment[]; readonly open: readonly number[] } => {
  const covers = needs.map((need) => coverFor(dice, need, owner, status === 'closed'))
  const commitments = covers.flatMap(({ bars }, need) =>
    bars.map((one): PlannedCommitment => ({
      ...one,
      need,
      at: Math.min(-0.1, Math.max(openedAt + 0.3, one.org === owner ? one.from + 0.2 : Math.min(one.from, 0) - dice.whole(1, 3) + 0.6)),
    })),
  )
  return { commitments, open: covers.flatMap(({ open }, need) => (open ? [need] : [])) }
}

const planHandovers = (dice: Dice, commitments: readonly PlannedCommitment[]): readonly PlannedHandover[] =>
  commitments.flatMap((after, at) => {
    const before = commitments[at - 1]
    if (
      before === undefined ||
      before.need !== after.need ||
      before.org === after.org ||
      after.from !== before.to + 1 ||
      after.state === 'offered'
    )
      return []
    const yes =
      after.from < 0
        ? [before.org, after.org]
        : dice.pick([[before.org, after.org], [before.org, after.org], [before.org, after.org], [before.org], [after.org], []])
    return [{ before: at - 1, after: at, yes, at: Math.min(-0.05, Math.max(before.at, after.at) + 0.3) }]
  })

/* ---- risk and notes ---- */

const planRisks = (dice: Dice, { threats, deathThreat }: Situation, openedAt: number): readonly PlannedRisk[] => {
  const assess = (at: number, probability: Step): PlannedRisk => ({
    at,
    probability,
    impact: deathThreat ? 'very_high' : dice.pick(['medium', 'high'] as const),
    deathThreat: deathThreat && at === openedAt + 0.15,
    threats,
    vulnerabilities: dice.some(VULNERABILITIES, 2),
    capacities: dice.some(CAPACITIES, 2),
  })
  const first = assess(openedAt + 0.15, dice.pick(['medium', 'high', 'high'] as const))
  return openedAt < -30 ? [first, assess(-dice.whole(2, 25) + 0.4, dice.pick(['low', 'medium'] as const))] : [first]
}

const planNotes = (dice: Dice, owner: OrgKey, openedAt: number): PlannedCase['notes'] =>
  dice
    .some(CASE_NOTES, dice.whole(1, openedAt < -20 ? 4 : 2))
    .map((text) => ({ org: owner, at: Math.min(-0.2, openedAt + dice.next() * -openedAt + 0.25), text }))
