/** Licences of everything that is installed, read from the packages themselves; one that is not on the list stops. `--list` prints all. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** All may be used in a program under the AGPL, version 3 or later. */
const ALLOWED = new Set([
  '0BSD',
  'AGPL-3.0-or-later',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
])

interface Installed {
  readonly name?: string
  readonly version?: string
  readonly license?: string | { readonly type?: string }
  readonly licenses?: readonly { readonly type?: string }[]
}

const licenceOf = ({ license, licenses }: Installed): string =>
  typeof license === 'string' ? license : (license?.type ?? licenses?.map(({ type }) => type).join(' OR ') ?? '')

/** `A OR B`: one of them; `A AND B`: both. */
const isAllowed = (licence: string): boolean =>
  licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => ALLOWED.has(one.trim())))

const packages = globSync(
  ['node_modules/*/package.json', 'node_modules/@*/*/package.json', 'node_modules/**/node_modules/*/package.json'],
  { cwd: root },
)
  .map((path) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Installed)
  .filter(({ name, version }) => name !== undefined && version !== undefined && !name.startsWith('@pergola/'))

const counts = new Map<string, number>()
let wrong = 0
for (const one of packages) {
  const licence = licenceOf(one)
  counts.set(licence, (counts.get(licence) ?? 0) + 1)
  if (process.argv.includes('--list')) console.log(`${one.name} ${one.version} ${licence}`)
  if (isAllowed(licence)) continue
  wrong += 1
  console.error(`error: ${one.name} ${one.version} has the licence "${licence}", which is not on the list in scripts/licences.ts`)
}
console.log(
  `${packages.length} packages: ${[...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([licence, count]) => `${licence} ${count}`)
    .join(', ')}`,
)
process.exit(wrong === 0 ? 0 : 1)
