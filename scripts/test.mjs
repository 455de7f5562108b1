// `npm test`: installs what is missing (Debian's chromium too, when root), then checks, unit tests and browser tests.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { install, run } from './node26.mjs'

const browser = () =>
  process.env.PERGOLA_CHROMIUM ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path))

const installBrowser = () => {
  if (browser() || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  console.log('Installing chromium (apt-get) …')
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core', 'fonts-dejavu-core'], {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}

install()
installBrowser()
run('node', ['scripts/check.ts'])
run('node', ['scripts/build.ts'])
run('node', ['scripts/sizes.ts'])
run('vitest', ['run'])
if (browser()) run('vitest', ['run', '--config', 'test/e2e/vitest.config.ts'], { PERGOLA_CHROMIUM: browser() })
else {
  console.error('error: no Chromium found, so the browser tests cannot run.')
  console.error('hint: install chromium, or set PERGOLA_CHROMIUM to a Chromium or Chrome executable.')
  process.exit(1)
}
