/** A yes that was taken back, and a no: wherever a case went, they hold there too. */
import { openNotice, type Ended } from '@pergola/core/consent'
import { beforeEach, describe, expect, it } from 'vitest'
import { consentOfBoth, done, familyCase, refusal, sees, type OpenedCase } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import type { Stage } from '../testing/stage.ts'
import type { World } from '../world/world.ts'

type Space = OpenedCase['space']

let stage: Stage
let amina: World
let joost: World
let khadija: World
let olive: OpenedCase
beforeEach(async () => {
  stage = await onMemory()
  ;({ amina, joost, khadija } = stage)
  olive = await familyCase(amina)
})

const consentsIn = async (world: World, space: Space) => (await sees(world, 'case', { space })).file.consents
const goneSince = async (world: World, space: Space) => (await sees(world, 'case', { space })).goneSince
const withdraw = async (world: World, space: Space, org: World['me']['org'], person: string, takeBack = true): Promise<void> => {
  const yes = (await consentsIn(world, space)).find((one) => one.org === org && one.person === person)
  await done(world, 'withdrawConsent', { space, id: yes!.id, on: world.today(), takeBack })
}
const settle = async (): Promise<void> => {
  for (let round = 0; round < 3; round += 1) await stage.settle()
}

/** Joost goes on with the case of Amina; Khadija has the file of hers. */
const handedOver = async (): Promise<Space> => {
  const { space } = olive
  for (const to of [joost, khadija]) await consentOfBoth(amina, olive, 'share_named_org', to.me.org)
  await done(amina, 'shareCase', { space, org: khadija.me.org, part: 'file' })
  await done(amina, 'shareCase', { space, org: joost.me.org, part: 'file' })
  await done(amina, 'shareCase', { space, org: joost.me.org, part: 'identity' })
  await done(amina, 'offerCase', { space, org: joost.me.org })
  return (await done(joost, 'takeOverCase', { space, pseudonym: 'Branch' })).space
}
const personIn = async (space: Space, label = 'Defender') =>
  (await sees(joost, 'case', { space })).file.people.find((one) => one.label === label)!.id

describe('a case that was split off', () => {
  it('MOVE-24 CONS-14 hears of what is taken back in the file it was taken out of, and takes back what it shared', async () => {
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    const { space: own } = await done(amina, 'splitCase', { space: olive.space, people: [olive.child], pseudonym: 'Lark' })
    await done(amina, 'shareCase', { space: own, org: joost.me.org, part: 'file' })
    await withdraw(amina, olive.space, joost.me.org, olive.defender)
    expect((await consentsIn(amina, own)).map(({ withdrawnOn }) => withdrawnOn)).toEqual([null])
    await withdraw(amina, olive.space, joost.me.org, olive.child)
    expect((await consentsIn(amina, own)).map(({ withdrawnOn }) => withdrawnOn)).toEqual([amina.today()])
    expect(await goneSince(joost, own)).toEqual(expect.any(Number))
  })
})

describe('a case that was handed over', () => {
  it('MOVE-25 CONS-19 what is taken back where it goes on ends at the organisation that had it, and at whom that one had shared with', async () => {
    const theirs = await handedOver()
    await withdraw(joost, theirs, khadija.me.org, await personIn(theirs))
    await settle()
    const ended = (await consentsIn(amina, olive.space)).map(({ person, org, takeBack }) => [person, org, takeBack])
    expect(ended).toContainEqual([olive.defender, khadija.me.org, true])
    expect(ended.filter(([, , takeBack]) => takeBack)).toHaveLength(1)
    expect(await goneSince(khadija, olive.space)).toEqual(expect.any(Number))
    expect((await sees(amina, 'today', {})).items).toContainEqual(
      expect.objectContaining({ kind: 'notice_in', about: 'consent', caseSpace: olive.space, by: 'Huis Noord', pseudonym: 'Olive' }),
    )
    const [asked] = await sees(amina, 'noticesToUs', { caseSpace: olive.space })
    expect(asked?.ended).toMatchObject([{ person: olive.defender, org: khadija.me.org }])
    await done(amina, 'confirmCopies', { notice: asked!.space, what: 'destroyed', text: '' })
    const [receipt] = (await sees(joost, 'consents', { space: theirs })).receipts
    expect(receipt).toMatchObject({ otherName: 'Dar al-Amal', parts: [], copies: { what: 'destroyed' } })
    expect(receipt?.confirmed.map(({ device }) => device).sort()).toEqual([amina.me.device, stage.yusuf.me.device].sort())
    expect((await sees(joost, 'consents', { space: theirs })).receipts).toHaveLength(1)
  })

  it('MOVE-25 what is taken back at the organisation that had it ends where it goes on, also after that one lost the file', async () => {
    const theirs = await handedOver()
    await done(joost, 'shareCase', { space: theirs, org: khadija.me.org, part: 'file' })
    await withdraw(amina, olive.space, joost.me.org, olive.child)
    await withdraw(amina, olive.space, khadija.me.org, olive.child)
    await settle()
    expect(await goneSince(joost, olive.space)).toEqual(expect.any(Number))
    const child = await personIn(theirs, 'Daughter, school age')
    const ended = (await consentsIn(joost, theirs)).filter(({ takeBack }) => takeBack)
    expect(new Set(ended.map(({ person, org }) => `${person} ${org}`))).toEqual(
      new Set([joost, khadija].map(({ me }) => `${child} ${me.org}`)),
    )
    expect(await goneSince(khadija, theirs)).toEqual(expect.any(Number))
    const told = (await sees(joost, 'today', {})).items.filter((item) => item.kind === 'notice_in' && item.about === 'consent')
    expect(told).toMatchObject([{ caseSpace: theirs }, { caseSpace: theirs }])
    expect(await sees(joost, 'noticesToUs', { caseSpace: theirs })).toHaveLength(3)
  })

  it('MOVE-25 without the relay it is told later; without the wish to take back it is only withdrawn there', async () => {
    const theirs = await handedOver()
    stage.setOnline(joost, false)
    await withdraw(joost, theirs, khadija.me.org, await personIn(theirs), false)
    await settle()
    expect((await consentsIn(amina, olive.space)).every(({ withdrawnOn }) => withdrawnOn === null)).toBe(true)
    stage.setOnline(joost, true)
    await settle()
    const ended = (await consentsIn(amina, olive.space)).filter(({ withdrawnOn }) => withdrawnOn !== null)
    expect(ended).toMatchObject([{ person: olive.defender, org: khadija.me.org, takeBack: false }])
    expect(await goneSince(khadija, olive.space)).toBeNull()
  })

  it('MOVE-25 nobody but the organisation that goes on with a case, or handed it over, ends anything in it', async () => {
    await handedOver()
    const ended: Ended = {
      ...{ person: olive.defender, scope: 'share_named_org', org: joost.me.org, recipient: '', parts: [] },
      ...{ takeBack: true, on: amina.today(), refusal: null },
    }
    const telling = { caseSpace: olive.space, toOrg: amina.me.org, pseudonym: 'Olive', parts: [], spaces: [], why: 'withdrawn' } as const
    await khadija.found('notice', [{ org: amina.me.org, role: 'contributor' }], openNotice({ ...telling, ended: [ended] }))
    await settle()
    expect((await consentsIn(amina, olive.space)).every(({ withdrawnOn }) => withdrawnOn === null)).toBe(true)
    expect(await refusal(khadija, 'withdrawConsent', { space: olive.space, id: 'x', on: amina.today() })).toBe('not_permitted')
  })
})

describe('a no', () => {
  const no = (person: string, org: World['me']['org'] | null = null) =>
    ({ person, scope: 'share_named_org', org, given: false, on: amina.today(), how: 'spoken', until: null }) as const
  const refused = async (world: World, space: Space) => (await consentsIn(world, space)).filter(({ given }) => !given)

  it('MOVE-28 said in one of our cases closes the gate of the case that was split off, and says who said it', async () => {
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    const { space: own } = await done(amina, 'splitCase', { space: olive.space, people: [olive.child], pseudonym: 'Lark' })
    await done(amina, 'giveConsent', { space: olive.space, consent: no(olive.defender, joost.me.org) })
    expect(await refused(amina, own)).toEqual([])
    const said = { ...no(olive.child, joost.me.org), givenBy: 'guardian', guardian: olive.defender } as const
    const { id } = await done(amina, 'giveConsent', { space: olive.space, consent: said })
    const [there] = (await sees(amina, 'case', { space: own })).file.people
    expect(await refused(amina, own)).toMatchObject([
      { id, person: there!.id, scope: 'share_named_org', org: joost.me.org, on: amina.today(), givenBy: 'guardian', guardian: null },
    ])
    expect(await refusal(amina, 'shareCase', { space: own, org: joost.me.org, part: 'file' })).toBe('no_consent:share_named_org')
  })

  it('MOVE-28 said in the case that was split off closes the gate of the file it came from, also after the two are one again', async () => {
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    const { space: own } = await done(amina, 'splitCase', { space: olive.space, people: [olive.child], pseudonym: 'Lark' })
    const [there] = (await sees(amina, 'case', { space: own })).file.people
    await done(amina, 'giveConsent', { space: olive.space, consent: { ...no(olive.child), scope: 'media' } })
    await done(amina, 'mergeCase', { from: own, into: olive.space, same: [{ from: there!.id, into: olive.child }] })
    expect(await refused(amina, own)).toMatchObject([{ person: there!.id, scope: 'media' }])
    await done(amina, 'giveConsent', { space: own, consent: no(there!.id, joost.me.org) })
    expect((await refused(amina, olive.space)).slice(-1)).toMatchObject([{ person: olive.child, org: joost.me.org }])
    expect(await refusal(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'file' })).toBe('no_consent:share_named_org')
  })

  it('MOVE-28 said where the case goes on closes the gate of who handed it over, once, in one notice, with who brought it', async () => {
    const theirs = await handedOver()
    const [defender, child] = [await personIn(theirs), await personIn(theirs, 'Daughter, school age')]
    await done(joost, 'giveConsents', { space: theirs, consents: [no(defender, khadija.me.org), { ...no(child), scope: 'media' }] })
    await settle()
    const byDefenderFirst = (await refused(amina, olive.space)).toSorted((a) => (a.person === olive.defender ? -1 : 1))
    expect(byDefenderFirst).toMatchObject([
      { person: olive.defender, org: khadija.me.org, givenBy: 'trusted', trusted: 'Huis Noord', how: 'through_trusted_person' },
      { person: olive.child, org: null, scope: 'media' },
    ])
    const [told, ...others] = await sees(amina, 'noticesToUs', { caseSpace: olive.space })
    expect([told?.ended.map(({ refusal: id }) => typeof id), others]).toEqual([['string', 'string'], []])
    expect(await refusal(amina, 'shareCase', { space: olive.space, org: khadija.me.org, part: 'identity' })).toBe(
      'no_consent:share_named_org',
    )
    expect(await goneSince(khadija, olive.space)).toBeNull()
  })

  it('MOVE-28 said by who had the case before closes the gate where it goes on; a later yes there opens it again', async () => {
    const theirs = await handedOver()
    await done(amina, 'giveConsent', { space: olive.space, consent: no(olive.child, khadija.me.org) })
    await settle()
    const child = await personIn(theirs, 'Daughter, school age')
    const share = { space: theirs, org: khadija.me.org, part: 'file' } as const
    expect(await refusal(joost, 'shareCase', share)).toBe('no_consent:share_named_org')
    await stage.pass(2 * 86_400_000)
    await done(joost, 'giveConsent', { space: theirs, consent: { ...no(child, khadija.me.org), given: true, on: joost.today() } })
    await settle()
    await done(joost, 'shareCase', share)
    expect(await refused(amina, olive.space)).toHaveLength(1)
  })

  it('MOVE-28 told with the number of another decision, or by somebody else, changes nothing', async () => {
    const theirs = await handedOver()
    const [yes] = await consentsIn(amina, olive.space)
    const before = await consentsIn(amina, olive.space)
    const ended: Ended = {
      ...{ person: olive.child, scope: 'share_named_org', org: joost.me.org, recipient: '', parts: [] },
      ...{ takeBack: false, on: amina.today(), refusal: yes!.id },
    }
    const telling = { caseSpace: olive.space, toOrg: amina.me.org, pseudonym: 'Olive', parts: [], spaces: [], why: 'withdrawn' } as const
    await joost.found('notice', [{ org: amina.me.org, role: 'contributor' }], openNotice({ ...telling, ended: [ended] }))
    const others = { ...ended, refusal: 'a fresh number' }
    await khadija.found('notice', [{ org: amina.me.org, role: 'contributor' }], openNotice({ ...telling, ended: [others] }))
    await settle()
    expect(await consentsIn(amina, olive.space)).toEqual(before)
    expect(await refused(joost, theirs)).toEqual([])
  })
})
