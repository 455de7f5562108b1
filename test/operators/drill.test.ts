/**
 * The restore drill of docs/operators.md, word by word but for folders, ports and names: Amina founds a network on a relay that was started
 * as the manual says and backed up as it says; the machine burns; on another one, which has the backup and the key and nothing else, the
 * manual's commands bring it back, and she signs in on a new device and reads.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noObjectStore, startObjectStore, type ObjectStore } from '../../apps/relay/src/testing/object-store.ts'
import { postgresMissing, startPostgres, type TestPostgres } from '../../apps/relay/src/testing/postgres.ts'
import { caseFor, readsNotes } from '../stories/cases.ts'
import { org, type Someone } from '../stories/people.ts'
import { freePort, inOrder, member, newPlace, type Member, type Place } from './house.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const SLOW = 240_000
const BLOCK = /^```sh tried ?(\w*)\n(.*?)^```$/gms
const FOLDERS = ['/usr/local/bin', '/var/lib/pergola', '/var/backups/pergola', '/etc/pergola', '/srv/drill']

/** The blocks below a heading, by what they are marked with: '' for every relay. */
const blocksUnder = async (heading: string, mark: string): Promise<readonly string[]> => {
  const page = await readFile(join(ROOT, 'docs', 'operators.md'), 'utf8')
  const section = page.split(/^##+ /m).find((text) => text.startsWith(`${heading}\n`))
  if (section === undefined) throw new Error(`the manual has no section "${heading}"`)
  const found = [...section.matchAll(BLOCK)].flatMap(([, marked = '', text = '']) => (marked === mark ? [text] : []))
  if (found.length === 0) throw new Error(`nothing to run under "${heading}" for "${mark}"`)
  return found
}

interface Machine {
  readonly at: (...names: readonly string[]) => string
  readonly url: string
  /** Types the block as it stands; fails when a command of it does. */
  readonly type: (block: string) => Promise<string>
  /** Everything on it is gone. */
  readonly burn: () => Promise<void>
}

type Elsewhere = readonly (readonly [inManual: string, here: string])[]

const DONE = 'typed and done'

const typed = async (shell: ChildProcess, block: string): Promise<string> => {
  let said = ''
  const hear = (bytes: Buffer): void => void (said += bytes.toString())
  const over = new Promise<void>((resolve, reject) => {
    const look = (): void => void (said.includes(DONE) && resolve())
    for (const stream of [shell.stdout!, shell.stderr!]) stream.on('data', hear).on('data', look)
    shell.once('exit', () => reject(new Error(`a command of this block failed:\n${block}\n${said}`)))
  })
  shell.stdin!.write(`${block}\necho '${DONE}'\n`)
  await over
  for (const stream of [shell.stdout!, shell.stderr!]) stream.removeAllListeners('data')
  return said
}

/** A machine of one's own: its folders, its ports, and a shell of somebody who types what the manual says. */
const newMachine = async (place: Place, name: string, port: string, elsewhere: Elsewhere): Promise<Machine> => {
  const at = (...names: readonly string[]): string => place.at(name, ...names)
  const own = String(await freePort())
  const url = `http://127.0.0.1:${own}`
  await mkdir(at('/usr/local/bin'), { recursive: true })
  const here = (block: string): string => {
    const moved = FOLDERS.reduce((text, folder) => text.replaceAll(folder, at(folder)), block.replaceAll('/opt/pergola', ROOT))
    return elsewhere
      .reduce((text, [from, to]) => text.replaceAll(from, to), moved)
      .replaceAll('https://pergola.example', url)
      .replaceAll(`127.0.0.1:${port}/`, `127.0.0.1:${own}/`)
      .replaceAll(`--port ${port}`, `--port ${own}`)
      .replaceAll(' --metrics 9090', '')
      .replaceAll(/^(pergola (?:serve|doctor) (?!.*--port).*?)( &)?$/gm, `$1 --port ${own}$2`)
  }
  const path = [at('/usr/local/bin'), process.env['PATH'] ?? ''].join(delimiter)
  const shell = spawn('bash', ['-euo', 'pipefail'], { cwd: at(), env: { ...process.env, PATH: path }, detached: true })
  await typed(shell, here((await blocksUnder('What you need', ''))[0]!))
  return {
    at,
    url,
    type: (block) => typed(shell, here(block)),
    burn: async () => {
      if (shell.exitCode === null && shell.signalCode === null) {
        const gone = once(shell, 'exit')
        process.kill(-shell.pid!, 'SIGKILL')
        await gone
      }
      await rm(at(), { recursive: true, force: true })
    },
  }
}

let place: Place
const machines: Machine[] = []
const people: Member[] = []
beforeEach(async () => {
  place = await newPlace()
})
afterEach(async () => {
  for (const person of people.splice(0)) {
    await person.do('lock', {}).catch(() => {})
    person.close()
  }
  for (const machine of machines.splice(0)) await machine.burn()
  await place.remove()
})

const somebody = async (url: string, device: string): Promise<Member> => {
  const person = await member(url, place, device)
  people.push(person)
  return person
}

const SCAN = Buffer.from('scan of a passport '.repeat(90_000))

/** A network of one organisation with a case, a note and a large file. */
const founded = async (url: string) => {
  const amina = await somebody(url, 'desk')
  await amina.sees('session', {}, (session) => session.state === 'empty' && session.relayIsEmpty === true)
  const { passphrase } = await amina.do('found', {
    network: 'River Network',
    org: org('Riverbank Group'),
    personName: 'Amina',
    account: 'amina',
  })
  await amina.sees('network', {}, (network) => network.organisations.length === 1)
  const { space } = await caseFor(amina as unknown as Someone, [])
  await amina.do('addNote', { space, text: 'before the fire' })
  await amina.do('attachFile', { space, name: 'scan.pdf', type: 'application/pdf', content: SCAN })
  await inOrder(amina)
  return { passphrase, space }
}

/** "Then sign in as a member on a device of your own, and open a case." */
const reads = async (url: string, { passphrase, space }: Awaited<ReturnType<typeof founded>>): Promise<void> => {
  const amina = await somebody(url, 'new device')
  await amina.do('signIn', { account: 'amina', passphrase })
  await readsNotes(amina as unknown as Someone, space, ['before the fire'])
  const [file] = (await amina.ask('case', { space })).file.files
  const { content } = await amina.do('openFile', { where: { space }, id: file!.id })
  expect(Buffer.from(content).equals(SCAN)).toBe(true)
  await amina.do('addNote', { space, text: 'and on' })
  await inOrder(amina)
}

interface Drill {
  /** Of the blocks for this kind of relay. */
  readonly mark: string
  readonly start: string
  readonly backup: string
  readonly elsewhere?: Elsewhere
  /** What somebody types on each machine beforehand. */
  readonly prepare?: readonly string[]
}

const drill = async ({ mark, start, backup, elsewhere = [], prepare = [] }: Drill): Promise<string> => {
  const machine = async (name: string, port: string): Promise<Machine> => {
    const made = await newMachine(place, name, port, elsewhere)
    machines.push(made)
    for (const block of prepare) await made.type(block)
    return made
  }
  const first = await machine('first', '8765')
  await first.type((await blocksUnder(start, mark)).find((block) => block.includes('pergola serve'))!)
  const kept = await founded(first.url)
  const [makeKey] = (await blocksUnder('Backup', '')) as [string]
  await first.type(makeKey)
  await first.type(mark === '' ? (await blocksUnder(backup, ''))[1]! : (await blocksUnder(backup, mark)).at(-1)!)
  const carried = ['pergola-backup.key', '/var/backups/pergola/one.age']
  for (const name of carried) {
    await mkdir(dirname(place.at('carried', name)), { recursive: true })
    await copyFile(first.at(name), place.at('carried', name))
  }
  await first.burn()
  const second = await machine('second', '8766')
  for (const name of carried) {
    await mkdir(dirname(second.at(name)), { recursive: true })
    await copyFile(place.at('carried', name), second.at(name))
  }
  const said = await second.type((await blocksUnder('Restore, and the drill', mark))[0]!)
  await reads(second.url, kept)
  return said
}

describe('the restore drill of the manual', { timeout: SLOW }, () => {
  it('OPS-15 OPS-9 SQLite', async () => {
    const said = await drill({ mark: '', start: 'Start', backup: 'Backup' })
    expect(said).toContain('everything checks out')
    expect(said).not.toContain('FAIL')
  })

  const noPostgres = postgresMissing()
  it.skipIf(noPostgres !== null)(`OPS-15 OPS-9 PostgreSQL${noPostgres ? `: ${noPostgres}` : ''}`, async () => {
    const postgres: TestPostgres = await startPostgres()
    try {
      const said = await drill({
        mark: 'postgres',
        start: 'PostgreSQL',
        backup: 'PostgreSQL',
        elsewhere: [
          ['postgres://pergola@127.0.0.1/', `postgres://pergola@127.0.0.1:${postgres.port}/`],
          ['sudo -u postgres createdb', `createdb -h 127.0.0.1 -p ${postgres.port} -U pergola`],
        ],
      })
      expect(said.match(/everything checks out/g)).toHaveLength(3)
      expect(said).not.toContain('FAIL')
    } finally {
      for (const machine of machines.splice(0)) await machine.burn()
      await postgres.stop()
    }
  })

  const noBucket = noObjectStore()
  it.skipIf(noBucket !== null)(`OPS-15 OPS-9 files in a bucket${noBucket ? `: ${noBucket}` : ''}`, async () => {
    const store: ObjectStore = await startObjectStore()
    try {
      const [{ endpoint, region }] = [await store.bucket('relay'), await store.bucket('drill')]
      const said = await drill({
        mark: 's3',
        start: 'Object storage',
        backup: 'Backup',
        elsewhere: [
          ['s3://BUCKET', 's3://relay'],
          ['s3://DRILL-BUCKET', 's3://drill'],
          ['https://store.example', endpoint],
          ['REGION', region],
          ['AWS_ACCESS_KEY_ID=…', `AWS_ACCESS_KEY_ID=${store.keys.accessKeyId}`],
          ['AWS_SECRET_ACCESS_KEY=…', `AWS_SECRET_ACCESS_KEY=${store.keys.secretAccessKey}`],
        ],
        prepare: [(await blocksUnder('Object storage', 's3'))[0]!, 'set -a; . /etc/pergola/environment; set +a'],
      })
      expect(said).toContain('everything checks out')
      expect(said).not.toContain('FAIL')
    } finally {
      for (const machine of machines.splice(0)) await machine.burn()
      await store.stop()
    }
  })
})
