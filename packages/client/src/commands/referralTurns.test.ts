import { beforeEach, describe, expect, it } from 'vitest'
import { consentOfBoth, day, done, familyCase, refusal, sees, takenUp, type OpenedCase } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import type { Stage } from '../testing/stage.ts'
import type { World } from '../world/world.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
let stage: Stage
let amina: World
let joost: World
let khadija: World
let olive: OpenedCase
beforeEach(async () => {
  stage = await onMemory()
  ;({ amina, joost, khadija } = stage)
  olive = await familyCase(amina)
  await consentOfBoth(amina, olive, 'share_network', null)
})

const send = async (hours = 72) =>
  (
    await done(amina, 'sendReferral', {
      space: olive.space,
      needs: [olive.shelter],
      org: joost.me.org,
      service: null,
      text: '',
      answerBy: amina.now() + hours * HOUR,
      shareFileOnTakeUp: true,
    })
  ).space
const todayOf = async (world: World) => (await sees(world, 'today', {})).items.filter(({ kind }) => /^(referral|feedback)/u.test(kind))

describe('answers that say more than a word', () => {
  it('CMD-61 the shelter takes one month of three; both see what is still open', async () => {
    const space = await send()
    const parts = [{ teaser: 0, from: day('2026-03-10'), to: day('2026-04-09'), share: 100 }]
    expect(await refusal(joost, 'takeUpPart', { space, parts: [{ ...parts[0]!, to: day('2026-12-31') }], text: '' })).toBe('invalid:parts')
    expect(await refusal(amina, 'takeUpPart', { space, parts, text: '' })).toBe('not_permitted')
    await done(joost, 'takeUpPart', { space, parts, text: 'One month, then the room is taken.' })
    for (const world of [amina, joost]) {
      expect(await sees(world, 'referral', { space })).toMatchObject({
        state: 'taken_up',
        inPart: true,
        rest: [{ teaser: 0, from: '2026-04-10', to: '2026-06-09', share: 100 }],
      })
    }
    expect((await sees(amina, 'referral', { space })).needs).toEqual([olive.shelter])
    expect(await refusal(joost, 'takeUp', { space, text: '' })).toBe('not_permitted')
  })

  it('CMD-62 a suggestion asks nobody; it is the sender who asks, and the gate is asked again', async () => {
    const space = await send()
    expect(await refusal(joost, 'suggestOther', { space, org: amina.me.org, service: null, text: '' })).toBe('invalid:org')
    expect(await refusal(amina, 'suggestOther', { space, org: khadija.me.org, service: null, text: '' })).toBe('not_permitted')
    await done(joost, 'suggestOther', { space, org: khadija.me.org, service: null, text: 'They pay rent for three months.' })
    await stage.settle()
    expect(await sees(khadija, 'referrals', { direction: 'in' })).toEqual([])
    const view = await sees(amina, 'referral', { space })
    expect(view).toMatchObject({ state: 'forwarded', suggested: { org: khadija.me.org, name: 'Sahel Relief Fund', member: true } })
    expect((await todayOf(amina))[0]).toMatchObject({ kind: 'referral_answered', state: 'forwarded' })
    const again = { space: olive.space, needs: view.needs, org: view.suggested!.org, service: null, text: '', answerBy: amina.now() + DAY }
    const [consent] = (await sees(amina, 'case', { space: olive.space })).file.consents
    await done(amina, 'withdrawConsent', { space: olive.space, id: consent!.id, on: amina.today() })
    expect(await refusal(amina, 'sendReferral', { ...again, shareFileOnTakeUp: false })).toBe('no_consent:share_network')
  })

  it('CMD-63 after the last day that was promised those who helped are reminded to say what came of it, and the sender reads it', async () => {
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    const space = await takenUp(amina, joost, olive)
    await stage.settle()
    const shared = (await sees(joost, 'referral', { space })).caseSpace!
    const bar = { space: shared, need: olive.shelter, from: day('2026-03-10'), to: day('2026-03-20'), stopGap: false, note: '' }
    await done(joost, 'commit', { ...bar, state: 'confirmed' })
    expect(await refusal(amina, 'giveFeedback', { space, helped: 'yes', on: amina.today(), text: '' })).toBe('not_permitted')
    await stage.pass(18 * DAY)
    expect(await todayOf(joost)).toEqual([])
    await stage.pass(DAY)
    expect(await todayOf(joost)).toMatchObject([
      { kind: 'feedback_due', space, from: 'Dar al-Amal', pseudonym: 'Olive', since: '2026-03-20' },
    ])
    await done(joost, 'giveFeedback', { space, helped: 'partly', on: joost.today(), text: 'Safe, but school did not start.' })
    await stage.settle()
    expect(await todayOf(joost)).toEqual([])
    expect(await todayOf(amina)).toMatchObject([{ kind: 'referral_feedback', space, to: 'Huis Noord', helped: 'partly' }])
  })
})

describe('the clock', () => {
  it('VIEW-20 in the last quarter of the time both sides are reminded; before it only those who were asked see it', async () => {
    const space = await send(48)
    await stage.settle()
    expect(await todayOf(amina)).toEqual([])
    expect(await todayOf(joost)).toMatchObject([{ kind: 'referral_in', soon: false }])
    await stage.pass(37 * HOUR)
    expect(await todayOf(amina)).toMatchObject([{ kind: 'referral_due', space, to: 'Huis Noord', next: '' }])
    expect(await todayOf(joost)).toMatchObject([{ kind: 'referral_in', soon: true }])
    await stage.pass(12 * HOUR)
    expect(await todayOf(amina)).toMatchObject([{ kind: 'referral_overdue', space }])
  })

  it('VIEW-20 the reminder says who is asked next', async () => {
    await done(amina, 'sendInOrder', {
      space: olive.space,
      needs: [olive.shelter],
      text: '',
      afterNo: false,
      to: [joost, khadija].map(({ me }) => ({ org: me.org, service: null, hours: 24, shareFileOnTakeUp: false })),
    })
    await stage.pass(20 * HOUR)
    expect(await todayOf(amina)).toMatchObject([{ kind: 'referral_due', to: 'Huis Noord', next: 'Sahel Relief Fund' }])
  })

  it('CMD-64 a steward of the network says how long an answer may take, and every draft follows; nobody else says so', async () => {
    const hours = { hours: 12, days: 36, weeks: 100, months: 200 }
    expect((await sees(amina, 'answerTimes', {})).hours.days).toBe(72)
    expect((await sees(joost, 'answerTimes', {})).canSet).toBe(false)
    expect(await refusal(joost, 'setAnswerTimes', { hours })).toBe('not_permitted')
    expect(await refusal(amina, 'setAnswerTimes', { hours: { ...hours, days: 6 } })).toBe('invalid:days')
    await done(amina, 'setAnswerTimes', { hours })
    await stage.settle()
    expect(await sees(joost, 'answerTimes', {})).toEqual({ hours, canSet: false })
    const draft = await sees(amina, 'draftReferral', { space: olive.space, need: olive.shelter, org: joost.me.org, service: null })
    expect(Math.round((draft.answerBy - amina.now()) / HOUR)).toBe(36)
  })
})
