import { describe, expect, test } from 'vitest'
import { day } from '../casework/story.fixture.ts'
import { applyTo, batches, encodePayload, msOf, ownedId, type Op } from '../record/index.ts'
import { AMINA, JOOST, LOCAL_GROUP, SHELTER, as, docOf, minute, opsOf, wrote } from '../record/story.fixture.ts'
import { dueOn, freeNow, isStale, isStaleFact } from './age.ts'
import { directoryReader, readDirectory } from './directory.ts'
import type { NewFact, NewService } from './entry.ts'
import type { OrgProfile, Service, ServiceReach } from './model.ts'
import { importedId, networkRules } from './policy.ts'
import { nameNetwork, removeService, saveProfile, saveService } from './write.ts'

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
  state: 'open',
  capacity: { unit: 'families', free: 2, most: 4, from: day('2026-03-01'), updated: day('2026-02-20') },
}
const FACT: NewFact = { code: '', value: '', source: 'own', checkedOn: null, reviewOn: null, enteredBy: SHELTER, visibility: 'network' }
const SERVICE: NewService = {
  org: SHELTER,
  providerId: null,
  provider: '',
  programme: 'Shelter city',
  name: 'Rooms',
  about: 'Two rooms.',
  visibility: 'network',
  reviewOn: null,
  reach: REACH,
  facts: [
    { ...FACT, code: 'duration', value: '3 months', checkedOn: day('2026-02-20') },
    { ...FACT, code: 'family', value: 'yes', checkedOn: day('2025-11-01'), reviewOn: day('2026-03-01') },
  ],
  places: [{ kind: 'physical', name: 'Office', country: 'NL', region: '', city: 'Noordhaven', address: 'Kade 1' }],
  contacts: [
    { name: 'Fatou', role: 'case officer', email: 'f@noord.example', phone: '', keyFingerprint: 'AB12', channel: 'encrypted_email' },
  ],
}
const id = ownedId(SHELTER, 's')
const MINUTE_1 = msOf(minute(1))
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
    expect(services).toEqual([{ id, ...SERVICE, provider: 'Huis Noord', checkedOn: '2025-11-01', enteredBy: SHELTER, changedAt: MINUTE_1 }])
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
          state: null,
          targets: ['unicorns'],
          capacity: { unit: 'beds', free: 1, updated: '2026-01-01' },
          kinds: ['medical'],
        },
      },
    }
    expect(readDirectory(applyTo(book, [wrote(JOOST, 3, odd)]).doc).services[0]?.reach).toEqual({ kinds: ['medical'] })
  })
  test('DIR-4 a service is stale when one of its facts was last checked more than 180 days ago', () => {
    const checkedOn = day('2026-01-01')
    const isOld = (dates: Partial<Pick<Service, 'checkedOn' | 'reviewOn' | 'facts'>>, today: string) =>
      isStale({ checkedOn, reviewOn: null, facts: [], ...dates }, day(today))
    expect([isOld({}, '2026-06-30'), isOld({}, '2026-07-01'), isOld({ checkedOn: null }, '2026-01-01')]).toEqual([false, true, true])
  })
  test('DIR-11 a fact is stale on its own day of review, at the latest 181 days after its check, and always when nobody checked it', () => {
    const fact = (checkedOn: string | null, reviewOn: string | null) => ({
      checkedOn: checkedOn === null ? null : day(checkedOn),
      reviewOn: reviewOn === null ? null : day(reviewOn),
    })
    expect([dueOn(fact('2026-01-01', null)), dueOn(fact('2026-01-01', '2026-03-01')), dueOn(fact('2026-01-01', '2027-01-01'))]).toEqual([
      '2026-07-01',
      '2026-03-01',
      '2026-07-01',
    ])
    expect(isStaleFact(fact(null, '2027-01-01'), day('2026-01-02'))).toBe(true)
    expect([
      isStaleFact(fact('2026-01-01', '2026-03-01'), day('2026-02-28')),
      isStaleFact(fact('2026-01-01', '2026-03-01'), day('2026-03-01')),
    ]).toEqual([false, true])
  })
  test('DIR-12 free places count for 30 days after somebody counted them, and not before the day from which they are free', () => {
    const free = (today: string, from?: string) =>
      freeNow({ unit: 'places', free: 2, updated: day('2026-02-01'), ...(from && { from: day(from) }) }, day(today))
    expect([free('2026-03-03'), free('2026-03-04'), free('2026-02-10', '2026-02-20'), free('2026-02-20', '2026-02-20')]).toEqual([
      2,
      null,
      0,
      2,
    ])
    expect(freeNow(undefined, day('2026-02-01'))).toBeNull()
  })
  test('DIR-13 a fact without a name is of whoever entered the entry', () => {
    const nameless = opsOf(
      saveService(importedId('x'), { ...SERVICE, org: null, provider: 'Far Fund', facts: [{ ...FACT, code: 'note', enteredBy: null }] }),
    )
    const { services } = readDirectory(applyTo(book, [wrote(AMINA, 3, ...nameless)], networkRules).doc)
    expect(services.find(({ provider }) => provider === 'Far Fund')?.facts[0]?.enteredBy).toBe(LOCAL_GROUP)
  })
  test('DIR-14 a redacted place says country and region and nothing else, also where more was written', () => {
    const place = { kind: 'redacted', name: 'The house', country: 'NL', region: 'North', city: 'Noordhaven', address: 'Kade 1' } as const
    const [op] = opsOf(saveService(id, { ...SERVICE, places: [place] }))
    expect(JSON.stringify(op)).not.toContain('Kade')
    const careless: Op = { o: 'set', c: 'service', i: id, f: { places: [{ ...place }] } }
    expect(readDirectory(applyTo(book, [wrote(JOOST, 3, careless)], networkRules).doc).byId.get(id)?.places).toEqual([
      { kind: 'redacted', name: '', country: 'NL', region: 'North', city: '', address: '' },
    ])
  })
  test('DIR-15 read on from what was read before: only what changed is read anew, and the answer is the same as read afresh', () => {
    const read = directoryReader()
    const before = read(book)
    const more = applyTo(
      book,
      [wrote(JOOST, 3, ...opsOf(saveService(ownedId(SHELTER, 'a'), { ...SERVICE, name: 'Attic' })))],
      networkRules,
    ).doc
    const after = read(more)
    expect(after.byId.get(id)).toBe(before.byId.get(id))
    expect(after.services.map(({ name }) => name)).toEqual(['Attic', 'Rooms'])
    expect(after).toEqual(readDirectory(more))
    const renamed = applyTo(more, [wrote(JOOST, 4, ...opsOf(saveProfile({ ...PROFILE, name: 'A Huis' })))], networkRules).doc
    expect(read(renamed)).toEqual(readDirectory(renamed))
    const taken = applyTo(renamed, [wrote(JOOST, 5, ...removeService(id))], networkRules).doc
    expect(read(taken).services.map(({ name }) => name)).toEqual(['Attic'])
    expect([...read(taken).removed.keys()]).toEqual([id])
  })
})

describe('who may write what', () => {
  const set = (c: string, i: string, f: Extract<Op, { o: 'set' }>['f'] = { name: 'x' }): Op => ({ o: 'set', c, i, f })
  const answers = (op: Op) => [JOOST, AMINA, as(AMINA, 'steward'), as(JOOST, 'reader')].map((author) => networkRules(op, author))

  test('DIR-5 an organisation edits its own profile and the services and providers it entered; a steward may edit all', () => {
    expect(answers(set('org', SHELTER))).toEqual(['ok', 'profile_is_own', 'ok', 'readers_only_read'])
    expect(answers(set('service', id))).toEqual(['ok', 'entry_is_own', 'ok', 'readers_only_read'])
    expect(answers(set('provider', id))).toEqual(['ok', 'entry_is_own', 'ok', 'readers_only_read'])
    expect(answers(set('service', 'nobodys'))).toEqual(['entry_is_own', 'entry_is_own', 'ok', 'readers_only_read'])
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
          ...opsOf(saveService(ownedId(LOCAL_GROUP, 's'), { ...SERVICE, org: null, provider: 'Far Fund', facts: [] })),
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
      { capacity: { unit: 'places', free: 1.5, updated: day('2026-02-20') } },
      { capacity: { unit: 'places', free: 1, updated: day('2026-02-30') } },
      { targets: ['unicorns' as 'any'] },
      { referees: 0 },
      { minDays: 100, maxDays: 91 },
      { kinds: Array.from({ length: 101 }, () => 'medical') },
    ]
    expect(bad.map((reach) => field(saveService(id, { ...SERVICE, reach })))).toEqual([
      'kinds',
      'regions',
      'maxDays',
      'answerHours',
      'capacity',
      'capacity',
      'targets',
      'referees',
      'minDays',
      'kinds',
    ])
    expect(field(saveService(id, { ...SERVICE, facts: [{ ...FACT, code: 'family', source: ' ' }] }))).toBe('facts')
    expect(field(saveService(id, { ...SERVICE, facts: Array.from({ length: 101 }, () => ({ ...FACT, code: 'note' })) }))).toBe('facts')
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
