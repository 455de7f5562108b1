import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { saveProvider } from '../directory/write.ts'
import { readDirectory } from '../directory/directory.ts'
import { networkRules } from '../directory/policy.ts'
import { applyTo, emptyDoc, encodePayload, ownedId, rowAt, setOp, valueOf, type Doc, type Op } from '../record/index.ts'
import { AMINA, JOOST, LOCAL_GROUP, SHELTER, as, minute, opsOf as checkedOps, wrote } from '../record/story.fixture.ts'
import { imported, laterMinute, outcomes, plan, read } from './exchange.fixture.ts'
import { choiceKey, NO_CHOICES, opsOf, sizedBatches, sourceName, type PlanChoices } from './plan.ts'

const LIST =
  'id,provider,name,about,website,contact email\n1,Willow House,Rest,Three rooms,willow.example,desk@willow.example\n2,Cedar Fund,Grants,Small ones,cedar.example,\n'
const list = read(LIST, 'a.csv')
const after = (doc: Doc, ...ops: readonly Op[]): Doc => applyTo(doc, [wrote(AMINA, laterMinute(), ...ops)], networkRules).doc
const once = imported(emptyDoc(), list)
const aboutOf = (doc: Doc, id: string) => valueOf(rowAt(doc, 'service', `imported:list/${id}`), 'about')

describe('reading a list again', () => {
  test('EXC-12 changes nothing; a changed row is updated, and nothing is ever doubled', () => {
    expect(outcomes(plan(once, list))).toEqual({ unchanged: 4 })
    const changed = read(LIST.replace('Three rooms', 'Four rooms'), 'a.csv')
    expect(outcomes(plan(once, changed))).toEqual({ unchanged: 3, updated: 1 })
    const twice = imported(once, changed)
    expect([readDirectory(twice).services.length, aboutOf(twice, '1')]).toEqual([2, 'Four rooms'])
  })

  test('EXC-12 whatever lists of one name come, the book has each of their rows once', () => {
    const rows = fc.uniqueArray(
      fc.tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom('Willow', 'Cedar', 'Maple'), fc.constantFrom('Rest', 'Walk')),
      {
        selector: ([id]) => id,
        maxLength: 6,
      },
    )
    fc.assert(
      fc.property(fc.array(rows, { minLength: 1, maxLength: 4 }), (versions) => {
        const texts = versions.map((version) => `id,provider,name\n${version.map((row) => row.join(',')).join('\n')}\n,,\n`)
        const doc = texts
          .filter((text) => text.length > 25)
          .reduce((book, text) => imported(book, read(text, 'a.csv'), { ...NO_CHOICES, likely: 'add' }), emptyDoc())
        const ids = new Set(versions.flatMap((version) => version.map(([id]) => id)))
        expect(readDirectory(doc).services.length).toBe(versions.some((version) => version.length > 0) ? ids.size : 0)
      }),
      { numRuns: 60 },
    )
  })

  test('EXC-13 what somebody changed here since stays, is shown, and comes when chosen', () => {
    const edited = after(once, setOp('service', 'imported:list/1', { about: 'Two rooms now' }))
    const changed = read(LIST.replace('Three rooms', 'Four rooms'), 'a.csv')
    const [entry] = plan(edited, changed).entries.filter(({ kind, key }) => kind === 'service' && key === '1')
    expect(entry?.changes).toMatchObject([{ field: 'about', before: 'Two rooms now', after: 'Four rooms', choice: 'keep', why: 'edited' }])
    expect(aboutOf(imported(edited, changed), '1')).toBe('Two rooms now')
    const choices: PlanChoices = { ...NO_CHOICES, entries: { [choiceKey('service', '1')]: { fields: { about: 'take' } } } }
    expect(aboutOf(imported(edited, changed, choices), '1')).toBe('Four rooms')
  })

  test('EXC-15 what the list no longer has is said, and goes only when that is chosen; a row that failed is not gone', () => {
    const shorter = read('id,provider,name\n1,Willow House,Rest\n', 'a.csv')
    expect(plan(once, shorter).missing.map(({ kind, name }) => [kind, name])).toEqual([
      ['provider', 'Cedar Fund'],
      ['service', 'Grants'],
    ])
    expect(readDirectory(imported(once, shorter)).services).toHaveLength(2)
    expect(readDirectory(imported(once, shorter, { ...NO_CHOICES, removeMissing: true })).services).toHaveLength(1)
    const broken = read('id,provider,name\n1,Willow House,Rest\n2,,\n', 'a.csv')
    expect(plan(once, broken).missing.map(({ kind }) => kind)).toEqual(['provider'])
    expect(readDirectory(imported(imported(once, shorter, { ...NO_CHOICES, removeMissing: true }), list)).services).toHaveLength(2)
  })

  test('EXC-12 a list is known by its name, without the numbers that change with each version', () => {
    expect(['datapackage-1566177582.zip', 'Partners 2026-11-22.csv', 'Partners.csv', '../x.csv', '….csv'].map(sourceName)).toEqual([
      'datapackage',
      'partners',
      'partners',
      'x',
      'list',
    ])
  })
})

const provider = {
  name: 'The Willow House, Ltd.',
  otherNames: [],
  kind: 'shelter' as const,
  about: 'Known for years.',
  website: 'https://www.willow.example/en',
  email: '',
  countries: ['KE'],
  parent: null,
  contacts: [{ name: 'Rosa', role: '', email: 'rosa@willow.example', phone: '', keyFingerprint: '', channel: '' as const }],
  identifiers: [{ scheme: 'NGO-KE', value: '77/12' }],
  source: 'own',
  checkedOn: null,
  reviewOn: null,
}
const WILLOW = ownedId(LOCAL_GROUP, 'willow')
const known = after(emptyDoc(), ...checkedOps(saveProvider(WILLOW, provider)))
const byName = read('provider,name,about,provider about\nwillow house,Rest,Rooms,Another text\n', 'a.csv')

describe('somebody who is here already', () => {
  const likeness = (text: string, doc = known) => plan(doc, read(text, 'a.csv')).entries[0]?.candidates.map(({ why }) => why)
  test('EXC-14 is found by name after folding, by website or mail domain, by registration number', () => {
    expect(likeness('provider,name\nWILLOW  HOUSE,Rest\n')).toEqual(['name'])
    expect(likeness('provider,name,website\nWeide,Rest,willow.example\n')).toEqual(['website'])
    expect(likeness('provider,name,email\nWeide,Rest,info@willow.example\n')).toEqual(['website'])
    const hsds = '[{"id":"1","name":"Weide","organization_identifiers":[{"identifier_scheme":"NGO-KE","identifier":"77-12"}]}]'
    expect(plan(known, read(hsds, 'a.json')).entries[0]?.candidates.map(({ why }) => why)).toEqual(['identifier'])
    expect(
      likeness(
        'provider,name,website\nWeide,Rest,facebook.com/willow\n',
        after(known, ...checkedOps(saveProvider(ownedId(LOCAL_GROUP, 'fb'), { ...provider, name: 'X', website: 'facebook.com/x' }))),
      ),
    ).toEqual([])
  })

  test('EXC-14 is merged: what stands here stays, what is missing is filled in, lists are joined, and the next import finds it', () => {
    const doc = imported(known, byName)
    const directory = readDirectory(doc)
    expect([...directory.providers.values()]).toMatchObject([
      { id: WILLOW, name: 'The Willow House, Ltd.', about: 'Known for years.', contacts: [{ name: 'Rosa' }] },
    ])
    expect(directory.services).toMatchObject([{ name: 'Rest', providerId: WILLOW, provider: 'The Willow House, Ltd.' }])
    expect(outcomes(plan(doc, byName))).toEqual({ unchanged: 2 })
  })

  test('EXC-14 field by field the other way when chosen; left out or new when chosen', () => {
    const chosen = (choice: PlanChoices['entries'][string], likely: PlanChoices['likely'] = 'merge'): PlanChoices => ({
      ...NO_CHOICES,
      likely,
      entries: { [choiceKey('provider', 'willow-house')]: choice },
    })
    expect([...readDirectory(imported(known, byName, chosen({ fields: { about: 'take' } }))).providers.values()][0]?.about).toBe(
      'Another text',
    )
    expect(outcomes(plan(known, byName, chosen({ leave: true })))).toEqual({ left: 2 })
    expect(readDirectory(imported(known, byName, chosen({ into: null }))).providers.size).toBe(2)
    expect(readDirectory(imported(known, byName, { ...NO_CHOICES, likely: 'add' })).providers.size).toBe(2)
    expect(outcomes(plan(known, byName, { ...NO_CHOICES, likely: 'leave' }))).toEqual({ left: 2 })
  })

  test('EXC-14 of two that it could be, nobody but a person chooses', () => {
    const two = after(known, ...checkedOps(saveProvider(ownedId(LOCAL_GROUP, 'second'), { ...provider, website: '' })))
    const [entry] = plan(two, byName).entries
    expect([entry?.outcome, entry?.candidates.length]).toEqual(['added', 2])
  })

  test('EXC-14 a member of the network is said, and never written over', () => {
    const members = after(emptyDoc(), setOp('org', LOCAL_GROUP, { name: 'Willow House', kind: 'shelter' }))
    const [entry] = plan(members, byName).entries
    expect([entry?.outcome, entry?.candidates.map(({ why }) => why)]).toEqual(['added', ['member']])
    expect(valueOf(rowAt(imported(members, byName), 'org', LOCAL_GROUP), 'name')).toBe('Willow House')
  })

  test('EXC-16 what another organisation entered is not changed by an import, and that is said', () => {
    const theirs = ownedId(SHELTER, 'willow')
    const doc = applyTo(emptyDoc(), [wrote(JOOST, laterMinute(), ...checkedOps(saveProvider(theirs, provider)))], networkRules).doc
    expect(outcomes(plan(doc, byName))).toEqual({ not_permitted: 1, added: 1 })
    expect(readDirectory(imported(doc, byName)).services[0]?.providerId).toBe(theirs)
    expect(outcomes(plan(doc, byName, NO_CHOICES, as(AMINA, 'steward')))).toEqual({ merged: 1, added: 1 })
    expect(outcomes(plan(emptyDoc(), byName, NO_CHOICES, as(AMINA, 'reader')))).toEqual({ not_permitted: 2 })
  })
})

test('EXC-23 operations are cut into commits that each fit, in their order', () => {
  const wide = read(
    `provider,name,about\n${Array.from({ length: 300 }, (_, at) => `P${at},S${at},"${'ä'.repeat(3_000)}"`).join('\n')}\n`,
    'a.csv',
  )
  const ops = opsOf(plan(emptyDoc(), wide), NO_CHOICES)
  const batches = sizedBatches(ops)
  expect(batches.flat()).toEqual(ops)
  for (const part of batches) {
    const bytes = encodePayload({ at: minute(1), ops: part })
    expect(bytes.ok && bytes.value.length).toBeLessThan(240_000)
  }
})
