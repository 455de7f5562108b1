/** Cover of others in a case that moved: they are asked, and one press says that they go on. */
import { beforeEach, describe, expect, it } from 'vitest'
import { consentOfBoth, day, done, familyCase, refusal, sees, type OpenedCase } from '../testing/acts.ts'
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
  for (const { me } of [joost, khadija]) {
    await consentOfBoth(amina, olive, 'share_named_org', me.org)
    await done(amina, 'shareCase', { space: olive.space, org: me.org, part: 'file' })
  }
})

const covered = { stopGap: false, note: '', state: 'confirmed' } as const
const cover = (world: World, from: string, to: string) =>
  done(world, 'commit', { space: olive.space, need: olive.shelter, from: day(from), to: day(to), ...covered })
const about = async (world: World, kind: 'cover_open' | 'cover_asked') =>
  (await sees(world, 'today', {})).items.filter((item) => item.kind === kind)
const gapDays = async (world: World, space: Space) => (await sees(world, 'case', { space })).chart.gapDays

const takenOver = async (): Promise<Space> => {
  await done(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'identity' })
  await done(amina, 'offerCase', { space: olive.space, org: joost.me.org })
  return (await done(joost, 'takeOverCase', { space: olive.space, pseudonym: 'Branch' })).space
}

describe('cover in a case that moved', () => {
  it('MOVE-8 MOVE-26 ours comes along; of others each one is asked, and nothing is covered by that', async () => {
    await cover(joost, '2026-03-10', '2026-04-09')
    await cover(khadija, '2026-04-10', '2026-06-09')
    const theirs = await takenOver()
    const file = (await sees(joost, 'case', { space: theirs })).file
    expect(file.commitments.map(({ org, from, to, state }) => [org, from, to, state])).toEqual([
      [joost.me.org, '2026-03-10', '2026-04-09', 'confirmed'],
    ])
    expect(await gapDays(joost, theirs)).toBe(61)
    expect((await sees(joost, 'moving', { space: theirs })).cover).toMatchObject([
      { org: khadija.me.org, name: 'Sahel Relief Fund', from: '2026-04-10', reads: false, ours: false, wasCalled: 'Olive' },
    ])
    expect(await about(joost, 'cover_open')).toMatchObject([{ caseSpace: theirs, org: 'Sahel Relief Fund', reads: false }])
    expect(await about(khadija, 'cover_asked')).toEqual([])
  })

  it('MOVE-27 whoever covered says in one press that it goes on, or that it does not, and is not asked again', async () => {
    await cover(khadija, '2026-03-10', '2026-06-09')
    const theirs = await takenOver()
    await done(joost, 'shareCase', { space: theirs, org: khadija.me.org, part: 'file' })
    const [asked] = await about(khadija, 'cover_asked')
    expect(asked).toMatchObject({ pseudonym: 'Branch', by: 'Huis Noord', needKind: 'relocation.international' })
    const id = (await sees(khadija, 'moving', { space: theirs })).cover[0]!.id
    expect(await refusal(joost, 'answerCover', { space: theirs, id, yes: true })).toBe('not_permitted')
    await done(khadija, 'answerCover', { space: theirs, id, yes: true })
    expect(await gapDays(joost, theirs)).toBe(0)
    expect([await about(khadija, 'cover_asked'), await about(joost, 'cover_open')]).toEqual([[], []])
    expect(await refusal(khadija, 'answerCover', { space: theirs, id, yes: false })).toBe('not_found:id')
  })

  it('MOVE-27 a no leaves it open, and who holds the case can stop asking', async () => {
    await cover(khadija, '2026-03-10', '2026-06-09')
    const twin = await familyCase(amina, 'Heron')
    const same = [{ from: olive.defender, into: twin.defender }]
    await done(amina, 'mergeCase', { from: olive.space, into: twin.space, same })
    const [open] = (await sees(amina, 'moving', { space: twin.space })).cover
    expect(await about(amina, 'cover_open')).toMatchObject([{ caseSpace: twin.space, cover: open!.id }])
    expect(await refusal(khadija, 'dropCover', { space: twin.space, id: open!.id })).toBe('not_found:space')
    await done(amina, 'dropCover', { space: twin.space, id: open!.id })
    expect(await about(amina, 'cover_open')).toEqual([])
    const theirs = await takenOver()
    for (const person of (await sees(joost, 'case', { space: theirs })).file.people) expect(person.id).not.toBe(olive.defender)
    await done(joost, 'shareCase', { space: theirs, org: khadija.me.org, part: 'file' })
    const { id } = (await sees(khadija, 'moving', { space: theirs })).cover[0]!
    await done(khadija, 'answerCover', { space: theirs, id, yes: false })
    expect(await about(joost, 'cover_open')).toEqual([])
    expect(await gapDays(joost, theirs)).toBe(92)
  })

  it('MOVE-26 what has ended before the case moved is not asked about', async () => {
    await cover(khadija, '2026-03-10', '2026-03-11')
    await stage.pass(30 * 24 * 3_600_000)
    const theirs = await takenOver()
    expect((await sees(joost, 'moving', { space: theirs })).cover).toEqual([])
  })
})
