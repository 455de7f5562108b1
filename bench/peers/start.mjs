// `npm run bench:peers`: installs what is compared where it is missing, then runs with the Node that Pergola runs on.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { install, run } from '../../scripts/node26.mjs'

const here = import.meta.dirname
install()
if (!existsSync(join(here, 'node_modules'))) {
  console.log('Installing what is compared (bench/peers) …')
  const { status } = spawnSync('npm', ['install', '--prefix', here, '--loglevel=error'], {
    cwd: here,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}
run('node', ['--no-warnings', join(here, 'run.ts'), ...process.argv.slice(2)])
