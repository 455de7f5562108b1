/** Which reading rests on which statement: what is kept back of a fact is kept back of its reading. */
import type { ServiceReach } from './model.ts'

type Field = keyof ServiceReach

export const REACH_OF_FACT: Readonly<Record<string, readonly Field[]>> = {
  amount_max: ['amountMax'],
  response_time: ['answerHours'],
  decision_time: ['decisionHours'],
  duration: ['minDays', 'maxDays'],
  implement_within: ['implementWithinDays'],
  region: ['regions'],
  located_in: ['locatedIn'],
  target: ['targets'],
  excluded: ['excludes', 'exile'],
  languages: ['languages'],
  who_may_apply: ['whoMayApply'],
  endorsement: ['endorsement', 'referees'],
  family: ['family'],
  return_required: ['returnRequired'],
  incident_window: ['incidentWindowDays'],
  track_record: ['trackRecordMonths'],
  status: ['state'],
  covers: ['kinds'],
  places: ['capacity'],
}

/** The fact that a reading rests on. */
export const FACT_OF_REACH: Readonly<Record<Field, string>> = Object.fromEntries(
  Object.entries(REACH_OF_FACT).flatMap(([code, fields]) => fields.map((field) => [field, code])),
) as Record<Field, string>

/** `reach` cut in two: what rests on one of these facts, and the rest. */
export const splitReach = (reach: ServiceReach, codes: ReadonlySet<string>): readonly [theirs: ServiceReach, rest: ServiceReach] => {
  const entries = Object.entries(reach)
  const isTheirs = ([field]: readonly [string, unknown]): boolean => codes.has(FACT_OF_REACH[field as Field])
  return [
    Object.fromEntries(entries.filter(isTheirs)) as ServiceReach,
    Object.fromEntries(entries.filter((entry) => !isTheirs(entry))) as ServiceReach,
  ]
}
