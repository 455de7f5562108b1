/** A reading that nobody put in words is put in plain ones, so that everything an entry says has a source and a day. */
import type { Day } from '../casework/model.ts'
import type { NewFact } from './entry.ts'
import { FACT_OF_REACH } from './factReach.ts'
import type { ServiceReach } from './model.ts'

type Field = keyof ServiceReach

const listed = (codes: readonly string[] | undefined): string => (codes ?? []).join(', ')

/** Words of a reading; '' for what is not said. */
const WORDS: { readonly [F in Field]: (reach: ServiceReach) => string } = {
  kinds: ({ kinds }) => listed(kinds),
  regions: ({ regions }) => listed(regions),
  locatedIn: ({ locatedIn }) => listed(locatedIn),
  languages: ({ languages }) => listed(languages),
  minDays: ({ minDays }) => `at least ${minDays} days`,
  maxDays: ({ maxDays }) => `${maxDays} days`,
  amountMax: ({ amountMax }) => (amountMax ? `${amountMax.amount} ${amountMax.currency}` : ''),
  family: ({ family }) => family ?? '',
  exile: ({ exile }) => (exile === 'yes' ? '' : `exile: ${exile}`),
  answerHours: ({ answerHours }) => `${answerHours} hours`,
  decisionHours: ({ decisionHours }) => `${decisionHours} hours`,
  implementWithinDays: ({ implementWithinDays }) => `${implementWithinDays} days`,
  targets: ({ targets }) => listed(targets),
  excludes: ({ excludes }) => listed(excludes),
  whoMayApply: ({ whoMayApply }) => listed(whoMayApply),
  endorsement: ({ endorsement, referees }) => [endorsement ?? '', ...(referees === undefined ? [] : [`${referees}`])].join(', '),
  referees: () => '',
  returnRequired: ({ returnRequired }) => (returnRequired ? 'yes' : 'no'),
  incidentWindowDays: ({ incidentWindowDays }) => `${incidentWindowDays} days`,
  trackRecordMonths: ({ trackRecordMonths }) => `${trackRecordMonths} months`,
  state: ({ state }) => state ?? '',
  /** Said by the count itself, with its own day. */
  capacity: () => '',
}

/** What a reach says in plain words, by the fact that would say it. */
const wordsOf = (reach: ServiceReach): ReadonlyMap<string, string> => {
  const said = new Map<string, string>()
  for (const field of Object.keys(WORDS) as Field[]) {
    const words = reach[field] === undefined ? '' : WORDS[field](reach)
    const code = FACT_OF_REACH[field]
    if (words !== '') said.set(code, said.has(code) ? `${said.get(code)}; ${words}` : words)
  }
  return said
}

/** A statement that is nothing but a reading in plain words follows it when it changes; what a provider said in other words stays. */
export const restated = <F extends Pick<NewFact, 'code' | 'value' | 'checkedOn'>>(
  facts: readonly F[],
  before: ServiceReach,
  after: ServiceReach,
  today: Day,
): readonly F[] => {
  const [was, is] = [wordsOf(before), wordsOf(after)]
  return facts.flatMap((fact) => {
    const value = is.get(fact.code)
    if (fact.value !== was.get(fact.code) || fact.value === value) return [fact]
    return value === undefined ? [] : [{ ...fact, value, checkedOn: today }]
  })
}

/** Facts for the readings that none of `facts` states. */
export const statedFor = (
  reach: ServiceReach,
  facts: readonly { readonly code: string }[],
  { source, checkedOn, enteredBy }: { readonly source: string; readonly checkedOn: Day; readonly enteredBy: NewFact['enteredBy'] },
): readonly NewFact[] => {
  const known = new Set(facts.map(({ code }) => code))
  const unsaid = [...wordsOf(reach)].filter(([code]) => !known.has(code))
  return unsaid.map(([code, value]) => ({
    code,
    value,
    source,
    checkedOn,
    reviewOn: null,
    enteredBy,
    visibility: 'network',
  }))
}
