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

/** What some tests put beside the relay: without it they are skipped and say so. */
const SERVERS = {
  '/usr/sbin/nginx': ['nginx-light'],
  '/usr/bin/caddy': ['caddy'],
  '/usr/bin/swift-proxy-server': ['swift-proxy', 'swift-account', 'swift-container', 'swift-object'],
  '/usr/bin/memcached': ['memcached'],
  '/usr/bin/openssl': ['openssl'],
  '/usr/lib/postgresql': ['postgresql'],
  '/usr/bin/strace': ['strace'],
}

const installServers = () => {
  const missing = Object.entries(SERVERS).flatMap(([path, packages]) => (existsSync(path) ? [] : packages))
  if (missing.length === 0 || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  console.log(`Installing ${missing.join(', ')} (apt-get) …`)
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
  // RUNLEVEL: packages of servers start none of them.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { stdio: 'inherit', env })
}

install()
installBrowser()
installServers()
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
