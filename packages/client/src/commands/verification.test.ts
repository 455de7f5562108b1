import { beforeEach, describe, expect, it } from 'vitest'
import { TESTS_OF_OURSELVES } from '@pergola/core/vocabulary'
import type { NewEvidence, NewOpinion } from '@pergola/core/verification'
import { consentOfBoth, day, done, familyCase, refusal, sees, type OpenedCase } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import type { Stage } from '../testing/stage.ts'
import type { World } from '../world/world.ts'

const DAY_MS = 86_400_000

let stage: Stage
let amina: World
let yusuf: World
let joost: World
let khadija: World
let olive: OpenedCase
beforeEach(async () => {
  stage = await onMemory()
  ;({ amina, yusuf, joost, khadija } = stage)
  olive = await familyCase(amina)
})

const EVIDENCE: NewEvidence = {
  tests: ['acts_for_rights'],
  side: 'for',
  text: 'Wrote the report.',
  source: 'the report',
  reliability: 'high',
  on: day('2026-03-01'),
  file: null,
}
const says = (role: NewOpinion['function'], decision: NewOpinion['decision'] = 'defender') => ({
  space: olive.space,
  opinion: {
    function: role,
    decision,
    failed: decision === 'not_defender' ? (['peaceful'] as const) : [],
    other: decision === 'at_risk_other' ? ('relative' as const) : null,
    keptTo: decision === 'not_defender' ? TESTS_OF_OURSELVES : [],
    reasons: 'For reasons.',
  },
})
const shareWith = async (world: World): Promise<void> => {
  await consentOfBoth(amina, olive, 'share_named_org', world.me.org)
  await done(amina, 'shareCase', { space: olive.space, org: world.me.org, part: 'file' })
}
const items = async (world: World, kind: string) => (await sees(world, 'today', {})).items.filter((item) => item.kind === kind)
const page = (world: World) => sees(world, 'verification', { space: olive.space })
const latest = async (world: World) => (await page(world)).rounds.at(-1)!

describe('finding out', () => {
  it('VER-20 the holder says what was found; the shelter, which reads the file, adds evidence', async () => {
    await shareWith(joost)
    const { space } = olive
    const found = { space, test: 'peaceful', finding: 'met', reason: 'Petitions.' } as const
    expect(await refusal(joost, 'findTest', found)).toBe('not_permitted')
    await done(yusuf, 'findTest', found)
    const { id } = await done(joost, 'saveEvidence', { space, evidence: EVIDENCE })
    expect(await refusal(amina, 'saveEvidence', { space, id, evidence: EVIDENCE })).toBe('not_permitted')
    await done(joost, 'saveEvidence', { space, id, evidence: { ...EVIDENCE, reliability: 'likely' } })
    expect(await refusal(joost, 'saveEvidence', { space, evidence: { ...EVIDENCE, on: day('2027-01-01') } })).toBe('invalid:on')
    expect(await refusal(joost, 'saveEvidence', { space, evidence: { ...EVIDENCE, file: 'none' } })).toBe('not_found:file')
    expect(await page(amina)).toMatchObject({
      verification: { evidence: [{ org: joost.me.org, reliability: 'likely' }], tests: [{}, {}, {}, {}, {}, { finding: 'met' }] },
      own: true,
      organisations: { [joost.me.org]: 'Huis Noord' },
    })
  })

  it('VER-20 only who reads the file is named to decide', async () => {
    const work = { space: olive.space, rightsFields: ['land'], activities: ['legal'], since: '2015' }
    expect(await refusal(amina, 'describeWork', { ...work, deciders: [joost.me.org] })).toBe('invalid:deciders')
    expect(await refusal(amina, 'describeWork', { ...work, deciders: [amina.me.org] })).toBe('invalid:deciders')
    expect(await refusal(amina, 'describeWork', { ...work, since: 'once', deciders: [] })).toBe('invalid:since')
    expect(await refusal(amina, 'describeWork', { ...work, rightsFields: ['charm'], deciders: [] })).toBe('invalid:rightsFields')
    await shareWith(joost)
    await done(amina, 'describeWork', { ...work, deciders: [joost.me.org] })
    expect(await page(joost)).toMatchObject({ mine: { functions: ['examines', 'reviews'] }, rightsFields: ['land'] })
    await done(amina, 'describeWork', { ...work, deciders: [] })
    expect((await page(joost)).mine).toEqual({ functions: [], why: 'not_asked' })
  })

  it('a text that is too long is refused with its field', async () => {
    const text = 'ب'.repeat(20_000)
    const { space } = olive
    expect(await refusal(amina, 'findTest', { space, test: 'peaceful', finding: 'met', reason: text })).toBe('too_large:reason')
    expect(await refusal(amina, 'saveEvidence', { space, evidence: { ...EVIDENCE, text } })).toBe('too_large:text')
    expect(await refusal(amina, 'routeElsewhere', { space, to: 'outside', why: text })).toBe('too_large:why')
  })
})

describe('deciding', () => {
  it('VER-21 two of the local group decide; the case that was checked asks to be opened', async () => {
    await done(amina, 'giveOpinion', says('examines'))
    expect(await refusal(amina, 'giveOpinion', says('reviews'))).toBe('not_permitted:function')
    expect(await refusal(yusuf, 'giveOpinion', says('settles'))).toBe('not_permitted:function')
    expect((await page(yusuf)).suggestedStatus).toBeNull()
    await done(yusuf, 'giveOpinion', says('reviews'))
    expect(await latest(amina)).toMatchObject({ state: 'stands', decision: 'defender', by: [amina.me.person, yusuf.me.person] })
    expect(await page(amina)).toMatchObject({ suggestedStatus: 'open', mine: { functions: [], why: 'stands' } })
  })

  it('VER-21 an appeal waits for people who have not decided: the shelter is asked', async () => {
    const appeal = { space: olive.space, kind: 'appeal', reasons: 'She was not heard.' } as const
    expect(await refusal(amina, 'appealDecision', appeal)).toBe('not_permitted')
    await done(amina, 'giveOpinion', says('examines', 'not_defender'))
    await done(yusuf, 'giveOpinion', says('reviews', 'not_defender'))
    await done(yusuf, 'appealDecision', appeal)
    expect(await refusal(amina, 'giveOpinion', says('examines'))).toBe('not_permitted:function')
    await shareWith(joost)
    await done(amina, 'describeWork', { space: olive.space, rightsFields: [], activities: [], since: '', deciders: [joost.me.org] })
    const [waits] = await items(joost, 'decide')
    expect(waits).toMatchObject({ waitsFor: 'first', pseudonym: 'Olive' })
    expect(waits?.kind === 'decide' && waits.since).toBeGreaterThan(amina.now() - DAY_MS)
    await done(joost, 'giveOpinion', says('examines'))
    expect(await latest(amina)).toMatchObject({ round: 2, state: 'second' })
  })

  it('VER-24 a second word is waited for from those who may give it, a third when two differ', async () => {
    expect(await items(yusuf, 'decide')).toEqual([])
    await done(amina, 'giveOpinion', says('examines'))
    expect(await items(amina, 'decide')).toEqual([])
    expect(await items(yusuf, 'decide')).toMatchObject([{ waitsFor: 'second', pseudonym: 'Olive', caseSpace: olive.space }])
    await shareWith(joost)
    expect(await items(joost, 'decide')).toEqual([])
    await done(yusuf, 'giveOpinion', says('reviews', 'at_risk_other'))
    expect(await items(yusuf, 'decide')).toEqual([])
    await shareWith(khadija)
    await done(amina, 'describeWork', { space: olive.space, rightsFields: [], activities: [], since: '', deciders: [khadija.me.org] })
    expect(await items(khadija, 'decide')).toMatchObject([{ waitsFor: 'third' }])
    await done(amina, 'editCase', { space: olive.space, fields: { status: 'closed' } })
    expect(await items(khadija, 'decide')).toEqual([])
  })

  it('VER-12 VER-24 two examine at once, each on a device without the relay: either is asked to take the other function', async () => {
    for (const world of [amina, yusuf]) stage.setOnline(world, false)
    for (const world of [amina, yusuf]) await done(world, 'giveOpinion', says('examines'))
    for (const world of [amina, yusuf]) stage.setOnline(world, true)
    await stage.settle()
    expect(await latest(amina)).toMatchObject({ state: 'second', opinions: [{}, {}] })
    for (const world of [amina, yusuf]) expect(await items(world, 'decide')).toMatchObject([{ waitsFor: 'doubled', pseudonym: 'Olive' }])
    await done(yusuf, 'giveOpinion', says('reviews'))
    await stage.settle()
    expect(await latest(amina)).toMatchObject({ state: 'stands', decision: 'defender' })
    for (const world of [amina, yusuf]) expect(await items(world, 'decide')).toEqual([])
  })

  it('VER-21 two decide at once, each on a device without the relay, and differ: both stand, a third is waited for', async () => {
    stage.setOnline(amina, false)
    stage.setOnline(yusuf, false)
    await done(amina, 'giveOpinion', says('examines'))
    await done(yusuf, 'giveOpinion', says('reviews', 'not_defender'))
    stage.setOnline(amina, true)
    stage.setOnline(yusuf, true)
    await stage.settle()
    for (const world of [amina, yusuf]) expect(await latest(world)).toMatchObject({ state: 'third', opinions: [{}, {}] })
  })

  it('VER-14 a relative who is no defender is sent on, with the needs of the case that fit', async () => {
    const { space } = olive
    await done(amina, 'routeElsewhere', { space, to: 'outside', why: 'The refugee agency, office in the capital.' })
    const { verification, ways } = await page(amina)
    expect(verification.routings).toMatchObject([{ to: 'outside', org: amina.me.org }])
    expect(ways.relative.map(({ need }) => need)).toEqual([null, null, null, null, null])
    const need = { person: olive.child, kind: 'psychosocial', from: day('2026-03-10'), to: day('2026-04-09'), place: '' } as const
    const { id } = await done(amina, 'saveNeed', { space, need: { ...need, urgency: 'weeks', headcount: 1, note: '' } })
    expect((await page(amina)).ways.relative.find(({ kind }) => kind === 'psychosocial')?.need).toBe(id)
  })
})

describe('asking others whether they know the work', () => {
  const ask = (more: object = {}) => ({
    space: olive.space,
    org: joost.me.org,
    text: 'Legal work for villages.',
    withName: false,
    withCountry: false,
    answerBy: amina.now() + 7 * DAY_MS,
    ...more,
  })
  const identity = { otherNames: '', contact: '', whereabouts: '', birth: '', documents: '' } as const

  it('VER-22 VER-27 goes out with the yes of the defender, and is what the draft showed', async () => {
    expect(await refusal(amina, 'askVouch', ask())).toBe('no_consent:share_network')
    const { answerBy: _, ...asked } = ask()
    expect(await sees(amina, 'draftVouch', asked)).toMatchObject({ allowed: false, missing: ['Defender'] })
    await consentOfBoth(amina, olive, 'share_network', null)
    const draft = await sees(amina, 'draftVouch', asked)
    expect(draft).toMatchObject({
      allowed: true,
      toName: 'Huis Noord',
      about: { place: '015', name: '', text: 'Legal work for villages.' },
    })
    const { space } = await done(amina, 'askVouch', ask())
    const request = await sees(joost, 'vouchRequest', { space })
    expect(request).toMatchObject({
      direction: 'in',
      state: 'waiting',
      canAnswer: true,
      otherName: 'Dar al-Amal',
      caseSpace: null,
      pseudonym: '',
    })
    expect(request.about).toEqual(draft.about)
    expect(await sees(joost, 'vouchRequests', {})).toMatchObject([{ space, otherName: 'Dar al-Amal', state: 'waiting', answer: null }])
    await done(joost, 'answerVouch', { space, answer: 'knows_of', text: '' })
    await stage.pass(300 * 24 * 3_600_000)
    expect(await sees(joost, 'vouchRequests', {})).toMatchObject([{ space, state: 'answered', answer: 'knows_of' }])
    expect(await sees(amina, 'vouchRequests', {})).toEqual([])
    expect(await refusal(amina, 'askVouch', ask({ org: amina.me.org }))).toBe('invalid:org')
    expect(await refusal(amina, 'askVouch', ask({ text: '' }))).toBe('invalid:about')
  })

  it('VER-22 the name goes only to an organisation that the defender named, and only when there is one', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    expect(await refusal(amina, 'askVouch', ask({ withName: true }))).toBe('invalid:name')
    await done(amina, 'saveIdentity', { space: olive.space, identity: { ...identity, person: olive.defender, name: 'Tala Z.' } })
    await done(amina, 'saveIdentity', { space: olive.space, identity: { ...identity, person: olive.child, name: 'Small One' } })
    expect(await refusal(amina, 'askVouch', ask({ withName: true }))).toBe('no_consent:share_named_org')
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    const { space } = await done(amina, 'askVouch', ask({ withName: true }))
    expect((await sees(joost, 'vouchRequest', { space })).about.name).toBe('Tala Z.')
  })

  it('VER-23 the answer stands in the case as evidence of the shelter, once, and follows when it changes', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    const { space } = await done(amina, 'askVouch', ask())
    expect(await items(joost, 'vouch_in')).toMatchObject([{ from: 'Dar al-Amal', space }])
    expect(await refusal(amina, 'answerVouch', { space, answer: 'knows_the_work', text: 'x' })).toBe('not_permitted')
    expect(await refusal(khadija, 'answerVouch', { space, answer: 'knows_the_work', text: 'x' })).toBe('not_found:space')
    await done(joost, 'answerVouch', { space, answer: 'knows_of', text: 'From the radio.' })
    await stage.settle()
    await stage.settle()
    expect((await page(amina)).verification.evidence).toMatchObject([
      { text: 'From the radio.', vouch: { org: joost.me.org, answer: 'knows_of' } },
    ])
    expect(await items(joost, 'vouch_in')).toEqual([])
    expect(await items(yusuf, 'vouch_answered')).toMatchObject([{ org: 'Huis Noord', answer: 'knows_of', pseudonym: 'Olive', space }])
    await done(joost, 'answerVouch', { space, answer: 'knows_the_work', text: 'We printed two reports.' })
    await stage.settle()
    const { verification, vouches } = await page(amina)
    expect(verification.evidence).toMatchObject([{ text: 'We printed two reports.', vouch: { answer: 'knows_the_work' } }])
    expect(vouches).toMatchObject([{ orgName: 'Huis Noord', state: 'answered', answer: 'knows_the_work', withName: false }])
  })

  it('VER-22 a question that was taken back is answered by nobody, and one that was answered is not taken back', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    const [one, other] = [await done(amina, 'askVouch', ask()), await done(amina, 'askVouch', ask({ org: khadija.me.org }))]
    await done(amina, 'withdrawVouch', { space: one.space })
    expect(await refusal(joost, 'answerVouch', { space: one.space, answer: 'will_not_say', text: '' })).toBe('not_permitted')
    expect(await items(joost, 'vouch_in')).toEqual([])
    await done(khadija, 'answerVouch', { space: other.space, answer: 'will_not_say', text: '' })
    expect(await refusal(amina, 'withdrawVouch', { space: other.space })).toBe('not_permitted')
    expect(await refusal(khadija, 'withdrawVouch', { space: other.space })).toBe('not_permitted')
  })

  it('VER-26 a yes that is taken back takes the question back that rests on it; what was answered stays', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    const [one, other] = [await done(amina, 'askVouch', ask()), await done(amina, 'askVouch', ask({ org: khadija.me.org }))]
    await done(khadija, 'answerVouch', { space: other.space, answer: 'knows_of', text: '' })
    const { file } = await sees(amina, 'case', { space: olive.space })
    const yes = file.consents.find(({ person }) => person === olive.defender)!
    await done(amina, 'withdrawConsent', { space: olive.space, id: yes.id, on: day('2026-03-02') })
    expect(await refusal(amina, 'askVouch', ask())).toBe('no_consent:share_network')
    expect(await items(amina, 'consent_lapsed')).toMatchObject([{ to: 'Huis Noord', referral: one.space }])
    await done(amina, 'withdrawConsent', { space: olive.space, id: yes.id, on: day('2026-03-02'), takeBack: true })
    await stage.settle()
    expect((await sees(joost, 'vouchRequest', { space: one.space })).state).toBe('withdrawn')
    expect((await sees(khadija, 'vouchRequest', { space: other.space })).state).toBe('answered')
    expect(await items(amina, 'consent_lapsed')).toEqual([])
  })

  it('VER-25 asks for no support: it is in no list of requests, and needs no answer of that kind', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    await done(amina, 'askVouch', ask())
    expect(await sees(amina, 'referrals', { direction: 'out' })).toEqual([])
    expect(await sees(joost, 'referrals', { direction: 'in' })).toEqual([])
    expect(await items(joost, 'referral_in')).toEqual([])
    await stage.pass(8 * DAY_MS)
    expect(await items(amina, 'referral_overdue')).toEqual([])
    expect((await sees(amina, 'case', { space: olive.space })).referrals).toEqual([])
  })
})
