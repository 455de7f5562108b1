/** Salma wrote to Amina's group; it could not help. Two people destroy what she wrote: on both their devices, and at the relay. */
import { expect, test } from 'vitest'
import { readShelf } from '@pergola/core/shelf'
import { hex } from '@pergola/protocol'
import { atPeace, circle, crypto, joinsAsPerson } from './people.ts'
import { allKeptBy, spacesKeptBy } from './seized.ts'
import { visitor } from './visitor.ts'

test('RET-12 no key, no word and no file of it is left anywhere; whoever else wrote is read as before, and she is heard when she writes again', async () => {
  const { relay, amina, accounts, orgs } = await circle()
  const { someone: yusuf, account } = await joinsAsPerson(amina, () => relay, 'Yusuf', 'editor')
  await amina.do('openIntake', { intro: 'We read every morning.', languages: ['en'] })
  const page = { crypto, transport: amina.link.transport, org: orgs.amina }
  const [salma, omar] = [visitor(page), visitor(page)]
  await salma.write('Quetzal feathers at my door.', [{ name: 'feather.jpg', content: crypto.random(1000) }])
  await omar.write('A heron by the river.')
  for (const who of [amina, yusuf])
    await who.sees('alerts', {}, (alerts) => alerts.length === 2 && alerts.every(({ firstLine }) => firstLine !== ''))
  const { id } = (await amina.ask('alerts', {})).find(({ firstLine }) => firstLine.startsWith('Quetzal'))!
  await amina.do('declineAlert', { id, text: 'We cannot help with this.' })
  await yusuf.sees('alert', { id }, ({ turns }) => turns.length === 2)
  await atPeace(amina, yusuf)
  const people = [
    [amina, accounts.amina.passphrase],
    [yusuf, account.passphrase],
  ] as const
  const shelves = await spacesKeptBy(amina, accounts.amina.passphrase, 'shelf')
  const keys = shelves.flatMap(({ doc }) =>
    readShelf(doc)
      .keys.filter(({ about }) => about === id)
      .map(({ key }) => key),
  )
  expect(keys.length).toBeGreaterThan(0)

  await yusuf.do('proposeEndingAlerts', { alerts: [id] })
  const { proposals } = await amina.sees('retention', {}, (view) => view.proposals.some(({ alerts }) => alerts === 1))
  const place = { space: proposals[0]!.case, what: 'alerts' } as const
  expect((await amina.ask('endingDraft', place)).files).toBe(1)
  // What moved has to be there before anything ends.
  await expect.poll(async () => (await amina.pergola.run('confirmEnding', place)).ok, { timeout: 20_000 }).toBe(true)
  for (const who of [amina, yusuf]) {
    const [left] = await who.sees('alerts', {}, (alerts) => alerts.length === 1)
    expect(left!.firstLine).toBe('A heron by the river.')
    expect(await who.ask('search', { text: 'quetzal' })).toEqual([])
  }
  const ended = await relay.store.pushes(place.space, 0, 1e6)
  expect(ended).toEqual([])
  let files = 0
  for await (const _file of relay.blobs.all()) files += 1
  expect(files).toBe(0)

  await atPeace(amina, yusuf)
  for (const [who] of people) await who.do('lock', {})
  for (const [who, passphrase] of people) {
    const kept = (await allKeptBy(who, passphrase)).map((bytes) => Buffer.from(bytes))
    expect(kept.length).toBeGreaterThan(5)
    for (const secret of ['Quetzal', 'quetzal', 'feather', ...keys, ...keys.map(hex)])
      expect(kept.some((bytes) => bytes.includes(secret))).toBe(false)
  }

  await amina.do('unlock', { passphrase: accounts.amina.passphrase })
  await salma.write('I am in danger again.')
  const alerts = await amina.sees('alerts', {}, (rows) => rows.length === 2)
  expect(alerts.find((one) => one.id === id)?.firstLine).toBe('I am in danger again.')
})
