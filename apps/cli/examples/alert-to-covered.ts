/**
 * From alert to covered, by command line: Amina of a local group, Joost of a shelter, and somebody without an account, on a
 * real relay. Every step is a `pergola` command, as a program that integrates Pergola would run it: `--json` in, data out.
 *
 *   node apps/cli/examples/alert-to-covered.ts
 *
 * Prints each step; ends with 1 and says which step failed when one does. Everything is in a folder that is removed at the end.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MAIN = join(import.meta.dirname, '..', 'src', 'main.ts')
/** A published list of programmes; this one is invented. */
const PROVIDER_FACTS = process.env['PROVIDER_FACTS'] ?? join(import.meta.dirname, 'provider-facts.json')
const place = mkdtempSync(join(tmpdir(), 'pergola-story-'))
const at = (name: string): string => join(place, name)

/* ---- running commands ---- */

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

const run = async (args: readonly string[]): Promise<Ran> => {
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: at('compiled') },
  })
  const [out, err] = [collect(child.stdout!), collect(child.stderr!)]
  const [code] = (await once(child, 'close')) as [number]
  return { code, out: out(), err: err() }
}

const collect = (stream: NodeJS.ReadableStream): (() => string) => {
  let text = ''
  stream.on('data', (part: Buffer) => (text += part.toString()))
  return () => text
}

class Failed extends Error {}

const expect = (holds: boolean, what: string): void => {
  if (!holds) throw new Failed(what)
}

/** Runs a command that must succeed and gives its data. */
const pergola = async <T>(...args: readonly string[]): Promise<T> => {
  const { code, out, err } = await run([...args, '--json'])
  if (code !== 0) throw new Failed(`pergola ${args.slice(0, 3).join(' ')} ended with ${code}:\n${err}`)
  return JSON.parse(out) as T
}

/** A member at their own machine: a profile folder and a passphrase file. */
const member =
  (name: string) =>
  <T = unknown>(...args: readonly string[]): Promise<T> =>
    pergola<T>(...args, '--profile', at(name), '--passphrase-file', at(`${name}.secret`))

const amina = member('amina')
const joost = member('joost')

/** Until it is so: what one side did reaches the other when it looks. */
const eventually = async <T>(what: string, look: () => Promise<T>, enough: (value: T) => boolean): Promise<T> => {
  for (let tries = 0; tries < 20; tries++) {
    const value = await look()
    if (enough(value)) return value
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  throw new Failed(`${what} never happened`)
}

const step = (number: number, says: string): void => console.log(`\n${number}. ${says}`)
const tell = (line: string): void => console.log(`   ${line}`)

/* ---- the relay, a process of its own ---- */

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

const startRelay = async (port: number): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [MAIN, 'serve', '--data', at('relay'), '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [first] = (await once(child.stdout!, 'data')) as [Buffer]
  expect(first.toString().startsWith('Serving'), 'the relay did not start')
  return child
}

const stopRelay = async (relay: ChildProcess): Promise<void> => {
  const closed = once(relay, 'close')
  relay.kill('SIGTERM')
  await closed
}

/* ---- the story ---- */

interface Case {
  readonly file: {
    readonly people: readonly { id: string; label: string }[]
    readonly needs: readonly { id: string }[]
    readonly notes: readonly { text: string }[]
  }
  readonly identities: readonly { name: string }[] | null
  readonly chart: {
    readonly gapDays: number
    readonly rows: readonly { readonly gapDays: number; readonly handovers: readonly { agreedBefore: boolean; agreedAfter: boolean }[] }[]
  }
  readonly goneSince: number | null
  readonly pending: number
}
type Rows<T> = readonly (T & { readonly space: string })[]

const caseOf = (who: ReturnType<typeof member>): Promise<Case> => who<Case>('case', 'show', 'Heron')

const story = async (): Promise<void> => {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  let relay = await startRelay(port)
  try {
    step(1, `A relay runs at ${origin}.`)
    await together(origin)
    await alertAndCase()
    await asking()
    await stopRelay(relay)
    await apart()
    relay = await startRelay(port)
    await againTogether()
    await revoked()
  } finally {
    await stopRelay(relay)
  }
}

const together = async (origin: string): Promise<void> => {
  step(2, 'Amina founds a network; Joost’s shelter joins by link; they compare safety words.')
  const secrets = (name: string): readonly string[] => ['--profile', at(name), '--secrets-file', at(`${name}.secret`)]
  const local = ['--organisation', 'Riverbank Group', '--kind', 'local_group', '--countries', 'KE', '--languages', 'en,sw']
  await pergola(
    'found',
    '--relay',
    origin,
    '--network',
    'River Network',
    ...local,
    '--name',
    'Amina',
    '--account',
    'amina',
    ...secrets('amina'),
  )
  const { link } = await amina<{ link: string }>('network', 'invite', '--organisation', 'Huis Noord')
  const shelter = ['--organisation', 'Huis Noord', '--kind', 'shelter', '--countries', 'NL', '--languages', 'en,nl']
  await pergola('join', link, ...shelter, '--name', 'Joost', '--account', 'joost', ...secrets('joost'))
  await amina('network', 'admit', 'Huis Noord')
  await eventually(
    'Joost’s organisation in the network',
    () => joost<{ name: string; organisations: unknown[] }>('network'),
    ({ organisations }) => organisations.length === 2,
  )
  const hers = await amina<{ safetyWords: string[] }>('network', 'words', 'Huis Noord', '--verified')
  const his = await joost<{ safetyWords: string[] }>('network', 'words', 'Riverbank Group')
  expect(hers.safetyWords.join() === his.safetyWords.join() && hers.safetyWords.length === 6, 'the safety words differ')
  tell(`Both read: ${hers.safetyWords.join(' ')}`)
}

const alertAndCase = async (): Promise<void> => {
  step(3, 'Somebody without an account writes to the intake, with two files, and keeps a receipt phrase.')
  const { link } = await amina<{ link: string }>('intake', 'open', '--intro', 'Two of us read this.', '--languages', 'en')
  writeFileSync(at('car.txt'), 'A white pickup without plates.')
  writeFileSync(at('letter.txt'), 'We know where your daughter goes to school.')
  await pergola(
    'intake',
    'write',
    link,
    '--text',
    'They waited at the gate again. Please help.',
    '--file',
    at('car.txt'),
    '--file',
    at('letter.txt'),
    '--receipt-file',
    at('receipt'),
  )
  tell(`The receipt has ${readFileSync(at('receipt'), 'utf8').trim().split(' ').length} words.`)

  step(4, 'Amina reads it, answers, and turns it into a case: people, needs, risk, consent.')
  const alerts = await eventually(
    'the alert at Amina’s',
    () => amina<{ files: number }[]>('alert', 'list'),
    (rows) => rows.length === 1,
  )
  expect(alerts[0]!.files === 2, 'the files did not arrive')
  await amina('alert', 'file', '1', 'letter.txt', '--out', at('opened.txt'))
  expect(readFileSync(at('opened.txt'), 'utf8').includes('daughter'), 'the file is not what was sent')
  await amina('alert', 'reply', '1', '--text', 'We have read this. Stay inside tonight; who is with you?')
  const answers = await pergola<{ text: string }[]>('intake', 'read', link, '--receipt-file', at('receipt'))
  expect(answers.length === 1, 'the answer did not arrive')
  tell(`With the phrase they read: “${answers[0]!.text}”`)
  await pergola('intake', 'again', link, '--receipt-file', at('receipt'), '--text', 'My two children.')
  await eventually(
    'the second message',
    () => amina<{ turns: unknown[] }>('alert', 'show', '1'),
    ({ turns }) => turns.length === 3,
  )
  await amina('alert', 'to-case', '1', '--pseudonym', 'Heron', '--country', 'KE', '--urgency', 'days')
  await fillCase()
}

const fillCase = async (): Promise<void> => {
  await amina('case', 'person', 'Heron', '--dependent', '--label', 'Daughter, school age', '--relation', 'Daughter', '--languages', 'en')
  await amina('case', 'person', 'Heron', '--dependent', '--label', 'Son, small', '--relation', 'Son', '--languages', 'en')
  await amina('case', 'identity', 'Heron', '--person', 'Defender', '--name', 'An invented name')
  await amina(
    'case',
    'need',
    'Heron',
    '--person',
    'Defender',
    '--kind',
    'relocation.international',
    '--to',
    '+90',
    '--place',
    'NL',
    '--headcount',
    '3',
  )
  await amina('case', 'need', 'Heron', '--person', 'Daughter, school age', '--kind', 'humanitarian.family', '--to', '+60')
  await amina('case', 'need', 'Heron', '--person', 'Son, small', '--kind', 'medical', '--to', '+30')
  await amina(
    'case',
    'risk',
    'Heron',
    '--probability',
    'high',
    '--impact',
    'high',
    '--death-threat',
    '--threat',
    'A letter that names the school',
  )
  const { code, err } = await run([
    'case',
    'refer',
    'Heron',
    '1',
    '--to',
    'Huis Noord',
    '--profile',
    at('amina'),
    '--passphrase-file',
    at('amina.secret'),
  ])
  expect(code === 1 && err.includes('consent'), 'a request went out without consent')
  await amina('case', 'consent', 'Heron', '--scope', 'share_network')
  await amina('case', 'consent', 'Heron', '--scope', 'share_named_org', '--to', 'Huis Noord')
  tell('Three people, three needs; nothing could leave before they agreed.')
}

const asking = async (): Promise<void> => {
  step(5, 'The directory is loaded from a published list; the need is matched; a request goes to the shelter.')
  const report = await amina<{ counts: { added: number }; ended: unknown }>('import', PROVIDER_FACTS)
  expect(report.counts.added > 0 && report.ended === null, 'the list was not read')
  const matches = await amina<{ possible: boolean; service: { name: string } }[]>('match', 'Heron', '1')
  tell(`${report.counts.added} entries loaded; ${matches.length} could cover the first need.`)
  await amina('case', 'commit', 'Heron', '1', '--to', '+6', '--stop-gap')
  await amina('case', 'refer', 'Heron', '1', '--to', 'Huis Noord', '--answer-in', '2d', '--share', '--text', 'We cover the first week.')

  step(6, 'Joost sees the request without a name, takes it up, gets the file, and commits. A gap remains.')
  const [request] = await eventually(
    'the request at Joost’s',
    () => joost<Rows<{ state: string }>>('referral', 'list', '--direction', 'in'),
    (rows) => rows.length === 1,
  )
  expect((await joost<unknown[]>('case', 'list')).length === 0, 'Joost saw the case before he took it up')
  await joost('referral', 'take-up', request!.space, '--text', 'Yes, from next week.')
  await amina('sync')
  await eventually(
    'the file at Joost’s',
    () => joost<unknown[]>('case', 'list'),
    (rows) => rows.length === 1,
  )
  const his = await caseOf(joost)
  expect(his.identities === null, 'Joost sees the identity part')
  const committed = await joost<{ gapDays: number }>('case', 'commit', 'Heron', '1', '--from', '+7', '--to', '+59')
  expect(committed.gapDays === 31, `a gap of 31 days was expected, not ${committed.gapDays}`)
  await joost('case', 'agree', 'Heron', '1')
  await amina('case', 'agree', 'Heron', '1')
  const hers = await caseOf(amina)
  expect(hers.chart.rows[0]!.gapDays === 31, 'the two sides see different gaps')
  expect(
    hers.chart.rows[0]!.handovers.every(({ agreedBefore, agreedAfter }) => agreedBefore && agreedAfter),
    'the hand-over is not agreed',
  )
  tell('Nobody covers the last 31 days; the hand-over is agreed by both.')
}

const apart = async (): Promise<void> => {
  step(7, 'The relay stops. Both go on writing, each at their own machine.')
  await amina('case', 'note', 'Heron', 'Written while nothing could be sent.')
  await joost('case', 'note', 'Heron', 'The flat is ready, said without a network.')
  expect((await caseOf(amina)).pending > 0, 'Amina’s note is not kept')
  tell('Two notes are kept, unsent.')
}

const againTogether = async (): Promise<void> => {
  for (const who of [amina, joost, amina]) await who('sync')
  for (const who of [amina, joost]) {
    const { file, pending } = await caseOf(who)
    expect(pending === 0 && file.notes.length === 2, 'the two sides did not come together')
  }
  tell('The relay is back: both have both notes, in one order.')
}

const revoked = async (): Promise<void> => {
  step(8, 'Amina takes the case back. Joost reads nothing that is written after.')
  await amina('case', 'revoke', 'Heron', '--from', 'Huis Noord')
  await amina('case', 'note', 'Heron', 'For us alone.')
  const [gone] = await eventually(
    'the case gone at Joost’s',
    () => joost<{ goneSince: number | null }[]>('case', 'list'),
    (rows) => typeof rows[0]?.goneSince === 'number',
  )
  const { out } = await run(['case', 'show', 'Heron', '--json', '--profile', at('joost'), '--passphrase-file', at('joost.secret')])
  expect(!out.includes('For us alone.'), 'Joost reads on')
  tell(`Gone for Joost since ${new Date(gone!.goneSince!).toISOString()}.`)

  step(9, 'Both audit everything they hold against the relay.')
  for (const [name, who] of [
    ['Amina', amina],
    ['Joost', joost],
  ] as const) {
    const { spaces, commits, faults } = await who<{ spaces: number; commits: number; faults: number }>('verify')
    expect(faults === 0, `${name} found ${faults} faults`)
    tell(`${name}: ${spaces} spaces, ${commits} commits, no fault.`)
  }
}

try {
  await story()
  console.log('\nFrom alert to covered: done.')
} catch (error) {
  if (!(error instanceof Failed)) throw error
  console.error(`\nerror: ${error.message}`)
  process.exitCode = 1
} finally {
  rmSync(place, { recursive: true, force: true })
}
