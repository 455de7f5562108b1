import { beforeEach, describe, expect, it } from 'vitest'
import type { PartialDay } from '@pergola/core/casework'
import { consentOfBoth, done, familyCase, refusal, sees, type OpenedCase } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import type { Stage } from '../testing/stage.ts'
import type { World } from '../world/world.ts'

let stage: Stage
let amina: World
let joost: World
let olive: OpenedCase
beforeEach(async () => {
  stage = await onMemory()
  ;({ amina, joost } = stage)
  olive = await familyCase(amina)
})

const named = (person: string, name: string) => ({
  person,
  name,
  otherNames: '',
  contact: '',
  whereabouts: '',
  birth: '' as PartialDay | '',
  documents: '',
})
const fileOf = async (world: World, space: OpenedCase['space']) => (await sees(world, 'case', { space })).file

describe('two cases of one person', () => {
  it('MOVE-20 become one: needs, names and notes are there once, and the other is closed and says where it went', async () => {
    const twin = await familyCase(amina, 'Heron')
    await done(amina, 'saveIdentity', { space: olive.space, identity: named(olive.defender, 'Invented Name') })
    await done(amina, 'saveIdentity', { space: twin.space, identity: named(twin.child, 'Invented Child') })
    await done(amina, 'addNote', { space: twin.space, text: 'She called the other office first.' })
    const merged = await done(amina, 'mergeCase', {
      from: twin.space,
      into: olive.space,
      same: [{ from: twin.defender, into: olive.defender }],
    })
    expect(merged.left).toBe(0)
    const file = await fileOf(amina, olive.space)
    expect(file.people.map(({ label }) => label)).toEqual(['Defender', 'Daughter, school age', 'Daughter, school age'])
    expect(file.needs.map(({ person }) => person)).toEqual([olive.defender, olive.defender])
    expect(file.notes.map(({ text }) => text.split('\n').at(-1))).toEqual(['She called the other office first.'])
    const { identities } = await sees(amina, 'case', { space: olive.space })
    expect(identities?.map(({ name }) => name).sort()).toEqual(['Invented Child', 'Invented Name'])
    expect((await fileOf(amina, twin.space)).status).toBe('closed')
    expect((await sees(amina, 'moving', { space: twin.space })).mergedInto).toMatchObject({ space: olive.space, pseudonym: 'Olive' })
    expect((await sees(amina, 'moving', { space: olive.space })).from).toMatchObject([{ how: 'merge', pseudonym: 'Heron' }])
  })

  it('MOVE-20 not with itself, not a closed one, not with people who are not there, and not by others', async () => {
    const twin = await familyCase(amina, 'Heron')
    const merge = { from: twin.space, into: olive.space, same: [] } as const
    expect(await refusal(amina, 'mergeCase', { ...merge, into: twin.space })).toBe('invalid:from')
    expect(await refusal(amina, 'mergeCase', { ...merge, same: [{ from: 'nobody', into: olive.defender }] })).toBe('invalid:same')
    expect(await refusal(joost, 'mergeCase', merge)).toBe('not_found:space')
    await done(amina, 'mergeCase', merge)
    expect(await refusal(amina, 'mergeCase', merge)).toBe('invalid:from')
  })
})

describe('a case of her own', () => {
  it('MOVE-21 takes one person out with what is about her; her needs are dropped where they were', async () => {
    const { space, child, defender } = olive
    await done(amina, 'saveNeed', {
      space,
      need: { ...(await fileOf(amina, space)).needs[0]!, person: child, kind: 'medical', headcount: 1 },
    })
    await done(amina, 'saveIdentity', { space, identity: named(child, 'Invented Child') })
    const { space: own } = await done(amina, 'splitCase', { space, people: [child], pseudonym: 'Lark' })
    const file = await fileOf(amina, own)
    expect(file).toMatchObject({
      pseudonym: 'Lark',
      country: 'MA',
      people: [{ label: 'Daughter, school age' }],
      needs: [{ kind: 'medical' }],
    })
    expect((await sees(amina, 'case', { space: own })).identities?.map(({ name }) => name)).toEqual(['Invented Child'])
    expect((await fileOf(amina, space)).needs.map(({ person, dropped }) => [person, dropped])).toEqual([
      [defender, false],
      [child, true],
    ])
    for (const people of [[], [child, defender], ['nobody']])
      expect(await refusal(amina, 'splitCase', { space, people, pseudonym: 'x' })).toBe('invalid:people')
  })
})

describe('handing a case over', () => {
  it('MOVE-22 goes to who has both parts, when it was offered to them, once', async () => {
    const { space, defender } = olive
    await done(amina, 'saveIdentity', { space, identity: named(defender, 'Invented Name') })
    await done(amina, 'addNote', { space, text: 'Ask her before noon.' })
    expect(await refusal(amina, 'offerCase', { space, org: joost.me.org })).toBe('invalid:org')
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await done(amina, 'shareCase', { space, org: joost.me.org, part: 'file' })
    await done(amina, 'shareCase', { space, org: joost.me.org, part: 'identity' })
    expect(await refusal(joost, 'takeOverCase', { space, pseudonym: 'Olive' })).toBe('not_permitted')
    await done(amina, 'offerCase', { space, org: joost.me.org })
    expect((await sees(joost, 'moving', { space })).offered).toMatchObject({ toUs: true })
    const { space: theirs } = await done(joost, 'takeOverCase', { space, pseudonym: 'Branch' })
    const file = await fileOf(joost, theirs)
    expect(file).toMatchObject({ ownerOrg: joost.me.org, pseudonym: 'Branch', summary: 'Threats after a land case.', status: 'open' })
    expect([file.people.length, file.needs.length, file.notes.length]).toEqual([2, 1, 1])
    expect((await sees(joost, 'case', { space: theirs })).identities?.map(({ name }) => name)).toEqual(['Invented Name'])
    expect((await sees(amina, 'moving', { space })).takenOn).toBe(amina.today())
    expect(await refusal(joost, 'takeOverCase', { space, pseudonym: 'Again' })).toBe('not_permitted')
  })

  it('MOVE-29 it is in their Today until they go on with it or it is taken back, and then in ours until our case is closed', async () => {
    const { space } = olive
    const moved = async (world: World) =>
      (await sees(world, 'today', {})).items.filter(({ kind }) => kind === 'case_offered' || kind === 'case_taken')
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    for (const part of ['file', 'identity'] as const) await done(amina, 'shareCase', { space, org: joost.me.org, part })
    await done(amina, 'offerCase', { space, org: joost.me.org })
    expect(await moved(joost)).toEqual([
      { kind: 'case_offered', caseSpace: space, pseudonym: 'Olive', by: 'Dar al-Amal', on: amina.today() },
    ])
    expect(await moved(amina)).toEqual([])
    await done(amina, 'offerCase', { space, org: null })
    expect(await moved(joost)).toEqual([])
    await done(amina, 'offerCase', { space, org: joost.me.org })
    await done(joost, 'takeOverCase', { space, pseudonym: 'Branch' })
    expect(await moved(joost)).toEqual([])
    expect(await moved(amina)).toMatchObject([{ kind: 'case_taken', caseSpace: space, pseudonym: 'Olive', by: 'Huis Noord' }])
    await done(amina, 'closeCase', { space, reason: 'safe', outcomes: [], says: '', wouldReturn: 'not_asked' })
    expect(await moved(amina)).toEqual([])
  })
})

describe('what is taken back after cases were moved', () => {
  const shared = async ({ space, defender, child }: OpenedCase): Promise<void> => {
    await consentOfBoth(amina, { ...olive, space, defender, child }, 'share_named_org', joost.me.org)
    await done(amina, 'shareCase', { space, org: joost.me.org, part: 'file' })
  }
  const withdrawFirst = async (space: OpenedCase['space'], takeBack: boolean): Promise<void> => {
    const id = (await fileOf(amina, space)).consents.find(({ scope }) => scope === 'share_named_org')!.id
    await done(amina, 'withdrawConsent', { space, id, on: amina.today(), takeBack })
    await stage.settle()
  }
  const goneSince = async (space: OpenedCase['space']) => (await sees(joost, 'case', { space })).goneSince
  const lapsed = async () => (await sees(amina, 'today', {})).items.filter(({ kind }) => kind === 'consent_lapsed')

  it('MOVE-23 CONS-14 in the case that stays, it is taken back where the other one was shared: its reader is told', async () => {
    const twin = await familyCase(amina, 'Heron')
    await shared(twin)
    const same = [
      { from: twin.defender, into: olive.defender },
      { from: twin.child, into: olive.child },
    ]
    await done(amina, 'mergeCase', { from: twin.space, into: olive.space, same })
    await withdrawFirst(olive.space, false)
    expect([await goneSince(twin.space), await lapsed()]).toMatchObject([null, [{ what: 'share', pseudonym: 'Heron', to: 'Huis Noord' }]])
    await withdrawFirst(olive.space, true)
    expect(await goneSince(twin.space)).toEqual(expect.any(Number))
    expect([await lapsed(), (await sees(joost, 'today', {})).items.map(({ kind }) => kind)]).toEqual([[], ['notice_in']])
  })

  it('MOVE-23 in a case of her own, it is taken back in the file she was taken out of; who was handed a case tells it and writes in no other', async () => {
    await shared(olive)
    const { space: own } = await done(amina, 'splitCase', { space: olive.space, people: [olive.child], pseudonym: 'Lark' })
    await done(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'identity' })
    await done(amina, 'offerCase', { space: olive.space, org: joost.me.org })
    const { space: theirs } = await done(joost, 'takeOverCase', { space: olive.space, pseudonym: 'Branch' })
    const yes = (await fileOf(joost, theirs)).consents[0]!
    await done(joost, 'withdrawConsent', { space: theirs, id: yes.id, on: joost.today(), takeBack: true })
    expect((await fileOf(amina, olive.space)).consents.map(({ withdrawnOn }) => withdrawnOn)).toEqual([null, null])
    await withdrawFirst(own, true)
    const ended = (await fileOf(amina, olive.space)).consents.map(({ person, takeBack }) => [person, takeBack] as const)
    expect(new Map(ended)).toEqual(
      new Map([
        [olive.defender, true],
        [olive.child, true],
      ]),
    )
    expect(await goneSince(olive.space)).toEqual(expect.any(Number))
  })

  it('MOVE-23 a case that was split off and merged back came from the one it is part of: that ends', async () => {
    await shared(olive)
    const { space: own } = await done(amina, 'splitCase', { space: olive.space, people: [olive.child], pseudonym: 'Lark' })
    const [her] = (await fileOf(amina, own)).people
    await done(amina, 'mergeCase', { from: own, into: olive.space, same: [{ from: her!.id, into: olive.child }] })
    await withdrawFirst(olive.space, true)
    expect(await goneSince(olive.space)).toEqual(expect.any(Number))
  })

  it('MOVE-23 what was taken back before stays so in the case that is merged, and what that one shared ends', async () => {
    const twin = await familyCase(amina, 'Heron')
    await shared(twin)
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await withdrawFirst(olive.space, true)
    await done(amina, 'mergeCase', { from: twin.space, into: olive.space, same: [{ from: twin.defender, into: olive.defender }] })
    await stage.settle()
    expect(await refusal(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'file' })).toBe('no_consent:share_named_org')
    expect(await goneSince(twin.space)).toEqual(expect.any(Number))
  })
})
