import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OrgId } from '@pergola/protocol'
import { day } from '../casework/story.fixture.ts'
import { applyTo, ownedId, type Doc } from '../record/index.ts'
import { AMINA, JOOST, LOCAL_GROUP, SHELTER, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import { readDirectory, type Directory } from './directory.ts'
import type { NewService } from './entry.ts'
import { DirectoryIndex, type Choices } from './find.ts'
import type { ServiceReach } from './model.ts'
import { networkRules } from './policy.ts'
import { removeService, saveProfile, saveService } from './write.ts'

const TODAY = day('2026-03-01')
const service = (name: string, reach: ServiceReach, more: Partial<NewService> = {}): NewService => ({
  org: SHELTER,
  providerId: null,
  provider: '',
  programme: '',
  name,
  about: '',
  visibility: 'network',
  reviewOn: null,
  reach,
  facts: [
    {
      code: 'duration',
      value: 'three months',
      source: 'own',
      checkedOn: day('2026-02-01'),
      reviewOn: null,
      enteredBy: SHELTER,
      visibility: 'network',
    },
  ],
  places: [],
  contacts: [],
  ...more,
})
const profile = (org: OrgId, name: string, kind: 'shelter' | 'local_group') => ({
  org,
  name,
  shortName: '',
  kind,
  countries: [],
  languages: [],
  about: '',
})
const enter = (name: string, reach: ServiceReach, more?: Partial<NewService>) =>
  opsOf(saveService(ownedId(SHELTER, name), service(name, reach, more)))
const BOOK: Doc = docOf(
  [
    wrote(AMINA, 1, ...opsOf(saveProfile(profile(LOCAL_GROUP, 'Dar', 'local_group')))),
    wrote(
      JOOST,
      1,
      ...opsOf(saveProfile(profile(SHELTER, 'Huis Noord', 'shelter'))),
      ...enter('Rooms', { kinds: ['relocation.international'], regions: ['150'], languages: ['nl'], state: 'open', targets: ['women'] }),
      ...enter('World line', { kinds: ['helpline'], regions: ['001'], languages: ['any'], targets: ['any'] }),
      ...enter(
        'Wüstenhaus بيت',
        { kinds: ['relocation'], regions: ['KE', 'SO'], capacity: { unit: 'places', free: 2, updated: TODAY } },
        { about: 'شقة هادئة' },
      ),
      ...enter('Old 老房子', { kinds: ['medical'], regions: ['TN'], state: 'closed' }, { facts: [] }),
      { o: 'set', c: 'service', i: ownedId(SHELTER, 'hidden'), f: { org: SHELTER, visibility: 'match', reach: { kinds: ['relocation'] } } },
    ),
  ],
  networkRules,
)
const indexOf = (directory: Directory): DirectoryIndex => {
  const index = new DirectoryIndex(TODAY, SHELTER)
  index.update(directory)
  return index
}
const index = indexOf(readDirectory(BOOK))
const names = (choices: Choices) => index.find(choices, 0, 50).services.map(({ name }) => name.split(' ')[0])
const counts = (choices: Choices, facet: 'kinds' | 'regions' | 'states' | 'languages' | 'targets') =>
  Object.fromEntries(index.find(choices, 0, 0).facets[facet].map(({ code, count }) => [code, count]))

describe('finding', () => {
  test('DIR-32 a kind finds itself and its group, a group its kinds; a place whatever reaches it; any language and anyone are found under each', () => {
    expect(names({ kinds: ['relocation'] })).toEqual(['Rooms', 'Wüstenhaus'])
    expect(names({ kinds: ['relocation.international'] })).toEqual(['Rooms', 'Wüstenhaus'])
    expect(names({ regions: ['KE'] })).toEqual(['World', 'Wüstenhaus'])
    expect(names({ regions: ['NL'] })).toEqual(['Rooms', 'World'])
    expect(names({ regions: ['002'] })).toEqual(['Old', 'World', 'Wüstenhaus'])
    expect(names({ regions: ['014', '155'] })).toEqual(['Rooms', 'World', 'Wüstenhaus'])
    expect([names({ languages: ['sw'] }), names({ targets: ['women'] })]).toEqual([['World'], ['Rooms', 'World']])
    expect([names({ states: ['unknown'] }), names({ states: ['open', 'closed'] })]).toEqual([
      ['World', 'Wüstenhaus'],
      ['Old', 'Rooms'],
    ])
    expect([names({ free: true }), names({ stale: true }), names({ provider: LOCAL_GROUP }), names({ own: true }).length]).toEqual([
      ['Wüstenhaus'],
      ['Old'],
      [],
      4,
    ])
  })
  test('DIR-33 what is typed stands anywhere in a word, in any script, however it is written; every word must', () => {
    expect(
      ['wusten', 'STENHAUS', 'بيت', 'هادئه', '房子', 'three MONTHS huis rooms', 'rooms line', 'noord'].map((text) => names({ text })),
    ).toEqual([
      ['Wüstenhaus'],
      ['Wüstenhaus'],
      ['Wüstenhaus'],
      ['Wüstenhaus'],
      ['Old'],
      ['Rooms'],
      [],
      ['Old', 'Rooms', 'World', 'Wüstenhaus'],
    ])
  })
  test('DIR-34 each count says what a choice would leave, all other choices kept', () => {
    expect(counts({ states: ['closed'], kinds: ['medical'] }, 'states')).toEqual({ closed: 1 })
    expect(counts({ states: ['closed'] }, 'states')).toEqual({ unknown: 2, open: 1, closed: 1 })
    expect(counts({ states: ['closed'] }, 'kinds')).toEqual({ medical: 1 })
    expect(counts({ kinds: ['relocation'] }, 'regions')).toMatchObject({ KE: 1, SO: 1, '150': 1, NL: 1, '014': 1 })
    const { countries, world } = index.find({ regions: ['KE'] }, 0, 0)
    expect([countries.find(({ code }) => code === 'NL')?.count, countries.find(({ code }) => code === 'TN')?.count, world]).toEqual([
      1, 1, 1,
    ])
  })
  test('DIR-35 what is only a match is found by nobody who looks', () => {
    expect(index.find({}, 0, 50).total).toBe(4)
    expect(index.all({ kinds: ['relocation'] }).some(({ name }) => name === '')).toBe(false)
  })
  test('DIR-36 a window of the list, in the order asked for', () => {
    expect(index.find({ sort: 'name' }, 1, 2).services.map(({ name }) => name)).toEqual(['Rooms', 'World line'])
    expect(index.find({ sort: 'checked' }, 0, 1).services[0]?.name).toBe('Old 老房子')
    expect(index.find({}, 4, 10)).toMatchObject({ total: 4, services: [] })
  })
  test('DIR-37 an index that goes on from change to change answers as one made afresh', () => {
    const act = fc.record({
      at: fc.integer({ min: 0, max: 6 }),
      gone: fc.boolean(),
      kind: fc.constantFrom('medical', 'relocation', 'visa'),
      place: fc.constantFrom('KE', '150', '001'),
    })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), fc.constantFrom('KE', 'NL', '002'), (acts, place) => {
        let doc = BOOK
        const kept = indexOf(readDirectory(doc))
        acts.forEach(({ at, gone, kind, place: where }, i) => {
          const id = ownedId(SHELTER, `n${at}`)
          const ops = gone ? removeService(id) : opsOf(saveService(id, service(`n${at} ${kind}`, { kinds: [kind], regions: [where] })))
          doc = applyTo(doc, [wrote(JOOST, i + 2, ...ops)], networkRules).doc
          kept.update(readDirectory(doc))
        })
        const fresh = indexOf(readDirectory(doc))
        for (const choices of [
          {},
          { kinds: ['medical'] },
          { regions: [place] },
          { text: 'n1' },
          { stale: true, regions: [place] },
        ] as const)
          expect(kept.find(choices, 0, 100)).toEqual(fresh.find(choices, 0, 100))
      }),
      { numRuns: 40 },
    )
  })
})
