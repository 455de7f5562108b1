/** Amina reports to a fund how many cases there were, of the people who agreed to be counted. */
import { beforeEach, expect, it } from 'vitest'
import { day, done, familyCase, refusal, sees, type OpenedCase } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import type { World } from '../world/world.ts'

let amina: World
let joost: World
let cases: readonly OpenedCase[]
const agree = async ({ space, defender, child }: OpenedCase): Promise<void> => {
  for (const person of [defender, child])
    await done(amina, 'giveConsent', {
      space,
      consent: { person, scope: 'statistics', org: null, given: true, on: day('2026-03-02'), how: 'spoken', until: null },
    })
}
beforeEach(async () => {
  ;({ amina, joost } = await onMemory())
  cases = []
  for (const name of ['Olive', 'Heron', 'Lark', 'Wren', 'Acacia', 'Cedar']) cases = [...cases, await familyCase(amina, name)]
})

it('CMD-86 figures count only cases of ours whose people agreed to it, and go out to nobody without a yes', async () => {
  expect(await done(amina, 'countCases', { scope: 'statistics' })).toMatchObject({ cases: null, left: 6, tables: [] })
  expect(await refusal(amina, 'exportStatistics', { scope: 'statistics', recipient: 'A fund' })).toBe('no_consent:statistics')
  for (const one of cases.slice(0, 5)) await agree(one)
  const counted = await done(amina, 'countCases', { scope: 'statistics' })
  expect(counted).toMatchObject({ cases: 5, left: 1 })
  expect(counted.tables.find(({ table }) => table === 'country')?.cells).toEqual([{ code: 'MA', count: 5 }])
  expect(await done(amina, 'countCases', { scope: 'research' })).toMatchObject({ cases: null, left: 6 })
  expect(await done(joost, 'countCases', { scope: 'statistics' })).toMatchObject({ cases: null, left: 0 })
})

it('CMD-86 what goes out is written down in every case that was counted, with for whom', async () => {
  for (const one of cases.slice(0, 5)) await agree(one)
  expect(await refusal(amina, 'exportStatistics', { scope: 'statistics', recipient: ' ' })).toBe('invalid:recipient')
  const { content, name, figures } = await done(amina, 'exportStatistics', { scope: 'statistics', recipient: 'A fund' })
  expect(name).toBe('cases 2026-03-02.csv')
  expect(new TextDecoder().decode(content)).toContain('kind,relocation.international,5')
  expect(new TextDecoder().decode(content)).not.toContain('Olive')
  expect(figures.cases).toBe(5)
  const passages = await Promise.all(cases.map(async ({ space }) => (await sees(amina, 'consents', { space })).passages))
  expect(passages.map((rows) => rows.map(({ act, recipient }) => `${act}: ${recipient}`))).toEqual([
    ...Array.from({ length: 5 }, () => ['statistics: A fund']),
    [],
  ])
})
