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

/** Facts for the readings that none of `facts` states. */
export const statedFor = (
  reach: ServiceReach,
  facts: readonly { readonly code: string }[],
  { source, checkedOn, enteredBy }: { readonly source: string; readonly checkedOn: Day; readonly enteredBy: NewFact['enteredBy'] },
): readonly NewFact[] => {
  const known = new Set(facts.map(({ code }) => code))
  const said = new Map<string, string[]>()
  for (const field of Object.keys(WORDS) as Field[]) {
    const code = FACT_OF_REACH[field]
    const words = reach[field] === undefined || known.has(code) ? '' : WORDS[field](reach)
    if (words !== '') said.set(code, [...(said.get(code) ?? []), words])
  }
  return [...said].map(([code, words]) => ({
    code,
    value: words.join('; '),
    source,
    checkedOn,
    reviewOn: null,
    enteredBy,
    visibility: 'network',
  }))
}
