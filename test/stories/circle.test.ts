import { expect, test } from 'vitest'
import { createMemoryRelay } from '@pergola/relay/testing'
import { circle, org, ORIGIN, someone } from './people.ts'

test('three organisations found, invite, let in and see one another', async () => {
  const { amina, joost } = await circle()
  const mine = await amina.ask('network', {})
  const theirs = await joost.ask('network', {})
  expect(mine.organisations.map((row) => row.profile.name).sort()).toEqual(['Atlas Fund', 'Huis Noord', 'Riverbank Group'])
  const words = mine.organisations.find((row) => row.profile.name === 'Huis Noord')!.safetyWords
  expect(words).toHaveLength(6)
  expect(theirs.organisations.find((row) => row.profile.name === 'Riverbank Group')!.safetyWords).toEqual(words)
})

test('an organisation that answered waits with the same six words as the one that invited it, also after locking', async () => {
  const relay = createMemoryRelay({ origins: [ORIGIN] })
  const [amina, joost] = [someone(() => relay), someone(() => relay)]
  await amina.do('found', { network: 'River Network', org: org('Riverbank Group'), personName: 'Amina', account: 'amina' })
  const { id, link } = await amina.do('inviteOrganisation', { label: 'The house up north', days: 7 })
  const { passphrase } = await joost.do('joinAsOrganisation', {
    link,
    org: org('Huis Noord', 'shelter'),
    personName: 'Joost',
    account: 'joost',
  })
  const { invitations } = await amina.sees('network', {}, (network) => network.invitations[0]?.state === 'answered')
  await joost.do('lock', {})
  await joost.do('unlock', { passphrase })
  await joost.sees('session', {}, (session) => session.state === 'open' && !session.admitted)
  const waiting = await joost.ask('network', {})
  expect(waiting.name).toBe('River Network')
  expect(waiting.organisations.map((row) => [row.profile.name, row.safetyWords])).toEqual([
    ['Riverbank Group', invitations[0]!.answer!.safetyWords],
  ])
  await amina.do('admit', { id })
  await joost.sees('session', {}, (session) => session.state === 'open' && session.admitted)
})
