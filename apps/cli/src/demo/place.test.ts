import { once } from 'node:events'
import { createServer } from 'node:net'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { CAST } from './cast.ts'
import { accountsPath, clearFolder, demoState, markDemo, packagePassphrase, packagePath, passphraseOf, writeFounded } from './place.ts'
import { freePort, runDemo } from './run.ts'
import type { Terminal } from '../ports/terminal.ts'

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'pergola-demo-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

test('accounts and the package are written for their reader alone, and each passphrase is found again', () => {
  const data = folder()
  const [org] = CAST
  const [amina, otieno] = org!.members
  const account = (member: typeof amina, passphrase: string) => ({
    org: org!,
    member: member!,
    secrets: { account: member!.account, passphrase, recoveryWords: ['one', 'two'] },
  })
  const packed = { content: new Uint8Array([1, 2, 3]), passphrase: 'boat under tree' }
  writeFounded(data, { accounts: [account(otieno, 'river stone lamp'), account(amina, 'garden door seven')], packed })
  for (const path of [accountsPath(data), packagePath(data)]) expect(statSync(path).mode & 0o777).toBe(0o600)
  expect([...readFileSync(packagePath(data))]).toEqual([1, 2, 3])
  expect(packagePassphrase(data)).toBe('boat under tree')
  expect(passphraseOf(data, amina!.account)).toBe('garden door seven')
  expect(passphraseOf(data, otieno!.account)).toBe('river stone lamp')
  expect(passphraseOf(data, 'nobody')).toBe('')
})

test('a demo that was interrupted says so, and --fresh removes what is ours and nothing else', async () => {
  const data = folder()
  markDemo(data, 'founding')
  writeFileSync(join(data, 'notes.txt'), 'mine')
  const start = { data, port: 8765, empty: false, fresh: false, webRoot: undefined, intakeRoot: undefined }
  await expect(runDemo(start, {} as Terminal)).rejects.toMatchObject({
    message: expect.stringContaining('interrupted'),
    hint: expect.stringContaining('--fresh'),
  })
  clearFolder(data)
  expect(demoState(data)).toBe('none')
  expect(existsSync(join(data, 'notes.txt'))).toBe(true)
})

test('a port that is taken is left alone: the next free one is used, and said', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  onTestFinished(() => void taken.close())
  const { port } = taken.address() as { port: number }
  let said = ''
  const found = await freePort(port, { err: (text) => void (said += text) })
  expect(found).toBeGreaterThan(port)
  expect(said).toBe(`note: port ${port} is taken; using ${found}.\n`)
})
