/**
 * `npm run audit`: are vulnerabilities known of what is installed? Asks the registry, as `npm audit` does. Exit code 0: none known; 1: some,
 * listed; 2: nobody could be asked. With `--or-say` that is 0 as well, and said so that nobody takes it for "none known".
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

interface Report {
  readonly error?: { readonly code?: string; readonly summary?: string }
  readonly message?: string
  readonly vulnerabilities?: Readonly<Record<string, { readonly name: string; readonly severity: string; readonly range: string }>>
}

const parsed = (text: string): Report => {
  try {
    return JSON.parse(text) as Report
  } catch {
    return {}
  }
}

const ASK = ['audit', '--json', '--fetch-retries=0', '--fetch-timeout=20000']
const { stdout } = spawnSync('npm', ASK, { cwd: join(import.meta.dirname, '..'), encoding: 'utf8' })
const { error, message, vulnerabilities } = parsed(stdout)

if (vulnerabilities === undefined) {
  // A status or code, never an address: that of a registry is nobody's business here.
  const why = error?.code ?? /\b[45]\d\d\b/.exec(message ?? '')?.[0] ?? 'no answer'
  console.log(`NOT ASKED whether vulnerabilities are known: the registry does not answer npm audit (${why}).`)
  console.log('Ask where one does: npm audit --package-lock-only, or a scanner on what npm run sbom prints.')
  process.exitCode = process.argv.includes('--or-say') ? 0 : 2
} else {
  const known = Object.values(vulnerabilities)
  for (const { name, severity, range } of known) console.log(`${severity}: ${name} ${range}`)
  console.log(
    known.length === 0 ? 'No vulnerability is known of what is installed.' : `${known.length} packages with known vulnerabilities.`,
  )
  process.exitCode = known.length === 0 ? 0 : 1
}
