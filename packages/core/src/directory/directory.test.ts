import { describe, expect, test } from 'vitest'
import { day } from '../casework/story.fixture.ts'
import { applyTo, batches, encodePayload, ownedId, type Op } from '../record/index.ts'
import { AMINA, JOOST, LOCAL_GROUP, SHELTER, as, docOf, minute, opsOf, wrote } from '../record/story.fixture.ts'
import { isStale, readDirectory } from './directory.ts'
import type { OrgProfile, ServiceReach } from './model.ts'
import { importedId, networkRules } from './policy.ts'
import { nameNetwork, removeService, saveProfile, saveService, type NewService } from './write.ts'

const PROFILE: OrgProfile = {
  org: SHELTER,
  name: 'Huis Noord',
  shortName: 'Noord',
  kind: 'shelter',
  countries: ['NL'],
  languages: ['nl', 'en'],
  about: 'Rooms for families.',
}
const REACH: ServiceReach = {
  kinds: ['relocation.international'],
  regions: ['001'],
  languages: ['en'],
  maxDays: 91,
  family: 'yes',
  exile: 'yes',
  answerHours: 72,
  placesFree: 2,
  placesCheckedOn: day('2026-02-20'),
}
const SERVICE: NewService = {
  org: SHELTER,
  provider: '',
  name: 'Rooms',
  about: 'Two rooms.',
  reach: REACH,
  facts: [
    { code: 'duration', value: '3 months', source: 'own', checkedOn: day('2026-02-20') },
    { code: 'family', value: 'yes', source: 'own', checkedOn: day('2025-11-01') },
  ],
}
const id = ownedId(SHELTER, 's')
const book = docOf(
  [
    wrote(JOOST, 1, ...opsOf(saveProfile(PROFILE)), ...opsOf(saveService(id, SERVICE))),
    wrote(as(AMINA, 'steward'), 2, ...opsOf(nameNetwork('Nest'))),
  ],
  networkRules,
)

describe('the network’s book', () => {
  test('DIR-1 profiles and services are read as they were written, the provider by its profile', () => {
    const { networkName, profiles, services } = readDirectory(book)
    expect([networkName, profiles.get(SHELTER)]).toEqual(['Nest', PROFILE])
    expect(services).toEqual([{ id, ...SERVICE, provider: 'Huis Noord', checkedOn: '2025-11-01', enteredBy: SHELTER }])
  })
  test('DIR-2 a service taken out is no longer listed', () => {
    expect(readDirectory(applyTo(book, [wrote(JOOST, 3, ...removeService(id))], networkRules).doc).services).toEqual([])
  })
  test('DIR-3 what is not known, or written oddly, stays unknown', () => {
    const odd: Op = {
      o: 'set',
      c: 'service',
      i: id,
      f: {
        reach: {
          maxDays: 'long',
          family: 'maybe',
          regions: 'all',
          amountMax: { amount: 5, currency: 'beads' },
          closed: null,
          kinds: ['medical'],
        },
      },
    }
    expect(readDirectory(applyTo(book, [wrote(JOOST, 3, odd)]).doc).services[0]?.reach).toEqual({ kinds: ['medical'] })
  })
  test('DIR-4 a service is stale when one of its facts was last checked more than 180 days ago', () => {
    const checkedOn = day('2026-01-01')
    expect([
      isStale({ checkedOn }, day('2026-06-30')),
      isStale({ checkedOn }, day('2026-07-01')),
      isStale({ checkedOn: null }, day('2026-01-01')),
    ]).toEqual([false, true, true])
  })
})

describe('who may write what', () => {
  const set = (c: string, i: string, f: Extract<Op, { o: 'set' }>['f'] = { name: 'x' }): Op => ({ o: 'set', c, i, f })
  const answers = (op: Op) => [JOOST, AMINA, as(AMINA, 'steward'), as(JOOST, 'reader')].map((author) => networkRules(op, author))

  test('DIR-5 an organisation edits its own profile and the services it entered; a steward may edit all', () => {
    expect(answers(set('org', SHELTER))).toEqual(['ok', 'profile_is_own', 'ok', 'readers_only_read'])
    expect(answers(set('service', id))).toEqual(['ok', 'service_is_own', 'ok', 'readers_only_read'])
    expect(answers(set('service', 'nobodys'))).toEqual(['service_is_own', 'service_is_own', 'ok', 'readers_only_read'])
  })
  test('DIR-6 imported entries are kept by everyone together', () => {
    expect(answers(set('service', importedId('fund_x')))).toEqual(['ok', 'ok', 'ok', 'readers_only_read'])
  })
  test('DIR-7 a steward names the network', () =>
    expect(answers(set('network', 'main')).slice(0, 3)).toEqual(['steward_names_network', 'steward_names_network', 'ok']))
  test('DIR-8 nobody offers a service in another organisation’s name', () => {
    expect(networkRules(set('service', ownedId(LOCAL_GROUP, 's'), { org: SHELTER }), AMINA)).toBe('offer_is_own')
    expect(networkRules(set('service', importedId('x'), { org: SHELTER }), AMINA)).toBe('offer_is_own')
    const outside = applyTo(
      book,
      [
        wrote(
          AMINA,
          3,
          ...opsOf(saveProfile({ ...PROFILE, org: LOCAL_GROUP })),
          ...opsOf(saveService(ownedId(LOCAL_GROUP, 's'), { ...SERVICE, org: null, provider: 'Far Fund' })),
        ),
      ],
      networkRules,
    ).doc
    expect(readDirectory(outside).services.map(({ org, provider }) => [org, provider])).toEqual([
      [null, 'Far Fund'],
      [SHELTER, 'Huis Noord'],
    ])
  })
  test('DIR-9 refused, with the field at fault', () => {
    const field = (result: { ok: boolean; problem?: { field: string } }) => result.problem?.field
    const bad: readonly Partial<ServiceReach>[] = [
      { kinds: ['pony'] },
      { regions: ['Europe'] },
      { maxDays: 0 },
      { answerHours: -1 },
      { placesFree: 1.5 },
      { placesCheckedOn: day('2026-02-30') },
    ]
    expect(bad.map((reach) => field(saveService(id, { ...SERVICE, reach })))).toEqual([
      'kinds',
      'regions',
      'maxDays',
      'answerHours',
      'placesFree',
      'placesCheckedOn',
    ])
    expect(field(saveService(id, { ...SERVICE, org: null }))).toBe('provider')
    expect(field(saveProfile({ ...PROFILE, countries: ['Holland'] }))).toBe('countries')
  })
})

test('DIR-10 many entries at once are cut into commits that each fit', () => {
  const ops = Array.from({ length: 250 }, (_, i) =>
    opsOf(saveService(ownedId(SHELTER, `${i}`), { ...SERVICE, about: 'x'.repeat(3000) })),
  ).flat()
  const cut = batches(ops)
  expect(cut.flat()).toEqual(ops)
  for (const part of cut) expect(encodePayload({ at: minute(1), ops: part }).ok).toBe(true)
})
