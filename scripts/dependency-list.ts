/** Each dependency is pinned to one exact version and has its line in docs/dependencies.md, and nothing else has. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const listed = new Set(
  [...readFileSync(join(root, 'docs/dependencies.md'), 'utf8').matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name!),
)

interface Manifest {
  readonly dependencies?: Record<string, string>
  readonly devDependencies?: Record<string, string>
  readonly optionalDependencies?: Record<string, string>
}

const used = new Set<string>()
const problems: string[] = []
for (const file of ['package.json', ...globSync(['packages/*/package.json', 'apps/*/package.json'], { cwd: root })]) {
  const manifest = JSON.parse(readFileSync(join(root, file), 'utf8')) as Manifest
  for (const [name, version] of Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  })) {
    if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) problems.push(`${file}: ${name} is not pinned (${version})`)
    if (name.startsWith('@pergola/')) continue
    used.add(name)
    if (!listed.has(name)) problems.push(`${file}: ${name} has no line in docs/dependencies.md`)
  }
}
for (const name of listed) if (!used.has(name)) problems.push(`docs/dependencies.md: ${name} is not used any more`)

for (const problem of problems) console.error(`error: ${problem}`)
process.exit(problems.length === 0 ? 0 : 1)
