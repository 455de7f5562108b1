/**
 * The council of a village in the forest: nine people, one threat to all of them. Amina and Yusuf hold the case, Khadija's fund knows
 * their work, Joost's shelter goes on with it in the end. Each step begins where the last one ended.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { NewOpinion } from '@pergola/core/verification'
import type { OrgId, SpaceId } from '@pergola/protocol'
import { day, done, refusal, sees } from '../../testing/acts.ts'
import { DAY_MS, HOUR_MS, agree, comes, cover, coverOf, itemsOf, kindsOf, personIn } from '../../testing/longStory.ts'
import { onMemory } from '../../testing/onMemory.ts'
import type { Stage } from '../../testing/stage.ts'
import type { World } from '../../world/world.ts'

const SEATS = ['Speaker', 'Elder', 'Healer', 'Teacher', 'Map keeper', 'River guard', 'Youth seat', 'Radio voice', 'Night watchman'] as const

let stage: Stage
let amina: World
let yusuf: World
let joost: World
let khadija: World
let space: SpaceId
let own: SpaceId
let people: readonly string[] = []
let village: string
let guards: string
let healing: string
const asked: { village?: SpaceId; healing?: SpaceId } = {}

beforeAll(async () => {
  stage = await onMemory()
  ;({ amina, yusuf, joost, khadija } = stage)
})

const seat = (name: (typeof SEATS)[number]): string => people[SEATS.indexOf(name)]!
const council = () => people.slice(0, 8)
const need = (person: string, kind: string, headcount: number, from: string, to: string) =>
  done(amina, 'saveNeed', {
    space,
    need: { person, kind, from: day(from), to: day(to), place: '', urgency: 'days', headcount, note: '' },
  })
const request = (needs: readonly string[], org: OrgId) =>
  ({ space, needs, org, service: null, text: '', answerBy: amina.now() + 5 * DAY_MS, shareFileOnTakeUp: false }) as const
const says = (where: SpaceId, role: NewOpinion['function'], decision: NewOpinion['decision']) => ({
  space: where,
  opinion: {
    function: role,
    decision,
    failed: [],
    other: decision === 'at_risk_other' ? ('threatened_witness' as const) : null,
    keptTo: [],
    reasons: 'As the minutes say.',
  },
})
const standing = async (where: SpaceId) => (await sees(amina, 'verification', { space: where })).rounds.at(-1)!
const latest = async (person: string, scope: string) =>
  (await sees(amina, 'case', { space })).file.consents.findLast((one) => one.person === person && one.scope === scope)!

describe('a council of nine with one shared threat', () => {
  it('LONG-2 2 March: nine people, how they belong together, and one threat to all of them', async () => {
    ;({ space } = await done(amina, 'createCase', {
      pseudonym: 'Cedar',
      country: 'PE',
      urgency: 'days',
      summary: 'A road through the forest.',
    }))
    for (const [at, label] of SEATS.entries())
      people = [...people, await personIn(amina, space, { role: 'defender', label, relation: '', name: `Invented Person ${at}` })]
    const ties = [
      ['Speaker', 'Elder', 'relative'],
      ['Healer', 'Teacher', 'partner'],
      ['Elder', 'Youth seat', 'parent'],
    ] as const
    for (const [a, b, kind] of ties) await done(amina, 'saveTie', { space, tie: { a: seat(a), b: seat(b), kind, together: true } })
    const assessment = {
      probability: 'high',
      impact: 'very_high',
      deathThreat: true,
      vulnerabilities: ['One road'],
      capacities: ['They meet weekly'],
    } as const
    await done(amina, 'assessRisk', { space, assessment: { ...assessment, threats: ['A list with nine names on the church door'] } })
    const household = await sees(yusuf, 'household', { space })
    expect([household.people.length, household.graph.ties.length]).toEqual([9, 3])
    expect((await sees(yusuf, 'safety', { space })).level).toBe('very_high')
    expect(await kindsOf(amina)).toEqual([])
  })

  it('LONG-2 3 March: needs for all and for one; the share of days that are covered', async () => {
    await comes(stage, '2026-03-03')
    ;({ id: village } = await need(seat('Speaker'), 'relocation.internal', 9, '2026-03-20', '2026-06-17'))
    ;({ id: guards } = await need(seat('River guard'), 'security.accompaniment', 1, '2026-03-10', '2026-04-08'))
    ;({ id: healing } = await need(seat('Healer'), 'psychosocial', 1, '2026-03-20', '2026-06-17'))
    expect(await coverOf(amina, space)).toEqual([0, 210])
    await cover(amina, space, { need: guards, from: '2026-03-10', to: '2026-04-08', stopGap: true })
    expect(await coverOf(yusuf, space)).toEqual([14, 180])
    expect((await itemsOf(yusuf, 'gap')).map(({ needKind, step, days }) => [needKind, step, days])).toEqual([
      ['relocation.internal', 30, 90],
      ['psychosocial', 30, 90],
    ])
  })

  it('LONG-2 4 March: the fund is asked whether it knows their work, and reads no name', async () => {
    await comes(stage, '2026-03-04')
    const vouch = { space, org: khadija.me.org, text: 'They map their forest.', withName: false, withCountry: false }
    const answerBy = amina.now() + 7 * DAY_MS
    await agree(amina, space, people.slice(0, 8), { scope: 'share_network', parts: ['summary', 'needs'] })
    expect(await sees(amina, 'draftVouch', vouch)).toMatchObject({ allowed: false, missing: ['Night watchman'] })
    expect(await refusal(amina, 'askVouch', { ...vouch, answerBy })).toBe('no_consent:share_network')
    await agree(amina, space, [seat('Night watchman')], { scope: 'share_network', parts: ['summary', 'needs'] })
    expect(await refusal(amina, 'askVouch', { ...vouch, answerBy, withName: true })).toBe('no_consent:share_named_org')
    const { space: question } = await done(amina, 'askVouch', { ...vouch, answerBy })
    const read = await sees(khadija, 'vouchRequest', { space: question })
    expect(read).toMatchObject({ about: { name: '', text: 'They map their forest.' }, caseSpace: null, pseudonym: '', canAnswer: true })
    expect(JSON.stringify(read)).not.toMatch(/Invented|Speaker|Cedar|PE"/u)
    expect(await refusal(joost, 'answerVouch', { space: question, answer: 'knows_of', text: '' })).toBe('not_found:space')
    await done(khadija, 'answerVouch', { space: question, answer: 'knows_the_work', text: 'We paid for the maps.' })
    await stage.settle()
    expect((await sees(yusuf, 'verification', { space })).verification.evidence).toMatchObject([
      { text: 'We paid for the maps.', vouch: { org: khadija.me.org, answer: 'knows_the_work' } },
    ])
  })

  it('LONG-2 6 March: the night watchman only saw it: he goes into a case of his own, with his name and what he agreed to', async () => {
    await comes(stage, '2026-03-06')
    const watchman = seat('Night watchman')
    const { id: his } = await need(watchman, 'relocation.regional', 1, '2026-03-20', '2026-06-17')
    ;({ space: own } = await done(amina, 'splitCase', { space, people: [watchman], pseudonym: 'Wren' }))
    const { file, identities } = await sees(yusuf, 'case', { space: own })
    expect([file.people.map(({ label }) => label), file.needs.map(({ kind }) => kind)]).toEqual([
      ['Night watchman'],
      ['relocation.regional'],
    ])
    expect([identities?.map(({ name }) => name), file.consents.map(({ scope }) => scope)]).toEqual([
      ['Invented Person 8'],
      ['share_network'],
    ])
    const left = (await sees(amina, 'case', { space })).file
    expect(left.needs.find(({ id }) => id === his)?.dropped).toBe(true)
    expect(await coverOf(amina, space)).toEqual([14, 180])
    expect((await sees(amina, 'moving', { space: own })).from).toMatchObject([{ how: 'split', pseudonym: 'Cedar' }])
  })

  it('LONG-2 7 March: two find him at risk and no defender, and send him on; the council is decided apart', async () => {
    await comes(stage, '2026-03-07')
    await done(amina, 'giveOpinion', says(own, 'examines', 'at_risk_other'))
    expect(await itemsOf(yusuf, 'decide')).toMatchObject([{ caseSpace: own, pseudonym: 'Wren', waitsFor: 'second' }])
    await done(yusuf, 'giveOpinion', says(own, 'reviews', 'at_risk_other'))
    expect(await standing(own)).toMatchObject({
      state: 'stands',
      decision: 'at_risk_other',
      opinions: [{ other: 'threatened_witness' }, {}],
    })
    expect(
      (await sees(amina, 'verification', { space: own })).ways.threatened_witness.map(({ kind, need: of }) => [kind, of !== null]),
    ).toEqual([
      ['security.physical', false],
      ['relocation.internal', false],
      ['relocation.regional', true],
      ['legal.defence', false],
      ['psychosocial', false],
    ])
    await done(yusuf, 'routeElsewhere', { space: own, to: 'outside', why: 'Witness protection of the court.' })
    expect(await standing(space)).toMatchObject({ state: 'nothing', decision: null })
    await done(yusuf, 'giveOpinion', says(space, 'examines', 'defender'))
    await done(amina, 'giveOpinion', says(space, 'reviews', 'defender'))
    expect(await standing(space)).toMatchObject({ state: 'stands', decision: 'defender' })
    expect([await itemsOf(amina, 'decide'), await itemsOf(yusuf, 'decide')]).toEqual([[], []])
  })

  it('LONG-2 9 March: two requests are on their way, and the fund reads the file of all nine', async () => {
    await comes(stage, '2026-03-09')
    asked.village = (await done(amina, 'sendReferral', request([village], joost.me.org))).space
    asked.healing = (await done(amina, 'sendReferral', request([healing], khadija.me.org))).space
    await agree(amina, space, council(), { scope: 'share_named_org', org: khadija.me.org })
    const sharing = { space, org: khadija.me.org, part: 'file' } as const
    expect(await refusal(amina, 'shareCase', sharing)).toBe('no_consent:share_named_org')
    await agree(amina, space, [seat('Night watchman')], { scope: 'share_named_org', org: khadija.me.org })
    await done(amina, 'shareCase', sharing)
    await stage.settle()
    expect((await sees(khadija, 'case', { space })).file.people).toHaveLength(9)
    expect(await refusal(khadija, 'addNote', { space: own, text: 'x' })).toBe('not_found:space')
    expect(await itemsOf(joost, 'referral_in')).toMatchObject([{ needKind: 'relocation.internal', from: 'Dar al-Amal' }])
  })

  it('LONG-2 10 March: one of nine takes it back: what speaks of all stops, what speaks of another goes on', async () => {
    await comes(stage, '2026-03-10')
    const radio = seat('Radio voice')
    const yes = await latest(radio, 'share_network')
    await done(amina, 'withdrawConsent', { space, id: yes.id, on: amina.today(), takeBack: true })
    await stage.settle()
    expect((await sees(joost, 'referral', { space: asked.village! })).state).toBe('withdrawn')
    expect([await kindsOf(joost), await refusal(joost, 'takeUp', { space: asked.village!, text: '' })]).toEqual([[], 'not_permitted'])
    expect((await sees(khadija, 'referral', { space: asked.healing! })).state).toBe('waiting')
    expect((await sees(khadija, 'case', { space })).goneSince).toBeNull()
    expect(await refusal(amina, 'sendReferral', request([village], joost.me.org))).toBe('no_consent:share_network')
    await done(khadija, 'takeUp', { space: asked.healing!, text: 'A counsellor who speaks their language.' })
  })

  it('LONG-2 11 March: and the file: the fund is told, confirms, and the local group sees who has not', async () => {
    await comes(stage, '2026-03-11')
    await done(khadija, 'markSeen', { space })
    const yes = await latest(seat('Radio voice'), 'share_named_org')
    await done(amina, 'withdrawConsent', { space, id: yes.id, on: amina.today(), takeBack: false })
    for (const world of [amina, yusuf])
      expect(await itemsOf(world, 'consent_lapsed')).toMatchObject([{ what: 'share', to: 'Sahel Relief Fund' }])
    await done(amina, 'withdrawConsent', { space, id: yes.id, on: amina.today(), takeBack: true })
    await stage.settle()
    expect(await itemsOf(amina, 'consent_lapsed')).toEqual([])
    await done(amina, 'addNote', { space, text: 'Written after.' })
    expect(await sees(khadija, 'case', { space })).toMatchObject({ goneSince: expect.any(Number), file: { notes: [] } })
    expect(await itemsOf(khadija, 'notice_in')).toMatchObject([{ pseudonym: 'Cedar', by: 'Dar al-Amal' }])
    expect(await itemsOf(joost, 'notice_in')).toEqual([])
    await comes(stage, '2026-03-15')
    expect(await itemsOf(yusuf, 'notice_open')).toMatchObject([{ to: 'Sahel Relief Fund', missing: 'person' }])
    const [notice] = await itemsOf(khadija, 'notice_in')
    await done(khadija, 'confirmCopies', { notice: notice!.notice, what: 'none', text: '' })
    const { receipts } = await sees(amina, 'consents', { space })
    expect(receipts).toMatchObject([{ why: 'withdrawn', seen: { file: expect.any(Number) }, copies: { what: 'none' }, confirmed: [{}] }])
    expect([await itemsOf(yusuf, 'notice_open'), await itemsOf(khadija, 'notice_in')]).toEqual([[], []])
  })

  it('LONG-2 20 March: the shelter goes on with the case, when all nine named it and it was offered', async () => {
    await comes(stage, '2026-03-20')
    for (const id of [village, healing]) expect((await itemsOf(amina, 'gap')).find((item) => item.need === id)?.step).toBe(0)
    expect(await refusal(amina, 'offerCase', { space, org: joost.me.org })).toBe('invalid:org')
    await agree(amina, space, people, { scope: 'share_named_org', org: joost.me.org })
    for (const part of ['file', 'identity'] as const) await done(amina, 'shareCase', { space, org: joost.me.org, part })
    await done(amina, 'offerCase', { space, org: joost.me.org })
    expect(await itemsOf(joost, 'case_offered')).toMatchObject([{ pseudonym: 'Cedar', by: 'Dar al-Amal' }])
    expect(await refusal(khadija, 'takeOverCase', { space, pseudonym: 'x' })).toMatch(/^(gone|not_permitted)/u)
    const { space: theirs } = await done(joost, 'takeOverCase', { space, pseudonym: 'Birch' })
    const { file, identities, chart } = await sees(joost, 'case', { space: theirs })
    expect([file.ownerOrg, file.people.length, identities?.length, chart.gapDays]).toEqual([joost.me.org, 9, 9, 210])
    expect(file.needs.filter(({ dropped }) => !dropped).map(({ kind }) => kind)).toEqual([
      'relocation.internal',
      'security.accompaniment',
      'psychosocial',
    ])
    expect((await sees(joost, 'safety', { space: theirs })).level).toBe('very_high')
    expect(await refusal(amina, 'addNote', { space: theirs, text: 'x' })).toBe('not_found:space')
    expect((await sees(amina, 'moving', { space })).takenOn).toBe('2026-03-20')
    // What was withdrawn stays withdrawn in the case of theirs.
    const again = { ...request([file.needs[0]!.id], khadija.me.org), space: theirs, answerBy: joost.now() + 5 * HOUR_MS }
    expect(await refusal(joost, 'sendReferral', again)).toBe('no_consent:share_network')
    expect(await sees(joost, 'case', { space: theirs })).toMatchObject({ shares: [], referrals: [] })
  })
})
