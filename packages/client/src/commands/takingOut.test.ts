/** Somebody is taken out of a file: it is said before what that means, nothing is unwritten, and what was known of them is emptied. */
import { beforeEach, describe, expect, it } from 'vitest'
import { readIdentities } from '@pergola/core/casework'
import { consentOfBoth, day, done, familyCase, refusal, sees, type OpenedCase } from '../testing/acts.ts'
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

const paper = { kind: 'passport', state: 'held', country: 'MA', number: 'A 1', place: 'with her', until: null } as const
const identity = { otherNames: '', contact: 'a telephone', whereabouts: '', birth: '', documents: '' } as const
const fileOf = async (world = amina) => (await sees(world, 'case', { space: olive.space })).file

/** The daughter has a need that both organisations cover, a tie, papers and a name. */
const written = async (): Promise<string> => {
  const { space, defender, child, shelter } = olive
  await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
  await done(amina, 'shareCase', { space, org: joost.me.org, part: 'file' })
  const need = { ...(await fileOf()).needs.find(({ id }) => id === shelter)!, person: child, headcount: 1, kind: 'medical' }
  const { id } = await done(amina, 'saveNeed', { space, need })
  const cover = { space, need: id, from: day('2026-03-10'), to: day('2026-06-09'), state: 'confirmed', stopGap: false, note: '' } as const
  await done(amina, 'commit', cover)
  await done(joost, 'commit', cover)
  await done(amina, 'saveTie', { space, tie: { a: defender, b: child, kind: 'parent', together: true } })
  await done(amina, 'saveStanding', { space, standing: { person: defender, minor: false, guardian: child, ownCase: null } })
  await done(amina, 'saveIdentity', { space, identity: { ...identity, person: child, name: 'Invented Child' } })
  await done(amina, 'savePaper', { space, paper: { ...paper, person: child } })
  return id
}

describe('taking a person out', () => {
  it('PEOPLE-10 says before what ends with them, and then it does', async () => {
    const need = await written()
    const { space, child, defender } = olive
    expect(await sees(amina, 'takingOut', { space, person: child })).toEqual({
      needs: [{ id: need, kind: 'medical' }],
      covered: [
        { name: 'Dar al-Amal', ours: true },
        { name: 'Huis Noord', ours: false },
      ],
      consents: 1,
      ties: 1,
      wards: ['Defender'],
      checkIns: 0,
      identity: true,
      papers: 1,
      readers: ['Huis Noord'],
      not: null,
    })
    await done(amina, 'takeOutPerson', { space, person: child, why: 'mistake', takeBack: false })
    const file = await fileOf()
    expect(file.people.map(({ id }) => id)).toEqual([defender])
    expect(file.takenOut).toEqual([{ id: child, label: 'Daughter, school age', on: amina.today(), why: 'mistake' }])
    expect(file.needs.find(({ id }) => id === need)?.dropped).toBe(true)
    expect(file.commitments.map(({ org, state }) => [org === amina.me.org, state])).toEqual([
      [true, 'withdrawn'],
      [false, 'confirmed'],
    ])
    expect(file.consents.every(({ person, withdrawnOn }) => (person === child) === (withdrawnOn !== null))).toBe(true)
    const view = await sees(amina, 'household', { space })
    expect([view.people.map(({ standing }) => standing.guardian), view.graph.ties]).toEqual([[null], []])
    expect(await refusal(amina, 'takeOutPerson', { space, person: child, why: 'mistake', takeBack: false })).toBe('not_found:person')
  })

  it('PEOPLE-11 the identity part keeps nothing of them to read, and the file can still be shared without their yes', async () => {
    await written()
    const { space, child } = olive
    await done(amina, 'takeOutPerson', { space, person: child, why: 'elsewhere', takeBack: false })
    const { identitySpace } = await fileOf()
    const opened = await amina.open(identitySpace!)
    expect(readIdentities(opened!.doc)).toEqual([{ ...identity, person: child, name: '', contact: '' }])
    expect(JSON.stringify([...opened!.doc.rows])).not.toMatch(/Invented Child|a telephone|with her|A 1/)
    await done(amina, 'shareCase', { space, org: joost.me.org, part: 'identity' })
    expect((await sees(amina, 'today', {})).items.filter(({ kind }) => kind === 'consent_lapsed')).toEqual([])
  })

  it('PEOPLE-12 of who does not want to be in it, each yes ends wherever the case went, and what rests on it is taken back first', async () => {
    await written()
    const { space, child } = olive
    const { space: own } = await done(amina, 'splitCase', { space, people: [child], pseudonym: 'Lark' })
    stage.setOnline(amina, false)
    expect(await refusal(amina, 'takeOutPerson', { space, person: child, why: 'withdrew', takeBack: true })).toBe('offline')
    expect((await fileOf()).people).toHaveLength(2)
    stage.setOnline(amina, true)
    await done(amina, 'takeOutPerson', { space, person: child, why: 'withdrew', takeBack: true })
    expect((await sees(joost, 'case', { space })).goneSince).toEqual(expect.any(Number))
    expect((await sees(joost, 'today', {})).items.map(({ kind }) => kind)).toContain('notice_in')
    expect((await sees(amina, 'case', { space: own })).file.consents.map(({ withdrawnOn }) => withdrawnOn)).toEqual([amina.today()])
    expect((await fileOf()).people).toHaveLength(1)
  })

  it('PEOPLE-10 is done by who holds the case, never to the last one, nor while somebody may be in danger', async () => {
    await written()
    const { space, child, defender } = olive
    expect(await refusal(joost, 'takeOutPerson', { space, person: child, why: 'mistake', takeBack: false })).toBe('not_permitted')
    await done(amina, 'takeOutPerson', { space, person: child, why: 'mistake', takeBack: false })
    expect(await refusal(amina, 'takeOutPerson', { space, person: defender, why: 'mistake', takeBack: false })).toBe('invalid:last')
    expect((await sees(amina, 'takingOut', { space, person: defender })).not).toBe('last')
  })
})
