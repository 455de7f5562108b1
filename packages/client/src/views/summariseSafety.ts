/** What Today and the reactions need of a case's safety, without a text. */
import { emergencySpacesOf, heardOf, readCheckIns, readOnIt, readPlan, readSchedules, type CheckIn } from '@pergola/core/safety'
import { rowsOf, type Doc } from '@pergola/core/record'
import type { CaseSummary } from './summary.ts'

type Kept = NonNullable<CaseSummary['safety']>

const withoutText = (checkIn: CheckIn | null): CheckIn | null => checkIn && { ...checkIn, text: '' }

/** Absent when nothing was agreed or planned. */
export const summariseSafety = (doc: Doc): Pick<CaseSummary, 'safety'> => {
  const reviewOn = readPlan(doc)?.reviewOn ?? null
  const watches = watchesIn(doc)
  const packetSpaces = emergencySpacesOf(doc)
  return reviewOn === null && watches.length === 0 && packetSpaces.length === 0 ? {} : { safety: { reviewOn, watches, packetSpaces } }
}

const watchesIn = (doc: Doc): Kept['watches'] => {
  if (rowsOf(doc, 'watch').size === 0) return []
  const checkIns = readCheckIns(doc)
  const said = Map.groupBy(readOnIt(doc), ({ alarm }) => alarm.split('|', 1)[0] ?? '')
  return readSchedules(doc)
    .filter(({ stopped }) => !stopped)
    .map((schedule) => {
      const own = checkIns.get(schedule.id) ?? []
      const { last, call } = heardOf(own)
      return {
        schedule,
        heard: { last: withoutText(last), call: withoutText(call) },
        receipts: own.filter(({ how }) => how === 'receipt').length,
        onIt: said.get(schedule.id) ?? [],
      }
    })
}
