import { expect, test } from 'vitest'
import { circle } from './people.ts'

test('three organisations found, invite, let in and see one another', async () => {
  const { amina, joost } = await circle()
  const mine = await amina.ask('network', {})
  const theirs = await joost.ask('network', {})
  expect(mine.organisations.map((row) => row.profile.name).sort()).toEqual(['Atlas Fund', 'Huis Noord', 'Riverbank Group'])
  const words = mine.organisations.find((row) => row.profile.name === 'Huis Noord')!.safetyWords
  expect(words).toHaveLength(6)
  expect(theirs.organisations.find((row) => row.profile.name === 'Riverbank Group')!.safetyWords).toEqual(words)
})
