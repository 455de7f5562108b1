/** For operators: backup, restore, audit of what is kept, and what is wrong with this machine. */
import { existsSync } from 'node:fs'
import { auditFolder, takeDown, type Audit, type Blobs } from '@pergola/relay/upkeep'
import { arg, flag, list, must, said, text, type Call, type Command, type Outcome } from '../command/command.ts'
import { table } from '../show/words.ts'
import { makeBackup } from '../upkeep/backup.ts'
import { examineBucket } from '../upkeep/examine-files.ts'
import { examineFolder } from '../upkeep/examine-folder.ts'
import { examineMachine } from '../upkeep/examine-machine.ts'
import { examineOrigin, examinePort } from '../upkeep/examine-service.ts'
import { FILES, filesPlace, openFiles, ownFolder } from '../upkeep/files.ts'
import { asText } from '../upkeep/findings.ts'
import { makeKeys, readIdentities, readRecipients } from '../upkeep/keys.ts'
import { restoreBackup } from '../upkeep/restore.ts'
import { Complaint, misuse } from '../voice.ts'
import { DATABASE, PASSWORD_FILE, databaseOf, orRefused } from './databases.ts'

const group = 'Operation'
const DATA = text('the relay’s folder (otherwise ./data)', 'FOLDER')
const MIB = 1024 * 1024

const dataOf = ({ given }: Call): string => given.text('data') || 'data'
const ownDataOf = (call: Call): string => ownFolder(dataOf(call))
const mib = (bytes: number): string => `${(bytes / MIB).toFixed(1)} MiB`

const backupKey: Command = {
  name: 'backup-key',
  group,
  summary: 'Make the key that backups are encrypted to',
  about:
    'Writes FILE, which opens backups, and FILE.pub, which only closes them. Do this away from the relay; bring FILE.pub to it, and keep FILE where the relay is not.',
  args: [arg('file', 'where the key goes; must not exist')],
  options: {},
  examples: ['pergola backup-key pergola-backup.key'],
  run: async ({ given, terminal }) => {
    const file = given.text('file')
    const { identity, recipient } = await makeKeys()
    const write = (path: string, line: string): void => terminal.writeNew(path, new TextEncoder().encode(`${line}\n`))
    write(file, identity)
    write(`${file}.pub`, recipient)
    return said(
      { opens: file, closes: `${file}.pub` },
      `${file} opens backups: keep it safe, and not on the relay.\n${file}.pub is for \`pergola backup --to ${file}.pub\`.\n`,
    )
  },
}

const backup: Command = {
  name: 'backup',
  group,
  summary: 'Back up a relay while it runs: one file, encrypted to your key',
  about:
    'Takes the database of one moment, the sealed files, and the relay’s own key. Nobody can open the backup without the key that belongs to --to, the relay included. Exit code 1 when a file could not be read; the rest is in the backup.',
  args: [],
  options: {
    data: DATA,
    to: { ...list('public key (age1…) or a file with keys; may be repeated', 'KEY'), required: true },
    out: must('where the backup goes; must not exist', 'FILE'),
    files: FILES,
    database: DATABASE,
    'database-password-file': PASSWORD_FILE,
    'without-files': flag('leave the sealed files out, because the bucket keeps them safe'),
  },
  examples: ['pergola backup --data /var/lib/pergola --to /etc/pergola/backup.pub --out /backup/pergola-2027-03-14.age'],
  run: async (call) => {
    const { given, terminal } = call
    const dataFolder = ownDataOf(call)
    const recipients = readRecipients(given.list('to'), terminal)
    const blobs = given.flag('without-files') ? null : await openedFiles(call)
    const database = databaseOf(given, terminal)
    const made = await orRefused(makeBackup({ dataFolder, database, blobs, recipients, out: given.text('out'), now: terminal.now() }))
    const sum = `${given.text('out')}: ${mib(made.bytes)}, ${made.files} files.\n`
    if (made.missing.length === 0) return said(made, sum)
    return said(
      made,
      `${sum}${made.missing.length} files of the database could not be read and are not in it:\n${made.missing.join('\n')}\n`,
      1,
    )
  },
}

const openedFiles = (call: Call): Promise<Blobs> => openFiles(ownDataOf(call), filesPlace(call.given, call.terminal))

const faultLines = ({ faults }: Audit): string =>
  table(
    ['WHAT', 'SPACE OR FILE', 'POSITION'],
    faults.map(({ what, id, at }) => [what, id, at === null ? '' : String(at)]),
  )

const auditSum = ({ spaces, entries, commits, files, fileBytes, faults }: Audit): string => {
  const found = faults.length === 0 ? 'everything checks out' : `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`
  return `${spaces} spaces, ${entries} membership entries, ${commits} commits and ${files} files (${mib(fileBytes)}) checked; ${found}.\n`
}

const restore: Command = {
  name: 'restore',
  group,
  summary: 'Bring a relay back from a backup, into an empty folder',
  about:
    'Everything in it is audited before you serve it. An older backup is a rollback to members: read docs/operators.md first. Exit code 1 when something does not check out.',
  args: [arg('backup', 'the file that `pergola backup` made')],
  options: {
    identity: must('the key that opens it: the file that `pergola backup-key` made', 'FILE'),
    data: must('an empty folder, or one that is not there yet', 'FOLDER'),
    files: FILES,
  },
  examples: ['pergola restore pergola-2027-03-14.age --identity pergola-backup.key --data /var/lib/pergola'],
  run: async ({ given, terminal }) => {
    const from = given.text('backup')
    if (!existsSync(from)) throw new Complaint(`There is no file ${from}.`, 'Check its name.')
    const identities = readIdentities(given.text('identity'), terminal)
    const restored = await restoreBackup({ from, identities, dataFolder: given.text('data'), files: filesPlace(given, terminal) })
    const { audit, files, made } = restored
    const sum = `Restored the relay of ${new Date(made).toISOString()} with ${files} files.\n${auditSum(audit)}`
    return said(restored, audit.faults.length === 0 ? sum : `${sum}\n${faultLines(audit)}`, audit.faults.length === 0 ? 0 : 1)
  },
}

/** `pergola verify --data`: the operator’s side of the audit. */
export const verifyData = async (call: Call): Promise<Outcome> => {
  const audit = await orRefused(auditFolder(ownDataOf(call), await openedFiles(call), databaseOf(call.given, call.terminal)))
  return said(
    audit,
    audit.faults.length === 0 ? auditSum(audit) : `${auditSum(audit)}\n${faultLines(audit)}`,
    audit.faults.length === 0 ? 0 : 1,
  )
}

const doctor: Command = {
  name: 'doctor',
  group,
  summary: 'Look for what is wrong with a relay’s machine, folder, port and address',
  about: 'One line for each thing looked at: ok, warn or FAIL, with what to do. Exit code 1 when something fails.',
  args: [],
  options: {
    data: DATA,
    port: text('where the relay listens (otherwise 8765)', 'N'),
    host: text('where the relay listens (otherwise 127.0.0.1)', 'ADDRESS'),
    origin: list('address at which people open it; may be repeated', 'URL'),
    files: FILES,
    database: DATABASE,
    'database-password-file': PASSWORD_FILE,
  },
  examples: ['pergola doctor --data /var/lib/pergola --origin https://pergola.example'],
  run: async (call) => {
    const { given, terminal } = call
    const dataFolder = dataOf(call)
    const files = filesPlace(given, terminal)
    const folder = await examineFolder(dataFolder, databaseOf(given, terminal))
    const findings = [
      ...(await examineMachine(folder.newest, terminal.now())),
      ...folder.findings,
      ...(files ? [await examineBucket(dataFolder, files)] : []),
      await examinePort(given.text('host') || '127.0.0.1', given.whole('port', 8765)),
    ]
    for (const origin of given.list('origin')) findings.push(...(await examineOrigin(origin)))
    const failed = findings.filter(({ level }) => level === 'fail').length
    const warned = findings.filter(({ level }) => level === 'warn').length
    const sum = failed + warned === 0 ? 'Nothing wrong found.' : `${failed} failed, ${warned} to look at.`
    return said(findings, `${asText(findings)}\n${sum}\n`, failed === 0 ? 0 : 1)
  },
}

/** Ids are hex: of an organisation (16 bytes) as in the address of its page, of a file likewise. */
const idsOf = ({ given }: Call, option: string): readonly string[] =>
  given.list(option).map((id) => {
    if (/^[0-9a-f]{32}$/u.test(id)) return id
    throw misuse(`--${option} takes an id of 32 hex digits, not "${id}".`, 'An organisation’s id is the end of the address of its page.')
  })

const takingDown: Command = {
  name: 'take-down',
  group,
  summary: 'Take down what an organisation published, or a file, on purpose',
  about:
    'For what has to go and whose organisation cannot or will not do it: one that was taken out of the network keeps its page and its intake until somebody takes them down. Works beside a relay that runs. Members and visitors who ask are told that the operator took it down. The organisation may publish again if it is in the network. Exit code 1 when something named is not there.',
  args: [],
  options: {
    data: DATA,
    page: list('organisation whose public page goes; may be repeated', 'ORGANISATION'),
    intake: list('organisation whose intake page is closed; may be repeated', 'ORGANISATION'),
    file: list('sealed file that goes; may be repeated', 'FILE'),
    files: FILES,
    database: DATABASE,
    'database-password-file': PASSWORD_FILE,
  },
  examples: ['pergola take-down --data /var/lib/pergola --page 0123456789abcdef0123456789abcdef'],
  run: async (call) => {
    const what = { pages: idsOf(call, 'page'), intakes: idsOf(call, 'intake'), files: idsOf(call, 'file') }
    const asked = Object.values(what).flat().length
    if (asked === 0) throw misuse('Nothing is named.', 'Give --page, --intake or --file.')
    const taken = await orRefused(takeDown(ownDataOf(call), await openedFiles(call), what, databaseOf(call.given, call.terminal)))
    const { pages, intakes, files } = taken
    // As the relay's own log: counts, and nothing of what it was.
    call.terminal.err(`taken down pages=${pages.length} intakes=${intakes.length} files=${files.length}\n`)
    const missing = asked - Object.values(taken).flat().length
    const sum = `Taken down: ${pages.length} pages, ${intakes.length} intakes, ${files.length} files.\n`
    return said(
      taken,
      missing === 0 ? sum : `${sum}${missing} of what you named ${missing === 1 ? 'is' : 'are'} not there.\n`,
      missing === 0 ? 0 : 1,
    )
  },
}

export const upkeep: readonly Command[] = [backupKey, backup, restore, doctor, takingDown]
