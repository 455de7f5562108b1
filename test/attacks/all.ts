/**
 * `npm run attacks`: does every attack and prints who, what, what must come of it, and what did. Those that tests of the packages do
 * are run there, in this run. Exit code 1 when anything else came of one. `--page`: prints docs/attacks.md instead.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isElsewhere, isTried, tried } from './attack.ts'
import { ATTACKS, attackPage, attackTable, type Entry } from './registry.ts'

const root = join(import.meta.dirname, '../..')

interface Report {
  readonly testResults: readonly {
    readonly name: string
    /** `failed` also when the file could not be begun: its tests are then skipped. */
    readonly status: string
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[]
  }[]
}

/** Status of each test of these files, by file and title. */
const runElsewhere = (files: readonly string[]): ((file: string, begins: string) => readonly string[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'pergola-attacks-'))
  const out = join(folder, 'report.json')
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  spawnSync(process.execPath, [vitest, 'run', ...files, '--reporter=json', `--outputFile=${out}`], { cwd: root, stdio: 'ignore' })
  const report: Report = existsSync(out) ? (JSON.parse(readFileSync(out, 'utf8')) as Report) : { testResults: [] }
  rmSync(folder, { recursive: true, force: true })
  return (file, begins) =>
    report.testResults
      .filter(({ name }) => name.endsWith(file))
      .flatMap(({ status: ofFile, assertionResults }) =>
        assertionResults
          .filter(({ title }) => title.startsWith(begins))
          .map(({ status }) => (status === 'passed' ? status : ofFile === 'failed' ? 'failed' : status)),
      )
}

const verdictOf = (statuses: readonly string[]): string => {
  if (statuses.length === 0) return 'NOT RUN'
  if (statuses.includes('failed')) return 'FAILED'
  return statuses.includes('passed') ? 'as said' : 'skipped on this machine'
}

const runHere = async (entry: Entry): Promise<string> => {
  if (!isTried(entry)) return ''
  try {
    const said = await tried(entry)
    return said === '' ? 'as said' : `as said: ${said}`
  } catch (error) {
    console.error(`${entry.who}, ${entry.attack}: ${(error as Error).stack}`)
    return 'FAILED'
  }
}

const runAll = async (): Promise<number> => {
  const verdicts = new Map<Entry, string>()
  for (const entry of ATTACKS) if (isTried(entry)) verdicts.set(entry, await runHere(entry))
  const elsewhere = ATTACKS.filter(isElsewhere)
  const statuses = runElsewhere([...new Set(elsewhere.map(({ file }) => file))])
  for (const entry of elsewhere) verdicts.set(entry, verdictOf(statuses(entry.file, entry.test)))
  console.log(attackTable((entry) => verdicts.get(entry) ?? 'not tried: it works as far as said'))
  const bad = [...verdicts.values()].filter((verdict) => verdict === 'FAILED' || verdict === 'NOT RUN').length
  const limits = ATTACKS.length - verdicts.size
  console.log(
    `\n${new Date().toISOString().slice(0, 10)}: ${verdicts.size - bad} of ${verdicts.size} tried came out as said; ${limits} known limits`,
  )
  return bad === 0 ? 0 : 1
}

if (process.argv.includes('--page')) {
  process.stdout.write(attackPage())
  process.exit(0)
}
process.exit(await runAll())
