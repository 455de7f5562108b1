/** docs/integrators.md: every block marked `sh tried`, as it stands but for the address, against a relay on which Amina published something. */
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { serviceDraft } from '@pergola/client/testing'
import { org } from '../stories/people.ts'
import { endAll, freePort, member, newPlace, run, serve, type Member, type Place } from './house.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const BLOCK = /^```sh tried\n(.*?)^```$/gms
const HOUSE = serviceDraft('Three months by the sea', { kinds: ['relocation.international'], regions: ['001'] }, { visibility: 'public' })

let place: Place
let amina: Member
beforeEach(async () => {
  place = await newPlace()
})
afterEach(async () => {
  await amina.do('lock', {}).catch(() => {})
  amina.close()
  await endAll()
  await place.remove()
})

it('OPS-17 the commands of docs/integrators.md get what was published, and bring a message in', { timeout: 120_000 }, async () => {
  const port = String(await freePort())
  const origin = `http://127.0.0.1:${port}`
  await serve('--data', place.at('relay'), '--port', port, '--origin', origin)
  amina = await member(origin, place, 'amina')
  await amina.sees('session', {}, (session) => session.state === 'empty' && session.relayIsEmpty === true)
  await amina.do('found', { network: 'River Network', org: org('Riverbank Group'), personName: 'Amina', account: 'amina' })
  await amina.sees('network', {}, (network) => network.organisations.length === 1)
  await amina.do('saveService', { service: HOUSE })
  await amina.sees('publicPage', {}, ({ services }) => services.length === 1)
  await amina.do('publishPage', {})
  const { link } = await amina.do('openIntake', { intro: 'Write to us.', languages: ['en'] })
  const own = link.slice(-32)

  const page = await readFile(join(ROOT, 'docs', 'integrators.md'), 'utf8')
  const blocks = [...page.matchAll(BLOCK)].map(([, block = '']) => block)
  expect(blocks.length).toBeGreaterThan(3)
  const script = blocks.join('\n').replaceAll('https://pergola.example', origin).replaceAll('ORGANISATION', own)
  await mkdir(place.at('bin'))
  await symlink(join(ROOT, 'apps/cli/bin/pergola.mjs'), place.at('bin', 'pergola'))
  await writeFile(place.at('integrators.sh'), `set -euo pipefail\ncd '${place.path}'\n${script}`)
  const path = [place.at('bin'), process.env['PATH'] ?? ''].join(delimiter)
  const { code, out, err } = await run('bash', [place.at('integrators.sh')], { env: { ...process.env, PATH: path } })
  expect(code, `${out}\n${err}`).toBe(0)
  for (const said of ['"total_items":1', 'Three months by the sea', '<feed', 'BEGIN:VCALENDAR', 'ready']) expect(out).toContain(said)
  const [alert] = await amina.sees('alerts', {}, (alerts) => alerts.length === 1)
  expect((await amina.ask('alert', { id: alert!.id })).turns[0]!.text).toContain('Where can they go tonight?')
})
