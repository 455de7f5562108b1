import { expect, test } from 'vitest'
import * as core from '@pergola/core/vocabulary'
import * as page from './codes.ts'

test('the lists of the page are those of the core', () => {
  expect(page.TARGETS).toEqual(core.TARGET_GROUPS)
  expect(page.EXCLUSIONS).toEqual(core.EXCLUSIONS)
  expect(page.CHANNELS).toEqual(core.CONTACT_CHANNELS)
  expect(page.TOPICS).toEqual(core.TRAINING_TOPICS)
  expect(page.UNITS).toEqual(core.CAPACITY_UNITS)
  expect(page.VISIBILITIES).toEqual(core.VISIBILITIES)
  expect(page.STATES).toEqual(core.SERVICE_STATES)
  expect(page.APPLICANTS).toEqual(core.APPLICANTS)
  expect(page.ENDORSEMENTS).toEqual(core.ENDORSEMENTS)
  expect(page.PLACE_KINDS).toEqual(core.PLACE_KINDS)
  expect(page.PROVIDER_KINDS).toEqual(core.PROVIDER_KINDS)
  expect(page.FORMS).toEqual(core.TRAINING_FORMS)
  expect(page.FORMATS).toEqual(core.TRAINING_FORMATS)
  expect(page.SIDES).toEqual(core.TRAINING_SIDES)
  expect(page.FACTS).toEqual(core.ELIGIBILITY_FACTS)
})
