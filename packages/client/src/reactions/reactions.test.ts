import { beforeEach, describe, expect, it } from 'vitest'
import type { BlobId, SpaceId } from '@pergola/protocol'
import { readAlerts } from '../book/index.ts'
import { consentOfBoth, done, familyCase, sees, takenUp } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import type { Stage } from '../testing/stage.ts'
import { visitorAt, type Visitor } from '../testing/visitor.ts'
import { filesOfOurs } from '../sync/farewells.ts'
import { filesIn } from '../views/namedFiles.ts'
import { openCaseFile, openReferralSpace } from '../views/openCase.ts'
import type { World } from '../world/world.ts'
import { takeAwayEnded } from './takeAwayEnded.ts'
import { decide, readSealed, sendReplies, shareOnTakeUp, takeInAlerts, type Decision } from './index.ts'

let stage: Stage
let amina: World
let yusuf: World
let joost: World
let visitor: Visitor
beforeEach(async () => {
  stage = await onMemory()
  ;({ amina, yusuf, joost } = stage)
  await done(amina, 'openIntake', { intro: '', languages: ['ar'] })
  visitor = await visitorAt(stage, amina, amina.me.org)
})

const alertsOf = (world: World) => readAlerts(world)
const atRelay = async (world: World): Promise<number> => {
  const page = await world.gateway.alerts(0)
  return page.ok ? page.value.length : -1
}

describe('taking in alerts', () => {
  it('REACT-3 two members at once make one alert of one conversation', async () => {
    await visitor.write('First.')
    stage.setOnline(yusuf, false)
    const waiting = await amina.gateway.alerts(0)
    if (!waiting.ok) throw new Error('offline')
    // Yusuf has fetched the same one and writes it without having seen Amina's.
    const held: World = {
      ...yusuf,
      gateway: { ...yusuf.gateway, alerts: async (after) => (after === 0 ? waiting : { ok: true, value: [] }) },
    }
    await takeInAlerts(amina)
    await takeInAlerts(held)
    stage.setOnline(yusuf, true)
    await stage.settle()
    for (const world of [amina, yusuf]) expect(alertsOf(world).map(({ turns }) => turns.map(({ text }) => text))).toEqual([['First.']])
  })

  it('REACT-3 the first record of a message counts: nobody puts another text under it', async () => {
    await visitor.write('First.')
    await takeInAlerts(amina)
    const [{ id, turns }] = alertsOf(amina) as [ReturnType<typeof alertsOf>[number]]
    await yusuf.write(yusuf.book().space, [
      { o: 'note', c: 'alertTurn', i: turns[0]!.id, f: { alert: id, from: 'sender', text: 'Never mind.', at: turns[0]!.at } },
    ])
    expect(alertsOf(amina)[0]?.turns.map(({ text }) => text)).toEqual(['First.'])
  })

  it('REACT-4 nothing is dropped at the relay before the book was acknowledged', async () => {
    await visitor.write('First.')
    const book = amina.book()
    const unsent: World = { ...amina, book: () => ({ ...amina.book(), pending: 1 }) }
    expect(await takeInAlerts(unsent)).toEqual({ taken: 1, dropped: 0, junk: 0 })
    expect(amina.book().doc).not.toBe(book.doc)
    expect(await atRelay(amina)).toBe(1)
    expect(await takeInAlerts(amina)).toEqual({ taken: 0, dropped: 1, junk: 0 })
    expect(await atRelay(amina)).toBe(0)
  })

  it('REACT-5 a later message counts only with the proof of who began; the rest is dropped', async () => {
    await visitor.write('First.')
    await takeInAlerts(amina)
    const stranger = await visitorAt(stage, amina, amina.me.org)
    await stranger.write('Mine.')
    const forged = (await amina.gateway.alerts(0)) as { ok: true; value: readonly { envelope: Uint8Array }[] }
    await stage.deliver(amina.me.org, visitor.mailbox, forged.value[0]!.envelope)
    await stage.deliver(amina.me.org, visitor.mailbox, Uint8Array.of(1, 2, 3))
    expect(await takeInAlerts(amina)).toEqual({ taken: 1, dropped: 3, junk: 2 })
    await visitor.write('Second.')
    await takeInAlerts(amina)
    expect(alertsOf(amina).map(({ turns }) => turns.map(({ text }) => text))).toEqual([['Mine.'], ['First.', 'Second.']])
  })

  it('REACT-7 what was sealed to a key that has not reached this device waits, and so does a message whose first is missing', async () => {
    stage.setOnline(yusuf, false)
    await done(amina, 'openIntake', { intro: 'New.', languages: ['ar'] })
    const later = await visitorAt(stage, amina, amina.me.org)
    await later.write('For the new key.')
    const waiting = await amina.gateway.alerts(0)
    const dropped: number[] = []
    const held: World = {
      ...yusuf,
      gateway: {
        ...yusuf.gateway,
        alerts: async (after) => (after === 0 ? waiting : { ok: true, value: [] }),
        dropAlerts: async (numbers) => (dropped.push(...numbers), { ok: true, value: null }),
      },
    }
    expect(await takeInAlerts(held)).toEqual({ taken: 0, dropped: 0, junk: 0 })
    expect(dropped).toEqual([])
    stage.setOnline(yusuf, true)
    expect(await takeInAlerts(yusuf)).toEqual({ taken: 1, dropped: 1, junk: 0 })
    expect(alertsOf(amina)[0]?.turns[0]?.text).toBe('For the new key.')
  })

  it('REACT-7 a later message whose first one has not come here waits for it', async () => {
    stage.setOnline(yusuf, false)
    await visitor.write('First.')
    await visitor.write('Second.')
    const waiting = await amina.gateway.alerts(0)
    if (!waiting.ok) throw new Error('offline')
    const [first, second] = waiting.value
    expect(readSealed(yusuf, second!)).toEqual({ type: 'wait' })
    expect(readSealed(yusuf, first!)).toMatchObject({ type: 'take' })
    await takeInAlerts(amina)
    expect([readSealed(amina, first!), readSealed(amina, second!)]).toEqual([{ type: 'known' }, { type: 'known' }])
  })

  it('REACT-4 more alerts than one page', async () => {
    for (const text of ['1', '2', '3', '4', '5']) await visitor.write(text)
    expect(await takeInAlerts(amina)).toEqual({ taken: 5, dropped: 5, junk: 0 })
    expect(alertsOf(amina)[0]?.turns.map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5'])
  })
})

describe('sending answers', () => {
  it('REACT-6 an answer that two devices send is read once', async () => {
    await visitor.write('First.')
    await stage.settle()
    const { id } = (await sees(amina, 'alerts', {}))[0]!
    stage.setOnline(amina, false)
    await done(amina, 'replyToAlert', { id, text: 'Here.' })
    stage.setOnline(amina, true)
    // Both see it unsent; neither has seen that the other sent it.
    const crashed: World = { ...yusuf, write: async () => ({ ok: false, problem: { type: 'storage_full' } }) }
    expect(await sendReplies(crashed)).toBe(1)
    expect(await sendReplies(amina)).toBe(1)
    expect(await sendReplies(yusuf)).toBe(0)
    expect(await stage.replies(visitor.mailbox)).toHaveLength(2)
    expect(await visitor.read()).toEqual(['Here.'])
  })
})

describe('sharing after take-up', () => {
  const decision = async (world: World, space: SpaceId, referral: SpaceId): Promise<Decision> => {
    const [found, asked] = [await openCaseFile(world, space), await openReferralSpace(world, referral)]
    return found.ok && asked.ok ? decide(world, found.value, asked.value.referral) : 'nothing'
  }

  it('REACT-1 REACT-2 decides by itself, whatever else was looked at before', async () => {
    const olive = await familyCase(amina)
    await consentOfBoth(amina, olive, 'share_network', null)
    const referral = await takenUp(amina, joost, olive)
    expect(await decision(amina, olive.space, referral)).toBe('nothing')
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    expect(await decision(amina, olive.space, referral)).toBe('share')
    await done(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'file' })
    expect(await decision(amina, olive.space, referral)).toBe('name')
    expect(await decision(joost, olive.space, referral)).toBe('nothing')
    await stage.settle()
    expect(await decision(amina, olive.space, referral)).toBe('nothing')
    await done(amina, 'revokeCase', { space: olive.space, org: joost.me.org })
    expect(await decision(amina, olive.space, referral)).toBe('nothing')
  })

  it('REACT-1 two members of ours at once share once', async () => {
    const olive = await familyCase(amina)
    await consentOfBoth(amina, olive, 'share_network', null)
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    const space = await takenUp(amina, joost, olive)
    await Promise.all([shareOnTakeUp(amina), shareOnTakeUp(yusuf)])
    expect((await sees(yusuf, 'case', { space: olive.space })).shares).toHaveLength(1)
    expect((await sees(joost, 'referral', { space })).caseSpace).toBe(olive.space)
    const { seq } = (await amina.open(olive.space))!.membership
    await shareOnTakeUp(amina)
    await shareOnTakeUp(joost)
    expect((await amina.open(olive.space))!.membership.seq).toBe(seq)
  })

  it('REACT-1 nothing is shared that was not said to be, and what is shared by hand is named', async () => {
    const olive = await familyCase(amina)
    await consentOfBoth(amina, olive, 'share_network', null)
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    const space = await takenUp(amina, joost, olive, false)
    await stage.settle()
    expect((await sees(amina, 'case', { space: olive.space })).shares).toEqual([])
    await done(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'file' })
    await stage.settle()
    expect((await sees(joost, 'referral', { space })).caseSpace).toBe(olive.space)
  })
})

describe('files of ours in a case of others that ended', () => {
  it('RET-8 go, and not one that a case which we went on with still names', async () => {
    const olive = await familyCase(amina)
    const { space } = olive
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    for (const part of ['file', 'identity'] as const) await done(amina, 'shareCase', { space, org: joost.me.org, part })
    const content = new TextEncoder().encode('A letter.')
    await done(joost, 'attachFile', { space, name: 'kept.txt', type: 'text/plain', content })
    await done(amina, 'offerCase', { space, org: joost.me.org })
    const { space: theirs } = await done(joost, 'takeOverCase', { space, pseudonym: 'Branch' })
    await done(joost, 'attachFile', { space, name: 'later.txt', type: 'text/plain', content })
    const [kept, later] = filesIn((await joost.open(space))!.doc)
    const forgotten: SpaceId[] = []
    await takeAwayEnded({
      ...joost,
      endedFiles: () => [{ space, blobs: [kept!, later!] }],
      forgetEndedFiles: async (ended) => void forgotten.push(ended),
    })
    expect([(await joost.gateway.getBlob(later!)).ok, forgotten]).toEqual([false, [space]])
    const [file] = (await sees(joost, 'case', { space: theirs })).file.files
    expect((await done(joost, 'openFile', { where: { space: theirs }, id: file!.id })).content).toEqual(content)
  })

  it('RET-8 are those that stand there in our name, whatever else an end names', async () => {
    const { space } = await familyCase(amina)
    await done(amina, 'attachFile', { space, name: 'ours.txt', type: 'text/plain', content: new Uint8Array(9) })
    const { doc } = (await amina.open(space))!
    const [ours] = filesIn(doc)
    const elsewhere = 'ee'.repeat(16) as BlobId
    expect(filesOfOurs(doc, amina.me.org, [elsewhere, ours!])).toEqual([ours])
    expect(filesOfOurs(doc, joost.me.org, [elsewhere, ours!])).toEqual([])
  })
})
