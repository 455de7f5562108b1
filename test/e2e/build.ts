/** Before the first browser test: the pages are built, unless folders with built ones are named. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..', '..')

const rootOf = (app: 'web' | 'intake'): string => process.env[`PERGOLA_${app.toUpperCase()}_ROOT`] ?? join(ROOT, 'apps', app, 'dist')

/** Folders with the built member app and intake page. */
export const webRoot = (): string => rootOf('web')
export const intakeRoot = (): string => rootOf('intake')

export default (): void => {
  if (process.env['PERGOLA_WEB_ROOT'] !== undefined && process.env['PERGOLA_INTAKE_ROOT'] !== undefined) return
  const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts', 'build.ts'), '--if-needed'], { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) throw new Error('the pages could not be built: run `node scripts/build.ts` and read what it says')
}
