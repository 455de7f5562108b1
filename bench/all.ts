/** `npm run bench`: every figure, one after another, each in processes of its own. `-- --quick` takes 1,000 cases instead of 10,000. */
import { spawnSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'

const quick = process.argv.includes('--quick')
const root = join(import.meta.dirname, '..')

const BENCHES: readonly (readonly [file: string, ...args: string[]])[] = [
  ['relay.ts'],
  ['member.ts', '--cases', quick ? '1000' : '10000'],
  ['search.ts'],
  ['lists.ts'],
  ['share.ts'],
  ['intake.ts'],
]

console.log(
  `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`,
)
const failed = BENCHES.filter(
  ([file, ...args]) =>
    spawnSync(process.execPath, [join(import.meta.dirname, file), ...args], { cwd: root, stdio: 'inherit' }).status !== 0,
)
spawnSync(process.execPath, [join(root, 'scripts/sizes.ts')], { cwd: root, stdio: 'inherit' })
for (const [file] of failed) console.error(`error: bench/${file} did not finish`)
process.exit(failed.length === 0 ? 0 : 1)
