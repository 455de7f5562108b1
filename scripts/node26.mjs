// Runs under whatever Node the machine has (20 or newer): makes sure dependencies are installed, then gives the environment in
// which everything else runs: the pinned Node of node_modules/.bin first on PATH.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const bin = join(root, 'node_modules', '.bin')
export const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` }

/** The lock file is the truth: install when it is newer than what is installed. */
const installed = () => {
  const mark = join(root, 'node_modules', '.package-lock.json')
  return (
    existsSync(mark) && existsSync(join(bin, 'node')) && statSync(mark).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs - 1000
  )
}

const starts = () => spawnSync(join(bin, 'node'), ['--version'], { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' })

/** The pinned Node needs libatomic, which a minimal Debian has not. */
const makeItStart = () => {
  if (process.platform !== 'linux' || starts().status === 0) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing libatomic1 (apt-get) …')
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'libatomic1'], { stdio: 'inherit' })
  }
  const { status, stderr } = starts()
  if (status === 0) return
  console.error(`error: the Node that comes with the dependencies does not start here: ${stderr.trim()}`)
  console.error('hint: install what it names; on Debian and Ubuntu: apt-get install libatomic1')
  process.exit(1)
}

/** `npm install` rather than `npm ci`: the lock file pins every version, but names optional binaries of the platform it was written on only. */
export const install = () => {
  if (!installed()) installPackages()
  makeItStart()
}

const installPackages = () => {
  console.log('Installing dependencies (npm install) …')
  const { status } = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}

export const pinned = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies.node

/** Runs a command with the pinned Node; ends this process when it fails. */
export const run = (command, args, more = {}) => {
  const { status, signal } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...env, ...more } })
  if (status !== 0) process.exit(status ?? (signal ? 1 : 0))
}
