import * as core from '@pergola/core/vocabulary'
import { OUTSIDE as OUTSIDE_IN_CORE } from '@pergola/core/verification'
import { expect, test } from 'vitest'
import * as page from './codes.ts'

test('the lists of the page are those of the core', () => {
  expect(page.OF_THE_PERSON).toEqual(core.TESTS_OF_THE_PERSON)
  expect(page.OF_OURSELVES).toEqual(core.TESTS_OF_OURSELVES)
  expect(page.TESTS.toSorted()).toEqual(core.DEFENDER_TESTS.toSorted())
  expect(page.FINDINGS).toEqual(core.TEST_FINDINGS)
  expect(page.ACTIVITIES).toEqual(core.DEFENDER_ACTIVITIES)
  expect(page.RIGHTS).toEqual(core.RIGHTS_FIELDS)
  expect(page.RELIABILITIES).toEqual(core.RELIABILITIES)
  expect(page.SIDES).toEqual(core.EVIDENCE_SIDES)
  expect(page.FUNCTIONS).toEqual(core.DECISION_FUNCTIONS)
  expect(page.DECISIONS.toSorted()).toEqual(core.DEFENDER_DECISIONS.toSorted())
  expect(page.OTHERS).toEqual(core.OTHERS_AT_RISK)
  expect(page.ANSWERS).toEqual(core.VOUCH_ANSWERS)
  expect(page.OUTSIDE).toBe(OUTSIDE_IN_CORE)
})
