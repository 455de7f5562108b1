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

/** `npm install` rather than `npm ci`: the lock file pins every version, but names optional binaries of the platform it was written on only. */
export const install = () => {
  if (installed()) return
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
