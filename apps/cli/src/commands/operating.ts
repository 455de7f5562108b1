/** For operators, and the audit that every member can make. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { serve as serveRelay } from '@pergola/relay/serve'
import { Complaint, misuse } from '../voice.ts'
import { flag, list, said, text, type Command } from '../command/command.ts'
import { runDemo } from '../demo/run.ts'
import { pickCase } from '../session/pick.ts'
import { plain, short, table } from '../show/words.ts'
import { FILES, filesPlace } from '../upkeep/files.ts'
import { DATABASE, PASSWORD_FILE, databaseOf, refusedByDatabase } from './databases.ts'
import { memberCommand } from './member.ts'
import { verifyData } from './upkeep.ts'

const group = 'Operation'
const APPS = join(import.meta.dirname, '..', '..', '..')

const built = (app: 'web' | 'intake'): string | undefined => {
  const folder = join(APPS, app, 'dist')
  return existsSync(folder) ? folder : undefined
}

/** The process goes on serving; it ends by SIGINT or SIGTERM. */
const forever = (): Promise<never> => new Promise(() => {})

const REFUSED: Readonly<Record<string, readonly [what: string, hint: string]>> = {
  EADDRINUSE: ['Another program listens on this port.', 'Stop it, or give another port with --port.'],
  EACCES: ['This port or folder is not allowed for you.', 'Take a port above 1023 and a folder of your own.'],
  ENOSPC: ['The disk is full.', 'Free some space and start again; nothing was lost.'],
}

/** What the machine refuses, said as a sentence; anything else is a fault of ours and thrown on. */
const refusedByMachine = (error: unknown): Error => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const sentence = REFUSED[code]
  return sentence ? new Complaint(...sentence) : (error as Error)
}

const serve: Command = {
  name: 'serve',
  group,
  summary: 'Run a relay: it stores and forwards what it cannot read',
  about:
    'Keeps everything in one folder (database, sealed files, its own key): back it up with `pergola backup`. Put a web server with TLS before it and name the address with --origin. Stops gracefully on SIGINT and SIGTERM.',
  args: [],
  options: {
    data: text('folder to keep everything in (otherwise ./data)', 'FOLDER'),
    port: text('port (otherwise 8765)', 'N'),
    host: text('address to listen on (otherwise 127.0.0.1)', 'ADDRESS'),
    origin: list('address at which people open it; may be repeated', 'URL'),
    database: DATABASE,
    'database-password-file': PASSWORD_FILE,
    files: FILES,
    metrics: text('serve metrics for Prometheus at this port, of 127.0.0.1 unless an address is given', '[ADDRESS:]PORT'),
    'quota-mib': text('how much each organisation may keep, in MiB', 'N'),
    'behind-proxy': flag('believe a reverse proxy about addresses; it is reached by TLS'),
  },
  examples: ['pergola serve --data /var/lib/pergola --origin https://relay.example --behind-proxy'],
  run: async ({ given, terminal }) => {
    const origins = given.list('origin')
    const [files, metrics] = [filesPlace(given, terminal), metricsPlace(given.text('metrics'))]
    const quota = given.has('quota-mib') ? { quotaMiB: given.whole('quota-mib', 1) } : {}
    const relay = await serveRelay({
      dataFolder: given.text('data') || 'data',
      port: given.whole('port', 8765),
      host: given.text('host') || '127.0.0.1',
      ...(origins.length > 0 ? { origins } : {}),
      ...quota,
      tls: given.flag('behind-proxy'),
      trustProxy: given.flag('behind-proxy'),
      files,
      metrics,
      database: databaseOf(given, terminal),
      ...optional('webRoot', built('web')),
      ...optional('intakeRoot', built('intake')),
    }).catch((error: unknown) => {
      throw refusedByMachine(refusedByDatabase(error))
    })
    terminal.out(`Serving at ${relay.url}${origins.length > 0 ? ` for ${origins.join(', ')}` : ''}. Ctrl C stops.\n`)
    return forever()
  },
}

/** `9090`, `127.0.0.1:9090` or `[::1]:9090`; null when it was not given. */
const metricsPlace = (typed: string): { readonly host: string; readonly port: number } | null => {
  if (typed === '') return null
  const [, host = '127.0.0.1', port = ''] = /^(?:\[?([\w.:]+?)\]?:)?(\d{1,5})$/u.exec(typed) ?? []
  if (port === '' || Number(port) > 65_535) throw misuse(`--metrics takes a port, not "${typed}".`, 'Example: --metrics 9090')
  return { host, port: Number(port) }
}

const optional = <K extends string, V>(name: K, value: V | undefined): { readonly [N in K]?: V } =>
  value === undefined ? {} : ({ [name]: value } as { [N in K]: V })

const demo: Command = {
  name: 'demo',
  group,
  summary: 'Run a relay with an invented network to look around in',
  about:
    'On an empty data folder it founds the demo network through the same client that people use. With --empty the first visitor founds a network of their own.',
  args: [],
  options: {
    data: text('folder to keep everything in (otherwise ./data)', 'FOLDER'),
    port: text('port (otherwise 8765, or the next free one)', 'N'),
    empty: flag('without the demo network'),
    fresh: flag('remove an earlier demo first'),
  },
  examples: ['npm start', 'npm start -- --empty', 'npm start -- --port 9000 --data /tmp/look'],
  run: async ({ given, terminal }) => {
    await runDemo(
      {
        data: given.text('data') || 'data',
        port: given.whole('port', 8765),
        empty: given.flag('empty'),
        fresh: given.flag('fresh'),
        webRoot: built('web'),
        intakeRoot: built('intake'),
      },
      terminal,
    )
    return forever()
  },
}

const verifyAsMember = memberCommand(
  {
    name: 'verify',
    group,
    summary: 'Audit: read whole logs again and check every entry, signature and head',
    about:
      'Everything you may read is fetched from its beginning and held against what this machine verified before. Exit code 1 when something does not check out.',
    args: [],
    options: { case: text('only this case', 'CASE') },
    examples: ['pergola verify', 'pergola verify --case Heron --json'],
  },
  async ({ member, given }) => {
    const only = given.has('case') ? { space: await pickCase(member, given.text('case')) } : {}
    const report = await member.run('audit', only)
    const { alarms } = await member.ask('sync', {})
    const lines = table(
      ['SPACE', 'NAME', 'WHAT', 'POSITION', 'DEVICE'],
      alarms.map(({ space, spaceName, what, position, device }) => [
        short(space),
        plain(spaceName),
        what.replaceAll('_', ' '),
        position === null ? '' : String(position),
        device === null ? '' : short(device),
      ]),
    )
    const faults = Math.max(report.faults, alarms.length)
    const sum = `${report.spaces} spaces and ${report.commits} commits checked; ${faults === 0 ? 'everything checks out' : `${faults} ${faults === 1 ? 'fault' : 'faults'}`}.\n`
    return said({ ...report, faults, alarms }, faults === 0 ? sum : `${sum}\n${lines}`, faults === 0 ? 0 : 1)
  },
)

/** Two audits under one name: what a member may read, or everything that a relay keeps. */
const verify: Command = {
  ...verifyAsMember,
  about: `${verifyAsMember.about} With --data it is the operator’s audit: membership logs, chains, heads, signatures and files of a relay’s folder, also while it runs.`,
  options: {
    ...verifyAsMember.options,
    data: text('audit this relay’s folder instead', 'FOLDER'),
    database: DATABASE,
    'database-password-file': PASSWORD_FILE,
    files: FILES,
  },
  examples: [...verifyAsMember.examples, 'pergola verify --data /var/lib/pergola'],
  run: (call) => (call.given.has('data') ? verifyData(call) : verifyAsMember.run(call)),
}

export const operating: readonly Command[] = [serve, demo, verify]
