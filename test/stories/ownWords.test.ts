/** Amina writes by command line, quicker than the relay acknowledges: what she wrote a moment ago is there when the next step asks for it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startRelay } from '@pergola/relay'
import { nodePorts } from '../../apps/cli/src/ports/nodePorts.ts'
import { caughtUp, memberOn, settled } from '../../apps/cli/src/session/member.ts'
import { org } from './people.ts'

const place = mkdtempSync(join(tmpdir(), 'pergola-own-words-'))
const relay = await startRelay({ dataFolder: join(place, 'relay'), port: 0 })
const ports = nodePorts(relay.url, join(place, 'amina'))

afterAll(async () => {
  ports.close()
  await relay.stop()
  rmSync(place, { recursive: true })
})

test('SYNC-27 what somebody wrote is never missing from what they read, nor in the moment in which the relay acknowledges it', async () => {
  const amina = memberOn(ports)
  await amina.run('found', { network: 'River Network', org: org('Riverbank Group'), personName: 'Amina', account: 'amina' })
  await caughtUp(amina)
  const missing: number[] = []
  for (let n = 0; n < 40; n++) {
    const { space } = await amina.run('createCase', { pseudonym: `Heron ${n}`, country: 'KE', urgency: 'days', summary: 'Invented.' })
    for (let written = 1; written <= 8; written++) {
      await amina.run('savePerson', { space, role: 'dependent', label: `Child ${written}`, relation: '', languages: [] })
      const { file } = await amina.ask('case', { space })
      if (file.people.length !== written) missing.push(written - file.people.length)
    }
  }
  expect(missing).toEqual([])
  await settled(amina)
  await amina.run('lock', {})
})
