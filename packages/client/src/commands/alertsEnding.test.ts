/** Somebody wrote to Amina's group two years ago and became no case: their words are destroyed, and who stays is not touched. */
import { beforeEach, describe, expect, it } from 'vitest'
import { readAlerts } from '../book/index.ts'
import { shelvesOf } from '../book/words.ts'
import { takeInAlerts } from '../reactions/index.ts'
import { proposeEnding } from '@pergola/core/retention'
import { beginShelf, sealWords, shelve, wordsKey } from '@pergola/core/shelf'
import { utf8ToBytes } from '@pergola/core/text'
import { hex } from '@pergola/protocol'
import { linesFrom, linesOf } from '../sync/caseIndex.ts'
import { SummaryMap } from '../world/summaries.ts'
import { done, refusal, sees } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import type { Stage } from '../testing/stage.ts'
import { sealedFile, visitorAt, type Visitor } from '../testing/visitor.ts'
import { filesIn } from '../views/namedFiles.ts'
import { problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'

const DAY_MS = 86_400_000

let stage: Stage
let amina: World
let first: Visitor
let second: Visitor

const idOf = async (text: string): Promise<string> => (await sees(amina, 'alerts', {})).find(({ firstLine }) => firstLine === text)!.id
const textsOf = (world: World) => readAlerts(world).map(({ turns }) => turns.map(({ text }) => text))
const shelvesIn = (world: World) => [...world.summaries.values()].find(({ kind }) => kind === 'shelf')!
const shelves = (world: World) => shelvesOf(world.summaries, world.me.org).rows.map(({ space }) => space)

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

describe('what a colleague sealed by hand', () => {
  it('RET-11 is of the conversation whose key it is under, and from whom the book says', async () => {
    const [quetzal, heron] = [await idOf('Quetzal at the gate'), await idOf('Heron by the river')]
    const key = [...shelvesOf(amina.summaries, amina.me.org).keys.values()].find(({ about }) => about === quetzal)!
    const id = 'ab'.repeat(16)
    const sealed = sealWords(key.key, new Uint8Array(24), id, { text: 'Not hers', alert: heron, from: 'sender', at: 1 })
    const note = { o: 'note', c: 'alertTurn', i: id, f: { alert: quetzal, from: 'us', at: amina.now(), key: key.id, sealed } } as const
    await stage.yusuf.write(amina.book().space, [note])
    const [other, own] = [heron, quetzal].map((alert) => readAlerts(amina).find((one) => one.id === alert)!)
    expect(other!.turns.map(({ text }) => text)).toEqual(['Heron by the river'])
    expect(own!.turns.map(({ text, from }) => [text, from])).toEqual([
      ['Quetzal at the gate', 'sender'],
      ['Not hers', 'us'],
    ])
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

  it('RET-18 on shelves of our own: one that another organisation shares with us is written to by nobody here, and opens nothing', async () => {
    const { joost } = stage
    const theirs = await joost.found('shelf', [{ org: amina.me.org, role: 'editor' }], [beginShelf(Number.MAX_SAFE_INTEGER)])
    if (!theirs.ok) throw new Error('not founded')
    await joost.write(theirs.value, [shelve(wordsKey(hex(first.mailbox), new Uint8Array(32)))])
    await stage.settle()
    const third = await visitorAt(stage, amina, amina.me.org)
    await third.write('Stork on the roof')
    await takeInAlerts(amina)
    expect(textsOf(amina).flat()).toContain('Stork on the roof')
    expect(shelves(amina)).not.toContain(theirs.value)
    await decline('Quetzal at the gate')
    const id = await idOf('Quetzal at the gate')
    await done(amina, 'proposeEndingAlerts', { alerts: [id] })
  })

  it('RET-17 no key of a shelf is in the list that a colleague’s new device starts from', async () => {
    const about = { pos: 1, head: 'ab' as never, control: 1, distrusted: false }
    const index = new Map([...amina.summaries].map(([space, summary]) => [space, { ...about, kind: summary.kind as never, summary }]))
    expect([...index.values()].map(({ kind }) => kind)).toContain('shelf')
    expect(linesOf(index).map(([, { kind }]) => kind)).not.toContain('shelf')
  })
})

describe('a list that a colleague made up', () => {
  it('RET-17 gives a new device no key of a shelf, under whatever name, and is no more than what can be read of it', () => {
    const shelf = shelvesIn(amina)
    const space = shelves(amina)[0]!
    const kind = 'identity'
    const line = [space, { kind, summary: { kind, caseSpace: null, name: 'x', goneSince: null, pending: 0 } }]
    const lines = [
      line,
      [space, { kind: 'shelf', summary: shelf }],
      [space, { kind: 'case', summary: shelf }],
      [space],
      null,
      ['no id', line[1]],
    ]
    expect(linesFrom(utf8ToBytes(JSON.stringify(lines)))).toEqual([line])
    for (const odd of ['{', '{}', 'null', '5']) expect(linesFrom(utf8ToBytes(odd))).toEqual([])
    expect(linesFrom(Uint8Array.of(0xff))).toEqual([])
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
    await stage.yusuf.write(leaving, [shelve(wordsKey('cd'.repeat(32), new Uint8Array(32)))])
    expect(await refusal(amina, 'confirmEnding', { space: leaving, what: 'alerts' })).toBe('invalid:changed')
  })

  it('RET-14 a proposal that leaves the key of somebody else where it is destroys nothing', async () => {
    await decline('Quetzal at the gate')
    const id = await idOf('Quetzal at the gate')
    const [space] = shelves(amina)
    const agreed = await amina.agreeToEnd(space!, [])
    if (!agreed.ok) throw new Error('not agreed')
    const { turns } = await sees(amina, 'alert', { id })
    const about = { case: space!, what: 'alerts', rule: null, by: amina.me.person, at: amina.now() } as const
    const spaces = [{ space: space!, blobs: [], ...agreed.value }]
    await amina.write(amina.book().space, proposeEnding({ ...about, spaces, alerts: [{ id, turns: turns.length }] }))
    await stage.pass(7 * DAY_MS)
    expect(await refusal(amina, 'confirmEnding', { space: space!, what: 'alerts' })).toBe('invalid:changed')
    expect(textsOf(amina).flat()).toContain('Heron by the river')
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

  it('RET-15 whoever writes again while destroying is interrupted is read when it goes on', async () => {
    const [quetzal, heron] = ['Quetzal at the gate', 'Heron by the river']
    await decline(quetzal)
    await proposed(quetzal)
    const { case: space } = (await sees(amina, 'retention', {})).proposals[0]!
    await done(amina, 'withdrawEnding', { space, what: 'alerts' })
    await decline(heron)
    await proposed(quetzal, heron)
    const [first_, second_] = shelves(amina)
    const breaksOff: World = {
      ...amina,
      end: async (shelf, ...rest) => (shelf === second_ ? problem('offline') : amina.end(shelf, ...rest)),
    }
    expect(await refusal(breaksOff, 'confirmEnding', { space: first_!, what: 'alerts' })).toBe('offline')
    expect(shelves(amina)).toEqual([second_])
    await second.write('They came back for us')
    await takeInAlerts(amina)
    await destroy()
    expect(shelves(amina)).not.toContain(second_)
    expect(textsOf(amina)).toEqual([['They came back for us']])
  })

  it('RET-10 whoever writes to us names a file of a case, or of somebody else who wrote: both stay', async () => {
    const letter = new TextEncoder().encode('A letter.')
    const { space } = await done(amina, 'createCase', { pseudonym: 'Olive', country: 'MA', urgency: 'days', summary: '' })
    await done(amina, 'attachFile', { space, name: 'letter.txt', type: 'text/plain', content: letter })
    const [place] = filesIn((await amina.open(space))!.doc)
    const id = await idOf('Quetzal at the gate')
    const [photo] = (await sees(amina, 'alert', { id })).turns.flatMap(({ files }) => files)
    const { ref } = sealedFile(amina, 'x', letter)
    const third = await visitorAt(stage, amina, amina.me.org)
    await third.write('Look at these', {
      files: [
        { ...ref, blob: place! },
        { ...ref, blob: photo!.id as never },
      ],
    })
    await takeInAlerts(amina)
    await decline('Look at these')
    await proposed('Look at these')
    await destroy()
    expect(textsOf(amina).flat()).not.toContain('Look at these')
    for (const blob of [place!, photo!.id as never]) expect((await amina.gateway.getBlob(blob)).ok).toBe(true)
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
