/** The systemd units of deploy/, as systemd itself reads them. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newPlace, run, type Place } from './house.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const DEPLOY = join(ROOT, 'deploy')
const missing = !existsSync('/usr/bin/systemd-analyze')
if (missing) console.warn('skipped: systemd units: systemd-analyze is not installed')

let place: Place
beforeEach(async () => {
  place = await newPlace()
})
afterEach(() => place.remove())

/** As installed: the program stands where the unit says, and the user exists. */
const installed = async (): Promise<string> => {
  await mkdir(place.at('units'))
  const names = (await readdir(DEPLOY)).filter((name) => /\.(?:service|timer)$/.test(name))
  for (const name of names) {
    const text = await readFile(join(DEPLOY, name), 'utf8')
    await writeFile(place.at('units', name), text.replaceAll('/opt/pergola', ROOT).replaceAll(/^(User|Group)=pergola$/gm, '$1=daemon'))
  }
  return place.at('units')
}

describe.skipIf(missing)('systemd units', () => {
  it('OPS-13 are understood without a word of complaint', async () => {
    const units = await installed()
    const names = await readdir(units)
    expect(names.toSorted()).toEqual(['pergola-backup.service', 'pergola-backup.timer', 'pergola.service'])
    const verified = await run('systemd-analyze', ['verify', '--recursive-errors=no', ...names.map((name) => join(units, name))])
    expect(`${verified.out}${verified.err}`).toBe('')
    expect(verified.code).toBe(0)
  })

  it('OPS-13 give the relay little to break out with: exposure below 2 of 10', async () => {
    const units = await installed()
    for (const name of ['pergola.service', 'pergola-backup.service']) {
      const judged = await run('systemd-analyze', ['security', '--offline=true', '--threshold=20', join(units, name)])
      expect(judged.out + judged.err).toContain('exposure level')
      expect(judged.code).toBe(0)
    }
  })
})
