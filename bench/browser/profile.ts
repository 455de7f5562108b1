/** Chromium with a profile that outlives it, as on a member's laptop, and what its processes take of memory. */
import { readFileSync, readdirSync } from 'node:fs'
import { chromium, type BrowserContext } from 'playwright-core'
import { FLAGS, chromiumPath } from '../../test/e2e/browser.ts'

export const openProfile = (folder: string): Promise<BrowserContext> => {
  const executablePath = chromiumPath()
  if (executablePath === null) throw new Error('no Chromium was found: set PERGOLA_CHROMIUM')
  return chromium.launchPersistentContext(folder, { executablePath, args: FLAGS, viewport: { width: 1280, height: 800 }, locale: 'en' })
}

interface Process {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

const processes = (): readonly Process[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({
      pid: Number(name),
      parent: Number(/^PPid:\s+(\d+)$/m.exec(read(`/proc/${name}/status`))?.[1] ?? 0),
      command: read(`/proc/${name}/cmdline`).replaceAll('\0', ' '),
    }))

const isBelow = (all: readonly Process[], pid: number, root: number): boolean => {
  const parent = all.find((one) => one.pid === pid)?.parent ?? 0
  return parent === root || (parent > 1 && isBelow(all, parent, root))
}

/** Resident memory now and at its highest, MB, of the process that runs this profile's page and worker. NaN where there is no /proc. */
export const rendererMemory = (folder: string): { readonly now: number; readonly most: number } => {
  const all = processes()
  const root = all.find(({ command }) => command.includes(`--user-data-dir=${folder}`) && !command.includes('--type='))
  const renderers = all.filter(({ pid, command }) => root && command.includes('--type=renderer') && isBelow(all, pid, root.pid))
  const memory = (pid: number, name: string): number =>
    (Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024) / 1e6
  const sizes = renderers.map(({ pid }) => ({ now: memory(pid, 'VmRSS'), most: memory(pid, 'VmHWM') }))
  return sizes.toSorted((a, b) => b.most - a.most)[0] ?? { now: Number.NaN, most: Number.NaN }
}
