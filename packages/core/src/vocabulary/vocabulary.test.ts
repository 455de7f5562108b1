import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as vocabulary from './index.ts'

const REAL = new URL('../../../../../shared/domain/vocabularies.json', import.meta.url)
const LISTS = {
  support_type: [vocabulary.SUPPORT_TYPES, vocabulary.SUPPORT_LABELS],
  consent_scope: [vocabulary.CONSENT_SCOPES, vocabulary.CONSENT_LABELS],
  hrd_field: [vocabulary.RIGHTS_FIELDS, vocabulary.RIGHTS_LABELS],
  provider_eligibility_fact: [vocabulary.ELIGIBILITY_FACTS, vocabulary.FACT_LABELS],
  risk_level: [vocabulary.STEPS, vocabulary.STEP_LABELS],
} as const

describe.skipIf(!existsSync(REAL))('the lists are those of the field (skipped where the vocabularies are not at hand)', () => {
  for (const [name, [codes, labels]] of Object.entries(LISTS)) {
    test(name, () => {
      const { items } = (JSON.parse(readFileSync(REAL, 'utf8')) as Record<string, { items: { code: string; label: string }[] }>)[name] ?? {
        items: [],
      }
      expect(items.map(({ code }) => code)).toEqual([...codes])
      expect(items.map(({ code }) => labels[code])).toEqual(items.map(({ label }) => label))
    })
  }
})

test('every code has a label', () => {
  const pairs: readonly (readonly [readonly string[], Readonly<Record<string, string>>])[] = [
    [[...vocabulary.SUPPORT_TYPES, ...vocabulary.SUPPORT_GROUPS], vocabulary.SUPPORT_LABELS],
    [vocabulary.URGENCIES, vocabulary.URGENCY_LABELS],
    [vocabulary.CASE_STATUSES, vocabulary.STATUS_LABELS],
    [vocabulary.COMMITMENT_STATES, vocabulary.COMMITMENT_LABELS],
    [vocabulary.CONSENT_WAYS, vocabulary.CONSENT_WAY_LABELS],
    [vocabulary.ORG_KINDS, vocabulary.ORG_KIND_LABELS],
    [vocabulary.DECLINE_REASONS, vocabulary.DECLINE_LABELS],
    [vocabulary.countryCodes(), vocabulary.COUNTRY_LABELS],
    [vocabulary.regionCodes(), vocabulary.REGION_LABELS],
  ]
  for (const [codes, labels] of pairs) expect(codes.filter((code) => !labels[code])).toEqual([])
})

test('countries are in their regions, finest first, and every region is in the world', () => {
  expect(vocabulary.regionsAround('KE')).toEqual(['014', '202', '002', '001'])
  expect([vocabulary.regionOf('NL'), vocabulary.regionOf('XX'), vocabulary.countriesOf('143'), vocabulary.countriesOf('KE')]).toEqual([
    '155',
    '',
    ['KG', 'KZ', 'TJ', 'TM', 'UZ'],
    ['KE'],
  ])
  expect([
    vocabulary.isPlace(''),
    vocabulary.isPlace('KE'),
    vocabulary.isPlace('202'),
    vocabulary.isPlace('Nairobi'),
    vocabulary.isPlace('toString'),
  ]).toEqual([true, true, true, false, false])
  expect(vocabulary.countriesOf('001')).toHaveLength(vocabulary.countryCodes().length - 1)
})

test('a kind belongs to the group before its dot', () => {
  expect([
    vocabulary.groupOf('security.digital'),
    vocabulary.groupOf('medical'),
    vocabulary.isSupportKind('relocation'),
    vocabulary.isSupportKind('pony'),
  ]).toEqual(['security', 'medical', true, false])
})
