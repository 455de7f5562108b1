/** docs/operators.md, line by line: every block marked `sh tried`, in order, in one shell, as it stands but for folders and ports. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { freePort, newPlace, run, type Place } from './house.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const BLOCK = /^```sh tried\n(.*?)^```$/gms

let place: Place
beforeEach(async () => {
  place = await newPlace()
})
afterEach(() => place.remove())

const blocks = async (): Promise<readonly string[]> =>
  [...(await readFile(join(ROOT, 'docs', 'operators.md'), 'utf8')).matchAll(BLOCK)].map(([, block = '']) => block)

/** Elsewhere than on the operator's machine. */
const here = async (text: string): Promise<string> => {
  const ports = Object.fromEntries(
    await Promise.all(['8765', '8766', '9090'].map(async (port) => [port, String(await freePort())] as const)),
  )
  const folders = ['/usr/local/bin', '/var/lib/pergola', '/var/backups/pergola', '/etc/pergola', '/srv/drill']
  const moved = folders.reduce(
    (result, folder) => result.replaceAll(folder, place.at('root', folder)),
    text.replaceAll('/opt/pergola', ROOT),
  )
  return Object.entries(ports)
    .reduce(
      (result, [port, free]) =>
        result
          .replaceAll(`:${port}/`, `:${free}/`)
          .replaceAll(`--metrics ${port}`, `--metrics ${free}`)
          .replaceAll(`--port ${port}`, `--port ${free}`),
      moved,
    )
    .replaceAll(`--behind-proxy --metrics`, `--port ${ports['8765']} --behind-proxy --metrics`)
    .replaceAll(/^(pergola doctor --data \S+\/pergola)$/gm, `$1 --port ${ports['8765']}`)
}

it('OPS-15 the commands of docs/operators.md do what they say, from start to restored', { timeout: 180_000 }, async () => {
  const tried = await blocks()
  expect(tried.length).toBeGreaterThan(7)
  await mkdir(place.at('root', '/usr/local/bin'), { recursive: true })
  const steps = tried.map((block, at) => `echo "== block ${at + 1}"\n${block}`)
  const script = `set -euo pipefail\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\ncd '${place.path}'\n${await here(steps.join('\n'))}`
  await writeFile(place.at('manual.sh'), script)
  const path = [place.at('root', '/usr/local/bin'), process.env['PATH'] ?? ''].join(delimiter)
  const { code, out, err } = await run('bash', [place.at('manual.sh')], { env: { ...process.env, PATH: path } })
  expect(`${out}\n${err}`).toContain(`== block ${tried.length}`)
  expect(code, `${out}\n${err}`).toBe(0)
  for (const said of ['everything checks out', 'pergola_data_free_bytes', 'the relay is ready', 'database: whole'])
    expect(out).toContain(said)
  expect(out).not.toContain('FAIL')
})
