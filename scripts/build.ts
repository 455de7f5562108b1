/** Builds the member app and the intake page; with `--if-needed`, only when a source is newer than the build. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const sources = ['packages/protocol/src', 'packages/core/src', 'packages/client/src']
const apps = ['web', 'intake'] as const

const newest = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true }).reduce((time, entry) => {
    const path = join(folder, entry.name)
    return Math.max(time, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs)
  }, 0)

const upToDate = (app: string): boolean => {
  const built = join(root, 'apps', app, 'dist', 'index.html')
  if (!existsSync(built)) return false
  const folders = [...sources, `apps/${app}/src`].map((folder) => join(root, folder))
  return Math.max(...folders.map(newest)) < statSync(built).mtimeMs
}

/** Whoever builds: a test runner says `test`, and then React would be its larger, slower self. */
const env = { ...process.env, NODE_ENV: 'production' }

for (const app of apps) {
  if (process.argv.includes('--if-needed') && upToDate(app)) continue
  console.log(`Building ${app} …`)
  const { status } = spawnSync('vite', ['build', '--logLevel', 'warn'], { cwd: join(root, 'apps', app), stdio: 'inherit', env })
  if (status !== 0) process.exit(status ?? 1)
}
