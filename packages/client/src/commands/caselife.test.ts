/** Tasks, notes that call somebody, closing, and the case as it was. */
import { beforeEach, describe, expect, it } from 'vitest'
import { consentOfBoth, day, done, familyCase, refusal, sees, type OpenedCase } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import type { Stage } from '../testing/stage.ts'
import { queries } from '../views/index.ts'
import type { World } from '../world/world.ts'

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
  await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
  await done(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'file' })
})

const items = async (world: World, kind: 'task' | 'mention') => (await sees(world, 'today', {})).items.filter((item) => item.kind === kind)
const task = (world: World, more: object = {}) =>
  done(world, 'saveTask', {
    space: olive.space,
    text: 'Ask the school for papers',
    owner: world.me.person,
    due: null,
    about: null,
    ...more,
  })

describe('tasks', () => {
  it('LIFE-20 Amina gives Yusuf a task for the 20th: he has it from the 13th until he ticks it', async () => {
    const { id } = await task(amina, { owner: yusuf.me.person, due: day('2026-03-20'), about: olive.shelter })
    expect([await items(yusuf, 'task'), await items(amina, 'task')]).toEqual([[], []])
    await stage.pass(11 * DAY_MS)
    expect(await items(yusuf, 'task')).toMatchObject([{ task: id, pseudonym: 'Olive', inDays: 7, text: 'Ask the school for papers' }])
    expect([await items(amina, 'task'), await items(joost, 'task')]).toEqual([[], []])
    await done(yusuf, 'finishTask', { space: olive.space, id, done: true })
    expect(await items(yusuf, 'task')).toEqual([])
    const { tasks } = await sees(joost, 'caseLife', { space: olive.space })
    expect(tasks).toMatchObject([{ own: false, orgName: 'Dar al-Amal', done: { on: '2026-03-13', by: yusuf.me.person } }])
  })
  it('LIFE-20 what nobody has falls to whoever works on the case', async () => {
    await task(amina, { owner: null })
    expect([(await items(amina, 'task')).length, (await items(yusuf, 'task')).length]).toEqual([1, 0])
    await done(amina, 'editCase', { space: olive.space, fields: { assignedTo: yusuf.me.person } })
    expect([(await items(amina, 'task')).length, (await items(yusuf, 'task')).length]).toEqual([0, 1])
  })
  it('LIFE-20 nobody of another organisation has a task of ours, nor writes in it', async () => {
    const { id } = await task(amina)
    expect(await refusal(joost, 'finishTask', { space: olive.space, id, done: true })).toBe('not_permitted')
    const given = { space: olive.space, text: 'x', owner: joost.me.person, due: null, about: null }
    expect(await refusal(amina, 'saveTask', given)).toBe('invalid:owner')
    expect(await refusal(amina, 'saveTask', { ...given, owner: null, about: 'nothing' })).toBe('invalid:about')
    expect(await refusal(amina, 'saveTask', { ...given, owner: null, text: 'x'.repeat(301) })).toBe('too_large:text')
    expect(await refusal(amina, 'finishTask', { space: olive.space, id: 'nothing', done: true })).toBe('not_found:id')
  })
})

describe('a note that calls somebody', () => {
  it('LIFE-21 Yusuf is called until he has looked; a later call calls again', async () => {
    await done(amina, 'addNote', { space: olive.space, text: 'Yusuf, can you go on Friday?', mentions: [yusuf.me.person] })
    expect(await items(yusuf, 'mention')).toMatchObject([{ by: 'Amina', text: 'Yusuf, can you go on Friday?', pseudonym: 'Olive' }])
    expect([await items(amina, 'mention'), await items(joost, 'mention')]).toEqual([[], []])
    expect((await sees(yusuf, 'caseLife', { space: olive.space })).called).toHaveLength(1)
    await done(yusuf, 'readMentions', { space: olive.space })
    expect([await items(yusuf, 'mention'), (await sees(yusuf, 'caseLife', { space: olive.space })).called]).toEqual([[], []])
    await stage.pass(60_000)
    await done(amina, 'addNote', { space: olive.space, text: 'And Saturday?', mentions: [yusuf.me.person] })
    expect(await items(yusuf, 'mention')).toMatchObject([{ text: 'And Saturday?' }])
  })
  it('LIFE-21 only members of our own organisation are called', async () => {
    expect(await refusal(amina, 'addNote', { space: olive.space, text: 'Joost?', mentions: [joost.me.person] })).toBe('invalid:mentions')
    const crowd = Array.from({ length: 21 }, () => yusuf.me.person)
    expect(await refusal(amina, 'addNote', { space: olive.space, text: 'All?', mentions: crowd })).toBe('too_large:mentions')
  })
})

describe('closing and opening again', () => {
  const outcomes = () => [{ need: olive.shelter, change: 'better', text: 'With relatives.' }] as const
  const closing = () => ({ space: olive.space, reason: 'safe', outcomes: outcomes(), says: 'I sleep again.', wouldReturn: 'yes' }) as const
  it('LIFE-22 Amina closes with what became of it, while a task is open, and opens it again', async () => {
    await task(amina)
    expect((await sees(amina, 'caseLife', { space: olive.space })).stillOpen).toEqual({ tasks: 1, cover: 0, requests: 0 })
    await done(amina, 'closeCase', closing())
    expect((await sees(joost, 'case', { space: olive.space })).file.status).toBe('closed')
    expect(await items(amina, 'task')).toEqual([])
    expect(await refusal(amina, 'closeCase', closing())).toBe('invalid:status')
    await done(amina, 'reopenCase', { space: olive.space, why: 'The threats are back.' })
    const { closings } = await sees(joost, 'caseLife', { space: olive.space })
    expect(closings).toMatchObject([{ says: 'I sleep again.', outcomes: outcomes(), reopened: { why: 'The threats are back.' } }])
    expect((await sees(amina, 'case', { space: olive.space })).file.status).toBe('open')
  })
  it('LIFE-22 nobody else closes or opens it; without a reason it stays closed', async () => {
    expect(await refusal(joost, 'closeCase', closing())).toBe('not_permitted')
    expect(await refusal(amina, 'reopenCase', { space: olive.space, why: 'x' })).toBe('invalid:status')
    await done(amina, 'closeCase', closing())
    expect(await refusal(joost, 'reopenCase', { space: olive.space, why: 'x' })).toBe('not_permitted')
    expect(await refusal(amina, 'reopenCase', { space: olive.space, why: ' ' })).toBe('invalid:why')
  })
  it('LIFE-22 outcomes are of needs of this case', async () => {
    expect(await refusal(amina, 'closeCase', { ...closing(), outcomes: [{ need: 'nothing', change: 'better', text: '' }] })).toBe(
      'invalid:outcomes',
    )
  })
})

describe('the case as it was', () => {
  it('LIFE-23 before the shelter said yes, then, and after it cut its time', async () => {
    const before = amina.now()
    await stage.pass(DAY_MS)
    const cover = {
      space: olive.space,
      need: olive.shelter,
      from: day('2026-03-10'),
      state: 'confirmed',
      stopGap: false,
      note: '',
    } as const
    const { id } = await done(joost, 'commit', { ...cover, to: day('2026-06-09') })
    const then = amina.now()
    await stage.pass(DAY_MS)
    await done(joost, 'commit', { ...cover, id, to: day('2026-04-30') })
    const at = async (instant: number) => {
      const { chart, file } = await sees(amina, 'caseAt', { space: olive.space, at: instant })
      return [chart.today, file.pseudonym, chart.gapDays, file.commitments[0]?.to]
    }
    expect([await at(before), await at(then), await at(amina.now())]).toEqual([
      ['2026-03-02', 'Olive', 92, undefined],
      ['2026-03-03', 'Olive', 0, '2026-06-09'],
      ['2026-03-04', 'Olive', 40, '2026-04-30'],
    ])
    const { first, last } = await sees(amina, 'caseAt', { space: olive.space, at: before })
    expect([first < before, last > then]).toEqual([true, true])
  })
  it('LIFE-23 a log of which only what waits here can be read is no past: it is asked for again', async () => {
    const at = amina.now()
    const whole = await amina.history(olive.space)
    if (!whole.ok) throw new Error('no history')
    let reads = 0
    const far: World = {
      ...amina,
      history: async () => (++reads === 1 ? { ok: true, value: whole.value.slice(-1) } : whole),
    }
    const asks = async () => {
      const answer = await queries.caseAt(far, { space: olive.space, at })
      return answer.ok ? answer.value.file.pseudonym : answer.problem.type
    }
    expect([await asks(), await asks(), await asks(), reads]).toEqual(['offline', 'Olive', 'Olive', 2])
  })
  it('LIFE-23 what Amina wrote without the relay is in her own past and in nobody else’s', async () => {
    stage.setOnline(amina, false)
    await done(amina, 'editCase', { space: olive.space, fields: { summary: 'Said by telephone.' } })
    const summary = async (world: World) => (await sees(world, 'caseAt', { space: olive.space, at: world.now() })).file.summary
    expect([await summary(amina), await summary(joost)]).toEqual(['Said by telephone.', 'Threats after a land case.'])
  })
})
