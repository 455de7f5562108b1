/** A published list as services, and the answers to a need told in words that a test can hold against an officer's. */
import type { OrgId } from '@pergola/protocol'
import { readProviderFacts } from '../directory/index.ts'
import type { Service } from '../directory/model.ts'
import { combine, type Combination } from './combine.ts'
import { match } from './match.ts'
import { day } from './matching.fixture.ts'
import type { Match, MatchAnswer, MatchNeed, RuleName } from './model.ts'

/** The rows of a list under their own ids, offered by nobody in the network. */
export const listed = (text: string): readonly Service[] => {
  const read = readProviderFacts(text)
  if (!read.ok) throw new Error(read.problem.type)
  return read.value.flatMap((row): readonly Service[] =>
    row.outcome === 'failed'
      ? []
      : [{ ...row.service, id: row.id, facts: [], checkedOn: LISTED_ON, enteredBy: 'a'.repeat(32) as OrgId, changedAt: 0 }],
  )
}

export const LISTED_ON = day('2026-11-22')

/** A need of the day on which the list was read; of a person whose groups have all been told. */
export const A_NEED: MatchNeed = {
  kind: 'relocation.regional',
  place: '',
  country: '',
  from: LISTED_ON,
  days: 91,
  headcount: 1,
  languages: [],
  urgency: 'weeks',
  inExile: false,
  groups: [],
  groupsComplete: true,
  organisation: false,
  unsafeCountries: null,
  canReturn: null,
  incidentOn: null,
  workMonths: null,
  amount: null,
  alreadyFunded: null,
  memberVouches: null,
  referees: null,
  hostFound: null,
}

export interface Advice {
  readonly answer: MatchAnswer
  /** Ids of those that are possible, best first. */
  readonly order: readonly string[]
  readonly of: (id: string) => Match | undefined
  /** The rules by which a service is ruled out; null when it is possible, or not in the answer at all. */
  readonly outBy: (id: string) => readonly RuleName[] | null
  /** Rules with this verdict for a service. */
  readonly rules: (id: string, verdict: 'fits' | 'violates' | 'unknown') => readonly RuleName[]
  readonly asked: readonly string[]
  readonly together: () => Combination
}

export const adviceOn = (services: readonly Service[], more: Partial<MatchNeed>): Advice => {
  const need = { ...A_NEED, ...more }
  const answer = match(need, services, LISTED_ON)
  const of = (id: string): Match | undefined => answer.matches.find((found) => found.service.id === id)
  return {
    answer,
    order: answer.matches.filter(({ possible }) => possible).map((found) => found.service.id),
    of,
    outBy: (id) => {
      const found = of(id)
      if (found === undefined || found.possible) return null
      return found.reasons.filter(({ hard, verdict }) => hard && verdict === 'violates').map(({ rule }) => rule)
    },
    rules: (id, wanted) =>
      of(id)
        ?.reasons.filter(({ verdict }) => verdict === wanted)
        .map(({ rule }) => rule) ?? [],
    asked: answer.questions.map(({ asks }) => asks),
    together: () => combine({ need, matches: answer.matches, covered: [], today: LISTED_ON }),
  }
}
