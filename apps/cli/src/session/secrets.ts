/** Passphrases in and out: typed without echo or read from a file; new ones go to the terminal or to a file of mode 0600. */
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import type { NewAccount } from '@pergola/client'
import type { Given } from '../command/given.ts'
import type { Terminal } from '../ports/terminal.ts'
import { Complaint } from '../voice.ts'

const fromFile = (path: string): string => {
  try {
    return readFileSync(path, 'utf8').split('\n', 1)[0]!.trim()
  } catch {
    throw new Complaint(`The passphrase file ${path} cannot be read.`, 'Its first line holds the passphrase.')
  }
}

/** The command line is seen by every user of a machine and kept in histories, so a passphrase is never an argument. */
export const readPassphrase = async (given: Given, terminal: Terminal): Promise<string> => {
  const file = given.text('passphrase-file') || terminal.env['PERGOLA_PASSPHRASE_FILE']
  if (file) return fromFile(file)
  const found = terminal.env['PERGOLA_PASSPHRASE'] ?? (await terminal.askSecret('Passphrase: '))
  if (found) return found.trim()
  throw new Complaint('A passphrase is needed.', 'Type it when asked, or give --passphrase-file FILE or PERGOLA_PASSPHRASE.')
}

/** What opens something else than the profile: from the first line of the file that `option` names, or asked for. */
export const secretOf = async (given: Given, terminal: Terminal, option: string, question: string): Promise<string> => {
  const file = given.text(option)
  const found = file === '' ? await terminal.askSecret(question) : fromFile(file)
  if (found) return found.trim()
  throw new Complaint('What opens it is needed.', `Type it when asked, or give --${option} FILE.`)
}

const kept = ({ account, passphrase, recoveryWords }: NewAccount): string =>
  `${passphrase}\n\naccount: ${account}\nrecovery kit: ${recoveryWords.join(' ')}\n`

const shown = ({ account, passphrase, recoveryWords }: NewAccount): string =>
  [
    '',
    `  account        ${account}`,
    `  passphrase     ${passphrase}`,
    `  recovery kit   ${recoveryWords.slice(0, 12).join(' ')}`,
    `                 ${recoveryWords.slice(12).join(' ')}`,
    '',
    'Write both down now, on paper, apart from each other. Nobody can look them up for you.',
    '',
    '',
  ].join('\n')

/** A file that is there already must not stop us after the account exists. */
const takePlace = (path: string): void => {
  if (path === '') return
  try {
    writeFileSync(path, '', { flag: 'wx', mode: 0o600 })
  } catch {
    throw new Complaint(`${path} cannot be made, or is there already.`, 'Choose another file for --secrets-file; nothing was done.')
  }
}

/** With the place for secrets taken before anything is made; free for another try where nothing was handed over. '' is the terminal. */
export const withSecretsPlace = async <T>(given: Given, make: (path: string) => Promise<T>): Promise<T> => {
  const path = given.text('secrets-file')
  takePlace(path)
  try {
    return await make(path)
  } finally {
    if (path !== '' && statSync(path, { throwIfNoEntry: false })?.size === 0) rmSync(path)
  }
}

/** Shown once. `path` is '' for the terminal. */
export const handOver = (account: NewAccount, path: string, terminal: Terminal): void => {
  if (path === '') return terminal.err(shown(account))
  writeFileSync(path, kept(account), { mode: 0o600 })
  terminal.err(`The passphrase and the recovery kit are in ${path}. Move them to paper and remove the file.\n`)
}

/** An account that is entered with its recovery kit. Shown once, in the same way. */
export const handOverKit = (
  { account, words }: { readonly account: string; readonly words: readonly string[] },
  path: string,
  terminal: Terminal,
): void => {
  const kit = `account        ${account}\nrecovery kit   ${words.join(' ')}\n`
  if (path === '') return terminal.err(`\n${kit}\nWrite both down now, on paper. They are shown this once.\n\n`)
  writeFileSync(path, kit, { mode: 0o600 })
  terminal.err(`The account and its recovery kit are in ${path}. Move them to paper and remove the file.\n`)
}
