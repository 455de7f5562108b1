/** `npm run check`: types, lint, format, unused code, rule numbers. Seconds, so that it runs before everything else. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

const PROJECTS = [
  'packages/protocol',
  'packages/core',
  'packages/client',
  'apps/relay',
  'apps/cli',
  'apps/intake',
  'scripts',
  'test',
  'apps/web/tsconfig.json',
  'apps/web/tsconfig.vault.json',
  'apps/web/tsconfig.offline.json',
  'apps/web/tsconfig.build.json',
]

interface Step {
  readonly name: string
  readonly command: readonly [string, ...string[]]
}

const steps: readonly Step[] = [
  ...PROJECTS.map((project): Step => ({ name: `types ${project}`, command: ['tsc', '-p', project] })),
  { name: 'lint', command: ['oxlint', '--type-aware'] },
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'unused code and dependencies', command: ['knip', '--no-progress'] },
  { name: 'rule numbers', command: ['node', 'scripts/rule-numbers.ts'] },
  { name: 'dependency list', command: ['node', 'scripts/dependency-list.ts'] },
  { name: 'known vulnerabilities', command: ['node', 'scripts/audit.ts', '--or-say'] },
]

const run = ({ name, command: [program, ...args] }: Step): Promise<boolean> =>
  new Promise((resolve) => {
    const started = performance.now()
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (text: Buffer) => (output += text.toString()))
    child.stderr.on('data', (text: Buffer) => (output += text.toString()))
    child.on('close', (status) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
      if (status !== 0 || output.startsWith('NOT ASKED')) console.log(output)
      resolve(status === 0)
    })
  })

/** Two at a time: the machine has two cores. */
const all = async (): Promise<boolean> => {
  const waiting = [...steps]
  let good = true
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) good = (await run(step)) && good
  }
  await Promise.all([worker(), worker()])
  return good
}

process.exit((await all()) ? 0 : 1)
