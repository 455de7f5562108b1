import { describe, expect, test } from 'vitest'
import { day } from '../casework/story.fixture.ts'
import { applyTo, emptyDoc, ownedId, type Doc, type Op } from '../record/index.ts'
import { AMINA, FUND, JOOST, LOCAL_GROUP, SHELTER, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import { readDirectory, type KeptBack } from './directory.ts'
import type { NewFact, NewService } from './entry.ts'
import type { Visibility } from './model.ts'
import { listingRules, networkRules } from './policy.ts'
import { fieldsOf } from './readService.ts'
import { routeService, type Routed } from './route.ts'
import { saveProfile } from './write.ts'

const id = ownedId(SHELTER, 's')
const fact = (code: string, value: string, visibility: Visibility): NewFact => ({
  code,
  value,
  source: 'own',
  checkedOn: day('2026-02-20'),
  reviewOn: null,
  enteredBy: SHELTER,
  visibility,
})
const SERVICE: NewService = {
  org: SHELTER,
  providerId: null,
  provider: '',
  programme: '',
  name: 'Rooms by the canal',
  about: 'A quiet street.',
  visibility: 'network',
  reviewOn: null,
  reach: {
    kinds: ['relocation.international'],
    regions: ['001'],
    locatedIn: ['NL'],
    maxDays: 91,
    incidentWindowDays: 90,
    family: 'yes',
    capacity: { unit: 'families', free: 1, most: 4, updated: day('2026-02-20') },
  },
  facts: [
    fact('duration', 'three months', 'network'),
    fact('incident_window', 'an incident of the last ninety days', 'match'),
    fact('family', 'a family of four', 'chosen'),
  ],
  places: [{ kind: 'physical', name: 'House', country: 'NL', region: '', city: 'Noordhaven', address: 'Kade 1' }],
  contacts: [{ name: 'Fatou', role: '', email: 'fatou@noord.example', phone: '', keyFingerprint: '', channel: 'email' }],
}
const NOWHERE = { network: false, own: false }
const routed = (service: Partial<NewService>, audience = [FUND], standing = NOWHERE): Routed => {
  const result = routeService(id, { ...SERVICE, ...service }, audience, standing)
  if (!result.ok) throw new Error(result.problem.field)
  return result.value
}
const book = docOf([
  wrote(
    JOOST,
    1,
    ...opsOf(saveProfile({ org: SHELTER, name: 'Huis Noord', shortName: '', kind: 'shelter', countries: [], languages: [], about: '' })),
  ),
])

const inNetwork = (ops: readonly Op[]): Doc => {
  const folded = applyTo(book, [wrote(JOOST, 2, ...ops)], networkRules)
  expect(folded.refused).toEqual([])
  return folded.doc
}
/** What somebody reads who has these parts. */
const seenWith = (route: Routed, ...parts: readonly ('listing' | 'own')[]) => {
  const kept: KeptBack = new Map([
    [
      id,
      parts.flatMap((part) =>
        (route[part] ?? []).map((op) => ({
          owner: SHELTER,
          stands: part === 'own' ? ('own_book' as const) : ('listing' as const),
          fields: op.o === 'set' ? op.f : {},
          changedAt: 1,
        })),
      ),
    ],
  ])
  return readDirectory(inNetwork(route.network), kept).byId.get(id)
}
const said = (ops: readonly Op[] | null): string => JSON.stringify(ops)

describe('who may know what', () => {
  test('DIR-16 a fact for a match leaves its reading in the network’s book and its words at home', () => {
    const route = routed({})
    expect(said(route.network)).not.toContain('ninety')
    expect(said(route.listing)).not.toContain('ninety')
    expect(seenWith(route)?.reach.incidentWindowDays).toBe(90)
    expect(seenWith(route, 'own')?.facts.map(({ code }) => code)).toEqual(['duration', 'incident_window'])
  })
  test('DIR-17 a fact for chosen organisations stands in their listing with its reading, and neither stands elsewhere', () => {
    const route = routed({})
    expect(said(route.network)).not.toContain('family of four')
    expect([seenWith(route)?.reach.family, seenWith(route, 'listing')?.reach.family]).toEqual([undefined, 'yes'])
    expect(seenWith(route, 'listing')?.facts.map(({ code }) => code)).toEqual(['duration', 'family'])
    expect(seenWith(route, 'own', 'listing')?.facts.map(({ code }) => code)).toEqual(['duration', 'family', 'incident_window'])
  })
  test('DIR-18 a service that is only a match says in the network’s book what matching needs, coarsely, and no more', () => {
    const route = routed({ visibility: 'match', facts: [fact('duration', 'three months', 'network')] }, [])
    for (const word of ['canal', 'quiet', 'Noordhaven', 'Kade', 'fatou', 'three months', '"NL"', '"most"'])
      expect(said(route.network)).not.toContain(word)
    expect(seenWith(route)).toMatchObject({
      name: '',
      about: '',
      facts: [],
      places: [],
      contacts: [],
      visibility: 'match',
      org: SHELTER,
      provider: '',
    })
    expect(seenWith(route)?.reach).toMatchObject({ locatedIn: ['155'], capacity: { free: 1 }, maxDays: 91 })
    expect(seenWith(route, 'own')).toMatchObject({ name: 'Rooms by the canal', reach: { locatedIn: ['NL'] }, provider: 'Huis Noord' })
    expect(route.listing).toBeNull()
  })
  test('DIR-19 a service for chosen organisations is not in the network’s book at all; what stood there before is blanked', () => {
    const hidden = { visibility: 'chosen' as const, facts: [fact('duration', 'three months', 'network')] }
    expect(routed(hidden).network).toEqual([])
    expect(seenWith(routed(hidden))).toBeUndefined()
    expect(seenWith(routed(hidden), 'listing')).toMatchObject({ name: 'Rooms by the canal', org: SHELTER, visibility: 'chosen' })
    const before = inNetwork(routed({}).network)
    const after = applyTo(before, [wrote(JOOST, 3, ...routed(hidden, [FUND], { network: true, own: false }).network)], networkRules).doc
    expect(readDirectory(after).byId.get(id)).toBeUndefined()
    expect(JSON.stringify(fieldsOf(after.rows.get('service')!.get(id)!))).not.toContain('canal')
  })
  test('DIR-20 what is for chosen organisations names some', () => {
    const problem = (service: Partial<NewService>) => {
      const result = routeService(id, { ...SERVICE, ...service }, [], NOWHERE)
      return result.ok ? 'ok' : result.problem.field
    }
    expect([problem({ visibility: 'chosen', facts: [] }), problem({}), problem({ facts: [] })]).toEqual(['audience', 'audience', 'ok'])
  })
  test('DIR-21 parts count only when their owner kept them', () => {
    const { listing } = routed({})
    const fields = listing?.[0]?.o === 'set' ? listing[0].f : {}
    const kept: KeptBack = new Map([[id, [{ owner: LOCAL_GROUP, stands: 'listing', fields, changedAt: 1 }]]])
    expect(readDirectory(inNetwork(routed({}).network), kept).byId.get(id)?.reach.family).toBeUndefined()
    const forged: KeptBack = new Map([['nobody:x', [{ owner: LOCAL_GROUP, stands: 'listing', fields: { name: 'Forged' }, changedAt: 1 }]]])
    expect(readDirectory(book, forged).services).toEqual([])
  })
})

describe('rules that every member’s client holds', () => {
  const set = (f: Extract<Op, { o: 'set' }>['f'], i = id): Op => ({ o: 'set', c: 'service', i, f })

  test('DIR-22 what is kept back is refused in the network’s book, whoever wrote it', () => {
    const answers = [
      set({ facts: [{ code: 'family', visibility: 'chosen' }] }),
      set({ facts: [{ code: 'family', visibility: 'match' }] }),
      set({ visibility: 'match', name: 'Rooms' }),
      set({ visibility: 'chosen' }),
      set({ visibility: 'match', name: '', facts: [], reach: { maxDays: 3 } }),
      set({ visibility: 'public', name: 'Rooms' }),
    ].map((op) => networkRules(op, JOOST))
    expect(answers).toEqual(['kept_back_stays_out', 'kept_back_stays_out', 'kept_back_stays_out', 'kept_back_stays_out', 'ok', 'ok'])
    const careless = applyTo(
      book,
      [wrote(JOOST, 2, set({ org: SHELTER, reach: {}, visibility: 'match' }), set({ name: 'Rooms by the canal' }))],
      networkRules,
    )
    expect(readDirectory(careless.doc).byId.get(id)?.name).toBe('')
  })
  test('DIR-23 a fact is entered in the name of its writer or of the owner of the entry', () => {
    const signed = (by: string, i = id) => networkRules(set({ facts: [{ code: 'family', enteredBy: by }] }, i), JOOST)
    expect([signed(SHELTER), signed(LOCAL_GROUP), signed(LOCAL_GROUP, 'imported:x')]).toEqual(['ok', 'fact_is_signed', 'ok'])
  })
  test('DIR-24 a listing is kept by its founder and lists only its own', () => {
    const rules = listingRules(SHELTER)
    expect([
      rules(set({ name: 'x' }), JOOST),
      rules(set({ name: 'x' }), AMINA),
      rules(set({ name: 'x' }, ownedId(FUND, 's')), JOOST),
    ]).toEqual(['ok', 'listing_is_own', 'listing_is_own'])
    expect(rules({ o: 'set', c: 'org', i: SHELTER, f: {} }, JOOST)).toBe('listing_is_own')
    expect(applyTo(emptyDoc(), [wrote(AMINA, 1, set({ name: 'x' }))], rules).doc).toEqual(emptyDoc())
  })
})
