/** The relay of support over months, between Amina's local group, Joost's shelter and Khadija's fund. */
import { beforeEach, describe, expect, it } from 'vitest'
import { NO_TERMS } from '@pergola/core/casework'
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
  for (const { me } of [joost, khadija]) {
    await consentOfBoth(amina, olive, 'share_named_org', me.org)
    await done(amina, 'shareCase', { space: olive.space, org: me.org, part: 'file' })
  }
})

const cover = (world: World, from: string, to: string, more: object = {}) =>
  done(world, 'commit', {
    space: olive.space,
    need: olive.shelter,
    from: day(from),
    to: day(to),
    state: 'confirmed',
    stopGap: false,
    note: '',
    ...more,
  })
const barsOf = async (world: World) => (await sees(world, 'case', { space: olive.space })).chart.rows[0]!.commitments
const gaps = async (world: World) => (await sees(world, 'today', {})).items.filter(({ kind }) => kind === 'gap')

describe('alarms', () => {
  it('RELAY-20 Amina has seen that cover ends: it rests for Yusuf too, and wakes at the next step', async () => {
    await cover(joost, '2026-03-10', '2026-04-20')
    expect(await gaps(yusuf)).toMatchObject([{ step: 60, inDays: 50, after: 'Huis Noord' }])
    await done(amina, 'seeAlarm', { space: olive.space, need: olive.shelter })
    expect([await gaps(yusuf), (await gaps(joost)).length]).toEqual([[], 1])
    await stage.pass(20 * DAY_MS)
    expect(await gaps(yusuf)).toMatchObject([{ step: 30, inDays: 30 }])
  })
  it('RELAY-20 an open gap cannot be put away, and nothing that is no alarm', async () => {
    await stage.pass(10 * DAY_MS)
    expect(await refusal(amina, 'seeAlarm', { space: olive.space, need: olive.shelter })).toBe('invalid:need')
    expect(await refusal(amina, 'seeAlarm', { space: olive.space, need: 'nothing' })).toBe('not_found:need')
    expect(await gaps(amina)).toMatchObject([{ step: 0 }])
    expect(await refusal(amina, 'saveAlarmSteps', { steps: [45] })).toBe('invalid:steps')
  })
})

describe('handing over', () => {
  it('RELAY-21 each side keeps its own list; both agree while items are open', async () => {
    const before = (await cover(joost, '2026-03-10', '2026-04-30')).id
    const after = (await cover(amina, '2026-05-01', '2026-06-09')).id
    const link = { space: olive.space, before, after }
    await done(joost, 'tickHandover', { ...link, item: 'story', ticked: true })
    await done(amina, 'listHandover', { ...link, item: 'A bed for the cat', listed: true })
    await done(amina, 'tickHandover', { ...link, item: 'A bed for the cat', ticked: true })
    const view = await sees(khadija, 'handover', link)
    expect(view).toMatchObject({ on: '2026-05-01', until: '2026-04-30', gives: { name: 'Huis Noord' }, takes: { name: 'Dar al-Amal' } })
    const ticked = (items: typeof view.gives.items) => items.filter((one) => one.ticked).map(({ item }) => item)
    expect([ticked(view.gives.items), ticked(view.takes.items)]).toEqual([['story'], ['A bed for the cat']])
    expect(await refusal(khadija, 'tickHandover', { ...link, item: 'story', ticked: true })).toBe('not_permitted')
    await done(joost, 'agreeHandover', link)
    await done(amina, 'agreeHandover', link)
    expect(await sees(joost, 'handover', link)).toMatchObject({ gives: { agreed: true, mine: true }, takes: { agreed: true } })
  })
})

describe('what if', () => {
  it('RELAY-22 shows what opens and writes nothing', async () => {
    const { id } = await cover(joost, '2026-03-10', '2026-06-09')
    const changes = [{ type: 'move', commitment: id, from: day('2026-03-10'), to: day('2026-04-30') }] as const
    const view = await sees(amina, 'whatIf', { space: olive.space, changes })
    expect(view).toMatchObject({ opensDays: 40, closesDays: 0, outcomes: [{ opens: [{ from: '2026-05-01', days: 40 }] }] })
    expect(view.chart.rows[0]).toMatchObject({ gapDays: 40, commitments: [{ to: '2026-04-30', orgName: 'Huis Noord' }] })
    expect((await barsOf(amina))[0]).toMatchObject({ to: '2026-06-09' })
  })
  it('RELAY-22 Joost shortens his own and offers later days; to the fund he says it in a note', async () => {
    const own = (await cover(joost, '2026-03-10', '2026-04-30')).id
    const funds = (await cover(khadija, '2026-05-01', '2026-06-09')).id
    const changes = [
      { type: 'move', commitment: own, from: day('2026-03-10'), to: day('2026-04-15') },
      { type: 'move', commitment: funds, from: day('2026-04-16'), to: day('2026-06-09') },
      { type: 'add', need: olive.shelter, org: joost.me.org, from: day('2026-06-01'), to: day('2026-06-09') },
    ] as const
    expect(await refusal(joost, 'proposeChanges', { space: olive.space, changes, text: ' ' })).toBe('invalid:text')
    expect((await barsOf(amina)).map(({ to }) => to)).toEqual(['2026-04-30', '2026-06-09'])
    expect(await done(joost, 'proposeChanges', { space: olive.space, changes, text: 'Could the fund begin on 16 April?' })).toEqual({
      written: 2,
    })
    expect((await barsOf(amina)).map(({ from, to, state }) => [from, to, state])).toEqual([
      ['2026-03-10', '2026-04-15', 'confirmed'],
      ['2026-05-01', '2026-06-09', 'confirmed'],
      ['2026-06-01', '2026-06-09', 'offered'],
    ])
    const { file } = await sees(khadija, 'case', { space: olive.space })
    expect(file.notes.map(({ text }) => text)).toEqual(['Could the fund begin on 16 April?'])
  })
  it('RELAY-22 an organisation that leaves withdraws what has not begun; nothing to propose is refused', async () => {
    const { id } = await cover(joost, '2026-05-01', '2026-06-09')
    const leave = { type: 'leave', org: joost.me.org, from: day('2026-04-01') } as const
    await done(joost, 'proposeChanges', { space: olive.space, changes: [leave], text: '' })
    expect((await barsOf(amina)).find((bar) => bar.id === id)?.state).toBe('withdrawn')
    expect(await refusal(joost, 'proposeChanges', { space: olive.space, changes: [], text: 'x' })).toBe('invalid:changes')
  })
})

describe('over all cases', () => {
  it('RELAY-23 by kind, region and organisation, and what opens if the shelter leaves', async () => {
    await cover(joost, '2026-03-10', '2026-03-31')
    const tunis = await familyCase(amina, 'Fig')
    await done(amina, 'editCase', { space: tunis.space, fields: { country: 'SN' } })
    const asks = async (filter: object) =>
      (await sees(amina, 'relay', { horizonDays: 60, filter })).breaks.map(({ pseudonym }) => pseudonym)
    expect(await asks({})).toEqual(['Fig', 'Olive'])
    expect([await asks({ place: '015' }), await asks({ place: 'SN' })]).toEqual([['Olive'], ['Fig']])
    expect([await asks({ kind: 'relocation' }), await asks({ kind: 'medical' })]).toEqual([['Fig', 'Olive'], []])
    expect(await asks({ org: joost.me.org })).toEqual(['Olive'])
    const { leaving } = await sees(amina, 'relay', { horizonDays: 60, without: joost.me.org })
    expect(leaving).toMatchObject({ name: 'Huis Noord', cases: 1, needs: 1, days: 22, opens: [{ pseudonym: 'Olive', from: '2026-03-10' }] })
    expect((await sees(amina, 'relay', { horizonDays: 60 })).leaving).toBeNull()
  })
})

describe('terms', () => {
  const terms = { ...NO_TERMS, conditions: 'No visitors.', cost: { amount: 900, currency: 'EUR', basis: 'month' } } as const
  it('RELAY-24 stay when a bar is only moved; who is to pay back is somebody known', async () => {
    const { id } = await cover(amina, '2026-03-10', '2026-03-20', { stopGap: true, terms })
    await cover(amina, '2026-03-10', '2026-03-25', { id, stopGap: true })
    expect((await barsOf(joost))[0]).toMatchObject({ to: '2026-03-25', terms })
    const owed = { ...terms, reimbursement: { by: khadija.me.org, settled: null } }
    await cover(amina, '2026-03-10', '2026-03-25', { id, stopGap: true, terms: owed })
    expect((await barsOf(khadija))[0]).toMatchObject({ owed: true, costs: { amount: 473, currency: 'EUR' } })
    await cover(amina, '2026-03-10', '2026-03-25', {
      id,
      stopGap: true,
      terms: { ...owed, reimbursement: { by: khadija.me.org, settled: day('2026-04-02') } },
    })
    expect((await barsOf(khadija))[0]).toMatchObject({ owed: false })
    const stranger = { ...terms, reimbursement: { by: 'f'.repeat(64) as typeof khadija.me.org, settled: null } }
    const args = { space: olive.space, id, need: olive.shelter, from: day('2026-03-10'), to: day('2026-03-25') } as const
    expect(await refusal(amina, 'commit', { ...args, state: 'confirmed', stopGap: true, note: '', terms: stranger })).toBe(
      'invalid:reimbursement',
    )
  })
})

describe('the long way', () => {
  it('LIFE-7 the holder says that exile begins, everyone in the file sees it, and only the holder takes it out', async () => {
    const { id } = await done(amina, 'savePhase', { space: olive.space, kind: 'in_exile', from: day('2026-03-10'), place: 'NL' })
    expect((await sees(joost, 'case', { space: olive.space })).chart.phases).toMatchObject([{ kind: 'in_exile', to: null, place: 'NL' }])
    expect(await refusal(joost, 'removePhase', { space: olive.space, id })).toBe('not_permitted')
    await done(amina, 'removePhase', { space: olive.space, id })
    expect((await sees(joost, 'case', { space: olive.space })).chart.phases).toEqual([])
    expect(await refusal(amina, 'removePhase', { space: olive.space, id: 'x' })).toBe('not_found:id')
  })
})
