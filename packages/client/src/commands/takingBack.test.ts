/** What happens when somebody takes a consent back: on both sides, at once or as soon as it can be. */
import { beforeEach, describe, expect, it } from 'vitest'
import { withdrawConsent } from '@pergola/core/consent'
import { setOp } from '@pergola/core/record'
import type { SpaceId } from '@pergola/protocol'
import { consentOfBoth, day, done, familyCase, refusal, sees, takenUp, type OpenedCase } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import type { Stage } from '../testing/stage.ts'
import { honourConsent } from '../reactions/honourConsent.ts'
import type { World } from '../world/world.ts'
import { takeBackNow } from './withdrawing.ts'

const DAY_MS = 86_400_000

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

const consentsOf = async (scope: string) =>
  (await sees(amina, 'case', { space: olive.space })).file.consents.filter((one) => one.scope === scope)
const receipts = async () => (await sees(amina, 'consents', { space: olive.space })).receipts
const kinds = async (who: World): Promise<readonly string[]> => (await sees(who, 'today', {})).items.map(({ kind }) => kind)

const lapsed = async () => (await sees(amina, 'today', {})).items.filter(({ kind }) => kind === 'consent_lapsed')

const sharedWithJoost = async (): Promise<void> => {
  await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
  await done(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'file' })
  await done(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'identity' })
}

const withdraw = async (scope: string, takeBack = true): Promise<void> => {
  const [consent] = await consentsOf(scope)
  await done(amina, 'withdrawConsent', { space: olive.space, id: consent!.id, on: amina.today(), takeBack })
}

describe('what was shared', () => {
  it('CONS-14 is taken back at once when one of them withdraws: both parts, and the case says so', async () => {
    await sharedWithJoost()
    await withdraw('share_named_org')
    expect(await sees(joost, 'case', { space: olive.space })).toMatchObject({ goneSince: expect.any(Number), identities: null })
    expect((await sees(amina, 'case', { space: olive.space })).shares).toEqual([])
    expect(await receipts()).toMatchObject([{ otherName: 'Huis Noord', why: 'withdrawn', pseudonym: 'Olive', confirmed: [], copies: null }])
    expect((await receipts())[0]!.parts.map(({ part }) => part).sort()).toEqual(['file', 'identity'])
  })

  it('CONS-14 is told once when the device takes it back by a press and by itself at the same time', async () => {
    await sharedWithJoost()
    const [consent] = await consentsOf('share_named_org')
    const ended = withdrawConsent(consent!.id, amina.today(), true)
    expect(await amina.write(olive.space, ended.ok ? ended.value : [])).toMatchObject({ ok: true })
    await Promise.all([takeBackNow(amina, olive.space), honourConsent(amina)])
    expect(await receipts()).toHaveLength(1)
    expect([...joost.summaries.values()].filter(({ kind }) => kind === 'notice')).toHaveLength(1)
  })

  it('CONS-15 two of our devices take it back at the same moment: there it is one thing to read and to answer, and the answer is here', async () => {
    await sharedWithJoost()
    const [consent] = await consentsOf('share_named_org')
    const ended = withdrawConsent(consent!.id, amina.today(), true)
    await amina.write(olive.space, ended.ok ? ended.value : [])
    await Promise.all([takeBackNow(amina, olive.space), takeBackNow(yusuf, olive.space)])
    await stage.settle()
    expect([...joost.summaries.values()].filter(({ kind }) => kind === 'notice')).toHaveLength(2)
    expect((await kinds(joost)).filter((kind) => kind === 'notice_in')).toHaveLength(1)
    const told = await sees(joost, 'noticesToUs', { caseSpace: olive.space })
    expect(told).toHaveLength(1)
    await done(joost, 'confirmCopies', { notice: told[0]!.space, what: 'destroyed', text: '' })
    expect((await kinds(joost)).filter((kind) => kind === 'notice_in')).toEqual([])
    expect(await receipts()).toMatchObject([{ copies: { what: 'destroyed' } }])
    await stage.pass(4 * DAY_MS)
    expect((await kinds(amina)).filter((kind) => kind === 'notice_open')).toEqual([])
  })

  it('CONS-14 stays, and is shown in Today, when nobody asked for it back', async () => {
    await sharedWithJoost()
    await withdraw('share_named_org', false)
    await stage.settle()
    expect((await sees(joost, 'case', { space: olive.space })).goneSince).toBeNull()
    expect(await lapsed()).toMatchObject([{ to: 'Huis Noord', referral: null }])
    await done(amina, 'revokeCase', { space: olive.space, org: joost.me.org })
    expect(await lapsed()).toEqual([])
  })

  it('CONS-14 without the relay it is withdrawn here and taken back by whoever of us reaches it first', async () => {
    await sharedWithJoost()
    stage.setOnline(amina, false)
    await withdraw('share_named_org')
    expect((await consentsOf('share_named_org'))[0]).toMatchObject({ withdrawnOn: '2026-03-02', takeBack: true })
    expect((await sees(joost, 'case', { space: olive.space })).goneSince).toBeNull()
    stage.setOnline(amina, true)
    await stage.settle()
    await stage.settle()
    expect((await sees(joost, 'case', { space: olive.space })).goneSince).toEqual(expect.any(Number))
    expect(await sees(yusuf, 'consents', { space: olive.space })).toMatchObject({ held: [], receipts: [{ why: 'withdrawn' }] })
  })

  it('CONS-14 a yes that has run out is shown in Today from the day after', async () => {
    for (const person of [olive.defender, olive.child]) {
      const consent = { person, scope: 'share_named_org', org: joost.me.org, given: true, on: day('2026-03-02'), how: 'spoken' } as const
      await done(amina, 'giveConsent', { space: olive.space, consent: { ...consent, until: day('2026-03-03') } })
    }
    await done(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'file' })
    await stage.pass(DAY_MS)
    expect(await lapsed()).toEqual([])
    await stage.pass(DAY_MS)
    expect(await lapsed()).toMatchObject([{ on: '2026-03-04' }])
  })

  it('CONS-15 the other side’s devices confirm by themselves, a person there what became of copies, and both are in the receipt', async () => {
    await sharedWithJoost()
    await done(joost, 'markSeen', { space: olive.space })
    await withdraw('share_named_org')
    expect(await kinds(joost)).toContain('notice_in')
    await stage.settle()
    const [receipt] = await receipts()
    expect(receipt).toMatchObject({ confirmed: [{ device: joost.me.device }], copies: null })
    expect(receipt!.seen).toMatchObject({ file: expect.any(Number), identity: expect.any(Number) })
    const [notice] = await sees(joost, 'noticesToUs', { caseSpace: olive.space })
    expect(notice).toMatchObject({ otherName: 'Dar al-Amal', pseudonym: 'Olive' })
    expect(await refusal(amina, 'confirmCopies', { notice: notice!.space, what: 'none', text: '' })).toBe('not_permitted')
    expect(await refusal(joost, 'confirmCopies', { notice: notice!.space, what: 'kept', text: ' ' })).toBe('invalid:text')
    await done(joost, 'confirmCopies', { notice: notice!.space, what: 'destroyed', text: 'One printout, shredded.' })
    expect(await receipts()).toMatchObject([{ copies: { what: 'destroyed', on: '2026-03-02', text: 'One printout, shredded.' } }])
    expect(await kinds(joost)).not.toContain('notice_in')
  })

  it('CONS-15 who has not confirmed after three days is in Today', async () => {
    await sharedWithJoost()
    await withdraw('share_named_org')
    expect(await kinds(amina)).not.toContain('notice_open')
    await stage.pass(3 * DAY_MS)
    const open = async () => (await sees(amina, 'today', {})).items.find(({ kind }) => kind === 'notice_open')
    expect(await open()).toMatchObject({ to: 'Huis Noord', missing: 'devices' })
    await stage.settle()
    expect(await open()).toMatchObject({ missing: 'person' })
    const [notice] = await sees(joost, 'noticesToUs', { caseSpace: olive.space })
    await done(joost, 'confirmCopies', { notice: notice!.space, what: 'none', text: '' })
    expect(await open()).toBeUndefined()
  })

  it('CONS-15 nobody confirms for another, and nobody but the holder says what was taken back', async () => {
    await sharedWithJoost()
    await done(amina, 'revokeCase', { space: olive.space, org: joost.me.org })
    const [{ space }] = (await receipts()) as [{ space: SpaceId }]
    expect(await joost.write(space, [setOp('confirmed', amina.me.device, { gone: true })])).toMatchObject({ ok: false })
    expect(await joost.write(space, [setOp('copies', amina.me.org, { what: 'none' })])).toMatchObject({ ok: false })
    expect(await joost.write(space, [setOp('notice', 'main', { why: 'ended' })])).toMatchObject({ ok: false })
    expect(await amina.write(space, [setOp('copies', amina.me.org, { what: 'none' })])).toMatchObject({ ok: false })
  })

  it('CONS-15 shared and taken back twice gives two receipts; done again it gives no third', async () => {
    await sharedWithJoost()
    await done(amina, 'revokeCase', { space: olive.space, org: joost.me.org })
    await done(amina, 'revokeCase', { space: olive.space, org: joost.me.org })
    expect(await receipts()).toHaveLength(1)
    await done(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'file' })
    await done(amina, 'revokeCase', { space: olive.space, org: joost.me.org })
    expect((await receipts()).map(({ parts }) => parts.length)).toEqual([1, 2])
  })

  it('CONS-16 that a case was opened is said once a day, by those whose case it is not', async () => {
    await sharedWithJoost()
    const seen = async () =>
      (await sees(amina, 'consents', { space: olive.space })).held[0]!.parts.find(({ part }) => part === 'file')!.seenAt
    await done(amina, 'markSeen', { space: olive.space })
    expect(await seen()).toBeNull()
    await done(joost, 'markSeen', { space: olive.space })
    const first = await seen()
    await done(joost, 'markSeen', { space: olive.space })
    expect(await seen()).toBe(first)
    await stage.pass(DAY_MS)
    await done(joost, 'markSeen', { space: olive.space })
    expect(await seen()).toBeGreaterThan(first!)
    expect(await joost.write(olive.space, [setOp('seen', amina.me.org, { file: 1 })])).toMatchObject({ ok: false })
  })
})

describe('a request on its way', () => {
  it('CONS-17 is withdrawn with the consent, and a take-up after that shares nothing', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    const args = { needs: [olive.shelter], service: null, text: '', answerBy: amina.now() + 72 * 3_600_000, shareFileOnTakeUp: true }
    const { space } = await done(amina, 'sendReferral', { space: olive.space, org: joost.me.org, ...args })
    await withdraw('share_network')
    expect(await sees(joost, 'referral', { space })).toMatchObject({ state: 'withdrawn' })
    expect(await refusal(joost, 'takeUp', { space, text: '' })).toBe('not_permitted')
  })

  it('CONS-17 of which consent was taken back but not the request is in Today until it is withdrawn', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    const args = { needs: [olive.shelter], service: null, text: '', answerBy: amina.now() + 72 * 3_600_000, shareFileOnTakeUp: true }
    const { space } = await done(amina, 'sendReferral', { space: olive.space, org: joost.me.org, ...args })
    await withdraw('share_network', false)
    expect(await lapsed()).toMatchObject([{ referral: space }])
    await done(amina, 'withdrawReferral', { space, text: '' })
    expect(await lapsed()).toEqual([])
  })

  it('CONS-17 taken up after the consent to share was withdrawn: nothing is shared, whoever looks', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    const args = { needs: [olive.shelter], service: null, text: '', answerBy: amina.now() + 72 * 3_600_000, shareFileOnTakeUp: true }
    const { space } = await done(amina, 'sendReferral', { space: olive.space, org: joost.me.org, ...args })
    await withdraw('share_named_org')
    await done(joost, 'takeUp', { space, text: 'We have a flat.' })
    await stage.settle()
    expect(await refusal(joost, 'addNote', { space: olive.space, text: 'x' })).toBe('not_found:space')
    expect((await sees(amina, 'case', { space: olive.space })).shares).toEqual([])
    expect(await lapsed()).toMatchObject([{ what: 'promise', referral: space, to: 'Huis Noord' }])
    await stage.pass(1000)
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await stage.settle()
    expect(await lapsed()).toEqual([])
    expect((await sees(joost, 'case', { space: olive.space })).goneSince).toBeNull()
  })

  it('CONS-17 shared on take-up, the file goes back with the consent', async () => {
    await consentOfBoth(amina, olive, 'share_network', null)
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await takenUp(amina, joost, olive)
    await stage.settle()
    expect((await sees(joost, 'case', { space: olive.space })).goneSince).toBeNull()
    await withdraw('share_named_org')
    expect((await sees(joost, 'case', { space: olive.space })).goneSince).toEqual(expect.any(Number))
  })
})

describe('one conversation', () => {
  const said = { org: null, given: true, on: day('2026-03-02'), how: 'spoken', until: null } as const

  it('CONS-11 about several scopes is recorded whole or not at all', async () => {
    const { space, defender, child } = olive
    const both = [
      { ...said, person: defender, scope: 'share_network', words: 'May we ask others?', language: 'ar' },
      { ...said, person: child, scope: 'share_network', givenBy: 'guardian', guardian: defender },
    ] as const
    expect(await refusal(amina, 'giveConsents', { space, consents: [...both, { ...said, person: 'nobody', scope: 'media' }] })).toBe(
      'invalid:person',
    )
    expect(await consentsOf('share_network')).toEqual([])
    const { ids } = await done(amina, 'giveConsents', { space, consents: both })
    const view = await sees(amina, 'consents', { space })
    expect(view.words).toEqual({ [ids[0]!]: 'May we ask others?' })
    expect(view.matrix.find(({ scope }) => scope === 'share_network')!.cells.map(({ state }) => state)).toEqual(['yes', 'yes'])
    const recorded = new Map((await consentsOf('share_network')).map((consent) => [consent.id, consent]))
    expect(ids.map((id) => recorded.get(id))).toMatchObject([{ language: 'ar' }, { givenBy: 'guardian', guardian: defender }])
  })

  it('CONS-11 a guardian is somebody of the file', async () => {
    const consents = [{ ...said, person: olive.child, scope: 'media', givenBy: 'guardian', guardian: 'somebody' }] as const
    expect(await refusal(amina, 'giveConsents', { space: olive.space, consents })).toBe('invalid:guardian')
    expect(await refusal(amina, 'giveConsents', { space: olive.space, consents: [] })).toBe('invalid:consents')
  })
})
