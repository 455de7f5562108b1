/** Somebody wrote to Amina's group two years ago and became no case: their words are destroyed, and who stays is not touched. */
import { beforeEach, describe, expect, it } from 'vitest'
import { readAlerts } from '../book/index.ts'
import { shelvesOf } from '../book/words.ts'
import { takeInAlerts } from '../reactions/index.ts'
import { linesOf } from '../sync/caseIndex.ts'
import { SummaryMap } from '../world/summaries.ts'
import { done, refusal, sees } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import type { Stage } from '../testing/stage.ts'
import { sealedFile, visitorAt, type Visitor } from '../testing/visitor.ts'
import type { World } from '../world/world.ts'

const DAY_MS = 86_400_000

let stage: Stage
let amina: World
let first: Visitor
let second: Visitor

const idOf = async (text: string): Promise<string> => (await sees(amina, 'alerts', {})).find(({ firstLine }) => firstLine === text)!.id
const textsOf = (world: World) => readAlerts(world).map(({ turns }) => turns.map(({ text }) => text))
const shelvesIn = (world: World) => [...world.summaries.values()].find(({ kind }) => kind === 'shelf')!
const shelves = (world: World) => shelvesOf(world.summaries).rows.map(({ space }) => space)

beforeEach(async () => {
  stage = await onMemory()
  ;({ amina } = stage)
  await done(amina, 'openIntake', { intro: '', languages: ['ar'] })
  ;[first, second] = [await visitorAt(stage, amina, amina.me.org), await visitorAt(stage, amina, amina.me.org)]
  const photo = sealedFile(amina, 'gate.jpg', new Uint8Array(40).fill(3))
  await amina.gateway.putBlob(photo.ref.blob, photo.blob)
  await first.write('Quetzal at the gate', { reach: 'salma@example.org', files: [photo.ref] })
  await second.write('Heron by the river')
  await takeInAlerts(amina)
  await stage.settle()
})

const decline = async (text: string) => done(amina, 'declineAlert', { id: await idOf(text), text: 'We cannot help with this.' })
const ruleOn = () => done(amina, 'setRetentionRule', { id: 'alert', months: 12, on: true })
const destroy = async () => {
  const proposal = (await sees(amina, 'retention', {})).proposals[0]!
  await done(amina, 'confirmEnding', { space: proposal.case, what: 'alerts' })
}
const proposed = async (...texts: readonly string[]) => {
  const alerts = await Promise.all(texts.map(idOf))
  await done(amina, 'proposeEndingAlerts', { alerts })
  await stage.pass(7 * DAY_MS)
  return alerts
}

describe('what stands in the book', () => {
  it('RET-11 nothing that somebody wrote, and no key of a file of theirs: only what opens with a key of a shelf', async () => {
    const written = await amina.history(amina.book().space)
    if (!written.ok) throw new Error('no history')
    const said = JSON.stringify(
      written.value.map(({ op }) => op),
      (_key, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value),
    )
    for (const word of ['Quetzal', 'salma', 'gate.jpg', 'Heron', 'jpeg']) expect(said).not.toContain(word)
    expect(textsOf(amina)).toEqual([['Heron by the river'], ['Quetzal at the gate']])
    expect(textsOf(stage.yusuf)).toEqual(textsOf(amina))
  })
})

describe('where keys are', () => {
  it('RET-17 an alert stays at the relay until the shelf with its key is acknowledged', async () => {
    await first.write('Once more')
    const waiting = { ...shelvesIn(amina), pending: 1 }
    const summaries = new SummaryMap()
    for (const [space, one] of amina.summaries) summaries.set(space, one.kind === 'shelf' ? waiting : one)
    expect(await takeInAlerts({ ...amina, summaries })).toMatchObject({ taken: 1, dropped: 0 })
    expect(await takeInAlerts(amina)).toMatchObject({ taken: 0, dropped: 1 })
  })

  it('RET-17 no key of a shelf is in the list that a colleague’s new device starts from', async () => {
    const about = { pos: 1, head: 'ab' as never, control: 1, distrusted: false }
    const index = new Map([...amina.summaries].map(([space, summary]) => [space, { ...about, kind: summary.kind as never, summary }]))
    expect([...index.values()].map(({ kind }) => kind)).toContain('shelf')
    expect(linesOf(index).map(([, { kind }]) => kind)).not.toContain('shelf')
  })
})

describe('destroying', () => {
  it('RET-12 what was declined is due after its months; proposed and confirmed, its words, its files and what search knew are gone', async () => {
    await decline('Quetzal at the gate')
    await stage.pass(370 * DAY_MS)
    expect((await sees(amina, 'retention', {})).dueAlerts).toEqual([])
    await ruleOn()
    const id = await idOf('Quetzal at the gate')
    expect((await sees(amina, 'retention', {})).dueAlerts).toMatchObject([{ id, since: '2027-03-02', firstLine: 'Quetzal at the gate' }])
    expect((await sees(amina, 'today', {})).items.find(({ kind }) => kind === 'retention_due')).toMatchObject({ cases: 0, alerts: 1 })
    expect(await refusal(stage.yusuf, 'proposeEndingAlerts', { alerts: [id] })).toBe('not_permitted')
    const [shelf] = shelves(amina)
    await done(amina, 'proposeEndingAlerts', { alerts: [id] })
    expect(await refusal(amina, 'confirmEnding', { space: shelf!, what: 'alerts' })).toBe('invalid:wait')
    await stage.pass(7 * DAY_MS)
    expect(await sees(amina, 'endingDraft', { space: shelf!, what: 'alerts' })).toMatchObject({
      files: 1,
      alerts: [{ firstLine: 'Quetzal at the gate' }],
    })
    const [file] = (await sees(amina, 'alert', { id })).turns.flatMap(({ files }) => files)
    await destroy()
    for (const world of [amina, stage.yusuf]) {
      expect(textsOf(world)).toEqual([['Heron by the river']])
      expect(shelves(world)).not.toContain(shelf)
      expect(await sees(world, 'search', { text: 'quetzal' })).toEqual([])
      expect((await sees(world, 'search', { text: 'heron' })).length).toBe(1)
    }
    expect((await amina.gateway.getBlob(file!.id as never)).ok).toBe(false)
    const view = await sees(amina, 'retention', {})
    expect([view.dueAlerts, view.proposals]).toEqual([[], []])
    expect(view.records).toMatchObject([{ what: 'alerts', alerts: 1, ended: '2027-03', done: true, kinds: [], told: [] }])
  })

  it('RET-13 nothing goes that is not over: not answered for good, with a case, or with a word since', async () => {
    const [quetzal, heron] = [await idOf('Quetzal at the gate'), await idOf('Heron by the river')]
    expect(await refusal(amina, 'proposeEndingAlerts', { alerts: [quetzal] })).toBe('invalid:alerts')
    await done(amina, 'caseFromAlert', { id: heron, pseudonym: 'Heron', country: 'MA', urgency: 'days' })
    await decline('Quetzal at the gate')
    expect(await refusal(amina, 'proposeEndingAlerts', { alerts: [quetzal, heron] })).toBe('invalid:alerts')
    expect(await refusal(amina, 'proposeEndingAlerts', { alerts: [] })).toBe('invalid:alerts')
    await proposed('Quetzal at the gate')
    expect(await refusal(amina, 'proposeEndingAlerts', { alerts: [quetzal] })).toBe('invalid:pending')
    await first.write('They came back')
    await takeInAlerts(amina)
    const { case: space } = (await sees(amina, 'retention', {})).proposals[0]!
    expect(await refusal(amina, 'confirmEnding', { space, what: 'alerts' })).toBe('invalid:changed')
    await done(amina, 'withdrawEnding', { space, what: 'alerts' })
    expect(textsOf(amina).flat()).toContain('They came back')
  })

  it('RET-14 a key of somebody else that came on the shelf since moves before it ends, or nothing is destroyed', async () => {
    await decline('Quetzal at the gate')
    const [shelf] = shelves(amina)
    await proposed('Quetzal at the gate')
    const third = await visitorAt(stage, amina, amina.me.org)
    await third.write('Stork on the roof')
    await takeInAlerts(amina)
    expect(shelves(amina).length).toBe(2)
    await destroy()
    expect(shelves(amina)).not.toContain(shelf)
    expect(textsOf(amina)).toEqual([['Stork on the roof'], ['Heron by the river']])
    // A device that had not heard of the proposal puts one on the shelf that is leaving.
    await decline('Heron by the river')
    await proposed('Heron by the river')
    const { case: leaving } = (await sees(amina, 'retention', {})).proposals[0]!
    await stage.yusuf.write(leaving, [{ o: 'note', c: 'key', i: 'ab'.repeat(16), f: { about: 'cd'.repeat(32), key: new Uint8Array(32) } }])
    expect(await refusal(amina, 'confirmEnding', { space: leaving, what: 'alerts' })).toBe('invalid:changed')
  })

  it('RET-15 whoever wrote is heard when they write again; what was destroyed does not come back with it', async () => {
    await decline('Quetzal at the gate')
    const kept = await amina.gateway.alerts(0)
    await proposed('Quetzal at the gate')
    await destroy()
    expect(kept.ok && kept.value).toEqual([])
    await first.write('I am in danger again')
    await takeInAlerts(amina)
    expect(textsOf(amina)[1]).toEqual(['I am in danger again'])
    expect((await sees(amina, 'today', {})).items.filter(({ kind }) => kind === 'alert').length).toBe(2)
  })

  it('RET-16 once a case is destroyed, the message it began with is over', async () => {
    const id = await idOf('Quetzal at the gate')
    const { space } = await done(amina, 'caseFromAlert', { id, pseudonym: 'Quetzal', country: 'MA', urgency: 'days' })
    await ruleOn()
    await stage.pass(400 * DAY_MS)
    expect((await sees(amina, 'retention', {})).dueAlerts).toEqual([])
    await done(amina, 'closeCase', { space, reason: 'safe', outcomes: [], says: '', wouldReturn: 'not_asked' })
    await done(amina, 'proposeEnding', { space, what: 'all', rule: null })
    await stage.pass(7 * DAY_MS)
    await done(amina, 'confirmEnding', { space, what: 'all' })
    expect((await sees(amina, 'retention', {})).dueAlerts).toMatchObject([{ id }])
    await proposed('Quetzal at the gate')
    await destroy()
    expect(textsOf(amina)).toEqual([['Heron by the river']])
  })
})
