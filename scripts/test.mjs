// `npm test`: installs what is missing (on Debian as root also chromium and servers), then checks, unit tests and browser tests.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { install, run } from './node26.mjs'

const browser = () =>
  process.env.PERGOLA_CHROMIUM ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path))

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

const missingPackages = () => [
  ...(browser() ? [] : ['chromium', 'fonts-noto-core', 'fonts-dejavu-core']),
  ...Object.entries(SERVERS).flatMap(([path, packages]) => (existsSync(path) ? [] : packages)),
]

/** RUNLEVEL: packages of servers start none of them. */
const aptGet = (...args) =>
  spawnSync('apt-get', ['-qq', ...args], { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' } })
    .status === 0
const INSTALL = ['install', '-y', '--no-install-recommends']

const installPrograms = () => {
  const missing = missingPackages()
  if (missing.length === 0) return
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.log(`Not here, and not installed without root and apt-get: ${missing.join(', ')}`)
    return
  }
  console.log(`Installing ${missing.join(', ')} (apt-get) …`)
  aptGet('update')
  // One that this system does not know keeps the others away only when they are asked for together.
  if (!aptGet(...INSTALL, ...missing)) for (const one of missing) aptGet(...INSTALL, one)
}

install()
installPrograms()
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
