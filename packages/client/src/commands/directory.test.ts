import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DirectoryFilter } from '../contract/index.ts'
import { consentOfBoth, day, done, familyCase, refusal, run, sees } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import { placesFree, serviceDraft } from '../testing/serviceDraft.ts'
import type { Stage } from '../testing/stage.ts'
import type { World } from '../world/world.ts'

let stage: Stage
let amina: World
let joost: World
let khadija: World

beforeEach(async () => {
  stage = await onMemory()
  ;({ amina, joost, khadija } = stage)
})
afterEach(() => stage.close())

const REACH = {
  kinds: ['relocation.international'],
  regions: ['001'],
  languages: ['en'],
  maxDays: 90,
  locatedIn: ['NL'],
  state: 'open',
} as const
const list = (world: World, filter: DirectoryFilter = {}) => sees(world, 'directory', { filter, from: 0, count: 50 })
const named = async (world: World, filter: DirectoryFilter = {}) => (await list(world, filter)).rows.map(({ service }) => service.name)
const codes = async (world: World, id: string) => (await sees(world, 'service', { id })).facts.map(({ code }) => code)
const kept = (code: string, value: string, visibility: 'match' | 'chosen') =>
  ({ code, value, source: 'our own house', visibility }) as const

const PROVIDER = {
  name: 'City Clinic',
  otherNames: ['عيادة'],
  kind: 'clinic',
  about: '',
  website: '',
  email: '',
  countries: ['KE'],
  parent: null,
  contacts: [],
  identifiers: [],
  source: 'leaflet',
  reviewOn: null,
} as const

describe('who is told what', () => {
  it('CMD-30 a shelter that is only a match is in no list, has no name anywhere, and its own people see all of it', async () => {
    const { id } = await done(joost, 'saveService', {
      service: serviceDraft('Rooms by the canal', { ...REACH, ...placesFree(1) }, { visibility: 'match' }),
    })
    expect([await named(amina), await named(joost)]).toEqual([[], ['Rooms by the canal']])
    expect(JSON.stringify([...amina.network()!.doc.rows.get('service')!.values()])).not.toContain('canal')
    expect((await sees(amina, 'service', { id })).service).toMatchObject({
      name: '',
      provider: '',
      reach: { locatedIn: ['155'], maxDays: 90 },
    })
    expect((await sees(joost, 'service', { id })).facts.every(({ stands }) => stands === 'own_book')).toBe(true)
    expect((await sees(amina, 'search', { text: 'canal' })).length).toBe(0)
  })

  it('CMD-31 a fact for one organisation is read by that one alone; taken back, it reads nothing new, and another reads it instead', async () => {
    const facts = [kept('family', 'up to five people', 'chosen')]
    const draft = serviceDraft('Flats', { ...REACH, family: 'yes' }, { facts, audience: [khadija.me.org] })
    const { id } = await done(joost, 'saveService', { service: draft })
    expect([(await codes(khadija, id)).includes('family'), (await codes(amina, id)).includes('family')]).toEqual([true, false])
    expect((await sees(amina, 'service', { id })).service.reach.family).toBeUndefined()
    expect((await sees(joost, 'service', { id })).audience.map(({ name }) => name)).toEqual(['Sahel Relief Fund'])
    const again = { ...draft, id, audience: [amina.me.org], facts: [kept('family', 'up to six people', 'chosen')] }
    await done(joost, 'saveService', { service: again })
    expect([(await codes(khadija, id)).includes('family'), (await codes(amina, id)).includes('family')]).toEqual([false, true])
    const listings = [...khadija.summaries.values()].filter(({ kind }) => kind === 'listing')
    expect(listings).toHaveLength(1)
    expect([listings[0]?.goneSince !== null, JSON.stringify(listings).includes('six')]).toEqual([true, false])
  })

  it('CMD-31 a longer stay said in the form is said in the statement too, which stays with those who may know it', async () => {
    const facts = [kept('duration', '90 days', 'match')]
    const { id } = await done(joost, 'saveService', { service: serviceDraft('Flats', REACH, { facts }) })
    const view = await sees(joost, 'service', { id })
    const same = view.facts.map(({ code, value, source, checkedOn, reviewOn, visibility }) => ({
      ...{ code, value, source, checkedOn, reviewOn, visibility },
    }))
    await done(joost, 'saveService', { service: { ...serviceDraft('Flats', { ...REACH, maxDays: 120 }, { facts: same }), id } })
    const duration = async (who: World) => (await sees(who, 'service', { id })).facts.find(({ code }) => code === 'duration')
    expect(await duration(joost)).toMatchObject({ value: '120 days', visibility: 'match', stands: 'own_book' })
    expect(await duration(amina)).toBeUndefined()
  })

  it('CMD-32 services for the same organisations share one listing; one that is told to others leaves it', async () => {
    const draft = (name: string, audience: readonly World[]) =>
      serviceDraft(name, REACH, { visibility: 'chosen', audience: audience.map(({ me }) => me.org) })
    const first = await done(joost, 'saveService', { service: draft('First', [khadija]) })
    await done(joost, 'saveService', { service: draft('Second', [khadija]) })
    const listings = () => [...joost.summaries.values()].filter(({ kind }) => kind === 'listing')
    expect([listings().length, await named(khadija), await named(amina)]).toEqual([1, ['First', 'Second'], []])
    await done(joost, 'saveService', { service: { ...draft('First', [khadija, amina]), id: first.id } })
    expect([listings().length, await named(khadija), await named(amina)]).toEqual([2, ['First', 'Second'], ['First']])
    await done(joost, 'saveService', { service: { ...draft('First', []), id: first.id, visibility: 'network' } })
    expect([await named(khadija), await named(amina)]).toEqual([['First', 'Second'], ['First']])
    await done(joost, 'removeService', { id: first.id })
    expect([await named(khadija), await named(amina), await named(joost)]).toEqual([['Second'], [], ['Second']])
  })

  it('CMD-33 nobody chosen, ourselves, or somebody unknown is no audience; offline nobody is let go', async () => {
    const chosen = serviceDraft('Flats', REACH, { visibility: 'chosen' })
    expect(await refusal(joost, 'saveService', { service: chosen })).toBe('invalid:audience')
    expect(await refusal(joost, 'saveService', { service: { ...chosen, audience: [joost.me.org] } })).toBe('invalid:audience')
    const { id } = await done(joost, 'saveService', { service: { ...chosen, audience: [khadija.me.org] } })
    stage.setOnline(joost, false)
    expect(await refusal(joost, 'saveService', { service: { ...chosen, id, audience: [amina.me.org] } })).toBe('offline')
    stage.setOnline(joost, true)
    expect(await named(khadija)).toEqual(['Flats'])
  })
})

describe('keeping it true', () => {
  it('CMD-34 VIEW-17 "yes, still true" gives facts today’s day, all or some, and counts what is free', async () => {
    const old = { source: 'leaflet', checkedOn: day('2025-06-01') }
    const facts = [
      { ...old, code: 'duration', value: '90 days' },
      { ...old, code: 'family', value: 'yes' },
    ]
    const { id } = await done(joost, 'saveService', { service: serviceDraft('Flats', { family: 'yes', maxDays: 90 }, { facts }) })
    expect((await sees(joost, 'reviewsDue', {})).map(({ row, facts: due }) => [row.service.name, due.map(({ code }) => code)])).toEqual([
      ['Flats', ['duration', 'family']],
    ])
    // VIEW-17: those who own it are told on the first page, and nobody else.
    const told = async (who: World) => (await sees(who, 'today', {})).items.filter(({ kind }) => kind === 'reviews')
    expect(await told(joost)).toEqual([{ kind: 'reviews', entries: 1, dueOn: '2025-11-29' }])
    expect(await told(khadija)).toEqual([])
    expect(await refusal(khadija, 'confirmFacts', { id })).toBe('not_permitted')
    expect(await done(joost, 'confirmFacts', { id, codes: ['family'], reviewOn: day('2026-04-01'), free: 3 })).toEqual({ confirmed: 1 })
    const row = await sees(amina, 'service', { id })
    expect(row.facts.map(({ code, checkedOn, dueOn }) => [code, checkedOn, dueOn])).toEqual([
      ['duration', '2025-06-01', '2025-11-29'],
      ['family', '2026-03-02', '2026-04-01'],
    ])
    expect([row.stale, row.freeNow]).toEqual([true, 3])
    await done(joost, 'confirmFacts', { id })
    expect(await sees(joost, 'reviewsDue', {})).toEqual([])
    expect(await told(joost)).toEqual([])
    expect((await sees(joost, 'reviewsDue', { withinDays: 365 })).length).toBe(1)
    expect(await refusal(joost, 'confirmFacts', { id, codes: ['nothing'] })).toBe('invalid:codes')
  })

  it('CMD-35 VIEW-17 what somebody says is not so waits for the owner, on the first page too, until it is settled', async () => {
    const { id } = await done(joost, 'saveService', { service: serviceDraft('Flats', REACH) })
    const told = async (who: World) => (await sees(who, 'today', {})).items.filter(({ kind }) => kind === 'reviews')
    expect([await sees(joost, 'reviewsDue', {}), await told(joost)]).toEqual([[], []])
    await done(amina, 'dispute', { service: id, code: 'duration', says: 'They had to leave after a month.' })
    expect(
      (await sees(joost, 'reviewsDue', {})).map(({ facts, disputes, dueOn }) => [facts, disputes.map(({ says }) => says), dueOn]),
    ).toEqual([[[], ['They had to leave after a month.'], '2026-03-02']])
    expect([await told(joost), await told(khadija)]).toEqual([[{ kind: 'reviews', entries: 1, dueOn: '2026-03-02' }], []])
    const [review] = await sees(joost, 'reviewsDue', {})
    expect(review!.disputes[0]).toMatchObject({ code: 'duration', name: 'Dar al-Amal', mayResolve: true })
    await done(joost, 'resolveDispute', { id: review!.disputes[0]!.id, note: 'It was one month in spring only.' })
    expect([await sees(joost, 'reviewsDue', {}), await told(joost)]).toEqual([[], []])
  })

  it('CMD-35 "ours" is what we offer; what we entered of others is not, and what was read from a list may be vouched for', async () => {
    const { id: provider } = await done(joost, 'saveProvider', { provider: { ...PROVIDER, name: 'Lantern Fund' } })
    const own = await done(joost, 'saveService', { service: serviceDraft('Flats', REACH) })
    const other = await done(joost, 'saveService', { service: serviceDraft('Grants', { kinds: ['medical'] }, { providerId: provider }) })
    const content = new TextEncoder().encode('provider,name,covers\nLantern Fund,Night line,helpline\n')
    await done(joost, 'runImport', { id: (await done(joost, 'openImport', { name: 'list.csv', content })).id })
    const { rows, facets } = await list(joost)
    expect(rows.map(({ service, own: ours }) => [service.name, ours])).toEqual([
      ['Flats', true],
      ['Grants', false],
      ['Night line', false],
    ])
    expect([facets.own, await named(joost, { own: true })]).toEqual([1, ['Flats']])
    const line = rows.find(({ service }) => service.name === 'Night line')!.service.id
    const judges = async (who: World) =>
      Promise.all([own.id, other.id, line].map(async (id) => (await sees(who, 'service', { id })).canJudge))
    expect([await judges(joost), await judges(amina)]).toEqual([
      [false, false, true],
      [true, true, true],
    ])
    await done(joost, 'vouch', { subject: line, note: '' })
    expect((await list(joost)).rows.map(({ vouches }) => vouches)).toEqual([0, 0, 1])
  })

  it('CMD-35 others vouch and disagree; the owner settles it; the board shows what is open', async () => {
    const { id } = await done(joost, 'saveService', { service: serviceDraft('Flats', REACH) })
    await done(amina, 'vouch', { subject: id, note: 'Kind to children.' })
    await done(khadija, 'vouch', { subject: joost.me.org, note: '' })
    expect(await refusal(joost, 'vouch', { subject: id, note: '' })).toBe('invalid:subject')
    expect(await refusal(amina, 'dispute', { service: id, code: 'nothing', says: 'x' })).toBe('invalid:code')
    const said = await done(amina, 'dispute', { service: id, code: 'duration', says: 'They had to leave after a month.' })
    expect((await list(khadija)).rows[0]).toMatchObject({ vouches: 1, openDisputes: 1 })
    expect((await sees(khadija, 'quality', { from: 0, count: 10 })).rows[0]?.issues[0]).toEqual({
      type: 'disputed',
      code: 'duration',
      by: ['Dar al-Amal'],
    })
    expect(await refusal(khadija, 'resolveDispute', { id: said.id, note: '' })).toBe('not_permitted')
    await done(joost, 'resolveDispute', { id: said.id, note: 'It was another house.' })
    await done(amina, 'unvouch', { subject: id })
    expect((await list(khadija)).rows[0]).toMatchObject({ vouches: 0, openDisputes: 0 })
    expect((await sees(khadija, 'provider', { id: joost.me.org })).vouchRows).toMatchObject([{ name: 'Sahel Relief Fund', own: true }])
  })

  it('CMD-36 what we saw of answers is told as middles over five, and not before', async () => {
    const { id } = await done(joost, 'saveService', { service: serviceDraft('Flats', REACH) })
    for (const [at, name] of ['Olive', 'Cedar', 'Fig', 'Thyme', 'Broom'].entries()) {
      expect(await done(amina, 'shareObserved', {})).toEqual({ shared: 0 })
      const opened = await familyCase(amina, name)
      await consentOfBoth(amina, opened, 'share_network', null)
      const asked = {
        space: opened.space,
        needs: [opened.shelter],
        org: joost.me.org,
        service: id,
        text: '',
        answerBy: amina.now() + 86_400_000,
        shareFileOnTakeUp: false,
      }
      const { space } = await done(amina, 'sendReferral', asked)
      await stage.pass(3_600_000 * (at + 1))
      await done(joost, at === 1 ? 'takeUp' : 'askReferral', { space, text: 'x' })
    }
    expect((await sees(amina, 'service', { id })).ownObserved).toMatchObject({ n: 5, medianHours: 3, takenUp: 1 })
    expect(await done(amina, 'shareObserved', {})).toEqual({ shared: 1 })
    expect(await done(amina, 'shareObserved', {})).toEqual({ shared: 0 })
    expect((await list(khadija)).rows[0]?.observed).toEqual({ n: 5, medianHours: 3, takenUpShare: 1 / 5 })
  })

  it('CMD-37 a provider outside the network: entered, offered for, named, and not removed while services name it', async () => {
    const { id } = await done(amina, 'saveProvider', { provider: PROVIDER })
    const { id: service } = await done(amina, 'saveService', { service: serviceDraft('Ward', { kinds: ['medical'] }, { providerId: id }) })
    expect((await list(joost, { provider: id })).rows).toMatchObject([
      { providerName: 'City Clinic', providerKind: 'clinic', service: { org: null } },
    ])
    expect((await sees(joost, 'providers', { text: 'عياده', from: 0, count: 5 })).rows).toMatchObject([{ id, services: 1, member: false }])
    expect(await sees(joost, 'search', { text: 'clinic' })).toMatchObject([{ kind: 'provider', title: 'City Clinic' }, { kind: 'service' }])
    expect(await refusal(amina, 'removeProvider', { id })).toBe('invalid:services')
    expect(await refusal(amina, 'saveProvider', { provider: { ...PROVIDER, id, parent: id } })).toBe('invalid:parent')
    expect(await refusal(joost, 'saveProvider', { provider: { ...PROVIDER, id } })).toBe('not_permitted')
    await done(amina, 'removeService', { id: service })
    await done(amina, 'removeProvider', { id })
    expect((await sees(joost, 'providers', { text: 'clinic', from: 0, count: 5 })).total).toBe(0)
  })
})

describe('calls, training, searches, news', () => {
  it('CMD-38 an open call until its last day, in the list and in the calendar', async () => {
    const call = {
      service: null,
      title: 'Rest grants',
      about: '',
      kinds: ['psychosocial'],
      regions: [],
      languages: [],
      amountMax: null,
      opensOn: null,
      closesOn: day('2026-03-04'),
      link: '',
    } as const
    const { id } = await done(khadija, 'saveCall', { call })
    expect(await sees(amina, 'openCalls', { kinds: ['psychosocial'] })).toMatchObject([
      { orgName: 'Sahel Relief Fund', daysLeft: 3, state: 'open', own: false },
    ])
    expect(await sees(amina, 'openCalls', { kinds: ['visa'] })).toEqual([])
    expect((await sees(amina, 'callsCalendar', {})).text).toContain('SUMMARY:Rest grants (Sahel)')
    expect(await refusal(amina, 'removeCall', { id })).toBe('not_found:id')
    await stage.pass(3 * 86_400_000)
    expect([(await sees(amina, 'openCalls', {})).length, (await sees(amina, 'openCalls', { withOver: true })).length]).toEqual([0, 1])
  })

  it('CMD-39 an offer of training finds the request for it', async () => {
    const training = {
      what: 'training',
      title: 'Phones',
      topics: ['digital_security'],
      languages: ['fr'],
      regions: [],
      format: 'online',
      from: null,
      to: null,
      note: '',
    } as const
    await done(khadija, 'saveTraining', { training: { ...training, side: 'offer' } })
    const { id } = await done(amina, 'saveTraining', { training: { ...training, side: 'request' } })
    expect((await sees(amina, 'trainings', { side: 'request' }))[0]).toMatchObject({
      own: true,
      matches: [{ orgName: 'Sahel Relief Fund', topics: ['digital_security'] }],
    })
    await done(amina, 'removeTraining', { id })
    expect(await sees(khadija, 'trainings', {})).toMatchObject([{ matches: [] }])
  })

  it('CMD-40 a saved search says how much is new since somebody looked; removals are told too', async () => {
    const { yusuf } = stage
    const { id } = await done(joost, 'saveService', { service: serviceDraft('Flats', REACH) })
    await done(amina, 'saveSearch', { name: 'Shelter', filter: { kinds: ['relocation'], text: '' }, shared: false })
    await done(amina, 'saveSearch', { name: 'All', filter: {}, shared: true })
    expect((await sees(yusuf, 'savedSearches', {})).map(({ name, own }) => [name, own])).toEqual([['All', false]])
    expect(await sees(amina, 'directoryChanges', { count: 5 })).toEqual({ since: null, total: 1, changes: [] })
    await done(amina, 'markLooked', {})
    expect(await sees(amina, 'directoryChanges', { count: 5 })).toMatchObject({ total: 0, changes: [] })
    await stage.pass(60_000)
    await done(joost, 'saveService', { service: { ...serviceDraft('Flats', { ...REACH, maxDays: 60 }), id } })
    const other = await done(joost, 'saveService', { service: serviceDraft('Attic', { kinds: ['medical'] }) })
    expect((await sees(amina, 'savedSearches', {})).map(({ filter, total, changed }) => [filter, total, changed])).toEqual([
      [{ kinds: ['relocation'] }, 1, 1],
      [{}, 2, 2],
    ])
    const news = async () =>
      (await sees(amina, 'directoryChanges', { count: 5 })).changes.map(({ what, name, fields }) => [what, name, fields])
    expect(await news()).toEqual([
      ['added', 'Attic', []],
      ['changed', 'Flats', ['reach', 'facts']],
    ])
    await done(amina, 'markLooked', {})
    await stage.pass(60_000)
    // What she did herself is no news to her, whoever reads it elsewhere; a search counts the same.
    await done(amina, 'saveService', { service: serviceDraft('Own line', { kinds: ['relocation'] }) })
    await done(amina, 'saveService', { service: serviceDraft('Own flat', { kinds: ['relocation'] }, { visibility: 'match' }) })
    expect(await news()).toEqual([])
    expect((await sees(amina, 'savedSearches', {})).map(({ changed }) => changed)).toEqual([0, 0])
    await done(joost, 'removeService', { id: other.id })
    expect(await news()).toEqual([['removed', 'Attic', []]])
  })

  it('CMD-41 the gap map knows the needs of our own cases and the offers of all', async () => {
    await familyCase(amina)
    await done(joost, 'saveService', { service: serviceDraft('Line', { kinds: ['helpline'], regions: ['001'] }) })
    const { cells, countries } = await sees(amina, 'gapMap', {})
    expect(cells[0]).toMatchObject({ kind: 'relocation.international', region: '155', services: 0, needs: 1, uncoveredDays: 92 })
    expect(cells.some(({ kind }) => kind === 'helpline')).toBe(false)
    // A kind that is offered in one region only: the regions looked at are all, not only those where it is missing.
    await done(joost, 'saveService', { service: serviceDraft('Nurse', { kinds: ['medical'], regions: ['KE'] }) })
    const medical = await sees(joost, 'gapMap', { kinds: ['medical'] })
    expect(medical.cells.map(({ region }) => region)).not.toContain('014')
    expect(medical.regions.length).toBe(medical.cells.length + 1)
    expect((await sees(joost, 'gapMap', { kinds: ['helpline'] })).regions).toEqual(medical.regions)
    expect(countries['155']).toContain('NL')
    expect((await sees(joost, 'gapMap', { kinds: ['medical'] })).cells.every(({ uncoveredDays }) => uncoveredDays === 0)).toBe(true)
  })

  it('CMD-42 who only reads changes nothing of the directory', async () => {
    const reader = { ...amina, me: { ...amina.me, role: 'reader' } } as World
    const tries = [
      run(reader, 'saveService', { service: serviceDraft('x') }),
      run(reader, 'vouch', { subject: joost.me.org, note: '' }),
      run(reader, 'markLooked', {}),
      run(reader, 'saveSearch', { name: 'x', filter: {}, shared: true }),
    ]
    for (const answer of await Promise.all(tries)) expect(answer).toMatchObject({ ok: false, problem: { type: 'not_permitted' } })
  })
})
