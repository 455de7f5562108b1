/** Every numbered rule in a SPEC.md stands in at least one test title, and every number in a test title is a rule. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const files = (pattern: string): string[] => globSync(pattern, { cwd: root, exclude: (name) => name === 'node_modules' || name === 'dist' })

const NUMBER = /\b([A-Z]{2,6}-\d+)\b/g
const RULE = /^\*\*([A-Z]{2,6}-\d+)\*\*/gm
/** A title, or the row of a table of titles: a string that begins with its number. */
const TITLE = /(['"`])([A-Z]{2,6}-\d+(?:[ ,:][^\n]*?)?)\1/g

const rules = new Map<string, string>()
for (const spec of files('packages/*/SPEC.md')) {
  for (const [, number] of read(spec).matchAll(RULE)) {
    if (rules.has(number!)) console.error(`error: ${number} is a rule twice (${rules.get(number!)}, ${spec})`)
    rules.set(number!, spec)
  }
}

const prefixes = new Set([...rules.keys()].map((number) => number.split('-')[0]!))
const tested = new Set<string>()
let wrong = 0
for (const file of [...files('packages/**/*.ts'), ...files('apps/**/*.{ts,tsx}'), ...files('test/**/*.ts')]) {
  for (const [, , title] of read(file).matchAll(TITLE)) {
    for (const [number] of title!.matchAll(NUMBER)) {
      if (!prefixes.has(number.split('-')[0]!)) continue
      tested.add(number)
      if (rules.has(number)) continue
      wrong += 1
      console.error(`error: ${file} tests ${number}, which is no rule`)
    }
  }
}
for (const [number, spec] of rules) {
  if (tested.has(number)) continue
  wrong += 1
  console.error(`error: ${spec}: ${number} has no test with its number in the title`)
}
if (wrong > 0) {
  console.error('hint: a rule is a line that starts with its bold number; a test names it in its title')
  process.exit(1)
}
console.log(`${rules.size} rules, each with a test`)
