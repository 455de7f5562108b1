/**
 * `npm run guards`: takes each guard away, one at a time, and runs the tests. Prints which test noticed. Exit code 1 when nobody
 * noticed one of them, or when the tests could not be run.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Breakage } from './breakage.ts'
import { BREAKAGES, root } from './list.ts'

interface Report {
  readonly testResults: readonly { readonly assertionResults: readonly { readonly title: string; readonly status: string }[] }[]
}

const folder = mkdtempSync(join(tmpdir(), 'pergola-guards-'))

/** The first test that fails without this guard, null when all pass. */
const noticedIn = (at: number | 'none', places: readonly string[]): string | null => {
  const out = join(folder, `${at}.json`)
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const config = join(import.meta.dirname, 'vitest.config.ts')
  spawnSync(process.execPath, [vitest, 'run', ...places, '--config', config, '--reporter=json', `--outputFile=${out}`], {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, PERGOLA_BROKEN: String(at) },
  })
  if (!existsSync(out)) throw new Error(`the tests of ${places.join(' ')} could not be run without guard ${at}`)
  const report = JSON.parse(readFileSync(out, 'utf8')) as Report
  const all = report.testResults.flatMap(({ assertionResults }) => assertionResults)
  if (all.every(({ status }) => status === 'pending' || status === 'skipped')) throw new Error(`no test was run without guard ${at}`)
  return all.find(({ status }) => status === 'failed')?.title ?? null
}

const EVERYWHERE = ['packages/core/', 'packages/client/', 'test/stories/']

/** The tests beside it first, then those of the core, then the stories of several organisations. */
const placesOf = ({ file }: Breakage): readonly (readonly string[])[] => [[`${dirname(file)}/`], ['packages/core/'], EVERYWHERE.slice(1)]

const noticed = (broken: Breakage, at: number): string | null => {
  for (const places of placesOf(broken)) {
    const title = noticedIn(at, places)
    if (title !== null) return title
  }
  return null
}

let unnoticed = 0
try {
  const before = noticedIn('none', EVERYWHERE)
  if (before !== null) throw new Error(`this fails with every guard in its place: ${before}`)
  console.log('| guard | what no longer holds | first test that notices |\n|---|---|---|')
  for (const [at, broken] of BREAKAGES.entries()) {
    const title = noticed(broken, at)
    if (title === null) unnoticed++
    console.log(`| ${broken.guard} | ${broken.without} | ${title ?? '**NOBODY**'} |`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(
  `\n${new Date().toISOString().slice(0, 10)}: ${BREAKAGES.length - unnoticed} of ${BREAKAGES.length} guards are missed by a test when they are gone`,
)
process.exit(unnoticed === 0 ? 0 : 1)
