/**
 * A release of the web app: built twice in two folders, compared byte for byte, listed with hashes and signed.
 * `node scripts/release.ts --key FILE --out FILE`; `--key` holds 64 hex digits, the secret seed of the release key, and is made when
 * it is not there. Prints the public key. Exit code 1 when the two builds differ.
 */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { releaseFiles, signRelease, type ReleaseFile } from '../apps/cli/src/release/manifest.ts'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({ options: { key: { type: 'string' }, out: { type: 'string', default: 'release.json' } } })

const build = (folder: string): readonly ReleaseFile[] => {
  for (const app of ['web', 'intake']) {
    const args = ['build', '--logLevel', 'warn', '--emptyOutDir', '--outDir', join(folder, app)]
    const { status } = spawnSync('vite', args, { cwd: join(root, 'apps', app), stdio: 'inherit' })
    if (status !== 0) throw new Error(`${app} could not be built`)
  }
  return releaseFiles(join(folder, 'web'), join(folder, 'intake'))
}

const seedIn = (path: string): Uint8Array => {
  if (!existsSync(path)) writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  const seed = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex')
  if (seed.length !== 32) throw new Error(`${path} does not hold 64 hex digits`)
  return seed
}

const place = mkdtempSync(join(tmpdir(), 'pergola-release-'))
try {
  const [first, second] = [build(join(place, 'first')), build(join(place, 'second', 'elsewhere'))]
  const other = new Map(second.map((file) => [file.path, file.sha256]))
  const differing = first.filter(({ path, sha256 }) => other.get(path) !== sha256)
  for (const { path } of differing) console.error(`error: ${path} differs between two builds of the same source`)
  if (differing.length > 0 || first.length !== second.length) process.exitCode = 1
  else if (values.key === undefined) console.log(`${first.length} files, the same in two builds; not signed: no --key`)
  else {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    const release = signRelease(version, first, seedIn(values.key))
    writeFileSync(values.out, `${JSON.stringify(release, null, 1)}\n`)
    console.log(`${first.length} files, the same in two builds; signed by ${release.key}; in ${values.out}`)
  }
} finally {
  rmSync(place, { recursive: true, force: true })
}
