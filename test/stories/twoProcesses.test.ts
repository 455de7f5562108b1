/**
 * Amina's relay outgrows its file: it moves into PostgreSQL by command line and is served by two processes, as an operator does it.
 * She is connected to one of them and Joost to the other; then hers is killed.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPergola } from '@pergola/client'
import { memoryStorage } from '@pergola/client/testing'
import { nodePorts } from '../../apps/cli/src/ports/nodePorts.ts'
import { postgresMissing, startPostgres, type TestPostgres } from '../../apps/relay/src/testing/postgres.ts'
import { acting, atPeace, org, type Someone } from './people.ts'

const missing = postgresMissing()
const MAIN = join(import.meta.dirname, '../../apps/cli/src/main.ts')

type Hands = Pick<Someone, 'pergola' | 'do' | 'ask' | 'sees'>

interface Ended {
  readonly code: number | null
  readonly text: string
}

const pergola = (...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })

const ended = async (child: ChildProcess): Promise<Ended> => {
  let text = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (part: Buffer) => (text += part.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, text }
}

describe.skipIf(missing !== null)(`a relay of two processes${missing ? `: ${missing}` : ''}`, () => {
  let postgres: TestPostgres
  let folder: string
  let balancer: Server
  let origin: string
  const ports: number[] = []
  const children = new Map<number, ChildProcess>()
  /** Which process the balancer takes first; the others when that does not answer. */
  let first = 0

  const through = (near: Socket, tries: readonly number[]): void => {
    const [port, ...others] = tries
    if (port === undefined) return void near.destroy()
    const far = connect(port, '127.0.0.1')
    far.once('error', () => through(near, others))
    far.once('connect', () => {
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        one.on('error', () => other.destroy())
        one.on('close', () => other.destroy())
      }
      near.pipe(far).pipe(near)
    })
  }

  const serve = async (at: number, ...more: readonly string[]): Promise<void> => {
    const child = pergola('serve', '--data', folder, '--port', String(ports[at]), '--origin', origin, ...more)
    children.set(at, child)
    const [line] = (await once(child.stdout!, 'data')) as [Buffer]
    expect(line.toString()).toContain('Serving at')
  }

  const end = async (at: number, signal: NodeJS.Signals): Promise<void> => {
    const child = children.get(at)!
    children.delete(at)
    const closed = once(child, 'close')
    child.kill(signal)
    await closed
  }

  /** A client that found nobody waits longer each time before it tries again. */
  const online = async (who: Hands): Promise<void> => {
    for (let tries = 0; tries < 6; tries++) {
      await who.do('retryNow', {})
      const seen = await who.sees('sync', {}, (sync) => sync.connection === 'online').catch(() => null)
      if (seen) return
    }
    throw new Error('never connected again')
  }

  const somebody = (): Hands => acting(createPergola({ ...nodePorts(origin, ':memory:'), storage: memoryStorage() }))

  const readsNote = (who: Hands, space: never, text: string) =>
    who.sees('case', { space }, (view) => view.file.notes.some((note) => note.text === text))

  beforeAll(async () => {
    postgres = await startPostgres()
    folder = await mkdtemp(join(tmpdir(), 'pergola-two-'))
    balancer = createServer((near) => through(near, [ports[first]!, ports[1 - first]!])).listen(0, '127.0.0.1')
    await once(balancer, 'listening')
    origin = `http://127.0.0.1:${(balancer.address() as AddressInfo).port}`
    for (let n = 0; n < 2; n++) {
      const free = createServer().listen(0, '127.0.0.1')
      await once(free, 'listening')
      ports.push((free.address() as AddressInfo).port)
      free.close()
    }
  }, 60_000)

  afterAll(async () => {
    for (const at of [...children.keys()]) await end(at, 'SIGKILL')
    balancer?.close()
    await postgres?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it('DB-2 DB-8 members go on through the move, at both processes, and when one of them is killed', { timeout: 180_000 }, async () => {
    await serve(0)
    const amina = somebody()
    await amina.sees('session', {}, (session) => session.state === 'empty' && session.relayIsEmpty === true)
    await amina.do('found', { network: 'River Network', org: org('Riverbank Group'), personName: 'Amina', account: 'amina' })
    const { space } = await amina.do('createCase', { pseudonym: 'Heron', country: 'KE', urgency: 'days', summary: 'Invented.' })
    await amina.do('addNote', { space, text: 'written to the file' })
    await atPeace(amina as Someone)
    await end(0, 'SIGTERM')

    const database = await postgres.database()
    const moved = await ended(pergola('migrate', '--from', `sqlite:${folder}`, '--to', database))
    expect(moved).toMatchObject({ code: 0 })
    expect(moved.text).toContain('everything checks out')
    await Promise.all([serve(0, '--database', database), serve(1, '--database', database)])

    await online(amina)
    first = 1
    const { id, link } = await amina.do('invitePerson', { label: 'Joost', role: 'editor', days: 7 })
    const joost = somebody()
    await joost.do('joinAsPerson', { link, personName: 'Joost', account: 'joost' })
    await amina.sees('network', {}, (network) => network.invitations.some((row) => row.id === id && row.state === 'answered'))
    await amina.do('admit', { id })
    await readsNote(joost, space as never, 'written to the file')
    await amina.do('addNote', { space, text: 'from one process' })
    await readsNote(joost, space as never, 'from one process')
    await joost.do('addNote', { space, text: 'from the other' })
    await readsNote(amina, space as never, 'from the other')

    await end(0, 'SIGKILL')
    await amina.do('addNote', { space, text: 'while hers was gone' })
    await online(amina)
    await readsNote(joost, space as never, 'while hers was gone')
    await atPeace(amina as Someone, joost as Someone)
    for (const who of [amina, joost]) expect((await who.do('audit', {})).faults).toBe(0)
    for (const who of [amina, joost]) await who.do('lock', {})
  })

  it('DB-6 says what is wrong with a database, and no password', { timeout: 30_000 }, async () => {
    const { code, text } = await ended(
      pergola('serve', '--data', join(folder, 'other'), '--database', 'postgres://amina:hush@127.0.0.1:1/relay'),
    )
    expect({ code, text }).toEqual({
      code: 1,
      text: 'error: A password stands in the address of the database, where every user of this machine can see it.\nhint: Leave it out and set PGPASSWORD, or name a file with --database-password-file.\n',
    })
  })
})
