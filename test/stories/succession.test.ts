/** An organisation that can no longer act for itself: two that it trusted stop it and take its work further. */
import { expect, test } from 'vitest'
import { caseFor, notesOf } from './cases.ts'
import { atPeace, circle, someone } from './people.ts'

test('SUCC-6 the local group is raided: the shelter calls, the fund agrees, one comes in, stops everyone else and goes on', async () => {
  const { relay, amina, joost, khadija, orgs } = await circle()
  const { space } = await caseFor(amina, [orgs.joost])
  await amina.do('addNote', { space, text: 'Before the raid.' })

  await amina.do('nameTrustees', { orgs: [orgs.joost, orgs.khadija] })
  const provided = await amina.sees('succession', {}, ({ provided: known }) => known !== null)
  expect(provided.provided?.trustees.map(({ name }) => name)).toEqual(['Huis Noord', 'Atlas Fund'])
  expect((await amina.ask('network', {})).members.map(({ name }) => name)).toEqual(['Amina'])

  // Amina is arrested with her laptop open. The shelter hears of it first.
  const { trustedBy } = await joost.sees('succession', {}, (view) => view.trustedBy.length === 1)
  const shares = trustedBy[0]!.space
  await joost.do('callSuccession', { space: shares, why: 'Their office was raided this morning.' })
  expect(await joost.pergola.run('agreeSuccession', { space: shares })).toMatchObject({ ok: false, problem: { type: 'not_found' } })
  const { calls } = await khadija.sees('succession', {}, (view) => view.calls.length === 1)
  expect(calls[0]).toMatchObject({
    by: { name: 'Huis Noord' },
    whose: { name: 'Riverbank Group' },
    why: 'Their office was raided this morning.',
  })
  await atPeace(amina, joost, khadija)
  expect((await amina.ask('succession', {})).calls).toEqual([])
  expect(await joost.pergola.run('agreeSuccession', { space: calls[0]!.space })).toMatchObject({
    ok: false,
    problem: { type: 'not_found' },
  })

  const kit = await khadija.do('agreeSuccession', { space: calls[0]!.space })
  const { calls: agreed } = await joost.sees('succession', {}, (view) => view.calls[0]?.agreed.length === 1)
  expect(agreed[0]!.agreed[0]).toMatchObject({ name: 'Atlas Fund' })

  // Somebody of the fund comes in with it, in a window of its own.
  const standIn = someone(() => relay)
  await standIn.do('recover', { account: kit.account, words: [...kit.words] })
  await standIn.sees('succession', {}, (view) => view.standsIn?.others === 1)
  await standIn.sees('case', { space }, (view) => view.file.notes.length === 1)
  await standIn.do('stopOthers', { name: 'Khadija for the group', why: 'Raided; Atlas Fund and Huis Noord act for it.' })
  await standIn.do('addNote', { space, text: 'After the raid.' })

  // Whoever holds the laptop neither reads what comes nor writes.
  await atPeace(standIn)
  const tried = await amina.pergola.run('addNote', { space, text: 'From the stolen laptop.' })
  await amina.sees('session', {}, (session) => session.state !== 'open' || !session.admitted)
  expect(await notesOf(standIn, space)).toEqual(['After the raid.', 'Before the raid.'])
  expect(tried.ok ? 'written nowhere else' : tried.problem.type).toBeTypeOf('string')

  // On the record, for everyone in the network.
  const stopped = await joost.sees('network', {}, ({ organisations }) => organisations.some((row) => row.stopped !== null))
  const row = stopped.organisations.find(({ profile }) => profile.org === orgs.amina)!
  expect(row.stopped?.why).toBe('Raided; Atlas Fund and Huis Noord act for it.')
  expect(row.keyGeneration).toBeGreaterThan(1)
  expect((await standIn.ask('network', {})).members.map(({ name }) => name)).toEqual(['Khadija for the group'])

  // And its cases go to who can go on with them; each step stands in the case.
  for (const part of ['file', 'identity'] as const) await standIn.do('shareCase', { space, org: orgs.joost, part })
  await standIn.do('offerCase', { space, org: orgs.joost })
  await joost.sees('moving', { space }, ({ offered }) => offered?.toUs === true)
  const { space: theirs } = await joost.do('takeOverCase', { space, pseudonym: 'Heron' })
  expect(await notesOf(joost, theirs)).toHaveLength(2)
  await standIn.sees('moving', { space }, ({ takenOn }) => takenOn !== null)
  const { passages } = await standIn.ask('consents', { space })
  expect(passages.map(({ toName, byName }) => [toName, byName])).toContainEqual(['Huis Noord', 'Khadija for the group'])
  await atPeace(joost, khadija, standIn)
})

test('SUCC-7 who is trusted is changed: the boxes of before open nothing any more', async () => {
  const { relay, amina, joost, khadija, orgs } = await circle()
  expect(await amina.pergola.run('nameTrustees', { orgs: [orgs.joost] })).toMatchObject({ ok: false, problem: { type: 'invalid' } })
  expect(await amina.pergola.run('nameTrustees', { orgs: [orgs.joost, orgs.amina] })).toMatchObject({ ok: false })
  await amina.do('nameTrustees', { orgs: [orgs.joost, orgs.khadija] })
  const { trustedBy } = await joost.sees('succession', {}, (view) => view.trustedBy.length === 1)
  await joost.do('callSuccession', { space: trustedBy[0]!.space, why: 'A drill.' })
  const { calls } = await khadija.sees('succession', {}, (view) => view.calls.length === 1)
  const kit = await khadija.do('agreeSuccession', { space: calls[0]!.space })

  await amina.do('endTrust', {})
  await joost.sees('succession', {}, (view) => view.trustedBy.length === 0)
  expect((await amina.ask('succession', {})).provided).toBeNull()
  const late = someone(() => relay)
  await late.pergola.run('recover', { account: kit.account, words: [...kit.words] })
  await atPeace(amina)
  expect(await late.pergola.run('stopOthers', { name: 'Nobody', why: 'Too late.' })).toMatchObject({ ok: false })
  expect((await amina.ask('network', {})).members.map(({ name }) => name)).toEqual(['Amina'])
  await atPeace(joost, khadija)
})
