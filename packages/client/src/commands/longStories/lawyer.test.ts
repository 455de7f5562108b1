/**
 * A lawyer with two children, over fourteen months: threatened in March 2026, abroad from April, home again in April 2027. Amina and
 * Yusuf of the local group hold the case; Joost's shelter and Khadija's fund take their parts. Each step begins where the last one ended.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Instant } from '@pergola/core/casework'
import type { NewOpinion } from '@pergola/core/verification'
import type { OrgId, SpaceId } from '@pergola/protocol'
import { day, done, refusal, sees } from '../../testing/acts.ts'
import { HOUR_MS, MINUTE_MS, agree, comes, cover, coverOf, itemsOf, kindsOf, personIn } from '../../testing/longStory.ts'
import { onMemory } from '../../testing/onMemory.ts'
import type { Stage } from '../../testing/stage.ts'
import type { World } from '../../world/world.ts'

let stage: Stage
let amina: World
let yusuf: World
let joost: World
let khadija: World
let space: SpaceId
let lawyer: string
let son: string
let daughter: string
let shelter: string
let watch: string
let passport: string
let first: string
let second: string
const requests: SpaceId[] = []

beforeAll(async () => {
  stage = await onMemory()
  ;({ amina, yusuf, joost, khadija } = stage)
})

const paper = (person: string, until: string) =>
  ({ person, kind: 'passport', state: 'held', country: 'MA', number: 'X 1', place: '', until: day(until) }) as const
const opinion = (role: NewOpinion['function']) => ({
  space,
  opinion: { function: role, decision: 'defender', failed: [], other: null, keptTo: [], reasons: 'Eleven years of land cases.' } as const,
})
/** She for herself, and for the children as who decides for them. */
const familyAgrees = async (scope: 'share_network' | 'share_named_org', org: OrgId | null = null, more: object = {}) => {
  await agree(amina, space, [lawyer], { scope, org, ...more })
  await agree(amina, space, [son, daughter], { scope, org, givenBy: 'guardian', guardian: lawyer, ...more })
}
const ask = (org: OrgId) => ({
  space,
  needs: [shelter],
  org,
  service: null,
  text: 'A mother with two children, for a year.',
  answerBy: amina.now() + 72 * HOUR_MS,
  shareFileOnTakeUp: true,
})
const level = async () => (await sees(yusuf, 'safety', { space })).level
const assess = (more: object) =>
  done(amina, 'assessRisk', {
    space,
    assessment: { probability: 'medium', impact: 'medium', deathThreat: false, threats: [], vulnerabilities: [], capacities: [], ...more },
  })

describe('a lawyer with two children, fourteen months', () => {
  it('LONG-1 2 March: she comes with a death threat, and whatever else is said it is not averaged away', async () => {
    ;({ space } = await done(amina, 'createCase', {
      pseudonym: 'Olive',
      country: 'MA',
      urgency: 'days',
      summary: 'Threats after a land case.',
    }))
    lawyer = await personIn(amina, space, { role: 'defender', label: 'Lawyer', relation: '', name: 'Salma Invented' })
    son = await personIn(amina, space, { role: 'dependent', label: 'Son, nine', relation: 'son', name: 'Ilyas Invented' })
    daughter = await personIn(amina, space, { role: 'dependent', label: 'Daughter, four', relation: 'daughter', name: 'Nour Invented' })
    for (const person of [son, daughter]) {
      await done(amina, 'saveTie', { space, tie: { a: lawyer, b: person, kind: 'parent', together: true } })
      await done(amina, 'saveStanding', { space, standing: { person, minor: true, guardian: lawyer, ownCase: null } })
    }
    await done(amina, 'savePaper', { space, paper: paper(lawyer, '2031-05-01') })
    ;({ id: passport } = await done(amina, 'savePaper', { space, paper: paper(daughter, '2027-01-15') }))
    const threat = {
      text: 'A bullet in an envelope',
      who: 'The company’s guards',
      why: 'The verdict',
      kind: 'direct',
      pattern: 'recurring',
    } as const
    await assess({
      deathThreat: true,
      threats: [{ ...threat, change: 'more', area: 'home', death: true }],
      capacities: ['Her bar stands by her'],
    })
    await assess({ probability: 'very_low', impact: 'low' })
    expect(await level()).toBe('very_high')
    const { graph, people, papersDue } = await sees(yusuf, 'household', { space })
    expect([graph.rows, papersDue, people.map(({ standing }) => standing.guardian)]).toEqual([2, [], [null, lawyer, lawyer]])
    expect([await kindsOf(amina), await kindsOf(joost)]).toEqual([[], []])
    expect(await refusal(joost, 'addNote', { space, text: 'x' })).toBe('not_found:space')
  })

  it('LONG-1 3 March: two decide that she is a defender, and the second is asked for in Today', async () => {
    await comes(stage, '2026-03-03')
    const evidence = { tests: ['acts_for_rights'], side: 'for', text: 'The file of the verdict.', source: 'the court' } as const
    await done(amina, 'saveEvidence', { space, evidence: { ...evidence, reliability: 'high', on: day('2026-03-01'), file: null } })
    await done(amina, 'giveOpinion', opinion('examines'))
    expect(await refusal(amina, 'giveOpinion', opinion('reviews'))).toBe('not_permitted:function')
    expect(await refusal(khadija, 'giveOpinion', opinion('reviews'))).toBe('not_found:space')
    expect([await itemsOf(amina, 'decide'), await itemsOf(yusuf, 'decide')]).toMatchObject([
      [],
      [{ waitsFor: 'second', pseudonym: 'Olive' }],
    ])
    await done(yusuf, 'giveOpinion', opinion('reviews'))
    const view = await sees(amina, 'verification', { space })
    expect(view).toMatchObject({ suggestedStatus: 'open', rounds: [{ state: 'stands', decision: 'defender' }] })
    await done(amina, 'editCase', { space, fields: { status: 'open' } })
    expect(await kindsOf(yusuf)).toEqual([])
  })

  it('LONG-1 4 March: without the yes for each child nobody is asked; a guardian is somebody of the file', async () => {
    await comes(stage, '2026-03-04')
    const need = { person: lawyer, kind: 'relocation.international', from: day('2026-04-01'), to: day('2027-03-31'), place: 'NL' } as const
    ;({ id: shelter } = await done(amina, 'saveNeed', { space, need: { ...need, urgency: 'days', headcount: 3, note: '' } }))
    expect(await coverOf(amina, space)).toEqual([0, 365])
    expect(await itemsOf(amina, 'gap')).toMatchObject([{ step: 30, inDays: 28, days: 365, after: '' }])
    await agree(amina, space, [lawyer], { scope: 'share_network' })
    const draft = { space, need: shelter, org: joost.me.org, service: null }
    expect((await sees(amina, 'draftReferral', draft)).allowed).toBe(false)
    expect(await refusal(amina, 'sendReferral', ask(joost.me.org))).toBe('no_consent:share_network')
    const stranger = { person: son, scope: 'share_network', org: null, given: true, on: amina.today(), how: 'spoken', until: null } as const
    const bySomebody = { ...stranger, givenBy: 'guardian', guardian: 'an uncle' } as const
    expect(await refusal(amina, 'giveConsent', { space, consent: bySomebody })).toBe('invalid:guardian')
    await familyAgrees('share_network')
    expect((await sees(amina, 'draftReferral', draft)).allowed).toBe(true)
    const { matrix } = await sees(amina, 'consents', { space })
    expect(matrix.find(({ scope }) => scope === 'share_network')!.cells.map(({ state }) => state)).toEqual(['yes', 'yes', 'yes'])
  })

  it('LONG-1 5 March: she says twice a day that she is well, misses once, and it is over when Yusuf has heard her', async () => {
    await comes(stage, '2026-03-05')
    const schedule = {
      everyMinutes: 720,
      times: [],
      zone: 'UTC',
      graceMinutes: 10,
      from: amina.now() as Instant,
      until: null,
      by: 'officer',
    } as const
    const ladder = [{ afterMinutes: 0, who: 'duty', id: '', act: 'call' }] as const
    ;({ id: watch } = await done(amina, 'agreeCheckIns', { space, schedule: { ...schedule, person: lawyer, ladder }, words: null }))
    await stage.pass(11 * HOUR_MS)
    await done(amina, 'recordCheckIn', { space, schedule: watch, says: 'well', text: '' })
    await stage.pass(12 * HOUR_MS + 9 * MINUTE_MS)
    expect(await itemsOf(yusuf, 'check_in')).toEqual([])
    await stage.pass(2 * MINUTE_MS)
    for (const world of [amina, yusuf]) {
      expect((await sees(world, 'today', {})).items[0]).toMatchObject({
        kind: 'check_in',
        cause: 'missed',
        act: 'call',
        pseudonym: 'Olive',
      })
    }
    for (const world of [joost, khadija]) expect(await kindsOf(world)).toEqual([])
    expect(await refusal(amina, 'stopCheckIns', { space, id: watch })).toBe('invalid:alarm')
    await done(yusuf, 'sayOnIt', { space, alarm: (await itemsOf(yusuf, 'check_in'))[0]!.alarm })
    expect(await itemsOf(amina, 'check_in')).toMatchObject([{ onIt: ['Yusuf'], mine: false }])
    await done(yusuf, 'recordCheckIn', { space, schedule: watch, says: 'well', text: 'Hearing went on until ten.' })
    expect(await kindsOf(amina)).toEqual(['gap'])
  })

  it('LONG-1 9 March: the shelter takes half of the year; it reads the file only after it said yes, and never the names', async () => {
    await comes(stage, '2026-03-09')
    await done(amina, 'recordCheckIn', { space, schedule: watch, says: 'well', text: '' })
    const { space: request } = await done(amina, 'sendReferral', ask(joost.me.org))
    requests.push(request)
    await stage.settle()
    const seen = await sees(joost, 'referral', { space: request })
    expect([seen.caseSpace, seen.pseudonym, JSON.stringify(seen).includes('Invented')]).toEqual([null, '', false])
    expect(await itemsOf(joost, 'referral_in')).toMatchObject([{ from: 'Dar al-Amal', needKind: 'relocation.international' }])
    const parts = [{ teaser: 0, from: day('2026-04-01'), to: day('2026-09-30'), share: 100 }]
    await done(joost, 'takeUpPart', { space: request, parts, text: 'Until the students come back.' })
    await stage.settle()
    expect((await sees(amina, 'referral', { space: request })).rest).toEqual([
      { teaser: 0, from: '2026-10-01', to: '2027-03-31', share: 100 },
    ])
    expect((await sees(joost, 'referral', { space: request })).caseSpace).toBeNull()
    expect(await itemsOf(amina, 'consent_lapsed')).toMatchObject([{ what: 'promise', to: 'Huis Noord' }])
    await familyAgrees('share_named_org', joost.me.org)
    await stage.settle()
    expect(await sees(joost, 'case', { space })).toMatchObject({ file: { pseudonym: 'Olive' }, identities: null, own: false })
    expect((await sees(joost, 'household', { space })).people.map(({ papers }) => papers)).toEqual([null, null, null])
    await cover(joost, space, { need: shelter, from: '2026-04-01', to: '2026-09-30' })
    expect(await coverOf(amina, space)).toEqual([50, 182])
    expect(await itemsOf(amina, 'gap')).toEqual([])
    expect(await refusal(khadija, 'addNote', { space, text: 'x' })).toBe('not_found:space')
  })

  it('LONG-1 1 April: they leave, check-ins end, exile begins', async () => {
    await done(amina, 'stopCheckIns', { space, id: watch })
    await done(amina, 'savePhase', { space, kind: 'in_country', from: day('2026-03-02'), place: 'MA' })
    await done(amina, 'savePlan', {
      space,
      plan: { triggers: ['He finds the school'], reviewOn: day('2026-07-15'), stops: 'She', emergency: '' },
    })
    await comes(stage, '2026-04-01')
    await done(amina, 'savePhase', { space, kind: 'in_exile', from: day('2026-04-01'), place: 'NL' })
    expect(await refusal(joost, 'savePhase', { space, kind: 'return', from: day('2026-05-01'), place: 'MA' })).toBe('not_permitted')
    expect((await sees(joost, 'case', { space })).chart.phases).toMatchObject([
      { kind: 'in_country', to: '2026-03-31' },
      { kind: 'in_exile', to: null, place: 'NL' },
    ])
    expect([await kindsOf(amina), await kindsOf(joost)]).toEqual([[], []])
  })

  it('LONG-1 3 August: sixty days before cover ends both are told; the fund and the local group close the year', async () => {
    await comes(stage, '2026-07-31')
    expect(await kindsOf(amina)).toEqual(['plan_review'])
    await done(yusuf, 'savePlan', {
      space,
      plan: { triggers: ['He finds the school'], reviewOn: day('2026-12-31'), stops: 'She', emergency: '' },
    })
    expect([await kindsOf(amina), await kindsOf(joost)]).toEqual([[], []])
    await comes(stage, '2026-08-03')
    for (const world of [amina, joost]) {
      expect(await itemsOf(world, 'gap')).toMatchObject([{ step: 60, inDays: 59, from: '2026-10-01', days: 182, after: 'Huis Noord' }])
    }
    expect(await refusal(amina, 'sendReferral', { ...ask(khadija.me.org), org: amina.me.org })).toBe('invalid:org')
    await familyAgrees('share_named_org', khadija.me.org)
    const { space: request } = await done(amina, 'sendReferral', ask(khadija.me.org))
    requests.push(request)
    const parts = [{ teaser: 0, from: day('2026-10-01'), to: day('2027-02-28'), share: 100 }]
    await done(khadija, 'takeUpPart', { space: request, parts, text: 'Rent for five months.' })
    await stage.settle()
    ;({ id: second } = await cover(khadija, space, { need: shelter, from: '2026-10-01', to: '2027-02-28' }))
    expect(await coverOf(khadija, space)).toEqual([92, 31])
    await cover(amina, space, { need: shelter, from: '2027-03-01', to: '2027-03-31', stopGap: true })
    for (const world of [amina, joost, khadija]) expect(await coverOf(world, space)).toEqual([100, 0])
    expect(await itemsOf(amina, 'gap')).toEqual([])
  })

  it('LONG-1 30 September: the shelter hands over to the fund, with a yes of both', async () => {
    const { rows } = (await sees(amina, 'case', { space })).chart
    first = rows[0]!.commitments[0]!.id
    expect(rows[0]!.handovers.map(({ before, after }) => [before, after])[0]).toEqual([first, second])
    const link = { space, before: first, after: second }
    expect((await itemsOf(joost, 'handover')).map(({ other, on }) => [other, on])).toEqual([['Sahel Relief Fund', '2026-10-01']])
    await comes(stage, '2026-09-30')
    await done(joost, 'tickHandover', { ...link, item: 'person_agrees', ticked: true })
    expect(await refusal(amina, 'agreeHandover', link)).toBe('not_permitted')
    await done(joost, 'agreeHandover', link)
    expect(await itemsOf(joost, 'handover')).toEqual([])
    expect((await itemsOf(khadija, 'handover')).map(({ other }) => other)).toEqual(['Huis Noord', 'Dar al-Amal'])
    await done(khadija, 'agreeHandover', link)
    expect(await sees(amina, 'handover', link)).toMatchObject({ gives: { agreed: true, name: 'Huis Noord' }, takes: { agreed: true } })
  })

  it('LONG-1 October: the shelter says what came of it; the daughter’s passport runs out within ninety days', async () => {
    await comes(stage, '2026-10-17')
    expect(await itemsOf(joost, 'feedback_due')).toMatchObject([{ space: requests[0], since: '2026-09-30', pseudonym: 'Olive' }])
    await done(joost, 'giveFeedback', { space: requests[0]!, helped: 'yes', on: joost.today(), text: 'The boy speaks Dutch.' })
    expect([await itemsOf(joost, 'feedback_due'), await itemsOf(amina, 'referral_feedback')]).toMatchObject([[], [{ helped: 'yes' }]])
    expect((await sees(amina, 'household', { space })).papersDue.map(({ person, until }) => [person, until])).toEqual([
      [daughter, '2027-01-15'],
    ])
    await done(amina, 'savePaper', { space, paper: { ...paper(daughter, '2031-10-01'), id: passport } })
    expect((await sees(yusuf, 'household', { space })).papersDue).toEqual([])
  })

  it('LONG-1 January 2027: the shelter’s part is over: what it has is taken back, and it confirms', async () => {
    await comes(stage, '2027-01-04')
    await done(amina, 'revokeCase', { space, org: joost.me.org })
    await stage.settle()
    await done(amina, 'addNote', { space, text: 'Written after.' })
    expect(await sees(joost, 'case', { space })).toMatchObject({ goneSince: expect.any(Number), file: { notes: [] } })
    expect(await refusal(joost, 'addNote', { space, text: 'x' })).toBe('gone')
    const [notice] = await itemsOf(joost, 'notice_in')
    await done(joost, 'confirmCopies', { notice: notice!.notice, what: 'destroyed', text: 'The rental contract.' })
    const { receipts, held } = await sees(amina, 'consents', { space })
    expect(receipts).toMatchObject([{ otherName: 'Huis Noord', why: 'ended', copies: { what: 'destroyed' }, confirmed: [{}] }])
    expect(held.map(({ name }) => name)).toEqual(['Sahel Relief Fund'])
    expect(await coverOf(amina, space)).toEqual([100, 0])
  })

  it('LONG-1 April 2027: the threat is said to be over, with the reason, and they return', async () => {
    await comes(stage, '2027-03-28')
    await assess({ probability: 'low', impact: 'low' })
    expect(await level()).toBe('very_high')
    await assess({ probability: 'low', impact: 'low', deathThreatOver: 'The guards were sentenced and the company left.' })
    expect(await level()).toBe('low')
    const need = { person: lawyer, kind: 'relocation.return', from: day('2027-04-01'), to: day('2027-04-30'), place: 'MA' } as const
    const { id } = await done(amina, 'saveNeed', { space, need: { ...need, urgency: 'weeks', headcount: 3, note: '' } })
    expect(await coverOf(amina, space)).toEqual([92, 30])
    expect(await itemsOf(amina, 'gap')).toMatchObject([{ step: 7, inDays: 4, needKind: 'relocation.return', after: '' }])
    await cover(amina, space, { need: id, from: '2027-04-01', to: '2027-04-30' })
    await done(amina, 'savePhase', { space, kind: 'return', from: day('2027-04-01'), place: 'MA' })
    await comes(stage, '2027-04-02')
    expect((await sees(khadija, 'case', { space })).chart.phases.map(({ kind, to }) => [kind, to])).toEqual([
      ['in_country', '2026-03-31'],
      ['in_exile', '2027-03-31'],
      ['return', null],
    ])
    expect([await coverOf(khadija, space), await itemsOf(amina, 'gap')]).toEqual([[100, 0], []])
    expect(await itemsOf(khadija, 'feedback_due')).toMatchObject([{ space: requests[1], since: '2027-02-28' }])
  })

  it('LONG-1 2 May 2027: it is closed with what became of each need, and the day it began can still be read', async () => {
    await comes(stage, '2027-05-02')
    const { needs } = (await sees(amina, 'case', { space })).file
    const outcomes = needs.map(({ id }) => ({ need: id, change: 'better', text: '' }) as const)
    const closing = { space, reason: 'safe', outcomes, says: 'We are home.', wouldReturn: 'yes' } as const
    expect(await refusal(khadija, 'closeCase', closing)).toBe('not_permitted')
    await done(amina, 'closeCase', closing)
    expect((await sees(khadija, 'caseLife', { space })).closings).toMatchObject([
      { reason: 'safe', on: '2027-05-02', says: 'We are home.' },
    ])
    for (const world of [amina, yusuf]) expect((await kindsOf(world)).filter((kind) => kind !== 'reviews')).toEqual([])
    const began = await sees(amina, 'caseAt', { space, at: Date.UTC(2026, 2, 4, 23) })
    expect([began.chart.today, began.chart.gapDays, began.riskLevel, began.file.status]).toEqual(['2026-03-04', 365, 'very_high', 'open'])
    expect((await sees(amina, 'cases', { filter: { status: 'closed' }, from: 0, count: 9 })).rows.map(({ gapDays }) => gapDays)).toEqual([
      0,
    ])
  })
})
