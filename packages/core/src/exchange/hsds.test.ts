import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDirectory } from '../directory/directory.ts'
import { networkRules } from '../directory/policy.ts'
import { applyTo, emptyDoc, ownedId, setOp } from '../record/index.ts'
import { AMINA, LOCAL_GROUP, wrote } from '../record/story.fixture.ts'
import { bookOf, out, provider, said, service } from './entries.fixture.ts'
import { archive, bytesOf, codes, directoryAfter, imported, outcomes, plan, read, TODAY } from './exchange.fixture.ts'
import { exportDirectory } from './export.ts'
import { openFile } from './open.ts'

const V1 = {
  'data/organizations.csv':
    'id,name,alternate_name,description,email,url,tax_id\n7,"Willow, House",Willow,"A house\\n\\nby the river",desk@willow.example,www.willow.example,99-1\n',
  'data/services.csv':
    'id,organization_id,name,description,status,application_process\n8,7,Rest,Rooms,inactive,Call\n9,8,Rest for families,Rooms,,\n',
  'data/physical_addresses.csv': 'id,location_id,address_1,city,state_province,postal_code,country\n1,5,12 Quay,Harbour,Coast,001,KE\n',
  'data/locations.csv': 'id,organization_id,name\n5,7,Rest\n',
  'data/services_at_location.csv': 'id,service_id,location_id\n1,8,5\n',
  'data/regular_schedules.csv':
    'id,service_id,weekday,opens_at,closes_at,original_text\n,8,Monday,9:00,17:00,9-5 Mon-Fri\n,8,Tuesday,9:00,17:00,9-5 Mon-Fri\n',
  'data/languages.csv': 'id,service_id,language\n1,8,English\n2,8,Creole\n',
  'data/taxonomy.csv': 'id,name,parent_id,vocabulary\nT-1,Legal Aid Services,,Invented\n',
  'data/services_taxonomy.csv': 'id,service_id,taxonomy_id\n1,8,T-1\n',
  'data/phones.csv': 'id,service_id,number\n1,8,"""+254 20 123456"""\n',
  'data/eligibility.csv': 'id,service_id,eligibility\n,,Anyone\n',
}

describe('HSDS of others', () => {
  test('EXC-6 a package of version 1: links, categories, hours, places, and what belongs to nothing is said', () => {
    const reading = read(archive(V1), 'a.zip')
    expect(codes(reading)).toEqual(['2 provider_by_service', '0 link_unknown'])
    const directory = directoryAfter(reading)
    expect([...directory.providers.values()]).toMatchObject([
      {
        name: 'Willow, House',
        otherNames: ['Willow'],
        about: 'A house\n\nby the river',
        website: 'http://www.willow.example',
        countries: ['KE'],
        identifiers: [{ scheme: 'tax_id', value: '99-1' }],
      },
    ])
    const [rest, families] = directory.services
    expect(rest).toMatchObject({
      name: 'Rest',
      reach: { kinds: ['legal'], languages: ['en', 'ht'], state: 'closed' },
      places: [{ kind: 'physical', name: '', country: 'KE', city: 'Harbour', address: '12 Quay, 001' }],
      contacts: [{ phone: '+254 20 123456' }],
    })
    expect(rest?.facts.map(({ code, value }) => [code, value])).toEqual([
      ['channel', 'Call'],
      ['status', 'inactive'],
      ['schedule', '9-5 Mon-Fri'],
      ['languages', 'English; Creole'],
      ['category', 'Legal Aid Services'],
    ])
    expect(families).toMatchObject({ programme: 'Rest', provider: 'Willow, House' })
  })

  test('EXC-6 JSON of version 3: nested parts, capacity, a place that is kept back', () => {
    const json = [
      {
        id: 's1',
        name: 'Rest',
        status: 'temporarily closed',
        organization: { id: 'o1', name: 'Willow House', description: '' },
        capacities: [{ id: 'c', unit: { id: 'u', name: 'beds' }, available: 2, maximum: 3, updated: '2026-11-01T10:00:00Z' }],
        service_at_locations: [{ id: 'sl', location: { id: 'l', location_type: 'physical', name: 'Secret house' } }],
        service_areas: [{ id: 'a', name: 'Kenya' }],
      },
    ]
    expect(directoryAfter(read(JSON.stringify(json), 'a.json')).services).toMatchObject([
      {
        reach: { state: 'paused', regions: ['KE'], capacity: { unit: 'places', free: 2, most: 3, updated: '2026-11-01' } },
        places: [{ kind: 'redacted', name: '', address: '' }],
      },
    ])
  })

  test('EXC-7 organisations and services fail row by row', () => {
    const rows = {
      'organizations.csv': 'id,name\n1,Willow\n1,Again\n,Nobody\n2,\n',
      'services.csv': 'id,organization_id,name\n1,1,Rest\n2,9,Lost\n3,1,\n',
    }
    expect(codes(read(archive(rows), 'a.zip'))).toEqual(['2 doubled_id', '3 no_id', '4 no_name', '3 no_name', '2 unknown_provider'])
  })

  test('EXC-8 organisations that belong to each other in a circle are cut where it closes, and that is said', () => {
    const rows = { 'organizations.csv': 'id,name,parent_organization_id\n1,A,3\n2,B,1\n3,C,2\n4,D,4\n5,E,1\n6,F,99\n' }
    const reading = read(archive(rows), 'a.zip')
    expect(codes(reading)).toEqual(['6 parent_unknown', '1 parent_cycle', '4 parent_cycle'])
    for (const { key } of reading.providers) {
      const seen = new Set<string>()
      for (let at: string | null = key; at !== null; at = reading.providers.find((one) => one.key === at)?.parentKey ?? null) {
        expect(seen.has(at)).toBe(false)
        seen.add(at)
      }
    }
  })

  test('EXC-6 a table in the archive that is damaged is left out, and the others stand', () => {
    const reading = read(archive({ ...V1, 'data/contacts.csv': '\0\u0001\u0002\u0003'.repeat(50) }), 'a.zip')
    expect([codes(reading)[0], reading.services.length]).toEqual(['0 part_damaged', 2])
  })
})

describe('the directory out, and in again', () => {
  const entries = fc.array(fc.record({ provider, services: fc.array(service, { maxLength: 2 }) }), { minLength: 1, maxLength: 3 })
  for (const format of ['hsds-json', 'hsds-package'] as const)
    test(`EXC-17 as ${format} it comes back as it was, in another network and in this one`, () => {
      fc.assert(
        fc.property(entries, (list) => {
          const doc = bookOf(list)
          const file = out(doc, format)
          const reading = read(file.content, file.name)
          expect(reading.issues).toEqual([])
          expect(said(imported(emptyDoc(), reading, { entries: {}, likely: 'add', removeMissing: false }))).toEqual(said(doc))
          expect(Object.keys(outcomes(plan(doc, reading)))).toEqual(['unchanged'])
        }),
        { numRuns: 60 },
      )
    })

  test('EXC-20 a table for spreadsheets holds no formula, and comes back as text', () => {
    const doc = bookOf([
      {
        provider: { ...fc.sample(provider, { numRuns: 1, seed: 7 })[0]!, name: '=1+1' },
        services: [{ ...fc.sample(service, { numRuns: 1, seed: 7 })[0]!, name: '@SUM(A1)', programme: '', about: '-2+3' }],
      },
    ])
    const file = new TextDecoder().decode(out(doc, 'csv').content)
    expect(file.split(/[\r\n,]/u).filter((cell) => /^"?[=+@-]/u.test(cell))).toEqual([])
    expect(read(file, 'a.csv').services).toMatchObject([{ name: '@SUM(A1)', about: '-2+3' }])
    expect(read(file, 'a.csv').providers).toMatchObject([{ name: '=1+1' }])
  })

  test('EXC-17 a table says less than the directory: read again here it doubles and changes nothing by itself', () => {
    const list = fc.sample(fc.record({ provider, services: fc.array(service, { minLength: 1, maxLength: 2 }) }), { numRuns: 20, seed: 3 })
    const doc = bookOf(list.map((one, at) => ({ ...one, provider: { ...one.provider, name: `${one.provider.name} ${at}` } })))
    const file = out(doc, 'csv')
    const after = imported(doc, read(file.content, file.name))
    const both = (book: typeof doc) =>
      readDirectory(book).services.map(({ id, facts, places, contacts, name }) => [id, name, facts.length, places.length, contacts.length])
    expect(both(after).map(([id, name]) => [id, name])).toEqual(both(doc).map(([id, name]) => [id, name]))
    for (const [at, [, , facts, places, contacts]] of both(doc).entries()) {
      const [, , laterFacts, laterPlaces, laterContacts] = both(after)[at]!
      if (facts !== 0) expect(laterFacts).toBe(facts)
      if (places !== 0) expect(laterPlaces).toBe(places)
      if (contacts !== 0) expect(laterContacts).toBe(contacts)
    }
  })

  test('EXC-21 contacts as vCards come back, however long their lines are', () => {
    const who = {
      name: 'مأوى الصفصاف; the, \\Willow',
      about: 'x'.repeat(300) + '\nsecond',
      website: 'https://willow.example',
      email: 'desk@willow.example',
      contacts: [
        {
          name: 'Rosa, of the desk',
          role: 'On call',
          email: 'rosa@willow.example',
          phone: '+254 20 1',
          keyFingerprint: 'ABCD1234ABCD1234ABCD1234ABCD1234ABCD1234',
          channel: '' as const,
        },
      ],
    }
    const doc = bookOf([{ provider: { ...fc.sample(provider, { numRuns: 1, seed: 1 })[0]!, ...who, countries: [] }, services: [] }])
    const { content } = out(doc, 'vcard')
    for (const folded of new TextDecoder().decode(content).split('\r\n')) expect(bytesOf(folded).length).toBeLessThanOrEqual(76)
    expect(read(content, 'a.vcf').providers).toMatchObject([who])
  })

  test('EXC-21 cards of other programs: 2.1 in quoted-printable, 3.0 with groups, cards without an organisation', () => {
    const cards =
      'BEGIN:VCARD\r\nVERSION:2.1\r\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:B=C3=A9;Ana\r\nORG:Willow House;Desk\r\nTEL;WORK:1\r\nEND:VCARD\r\nBEGIN:VCARD\nVERSION:3.0\nFN:Rosa\nitem1.ORG:Willow House\nitem1.EMAIL;type=INTERNET:rosa@willow\n .example\nEND:VCARD\nBEGIN:VCARD\nFN:Nobody\nEND:VCARD\n'
    const reading = read(cards, 'a.vcf')
    expect(reading.providers).toMatchObject([
      {
        name: 'Willow House',
        contacts: [
          { name: 'Ana Bé', phone: '1' },
          { name: 'Rosa', email: 'rosa@willow.example' },
        ],
      },
    ])
    expect(codes(reading)).toEqual(['3 no_provider'])
  })

  test('EXC-19 nothing that is kept back stands in any file, and how much is left out is said', () => {
    const SECRET = 'canary-of-the-shelter'
    const own = ownedId(LOCAL_GROUP, 's')
    const open = {
      org: LOCAL_GROUP,
      name: 'Rest',
      about: 'For all',
      visibility: 'public',
      facts: [
        { code: 'target', value: SECRET },
        { code: 'duration', value: 'three months', visibility: 'public' },
      ],
      reach: {},
    }
    const doc = applyTo(
      emptyDoc(),
      [wrote(AMINA, 1, setOp('org', LOCAL_GROUP, { name: 'Riverbank', kind: 'local_group' }), setOp('service', own, open))],
      networkRules,
    ).doc
    const kept = new Map([
      [
        ownedId(LOCAL_GROUP, 'k'),
        [
          {
            owner: LOCAL_GROUP,
            stands: 'own_book' as const,
            fields: { org: LOCAL_GROUP, name: SECRET, visibility: 'chosen' },
            changedAt: 0,
          },
        ],
      ],
    ])
    const directory = readDirectory(doc, kept)
    expect(directory.services.map(({ name }) => name).toSorted()).toEqual(['Rest', SECRET])
    for (const format of ['hsds-json', 'hsds-package', 'csv', 'vcard'] as const) {
      const file = exportDirectory(directory, format, 'public', TODAY)
      const opened = openFile(file.content, file.name)
      expect(
        `${new TextDecoder().decode(file.content)}${JSON.stringify(opened.ok && opened.value.content, (_, value: unknown) => (value instanceof Map ? [...value] : value))}`,
      ).not.toContain(SECRET)
      expect(file.lost).toMatchObject([
        { what: 'kept_back_services', count: 1 },
        { what: 'kept_back_facts', count: 1 },
      ])
    }
  })
})
