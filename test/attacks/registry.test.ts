import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isElsewhere, isTried } from './attack.ts'
import { ASKED_FOR, KNOWN_BREAKS } from './list.ts'
import { ATTACKS, attackPage } from './registry.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

test('every attack that the design asks for has an entry', () => {
  const missing = Object.entries(ASKED_FOR).flatMap(([who, attacks]) =>
    attacks.filter((attack) => !ATTACKS.some((entry) => entry.who === who && entry.attack === attack)).map((attack) => `${who}: ${attack}`),
  )
  expect(missing).toEqual([])
  expect(KNOWN_BREAKS.filter((known) => !ATTACKS.some((entry) => entry.attack === known))).toEqual([])
})

test('what is asked for is tried, not only told', () => {
  const asked = new Set(Object.values(ASKED_FOR).flat())
  expect(ATTACKS.filter((entry) => asked.has(entry.attack) && !isTried(entry) && !isElsewhere(entry))).toEqual([])
})

test('every test that an entry names is there', () => {
  const gone = ATTACKS.filter(isElsewhere).filter(({ file, test: title }) => !read(file).includes(title))
  expect(gone).toEqual([])
})

test('every known limit is a paragraph of SECURITY.md', () => {
  const security = read('SECURITY.md').replaceAll(/\s+/g, ' ')
  const unsaid = ATTACKS.flatMap(({ answer }) =>
    answer.t === 'limit' && !security.includes(`**${answer.section}**`) ? [answer.section] : [],
  )
  expect(unsaid).toEqual([])
})

test('no title stands twice', () => {
  const titles = ATTACKS.filter(isTried).map(({ title }) => title)
  expect(new Set(titles).size).toBe(titles.length)
})

test('docs/attacks.md is made of these entries (node test/attacks/all.ts --page > docs/attacks.md)', () => {
  expect(read('docs/attacks.md')).toBe(attackPage())
})
