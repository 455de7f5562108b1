/** Amina and Yusuf end a case that Joost's shelter had too: with two words, everywhere, also on a phone that was away. */
import { expect, test } from 'vitest'
import { hex, type SpaceId } from '@pergola/protocol'
import { sharedCase } from './cases.ts'
import { atPeace, circle, joinsAsPerson, reopened, someone, type Someone } from './people.ts'
import { allKeptBy, keptBy } from './seized.ts'

const closing = { reason: 'safe', outcomes: [], says: '', wouldReturn: 'not_asked' } as const
const all = (space: SpaceId) => ({ space, what: 'all' as const })
const problemOf = async (who: Someone, name: 'confirmEnding' | 'proposeEnding', space: SpaceId): Promise<string> => {
  const answer =
    name === 'confirmEnding' ? await who.pergola.run(name, all(space)) : await who.pergola.run(name, { ...all(space), rule: null })
  return answer.ok ? '' : `${answer.problem.type}:${answer.problem.field ?? ''}`
}

/** A closed case of the local group with a file of each house; Yusuf works there as an editor. */
const closedCase = async () => {
  const told = await circle()
  const { relay, amina, joost, orgs } = told
  const { someone: yusuf, account } = await joinsAsPerson(amina, () => relay, 'Yusuf', 'editor')
  const space = await sharedCase(amina, [orgs.joost], [joost, yusuf])
  await amina.do('saveIdentity', {
    space,
    identity: {
      person: (await amina.ask('case', { space })).file.people[0]!.id,
      name: 'Wanjiru Kamau',
      otherNames: '',
      contact: '',
      whereabouts: '',
      birth: '',
      documents: '',
    },
  })
  for (const who of [amina, joost])
    await who.do('attachFile', { space, name: 'letter.txt', type: 'text/plain', content: new TextEncoder().encode('A letter.') })
  await amina.do('addNote', { space, text: 'Quetzal feathers' })
  await amina.do('closeCase', { space, ...closing })
  for (const who of [joost, yusuf])
    await who.sees('case', { space }, (view) => view.file.status === 'closed' && view.file.files.length === 2)
  await atPeace(amina, joost, yusuf)
  const identity = (await amina.ask('case', { space })).file.identitySpace!
  return { ...told, yusuf, yusufs: account, space, identity }
}

const noCase = (who: Someone) => who.sees('cases', { filter: { status: 'closed' }, from: 0, count: 9 } as never, (list) => list.total === 0)
const proposed = (who: Someone, space: SpaceId) => who.sees('retention', {}, (view) => view.proposals.some((one) => one.case === space))

test('RET-1 Yusuf proposes and Amina confirms: neither alone; then it is gone at everyone who had it, and at the relay', async () => {
  const { relay, amina, joost, yusuf, space, identity, orgs } = await closedCase()
  expect(await problemOf(amina, 'confirmEnding', space)).toBe('not_found:space')
  await yusuf.do('proposeEnding', { ...all(space), rule: null })
  await proposed(amina, space)
  expect(await problemOf(yusuf, 'confirmEnding', space)).toBe('not_permitted:')
  const draft = await amina.ask('endingDraft', all(space))
  expect(draft).toMatchObject({ files: 2, isClosed: true, fromAlert: false, organisations: [{ org: orgs.joost }] })
  await amina.do('confirmEnding', all(space))
  for (const who of [amina, yusuf]) await noCase(who)
  await joost.sees('farewells', {}, (list) => list.length === 1)
  expect((await joost.ask('farewells', {}))[0]).toMatchObject({ name: 'Heron', by: 'Riverbank Group', unsent: [], ours: false })
  expect((await joost.ask('cases', { filter: {}, from: 0, count: 9 })).total).toBe(0)
  expect(await joost.ask('search', { text: 'quetzal' })).toEqual([])
  await atPeace(amina, joost, yusuf)
  for (const one of [space, identity]) {
    expect(await relay.store.pushes(one, 0, 1e6)).toEqual([])
    expect((await relay.store.controls(one, 0, 99, 1e6)).length).toBe(1)
  }
})

test('RET-1 Amina proposes: she does not confirm herself while Yusuf may edit, and he is no steward', async () => {
  const { amina, yusuf, space } = await closedCase()
  await amina.do('proposeEnding', { ...all(space), rule: null })
  await proposed(yusuf, space)
  expect([await problemOf(amina, 'confirmEnding', space), await problemOf(yusuf, 'confirmEnding', space)]).toEqual([
    'invalid:second_person',
    'not_permitted:',
  ])
  expect((await amina.ask('retention', {})).proposals[0]).toMatchObject({ refusal: 'second_person', byName: 'Amina', waitsUntil: null })
})

test('RET-2 what has changed since is not destroyed: a note, a hold, opened again', async () => {
  const { relay, amina, joost, yusuf, space, identity } = await closedCase()
  expect(await problemOf(yusuf, 'proposeEnding', space)).toBe('')
  await proposed(amina, space)
  await joost.do('addNote', { space, text: 'One more thing.' })
  await amina.sees('case', { space }, (view) => view.file.notes.length === 2)
  expect(await problemOf(amina, 'confirmEnding', space)).toBe('invalid:changed')
  await yusuf.sees('case', { space }, (view) => view.file.notes.length === 2)
  await yusuf.do('proposeEnding', { ...all(space), rule: null })
  await amina.do('holdCase', { space, reason: 'Needed for proceedings.', until: '2999-01-01' as never })
  await amina.sees('retention', {}, (view) => view.held.length === 1 && view.proposals[0]?.refusal === 'held')
  expect(await problemOf(amina, 'confirmEnding', space)).toBe('invalid:held')
  await amina.do('liftHold', { space })
  await amina.do('reopenCase', { space, why: 'Threats again.' })
  expect(await problemOf(amina, 'confirmEnding', space)).toBe('invalid:open')
  for (const one of [space, identity]) expect((await relay.store.pushes(one, 0, 1e6)).length).toBeGreaterThan(0)
})

test('RET-3 nothing of it is left on any device: no key, no word, no wrap; RET-6 the book keeps months and codes', async () => {
  const { amina, joost, yusuf, yusufs, space, identity, accounts } = await closedCase()
  const keysOf = async (who: Someone, passphrase: string, one: SpaceId) => Object.values((await keptBy(who, passphrase, one)).keys)
  const keys = [
    ...(await keysOf(amina, accounts.amina.passphrase, space)),
    ...(await keysOf(amina, accounts.amina.passphrase, identity)),
    ...(await keysOf(joost, accounts.joost.passphrase, space)),
  ]
  expect(keys.length).toBe(3)
  await yusuf.do('proposeEnding', { ...all(space), rule: 'safe' })
  await proposed(amina, space)
  await amina.do('confirmEnding', all(space))
  for (const who of [joost, yusuf]) {
    await who.sees('farewells', {}, (list) => list.length === 1)
    await who.do('dismissFarewell', { space })
  }
  await noCase(yusuf)
  await atPeace(amina, joost, yusuf)
  const people: [Someone, string][] = [
    [amina, accounts.amina.passphrase],
    [joost, accounts.joost.passphrase],
    [yusuf, yusufs.passphrase],
  ]
  for (const [who] of people) await who.do('lock', {})
  for (const [who, passphrase] of people) {
    const opened = (await allKeptBy(who, passphrase)).map((bytes) => Buffer.from(bytes))
    expect(opened.length).toBeGreaterThan(5)
    for (const word of ['Quetzal', 'quetzal', 'Wanjiru', 'wanjiru', 'Heron', 'heron', 'letter.txt'])
      expect(
        opened.filter((bytes) => bytes.includes(word)),
        word,
      ).toEqual([])
    for (const key of keys)
      expect(opened.some((bytes) => bytes.includes(key)) || opened.some((bytes) => bytes.includes(hex(key)))).toBe(false)
    const left = await keptBy(who, passphrase, space)
    expect([left.keys, left.control.length, left.membership.members]).toEqual([{}, 1, {}])
  }
  await amina.do('unlock', { passphrase: accounts.amina.passphrase })
  const { records, proposals } = await amina.sees('retention', {}, (view) => view.records.length === 1)
  expect(proposals).toEqual([])
  expect(records[0]).toMatchObject({
    what: 'all',
    rule: 'safe',
    reason: 'safe',
    proposedByName: 'Yusuf',
    confirmedByName: 'Amina',
    done: true,
  })
  expect(records[0]!.ended).toMatch(/^\d{4}-\d{2}$/)
})

test('RET-4 Joost was away and wrote: he is told what was ended, sees his words once, and they are sent nowhere', async () => {
  const { relay, amina, joost, yusuf, space, accounts } = await closedCase()
  joost.link.cut(true)
  await joost.do('addNote', { space, text: 'Her brother called from the border.' })
  await yusuf.do('proposeEnding', { ...all(space), rule: null })
  await proposed(amina, space)
  await amina.do('confirmEnding', all(space))
  joost.link.cut(false)
  await joost.pergola.run('retryNow', {})
  const [told] = await joost.sees('farewells', {}, (list) => list.length === 1)
  expect(told).toMatchObject({ name: 'Heron', unsent: ['Her brother called from the border.'] })
  await joost.sees('today', {}, (view) => view.items.some((item) => item.kind === 'farewell' && item.unsent === 1))
  await atPeace(joost)
  // The words outlive the browser, and are gone once they were read.
  await joost.do('lock', {})
  const back = await reopened(() => relay, joost, accounts.joost.passphrase)
  await back.sees('farewells', {}, (list) => list.length === 1)
  await back.do('dismissFarewell', { space })
  expect(await back.ask('farewells', {})).toEqual([])
  expect(await relay.store.pushes(space, 0, 1e6)).toEqual([])
})

test('RET-5 interrupted after the identity part, it goes on where it stopped, on another device', async () => {
  const { relay, amina, yusuf, space, identity, accounts } = await closedCase()
  await yusuf.do('proposeEnding', { ...all(space), rule: null })
  await proposed(amina, space)
  let isArmed = false
  const phone = someone(
    () => relay,
    0,
    undefined,
    (transport) => ({
      ...transport,
      connect: (handlers) => {
        const line = transport.connect(handlers)
        let ends = 0
        return {
          ...line,
          // The second end never reaches the relay: the line is cut there.
          send: (bytes) => (isArmed && isControl(bytes) && ++ends === 2 ? line.close() : line.send(bytes)),
        }
      },
    }),
  )
  await phone.do('signIn', { account: 'amina', passphrase: accounts.amina.passphrase })
  await phone.sees('case', { space }, (view) => view.file.pseudonym === 'Heron')
  await proposed(phone, space)
  isArmed = true
  expect(await problemOf(phone, 'confirmEnding', space)).not.toBe('')
  expect((await relay.store.pushes(identity, 0, 1e6)).length).toBe(0)
  expect((await relay.store.pushes(space, 0, 1e6)).length).toBeGreaterThan(0)
  await amina.sees('retention', {}, (view) => view.proposals[0]?.began === true)
  await amina.do('confirmEnding', all(space))
  expect(await relay.store.pushes(space, 0, 1e6)).toEqual([])
  await amina.sees('retention', {}, (view) => view.records[0]?.done === true && view.proposals.length === 0)
})

test('RET-8 the letter that the shelter stored in it is taken away by a client of the shelter', async () => {
  const { relay, amina, joost, yusuf, space } = await closedCase()
  const held = async (): Promise<number> => {
    let count = 0
    for await (const _file of relay.blobs.all()) count += 1
    return count
  }
  expect(await held()).toBe(2)
  joost.link.cut(true)
  await yusuf.do('proposeEnding', { ...all(space), rule: null })
  await proposed(amina, space)
  await amina.do('confirmEnding', all(space))
  await expect.poll(held).toBe(1)
  joost.link.cut(false)
  await joost.pergola.run('retryNow', {})
  await joost.sees('farewells', {}, (list) => list.length === 1)
  await expect.poll(held, { timeout: 20_000 }).toBe(0)
})

/** A control entry on its way: the first byte of a frame is its kind. */
const CONTROL = 3
const isControl = (bytes: Uint8Array): boolean => bytes[0] === CONTROL
