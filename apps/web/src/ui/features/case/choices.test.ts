/** The page imports only types of the core, so its lists are its own: here they are held against the core's, code for code. */
import { expect, test } from 'vitest'
import {
  CASE_STATUSES,
  CONSENT_SCOPES,
  STEPS as CORE_STEPS,
  SUPPORT_TYPES,
  URGENCIES as CORE_URGENCIES,
  isRegion,
} from '@pergola/core/vocabulary'
import { KINDS, REGIONS, SCOPES, STATUSES, STEPS, URGENCIES } from './choices.ts'

test('what can be chosen on the page is what the core knows', () => {
  expect(KINDS).toEqual(SUPPORT_TYPES)
  expect(URGENCIES).toEqual(CORE_URGENCIES)
  expect(STATUSES).toEqual(CASE_STATUSES)
  expect(STEPS).toEqual(CORE_STEPS)
  expect([...SCOPES].sort()).toEqual([...CONSENT_SCOPES].sort())
  expect(REGIONS.filter((code) => !isRegion(code))).toEqual([])
})
