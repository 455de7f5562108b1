import { describe, expect, test } from 'vitest'
import { day } from '../casework/story.fixture.ts'
import { applyTo, ownedId } from '../record/index.ts'
import { FUND, JOOST, SHELTER, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import { onlyChanges } from './changes.ts'
import { finestRegions, gapCells } from './gapMap.ts'
import type { Dispute, Fact, Service, ServiceReach } from './model.ts'
import { networkRules } from './policy.ts'
import { issuesOf, weightOf } from './quality.ts'
import { restated, statedFor } from './stated.ts'
import { saveProfile } from './write.ts'

const TODAY = day('2026-03-01')
const fact = (code: string, value: string, more: Partial<Fact> = {}): Fact => ({
  code,
  value,
  source: 'own',
  checkedOn: day('2026-02-01'),
  reviewOn: null,
  enteredBy: SHELTER,
  visibility: 'network',
  ...more,
})
const WHOLE: ServiceReach = { kinds: ['medical'], regions: ['KE'], languages: ['en'], answerHours: 72, state: 'open' }
const service = (facts: readonly Fact[], reach: ServiceReach = WHOLE, more: Partial<Service> = {}): Service => ({
  id: 's',
  org: SHELTER,
  providerId: null,
  provider: 'Huis',
  programme: '',
  name: 'Rooms',
  about: '',
  reach,
  facts,
  places: [],
  contacts: [{ name: 'x', role: '', email: '', phone: '', keyFingerprint: '', channel: '' }],
  visibility: 'network',
  reviewOn: null,
  checkedOn: day('2026-02-01'),
  enteredBy: SHELTER,
  changedAt: 0,
  ...more,
})
const dispute: Dispute = { id: 'd', org: FUND, service: 's', code: 'family', says: 'no', on: TODAY, resolved: null }

describe('what a steward looks at', () => {
  test('DIR-38 age, contradictions, disputes, missing facts and sources, worst first; nothing where all is well', () => {
    expect(issuesOf(service([fact('duration', '3 months')], { ...WHOLE, maxDays: 91 }), [], TODAY)).toEqual([])
    expect(issuesOf(service([fact('duration', '3 months')], { ...WHOLE, maxDays: 30 }), [], TODAY)).toEqual([
      { type: 'contradiction', code: 'duration', says: ['3 months', '30'] },
    ])
    expect(
      issuesOf(
        service([fact('family', 'yes'), fact('family', 'Come alone'), fact('note', 'a'), fact('note', 'b')]),
        [dispute, { ...dispute, resolved: { by: FUND, on: TODAY, note: '' } }],
        TODAY,
      ),
    ).toEqual([
      { type: 'contradiction', code: 'family', says: ['yes', 'Come alone'] },
      { type: 'disputed', code: 'family', by: [FUND] },
    ])
    const poor = service(
      [fact('region', 'KE', { source: '' })],
      { capacity: { unit: 'places', free: 1, updated: day('2026-01-01') } },
      { contacts: [], checkedOn: day('2025-01-01') },
    )
    const issues = issuesOf(poor, [], TODAY)
    expect(issues.map(({ type }) => type)).toEqual(['old', 'no_source', 'capacity_old', 'missing'])
    expect(issues.at(-1)).toEqual({ type: 'missing', codes: ['covers', 'languages', 'response_time', 'status', 'channel'] })
    expect(weightOf(issues)).toBe(3 + 2 + 2 + 5)
    expect(issuesOf(service([], WHOLE, { checkedOn: null }), [], TODAY)).toEqual([{ type: 'never_checked' }])
  })
  test('DIR-39 the gap map counts offers by kind and finest region, and days that nobody covers', () => {
    const services = [
      service([], { kinds: ['legal'], regions: ['KE', 'UG'] }),
      service([], { kinds: ['medical'], regions: ['001'] }),
      service([], { kinds: ['medical'], regions: ['014'], state: 'closed' }),
    ]
    const cells = gapCells(
      services,
      [
        { kind: 'visa', place: 'KE', days: 30 },
        { kind: 'visa', place: '014', days: 12 },
      ],
      ['visa', 'medical', 'legal.defence'],
    )
    const at = (kind: string, region: string) => cells.find((cell) => cell.kind === kind && cell.region === region)
    expect(cells).toHaveLength(3 * finestRegions().length)
    expect(cells[0]).toEqual({ kind: 'visa', region: '014', services: 0, needs: 2, uncoveredDays: 42 })
    expect([
      at('medical', '014')?.services,
      at('medical', '155')?.services,
      at('legal.defence', '014')?.services,
      at('legal.defence', '155')?.services,
    ]).toEqual([1, 1, 1, 0])
  })
})

test('DIR-40 a reading without a statement gets one in plain words, with source and day', () => {
  const facts = statedFor({ ...WHOLE, maxDays: 90, amountMax: { amount: 6000, currency: 'EUR' } }, [{ code: 'region' }], {
    source: 'own',
    checkedOn: TODAY,
    enteredBy: SHELTER,
  })
  expect(facts.map(({ code, value }) => [code, value])).toEqual([
    ['covers', 'medical'],
    ['languages', 'en'],
    ['duration', '90 days'],
    ['amount_max', '6000 EUR'],
    ['response_time', '72 hours'],
    ['status', 'open'],
  ])
  expect(new Set(facts.map(({ source, checkedOn }) => `${source} ${checkedOn}`))).toEqual(new Set(['own 2026-03-01']))
})

test('DIR-40 plain words of a reading follow it when it changes and keep who may know them; a provider’s own words stay', () => {
  const before: ServiceReach = { minDays: 30, maxDays: 90, answerHours: 24, family: 'yes' }
  const facts = [
    fact('duration', 'at least 30 days; 90 days', { visibility: 'match' }),
    fact('response_time', '24 hours'),
    fact('family', 'Up to five people'),
  ]
  expect(restated(facts, before, { minDays: 30, maxDays: 60, family: 'alone_only' }, TODAY)).toEqual([
    fact('duration', 'at least 30 days; 60 days', { visibility: 'match', checkedOn: TODAY }),
    fact('family', 'Up to five people'),
  ])
  expect(restated(facts, before, before, TODAY)).toEqual(facts)
})

test('DIR-41 only what differs is written', () => {
  const profile = { org: SHELTER, name: 'Huis', shortName: 'H', kind: 'shelter', countries: ['NL'], languages: [], about: '' } as const
  const book = docOf([wrote(JOOST, 1, ...opsOf(saveProfile(profile)))], networkRules)
  expect(onlyChanges(book, opsOf(saveProfile(profile)))).toEqual([])
  expect(onlyChanges(book, opsOf(saveProfile({ ...profile, about: 'new' })))).toEqual([
    { o: 'set', c: 'org', i: SHELTER, f: { about: 'new' } },
  ])
  const gone = applyTo(book, [wrote(JOOST, 2, { o: 'set', c: 'service', i: ownedId(SHELTER, 's'), f: { name: 'x', removed: true } })]).doc
  expect(onlyChanges(gone, [{ o: 'set', c: 'service', i: ownedId(SHELTER, 's'), f: { name: 'x', removed: false } }])).toEqual([
    { o: 'set', c: 'service', i: ownedId(SHELTER, 's'), f: { removed: false } },
  ])
})
