/** What passes through a relay on PostgreSQL for minutes or hours: sessions, boxes for another device, challenges, passkeys of sign-in. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPergola, type Transport } from '@pergola/client'
import { memoryStorage } from '@pergola/client/testing'
import { decode, fromRelay } from '@pergola/protocol'
import { nodePorts } from '../../apps/cli/src/ports/nodePorts.ts'
import { sha256 } from '../../apps/relay/src/crypto/sha256.ts'
import { testPasskey } from '../../apps/relay/src/testing/passkey.ts'
import { postgresMissing, startPostgres, type TestPostgres } from '../../apps/relay/src/testing/postgres.ts'
import { acting, org } from '../stories/people.ts'
import { formsOf, foundIn, foundInFolder, searchFor } from './places.ts'

const missing = postgresMissing()
const ACCOUNT = 'amina-by-the-river'

/** A member whose line is listened to: each socket's session token. */
const member = (origin: string, sessions: Uint8Array[]) => {
  const ports = { ...nodePorts(origin, ':memory:'), storage: memoryStorage() }
  const connect: Transport['connect'] = ({ onMessage, onClose }) =>
    ports.transport.connect({
      onClose,
      onMessage: (bytes) => {
        const frame = decode(fromRelay, bytes)
        if (frame.ok && frame.value.t === 'welcome') sessions.push(frame.value.session)
        onMessage(bytes)
      },
    })
  return acting(createPergola({ ...ports, transport: { ...ports.transport, connect } }))
}

describe.skipIf(missing !== null)(`a relay on PostgreSQL${missing ? `: ${missing}` : ''}`, () => {
  let postgres: TestPostgres
  let folder: string
  let child: ChildProcess
  let said = ''
  const secrets = new Map<string, readonly Buffer[]>()
  /** What the database may and does hold: it shows that the search looks where it must. */
  const known = new Map<string, readonly Buffer[]>()

  beforeAll(async () => {
    postgres = await startPostgres()
    folder = await mkdtemp(join(tmpdir(), 'pergola-leaks-'))
    child = spawn(process.execPath, [join(import.meta.dirname, 'relayProcess.ts'), folder, await postgres.database()], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stderr!.on('data', (bytes: Buffer) => (said += bytes.toString('latin1')))
    const [line] = (await once(child.stdout!, 'data')) as [Buffer]
    const origin = line.toString().trim()

    const sessions: Uint8Array[] = []
    const amina = member(origin, sessions)
    await amina.sees('session', {}, (session) => session.state === 'empty' && session.relayIsEmpty === true)
    const account = await amina.do('found', {
      network: 'River Network',
      org: org('Riverbank Group'),
      personName: 'Amina',
      account: ACCOUNT,
    })
    await amina.sees('sync', {}, (sync) => sync.connection === 'online' && sync.unsent === 0)
    const passkey = testPasskey()
    await amina.do('demandSignInPasskey', { key: passkey.key })
    const tablet = member(origin, sessions)
    const { code } = await tablet.do('beginPairing', { account: ACCOUNT })
    await amina.do('approvePairing', { code })
    // Looked at while the box still waits to be taken.
    await postgres.run('checkpoint')
    secrets.set('pairing code', formsOf(code))
    secrets.set('pairing code, typed', formsOf(code.replaceAll('-', '')))
    secrets.set('passphrase', formsOf(account.passphrase))
    secrets.set('account name', formsOf(ACCOUNT))
    for (const [n, session] of sessions.entries()) {
      secrets.set(`session ${n}`, formsOf(session))
      known.set(`name of session ${n}`, formsOf(sha256(session)))
    }
    known.set('public key of the passkey', formsOf(passkey.key))
    for (const one of [amina, tablet]) await one.pergola.run('lock', {})
  }, 60_000)

  afterAll(async () => {
    child?.kill()
    await once(child, 'exit')
    await postgres?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  test('SES-11 DB-4 no session token, pairing code or account name is in its tables or their log; hashes and public keys are', async () => {
    const data = join(postgres.folder, 'data')
    expect(secrets.has('session 0')).toBe(true)
    expect(await foundInFolder(searchFor(secrets), data)).toEqual([])
    const found = (await foundInFolder(searchFor(known), data)).map((one) => one.replace(/ in .*$/, ''))
    expect([...new Set(found)].sort()).toEqual([...known.keys()].sort())
  })

  test('SES-11 nor in what it prints, nor in its own folder', async () => {
    expect(foundIn(searchFor(secrets), Buffer.from(said, 'latin1'))).toEqual([])
    expect(await foundInFolder(searchFor(secrets), folder)).toEqual([])
  })
})
