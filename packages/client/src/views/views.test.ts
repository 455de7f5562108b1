import { beforeEach, describe, expect, it } from 'vitest'
import type { DirectoryFilter } from '../contract/index.ts'
import { consentOfBoth, day, done, familyCase, sees, takenUp, type OpenedCase } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import { placesFree, serviceDraft } from '../testing/serviceDraft.ts'
import type { Stage } from '../testing/stage.ts'
import { visitorAt } from '../testing/visitor.ts'
import type { World } from '../world/world.ts'
import { historyView } from './historyView.ts'
import type { CaseSummary } from './summary.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

let stage: Stage
let amina: World
let yusuf: World
let joost: World
let olive: OpenedCase
beforeEach(async () => {
  stage = await onMemory()
  ;({ amina, yusuf, joost } = stage)
  olive = await familyCase(amina)
})

const window = (world: World, filter: object, from = 0, count = 50) => sees(world, 'cases', { filter, from, count })
const covered = { from: day('2026-03-10'), to: day('2026-06-09'), state: 'confirmed', stopGap: false, note: '' } as const

describe('the list of cases', () => {
  const open = (pseudonym: string, urgency: 'hours' | 'days' | 'weeks' | 'months') =>
    done(amina, 'createCase', { pseudonym, country: 'TN', urgency, summary: '' })

  it('VIEW-1 gives a window of the sorted, filtered list, and how many there are', async () => {
    for (const [i, urgency] of (['months', 'hours', 'weeks', 'days', 'hours'] as const).entries()) await open(`Case ${i}`, urgency)
    const all = await window(amina, { country: 'TN' })
    expect(all.total).toBe(5)
    expect(all.rows.map(({ pseudonym }) => pseudonym)).toEqual(['Case 1', 'Case 4', 'Case 3', 'Case 2', 'Case 0'])
    const some = await window(amina, { country: 'TN' }, 1, 2)
    expect([some.total, ...some.rows.map(({ pseudonym }) => pseudonym)]).toEqual([5, 'Case 4', 'Case 3'])
    expect((await window(amina, { sort: 'pseudonym' })).rows.map(({ pseudonym }) => pseudonym)).toEqual([
      'Case 0',
      'Case 1',
      'Case 2',
      'Case 3',
      'Case 4',
      'Olive',
    ])
    expect((await window(amina, { urgency: 'hours', text: 'CASE 4' })).rows).toHaveLength(1)
    expect(await window(amina, { urgency: 'hours', country: 'TN' })).toMatchObject({
      total: 2,
      lanes: { hours: 2, days: 1, weeks: 1, months: 1 },
    })
    expect((await window(yusuf, { mine: true })).total).toBe(0)
    await done(amina, 'editCase', { space: olive.space, fields: { assignedTo: yusuf.me.person } })
    expect((await window(yusuf, { mine: true })).rows).toMatchObject([
      { pseudonym: 'Olive', ownerName: 'Dar al-Amal', own: true, needs: 1 },
    ])
  })

  it('VIEW-2 counts the wanted days from today on that nobody covers; a closed case has none', async () => {
    expect((await window(amina, { withGap: true })).rows).toMatchObject([{ gapDays: 92, breaksOn: '2026-03-10' }])
    await stage.pass(18 * DAY_MS)
    expect((await window(amina, { withGap: true })).rows).toMatchObject([{ gapDays: 82, breaksOn: '2026-03-20' }])
    await done(amina, 'commit', { space: olive.space, need: olive.shelter, ...covered, from: day('2026-03-15'), to: day('2026-03-31') })
    expect((await window(amina, { sort: 'gap' })).rows).toMatchObject([{ gapDays: 70, breaksOn: '2026-04-01' }])
    await done(amina, 'editCase', { space: olive.space, fields: { status: 'closed' } })
    expect((await window(amina, {})).rows).toMatchObject([{ gapDays: 0, breaksOn: null, status: 'closed' }])
    expect((await window(amina, { withGap: true })).total).toBe(0)
  })
})

describe('today', () => {
  const kinds = async (world: World) => (await sees(world, 'today', {})).items.map(({ kind }) => kind)

  it('VIEW-4 shows the gaps of our cases, and those after our own cover, at the most urgent step that is reached', async () => {
    expect((await sees(amina, 'today', {})).items).toEqual([
      {
        kind: 'gap',
        need: expect.any(String),
        caseSpace: olive.space,
        pseudonym: 'Olive',
        needKind: 'relocation.international',
        from: '2026-03-10',
        days: 92,
        inDays: 8,
        step: 14,
        after: '',
      },
    ])
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await done(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'file' })
    expect(await kinds(joost)).toEqual([])
    await done(joost, 'commit', { space: olive.space, need: olive.shelter, ...covered, to: day('2026-03-20') })
    const ends = { kind: 'gap', need: olive.shelter, from: '2026-03-21', days: 81, after: 'Huis Noord' }
    for (const world of [amina, joost]) expect((await sees(world, 'today', {})).items).toMatchObject([{ ...ends, inDays: 19, step: 30 }])
    expect(await kinds(stage.khadija)).toEqual([])
    await stage.pass(5 * DAY_MS)
    expect((await sees(amina, 'today', {})).items).toMatchObject([{ ...ends, inDays: 14, step: 14 }])
    await done(amina, 'saveAlarmSteps', { steps: [7] })
    expect(await kinds(yusuf)).toEqual([])
    await stage.pass(7 * DAY_MS)
    expect((await sees(yusuf, 'today', {})).items).toMatchObject([{ ...ends, inDays: 7, step: 7 }])
    await done(amina, 'dropNeed', { space: olive.space, id: olive.shelter })
    expect(await kinds(amina)).toEqual([])
  })

  it('VIEW-3 is in the order in which things are due', async () => {
    await done(joost, 'openIntake', { intro: '', languages: [] })
    await consentOfBoth(amina, olive, 'share_network', null)
    const request = { space: olive.space, needs: [olive.shelter], org: joost.me.org, service: null, text: '', shareFileOnTakeUp: false }
    await done(amina, 'sendReferral', { ...request, answerBy: amina.now() + 48 * HOUR_MS })
    await (await visitorAt(stage, joost, joost.me.org)).write('Help.')
    await stage.settle()
    expect(await kinds(joost)).toEqual(['alert', 'referral_in'])
    await done(amina, 'sendReferral', { ...request, answerBy: amina.now() + 2 * HOUR_MS })
    expect(await kinds(joost)).toEqual(['referral_in', 'alert', 'referral_in'])
    expect((await sees(joost, 'today', {})).items[0]).toMatchObject({
      from: 'Dar al-Amal',
      needKind: 'relocation.international',
      urgency: 'days',
    })
  })

  it('VIEW-5 a hand-over stays until our organisation said yes', async () => {
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await done(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'file' })
    const before = await done(joost, 'commit', { space: olive.space, need: olive.shelter, ...covered, to: day('2026-04-30') })
    const after = await done(amina, 'commit', { space: olive.space, need: olive.shelter, ...covered, from: day('2026-05-01') })
    expect((await sees(joost, 'today', {})).items).toMatchObject([
      { kind: 'handover', on: '2026-05-01', other: 'Dar al-Amal', pseudonym: 'Olive' },
    ])
    await done(joost, 'agreeHandover', { space: olive.space, before: before.id, after: after.id })
    expect(await kinds(joost)).toEqual([])
    expect((await sees(amina, 'today', {})).items).toMatchObject([{ kind: 'handover', other: 'Huis Noord' }])
  })

  it('VIEW-6 a request that nobody answered in time is overdue until it is answered or withdrawn', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    const request = {
      space: olive.space,
      needs: [olive.shelter],
      org: joost.me.org,
      service: null,
      text: '',
      answerBy: amina.now() + HOUR_MS,
      shareFileOnTakeUp: false,
    }
    const { space } = await done(amina, 'sendReferral', request)
    expect(await kinds(amina)).toEqual(['gap'])
    await stage.pass(2 * HOUR_MS)
    expect((await sees(amina, 'today', {})).items[0]).toMatchObject({
      kind: 'referral_overdue',
      space,
      to: 'Huis Noord',
      caseSpace: olive.space,
    })
    expect(await sees(amina, 'referrals', { direction: 'out' })).toMatchObject([
      { state: 'expired', pseudonym: 'Olive', caseSpace: olive.space },
    ])
    await done(joost, 'declineReferral', { space, reason: 'no_capacity', text: '' })
    expect((await sees(amina, 'today', {})).items).toContainEqual(expect.objectContaining({ kind: 'referral_answered', state: 'declined' }))
    await stage.pass(15 * DAY_MS)
    expect(await kinds(amina)).toEqual(['gap'])
  })

  it('VIEW-12 an alert waits as long as the sender has written something since we last did anything, whatever the clocks say', async () => {
    await done(amina, 'openIntake', { intro: '', languages: [] })
    const visitor = await visitorAt(stage, amina, amina.me.org)
    await visitor.write('Help.')
    await stage.settle()
    const { id } = (await sees(amina, 'alerts', {}))[0]!
    await stage.pass(10 * 365 * DAY_MS)
    await done(amina, 'replyToAlert', { id, text: 'Here.' })
    await stage.pass(-10 * 365 * DAY_MS)
    expect((await sees(amina, 'alerts', {}))[0]).toMatchObject({ waitingForUs: false })
    await visitor.write('Thank you.')
    await stage.settle()
    expect((await sees(yusuf, 'alerts', {}))[0]).toMatchObject({ waitingForUs: true, state: 'answered' })
  })
})

describe('a case', () => {
  it('VIEW-11 names our own people, and those of others by their organisation', async () => {
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await done(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'file' })
    await done(joost, 'addNote', { space: olive.space, text: 'A flat is free.' })
    const { people, canWrite, own, ownerName } = await sees(amina, 'case', { space: olive.space })
    expect(people[joost.me.person]).toBe('Noord')
    expect(people[yusuf.me.person]).toBe('Yusuf')
    expect({ canWrite, own, ownerName }).toEqual({ canWrite: true, own: true, ownerName: 'Dar al-Amal' })
    expect((await sees(joost, 'case', { space: olive.space })).people[amina.me.person]).toBeUndefined()
  })

  it('VIEW-8 without the relay the history says so, and not that nothing was ever written', async () => {
    const away: World = { ...amina, history: async () => ({ ok: true, value: [] }) }
    expect(await historyView(away, { space: olive.space })).toEqual({ ok: false, problem: { type: 'offline' } })
  })

  it('VIEW-8 the history has every value that was ever written, newest first, and no key', async () => {
    await done(amina, 'editCase', { space: olive.space, fields: { urgency: 'hours' } })
    await done(yusuf, 'editCase', { space: olive.space, fields: { urgency: 'weeks' } })
    await done(amina, 'attachFile', { space: olive.space, name: 'plan.pdf', type: 'application/pdf', content: Uint8Array.of(1) })
    const lines = await sees(amina, 'history', { space: olive.space })
    expect(lines.filter(({ field }) => field === 'urgency').map(({ by, org, values }) => [by, org, ...values])).toEqual([
      ['Yusuf', 'Amal', 'weeks'],
      ['Amina', 'Amal', 'hours'],
      ['Amina', 'Amal', 'days'],
      ['Amina', 'Amal', 'days'],
    ])
    expect(lines[0]).toMatchObject({ what: 'set', collection: 'file', pending: false })
    expect(lines.some(({ field }) => field === 'key')).toBe(false)
    const cost = { amount: 900, currency: 'EUR', basis: 'month' } as const
    await done(amina, 'commit', {
      ...{
        space: olive.space,
        need: olive.shelter,
        from: day('2026-03-10'),
        to: day('2026-03-20'),
        state: 'confirmed',
        stopGap: false,
        note: '',
      },
      terms: { conditions: '', cost, place: '', reimbursement: null },
    })
    const said = (await sees(amina, 'history', { space: olive.space })).find(({ field }) => field === 'cost')
    expect(said).toMatchObject({
      values: [],
      entries: [
        [
          { key: 'amount', value: '900' },
          { key: 'currency', value: 'EUR' },
          { key: 'basis', value: 'month' },
        ],
      ],
    })
  })

  it('VIEW-9 the draft of a request is what the other side will see, and the consent it rests on', async () => {
    const args = { space: olive.space, need: olive.shelter, org: joost.me.org, service: null }
    expect(await sees(amina, 'draftReferral', args)).toMatchObject({
      allowed: false,
      consentTeaser: null,
      consentFile: null,
      toName: 'Huis Noord',
    })
    await consentOfBoth(amina, olive, 'share_network', null)
    const draft = await sees(amina, 'draftReferral', args)
    expect(draft).toMatchObject({
      allowed: true,
      consentTeaser: { scope: 'share_network' },
      consentFile: null,
      teaser: { region: '155', headcount: 2, languages: ['ar'] },
    })
    const space = await takenUp(amina, joost, olive)
    const { referral } = await sees(joost, 'referral', { space })
    expect(referral.teasers).toEqual([{ ...draft.teaser, text: 'A mother and one child.' }])
  })

  it('VIEW-14 a need is matched with the services of the directory, with reasons', async () => {
    const reach = {
      kinds: ['relocation.international'],
      regions: ['NL'],
      languages: ['ar'],
      maxDays: 120,
      family: 'yes',
      exile: 'yes',
      answerHours: 24,
      ...placesFree(2),
    } as const
    await done(joost, 'saveService', { service: serviceDraft('Two flats', reach) })
    await done(joost, 'saveService', { service: serviceDraft('For one', { ...reach, family: 'alone_only' }) })
    const { rows: matches } = await sees(amina, 'match', { space: olive.space, need: olive.shelter })
    expect(matches.map(({ service: { name }, possible }) => [name, possible])).toEqual([
      ['Two flats', true],
      ['For one', false],
    ])
    expect(matches[1]?.reasons).toContainEqual(expect.objectContaining({ rule: 'family', verdict: 'violates' }))
  })
})

describe('over all cases', () => {
  it('VIEW-10 what breaks within the horizon, and who covers how much; a case that is gone counts no more', async () => {
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await done(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'file' })
    await done(joost, 'commit', { space: olive.space, need: olive.shelter, ...covered, to: day('2026-03-20') })
    const overview = await sees(amina, 'relay', { horizonDays: 30 })
    expect(overview.breaks).toMatchObject([{ pseudonym: 'Olive', from: '2026-03-21', days: 81, org: 'Huis Noord', country: 'MA' }])
    expect(overview.byOrg).toMatchObject([{ name: 'Huis Noord', coveredDays: 11 }])
    expect(overview.byKind).toEqual([{ key: 'relocation.international', gapDays: 11, neededDays: 22 }])
    expect(overview.coveredShare).toBe(0.5)
    expect((await sees(joost, 'relay', { horizonDays: 30 })).breaks).toHaveLength(1)
    await done(amina, 'revokeCase', { space: olive.space, org: joost.me.org })
    expect((await sees(joost, 'relay', { horizonDays: 30 })).breaks).toEqual([])
  })

  it('VIEW-13 a region finds services for it, around it and within it', async () => {
    for (const [name, regions] of [
      ['Europe', ['150']],
      ['Netherlands', ['NL']],
      ['World', ['001']],
      ['Africa', ['002']],
    ] as const) {
      await done(joost, 'saveService', { service: serviceDraft(name, { kinds: ['legal.defence'], regions }) })
    }
    const names = async (filter: DirectoryFilter) =>
      (await sees(amina, 'directory', { filter, from: 0, count: 10 })).rows.map((row) => row.service.name)
    expect(await names({ regions: ['NL'] })).toEqual(['Europe', 'Netherlands', 'World'])
    expect(await names({ regions: ['150'] })).toEqual(['Europe', 'Netherlands', 'World'])
    expect(await names({ regions: ['SN'] })).toEqual(['Africa', 'World'])
    expect(await names({ kinds: ['legal'], text: 'hùis' })).toHaveLength(4)
    expect(await names({ kinds: ['medical'] })).toEqual([])
  })

  it('VIEW-15 a search leads to cases, alerts, organisations, services and referrals, and to nothing that is not ours to read', async () => {
    const identity = {
      person: olive.defender,
      name: 'سلمى الحدّاد',
      otherNames: '',
      contact: '',
      whereabouts: '',
      birth: '',
      documents: '',
    } as const
    await done(amina, 'saveIdentity', { space: olive.space, identity })
    const found = async (world: World, text: string) =>
      (await sees(world, 'search', { text })).map(({ kind, title, snippet }) => [kind, title, snippet])
    expect(await found(amina, 'الحداد land')).toEqual([['case', 'Olive', 'سلمى الحدّاد']])
    expect(await found(amina, 'noord')).toEqual([['organisation', 'Huis Noord', 'NL']])
    expect(await found(joost, 'olive')).toEqual([])
    await consentOfBoth(amina, olive, 'share_network', null)
    await takenUp(amina, joost, olive)
    expect(await found(joost, 'mother child')).toEqual([['referral', 'Dar al-Amal', 'relocation.international']])
    await done(joost, 'saveService', { service: serviceDraft('Harbour rooms') })
    expect(await found(amina, 'harbour')).toEqual([['service', 'Harbour rooms', 'Huis Noord']])
    await done(joost, 'openIntake', { intro: '', languages: [] })
    await (await visitorAt(stage, joost, joost.me.org)).write('They burned the olive trees.')
    await stage.settle()
    expect(await found(joost, 'burned tre')).toEqual([['alert', 'They burned the olive trees.', '']])
    expect(await found(amina, 'burned tre')).toEqual([])
  })
})

describe('the summary of a case', () => {
  it('VIEW-16 is plain JSON that survives being written and read', async () => {
    await done(amina, 'commit', { space: olive.space, need: olive.shelter, ...covered, to: day('2026-04-30') })
    const summary = amina.summaries.get(olive.space) as CaseSummary
    expect(summary.needs).toMatchObject([
      { neededDays: 92, coveredDays: 52, gaps: [['2026-05-01', '2026-06-09']], cover: [[amina.me.org, '2026-03-10', '2026-04-30']] },
    ])
    for (const each of amina.summaries.values()) expect(JSON.parse(JSON.stringify(each))).toEqual(each)
  })
})
