/** For operators: which database a relay keeps its logs in, and moving from one to the other. */
import { migrateToPostgres } from '@pergola/relay/migrate'
import { Unusable, type DatabaseAddress } from '@pergola/relay/serve'
import { must, said, text, type Command } from '../command/command.ts'
import type { Given } from '../command/given.ts'
import type { Terminal } from '../ports/terminal.ts'
import { Complaint, misuse } from '../voice.ts'

export const DATABASE = text(
  'PostgreSQL database instead of a file in the data folder; password in PGPASSWORD',
  'postgres://USER@HOST/NAME',
)
export const PASSWORD_FILE = text('file whose first line is the password of the database', 'FILE')

const passwordIn = (given: Given, terminal: Terminal): string | undefined => {
  const path = given.text('database-password-file')
  return path === '' ? undefined : terminal.readFile(path).split('\n', 1)[0]!.trim()
}

const addressOf = (url: string, given: Given, terminal: Terminal): DatabaseAddress => {
  const password = passwordIn(given, terminal)
  return password === undefined ? { url } : { url, password }
}

/** The database that was named, or undefined. A password in an address is refused when it is opened. */
export const databaseOf = (given: Given, terminal: Terminal): DatabaseAddress | undefined => {
  const url = given.text('database')
  if (url !== '') return addressOf(url, given, terminal)
  if (given.has('database-password-file')) throw misuse('--database-password-file needs --database.', 'Name the database too.')
  return undefined
}

/** What a database refuses, said as a sentence; anything else as it is. */
export const refusedByDatabase = (error: unknown): unknown => (error instanceof Unusable ? new Complaint(error.message, error.hint) : error)

/** The same for what was promised. */
export const orRefused = <T>(promise: Promise<T>): Promise<T> =>
  promise.catch((error: unknown) => {
    throw refusedByDatabase(error)
  })

const SQLITE = 'sqlite:'

const migrate: Command = {
  name: 'migrate',
  group: 'Operation',
  summary: 'Move a relay from its file into a PostgreSQL database',
  about:
    'Copies everything into an empty database, then reads it back and checks every row count, membership entry, signature and head. The file stays as it was. Stop the relay first, and serve it afterwards from the same folder, which keeps its keys and files, with --database. A migration that broke off is begun anew by running it again.',
  args: [],
  options: {
    from: must('the relay’s folder', 'sqlite:FOLDER'),
    to: must('the database; password in PGPASSWORD', 'postgres://USER@HOST/NAME'),
    'database-password-file': PASSWORD_FILE,
  },
  examples: ['pergola migrate --from sqlite:/var/lib/pergola --to postgres://pergola@127.0.0.1/pergola'],
  run: async ({ given, terminal }) => {
    const from = given.text('from')
    if (!from.startsWith(SQLITE)) throw misuse(`--from takes sqlite:FOLDER, not "${from}".`, 'Example: --from sqlite:/var/lib/pergola')
    const migrated = await orRefused(
      migrateToPostgres({
        folder: from.slice(SQLITE.length),
        database: addressOf(given.text('to'), given, terminal),
        report: (table, done, of) => terminal.interactive && terminal.err(`${table}: ${done} of ${of}\n`),
      }),
    )
    const { rows, spaces, entries, commits } = migrated
    const copied = Object.values(rows).reduce((sum, count) => sum + count, 0)
    return said(
      migrated,
      `${copied} rows copied; ${spaces} spaces, ${entries} membership entries and ${commits} commits checked in the new database; everything checks out.\n`,
    )
  },
}

export const databases: readonly Command[] = [migrate]
