import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { breakIn } from './breakage.ts'
import { BREAKAGES, root } from './list.ts'

test('each guard in the list is where the list says, so that taking it away takes something away', () => {
  for (const broken of BREAKAGES) {
    const source = readFileSync(join(root, broken.file), 'utf8')
    expect(breakIn(source, broken), broken.guard).not.toBe(source)
  }
})

test('every named rule of the core is among them', () => {
  const rules = BREAKAGES.filter(({ from }) => from === 'breaks:')
  const files = [...new Set(rules.map(({ file }) => file))]
  for (const file of files) {
    const written = readFileSync(join(root, file), 'utf8').match(/(?<!readonly )\bbreaks:/gu) ?? []
    expect(rules.filter((rule) => rule.file === file).length, file).toBe(written.length)
  }
  expect(files).toContain('packages/core/src/casework/policy.ts')
  expect(files).toContain('packages/core/src/consent/policy.ts')
})
