import { statedFor, type ServiceReach } from '@pergola/core/directory'
import type { Day } from '@pergola/core/casework'
import { expect, test } from 'vitest'
import { generatedIn } from './generated.ts'

const made = (reach: Partial<ServiceReach>): ReadonlyMap<string, string> => {
  const by = { source: 'Amal', checkedOn: '2026-03-01' as Day, enteredBy: 'a' as never }
  return new Map(statedFor(reach as ServiceReach, [], by).map(({ code, value }) => [code, value]))
}

test('what the directory makes of a form is taken apart into numbers and codes', () => {
  const said = made({
    ...{ minDays: 30, maxDays: 90, answerHours: 24, decisionHours: 72, family: 'alone_only', exile: 'only', returnRequired: true },
    ...{ implementWithinDays: 14, incidentWindowDays: 90, trackRecordMonths: 12, kinds: ['relocation.international'] },
  } as Partial<ServiceReach>)
  const keys = (code: string) => generatedIn(code, said.get(code) ?? '?')?.map(({ key, count, what }) => `${key} ${count || what}`)
  expect(keys('response_time')).toEqual(['hours 24'])
  expect(keys('decision_time')).toEqual(['hours 72'])
  expect(keys('duration')).toEqual(['at_least_days 30', 'days 90'])
  expect(keys('family')).toEqual(['family alone_only'])
  expect(keys('return_required')).toEqual(['return yes'])
  expect(keys('implement_within')).toEqual(['days 14'])
  expect(keys('incident_window')).toEqual(['days 90'])
  expect(keys('track_record')).toEqual(['months 12'])
  expect([...said.keys()].filter((code) => (said.get(code) ?? '').includes('exile')).map(keys)).toEqual(
    [...said.keys()].filter((code) => (said.get(code) ?? '').includes('exile')).map(() => ['exile only']),
  )
})

test('what somebody wrote in words of their own stays as it is', () => {
  for (const words of ['24 hours, more in Ramadan', 'up to six people', 'yes', '12 days; ask us'])
    expect(generatedIn('response_time', words)).toBeNull()
})
