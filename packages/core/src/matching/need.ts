/** What matching may know of a need in a case. */
import { daysIn } from '../casework/day.ts'
import type { CaseFile, Day, Need } from '../casework/model.ts'
import { isCountry } from '../vocabulary/regions.ts'
import type { MatchNeed } from './model.ts'
import { movesPeople } from './place.ts'

/** Rights whose defenders are a group by that name in what programmes write. */
const GROUP_OF_RIGHTS: Readonly<Record<string, string>> = { environment: 'environmental', land: 'land', indigenous: 'indigenous' }

/**
 * Where the need names no place, the case's country counts. Of a need that has begun, the days from today on. What was told once
 * about the need is kept with it (`answers`); what was not told stays unknown and is asked, not guessed.
 */
export const matchNeedOf = (file: CaseFile, need: Need, today: Day): MatchNeed => {
  const from = need.from < today && today <= need.to ? today : need.from
  const people = need.headcount > 1 ? file.people : file.people.filter(({ id }) => id === need.person)
  const told = need.answers ?? {}
  const rights = file.rightsFields.flatMap((field) => GROUP_OF_RIGHTS[field] ?? [])
  return {
    kind: need.kind,
    place: need.place,
    country: isCountry(file.country) ? file.country : '',
    from,
    days: daysIn(from, need.to),
    headcount: need.headcount,
    languages: [...new Set(people.flatMap(({ languages }) => languages))],
    urgency: need.urgency,
    inExile: told.inExile ?? inExile(file, need),
    groups: [...new Set([...(told.groups ?? []), ...rights])],
    groupsComplete: told.groups !== undefined,
    organisation: told.organisation ?? null,
    unsafeCountries: told.unsafeCountries ?? null,
    canReturn: told.canReturn ?? null,
    incidentOn: told.incidentOn ?? null,
    workMonths: told.workMonths ?? null,
    amount: told.amount ?? null,
    alreadyFunded: told.alreadyFunded ?? null,
    memberVouches: told.memberVouches ?? null,
    referees: told.referees ?? null,
    hostFound: told.hostFound ?? null,
  }
}

/** Support that is wanted in another country than the case's is support in exile, unless it is what would bring the person there. */
const inExile = ({ country }: CaseFile, { place, kind }: Need): boolean | null =>
  isCountry(country) && isCountry(place) && !movesPeople(kind) ? country !== place : null
