import { beforeEach, describe, expect, it } from 'vitest'
import { readPassages } from '@pergola/core/consent'
import type { SpaceId } from '@pergola/protocol'
import { askNext } from '../reactions/index.ts'
import { consentOfBoth, day, done, familyCase, refusal, sees, type OpenedCase } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import type { Stage } from '../testing/stage.ts'
import type { World } from '../world/world.ts'

const HOUR = 3_600_000
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

/** The shelter first, for a day; the fund after it, for two. */
const inOrder = (afterNo = false) =>
  done(amina, 'sendInOrder', {
    space: olive.space,
    needs: [olive.shelter],
    text: 'A mother and one child.',
    afterNo,
    to: [
      { org: joost.me.org, service: null, hours: 24, shareFileOnTakeUp: true },
      { org: khadija.me.org, service: null, hours: 48, shareFileOnTakeUp: true },
    ],
  })

const askedOf = async (world: World) => (await sees(world, 'referrals', { direction: 'in' })).length
const passages = async (): Promise<number> => {
  const opened = await amina.open(olive.space)
  return opened === null ? 0 : readPassages(opened.doc).length
}

describe('asking one after the other', () => {
  it('CMD-60 the first is asked at once; of the others nobody but us knows', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    const { space } = await inOrder()
    await stage.settle()
    expect([await askedOf(joost), await askedOf(khadija)]).toEqual([1, 0])
    expect((await sees(amina, 'referral', { space })).next).toMatchObject([
      { org: khadija.me.org, name: 'Sahel Relief Fund', hours: 48, noConsent: false },
    ])
    expect((await sees(amina, 'case', { space: olive.space })).referrals).toHaveLength(1)
    expect((await sees(amina, 'referrals', { direction: 'out' })).map((row) => row.space)).toEqual([space])
    expect((await sees(joost, 'referral', { space })).next).toEqual([])
  })

  it('REACT-10 after the deadline the next is asked, with as much time as was said, and both requests stand in the case', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    await inOrder()
    await stage.pass(24 * HOUR + 60_000)
    await stage.settle()
    expect(await askedOf(khadija)).toBe(0)
    await stage.pass(15 * 60_000)
    await stage.settle()
    const [asked] = await sees(khadija, 'referrals', { direction: 'in' })
    expect(asked).toMatchObject({ kind: 'relocation.international', state: 'waiting', otherName: 'Dar al-Amal' })
    expect(Math.round((asked!.answerBy - amina.now()) / HOUR)).toBe(48)
    expect((await sees(amina, 'case', { space: olive.space })).referrals.map(({ state }) => state)).toEqual(['expired', 'waiting'])
    expect((await sees(khadija, 'referral', { space: asked!.space })).referral.teasers[0]?.text).toBe('A mother and one child.')
  })

  it('REACT-10 two devices that are due at the same moment ask once', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    await inOrder()
    await stage.pass(25 * HOUR)
    await Promise.all([askNext(amina), askNext(yusuf)])
    await stage.settle()
    expect(await askedOf(khadija)).toBe(1)
    const [asked] = await sees(khadija, 'referrals', { direction: 'in' })
    expect((await sees(khadija, 'referral', { space: asked!.space })).referral.turns.map(({ act }) => act)).toEqual(['sent'])
    expect((await amina.open(asked!.space))!.membership.seq).toBe(1)
    const before = await passages()
    expect(before).toBeGreaterThan(1)
    await askNext(amina)
    await askNext(yusuf)
    expect(await passages()).toBe(before)
  })

  it('REACT-10 what was cut off after the other side had been told goes on where it stopped, with the deadline that they were given', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    await inOrder()
    await stage.pass(25 * HOUR)
    const full: World = {
      ...amina,
      write: async (space, ops) => (space === olive.space ? { ok: false, problem: { type: 'storage_full' } } : amina.write(space, ops)),
    }
    await askNext(full)
    const [told] = await sees(khadija, 'referrals', { direction: 'in' })
    expect((await sees(amina, 'case', { space: olive.space })).referrals).toHaveLength(1)
    await stage.pass(5 * HOUR)
    await askNext(amina)
    const [again, ...more] = await sees(khadija, 'referrals', { direction: 'in' })
    expect([again!.answerBy, more]).toEqual([told!.answerBy, []])
    expect((await sees(amina, 'case', { space: olive.space })).referrals).toHaveLength(2)
  })

  it('REACT-11 consent that was taken back meanwhile holds the next request back, and given again lets it go', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    const { space } = await inOrder()
    const given = (await sees(amina, 'case', { space: olive.space })).file.consents
    await done(amina, 'withdrawConsent', { space: olive.space, id: given[0]!.id, on: day('2026-03-03') })
    await stage.pass(25 * HOUR)
    await stage.settle()
    expect(await askedOf(khadija)).toBe(0)
    expect((await sees(amina, 'referral', { space })).next).toMatchObject([{ noConsent: true }])
    await done(amina, 'giveConsent', {
      space: olive.space,
      consent: {
        person: given[0]!.person,
        scope: 'share_network',
        org: null,
        given: true,
        on: day('2026-03-03'),
        how: 'spoken',
        until: null,
      },
    })
    await stage.settle()
    expect(await askedOf(khadija)).toBe(1)
  })

  it('REACT-10 a no goes on to the next only where that was said; a question, a yes and a withdrawal never do', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    const { space } = await inOrder(true)
    await done(joost, 'declineReferral', { space, reason: 'no_capacity', text: '' })
    await stage.settle()
    expect(await askedOf(khadija)).toBe(1)
  })

  for (const [what, answer] of [
    ['a no that was not said to go on', (space: SpaceId) => done(joost, 'declineReferral', { space, reason: 'other', text: '' })],
    ['a yes', (space: SpaceId) => done(joost, 'takeUp', { space, text: '' })],
    ['a question', (space: SpaceId) => done(joost, 'askReferral', { space, text: 'School age?' })],
    ['a withdrawal', (space: SpaceId) => done(amina, 'withdrawReferral', { space, text: '' })],
  ] as const) {
    it(`REACT-10 nobody is asked next after ${what}`, async () => {
      await consentOfBoth(amina, olive, 'share_network', null)
      const { space } = await inOrder()
      await answer(space)
      await stage.pass(30 * HOUR)
      await stage.settle()
      expect(await askedOf(khadija)).toBe(0)
    })
  }

  it('CMD-60 the officer stops the next one; nobody asks for what somebody covers by now', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    const { space } = await inOrder()
    const [next] = (await sees(amina, 'referral', { space })).next
    expect(await refusal(joost, 'stopNext', { space: olive.space, candidate: next!.space })).toBe('not_found:space')
    await done(amina, 'stopNext', { space: olive.space, candidate: next!.space })
    await stage.pass(25 * HOUR)
    await stage.settle()
    expect([await askedOf(khadija), (await sees(amina, 'referral', { space })).next]).toEqual([0, []])
    const rose = await familyCase(amina, 'Rose')
    await consentOfBoth(amina, rose, 'share_network', null)
    olive = rose
    await inOrder()
    const { file } = await sees(amina, 'case', { space: rose.space })
    const need = file.needs[0]!
    await done(amina, 'commit', {
      space: rose.space,
      need: need.id,
      from: need.from,
      to: need.to,
      state: 'confirmed',
      stopGap: true,
      note: '',
    })
    await stage.pass(25 * HOUR)
    await stage.settle()
    expect(await askedOf(khadija)).toBe(0)
  })

  it('CMD-60 a list of one, of the same twice, of ourselves or without time is refused, and so is one without consent', async () => {
    const to = { org: joost.me.org, service: null, hours: 24, shareFileOnTakeUp: true }
    const fund = { ...to, org: khadija.me.org }
    const ask = (list: readonly (typeof to)[]) =>
      refusal(amina, 'sendInOrder', { space: olive.space, needs: [olive.shelter], text: '', afterNo: false, to: list })
    expect([
      await ask([to]),
      await ask([to, to]),
      await ask([to, { ...fund, org: amina.me.org }]),
      await ask([to, { ...fund, hours: 0 }]),
    ]).toEqual(['invalid:to', 'invalid:to', 'invalid:org', 'invalid:hours'])
    expect(await ask([to, fund])).toBe('no_consent:share_network')
  })
})
