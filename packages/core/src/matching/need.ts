/** What matching may know of a need in a case. */
import { daysIn } from '../casework/day.ts'
import type { CaseFile, Need } from '../casework/model.ts'
import type { MatchNeed } from './model.ts'

/** Where the need names no place, the case's country counts. Whether someone is in exile is asked, not guessed. */
export const matchNeedOf = (file: CaseFile, need: Need, inExile: boolean | null = null): MatchNeed => {
  const people = need.headcount > 1 ? file.people : file.people.filter(({ id }) => id === need.person)
  return {
    kind: need.kind,
    place: need.place || file.country,
    days: daysIn(need.from, need.to),
    headcount: need.headcount,
    languages: [...new Set(people.flatMap(({ languages }) => languages))],
    inExile,
    urgency: need.urgency,
  }
}
