/** Amina gives a case out by command line, and reads one in. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Relay } from '@pergola/relay'
import { serve } from '@pergola/relay/serve'
import { run } from '../main.ts'
import { nodeTerminal, type Terminal } from '../ports/terminal.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const place = mkdtempSync(join(tmpdir(), 'pergola-packages-'))
const at = (name: string): string => join(place, name)
let relay: Relay
const heard = { out: '', err: '' }
const terminal: Terminal = {
  ...nodeTerminal(),
  out: (text) => void (heard.out += text),
  err: (text) => void (heard.err += text),
  interactive: false,
}
const typed = async (...argv: string[]) => {
  heard.out = ''
  heard.err = ''
  const code = await run([...argv, '--profile', at('amina'), '--passphrase-file', at('amina.secret')], terminal)
  return { code, ...heard }
}
const says = async (...argv: string[]): Promise<string> => {
  const { code, out, err } = await typed(...argv)
  expect(err).not.toContain('error:')
  expect(code).toBe(0)
  return out
}

beforeAll(async () => {
  relay = await serve({ dataFolder: at('relay'), port: 0 })
  const who = ['--organisation', 'Riverbank Group', '--kind', 'local_group', '--countries', 'KE', '--languages', 'en']
  const found = [
    'found',
    '--relay',
    `http://127.0.0.1:${relay.port}`,
    '--network',
    'River Network',
    ...who,
    '--name',
    'Amina',
    '--account',
    'amina',
  ]
  if ((await run([...found, '--profile', at('amina'), '--secrets-file', at('amina.secret')], terminal)) !== 0) throw new Error(heard.err)
  await says('case', 'new', 'Heron', '--country', 'KE', '--urgency', 'days', '--summary', 'Speaks against a dam.')
  await says('case', 'person', 'Heron', '--label', 'Defender', '--languages', 'sw')
})
afterAll(async () => {
  await relay.stop()
  rmSync(place, { recursive: true, force: true })
})

test('a case goes out only with consent, in one new file of its owner, and is read in with the words that were told', async () => {
  const out = [
    'case',
    'export',
    'Heron',
    '--for',
    'Atlas Fund',
    '--scope',
    'referral',
    '--out',
    at('heron.age'),
    '--secrets-file',
    at('words'),
  ]
  expect((await typed(...out)).err).toContain('consent')
  expect(existsSync(at('heron.age'))).toBe(false)
  await says('case', 'consent', 'Heron', '--scope', 'referral')
  expect(await says(...out)).toMatch(/summary, people, consents: \d+ bytes, mark [0-9a-f]{20}/u)
  expect(statSync(at('heron.age')).mode & 0o777).toBe(0o600)
  expect(readFileSync(at('heron.age'), 'latin1')).not.toContain('dam')
  const read = ['case', 'import', at('heron.age'), '--secret-file', at('words')]
  const shown = await says(...read, '--dry-run')
  expect(shown).toContain('made by "Riverbank Group"')
  expect(shown).toContain('the same case is here as "Heron"')
  expect(await says('case', 'list')).not.toContain('Acacia')
  await says(...read, '--as', 'Acacia')
  expect(await says('case', 'show', 'Acacia')).toContain('Speaks against a dam.')
  expect((await typed(...read, '--as', 'Cedar')).err).toContain('read in before')
  writeFileSync(at('wrong'), 'seven words that do not open it\n')
  expect((await typed('case', 'import', at('heron.age'), '--secret-file', at('wrong'))).err).toContain('does not open with this')
  expect((await typed('case', 'import', at('amina.secret'), '--secret-file', at('wrong'))).err).toContain('no package of a case')
})

test('what nobody can mean is refused before anything is done; figures of too few cases are none', async () => {
  expect((await typed('case', 'export', 'Heron', '--out', at('x'))).err).toContain('Say whom it is for')
  expect((await typed('case', 'export', 'Heron', '--for', 'A', '--out', at('x'), '--parts', 'secrets')).err).toContain('no part "secrets"')
  expect(await says('statistics')).toContain('fewer than five cases counted')
  expect((await typed('statistics', '--out', at('x.csv'))).err).toContain('Say whom the table is for')
  expect(existsSync(at('x.csv'))).toBe(false)
})
