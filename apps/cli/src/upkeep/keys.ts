/** The operator's age keys. The one that opens backups is kept away from the relay's machine. */
import { generateHybridIdentity, identityToRecipient } from 'age-encryption'
import { existsSync } from 'node:fs'
import type { Terminal } from '../ports/terminal.ts'
import { Complaint } from '../voice.ts'

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))

const isRecipient = (line: string): boolean => /^age1[0-9a-z]+$/u.test(line)

/** Each is a key (`age1...`) or a file with keys, one a line. */
export const readRecipients = (given: readonly string[], terminal: Terminal): readonly string[] => {
  const keys = given.flatMap((one) => (isRecipient(one) && !existsSync(one) ? [one] : linesOf(terminal.readFile(one))))
  const wrong = keys.findIndex((key) => !isRecipient(key))
  if (keys.length === 0 || wrong >= 0)
    throw new Complaint(
      'Backups need a public age key to be encrypted to.',
      'Make one with `pergola backup-key`, and give its .pub file with --to.',
    )
  return keys
}

export const readIdentities = (path: string, terminal: Terminal): readonly string[] => {
  const keys = linesOf(terminal.readFile(path)).filter((line) => line.startsWith('AGE-SECRET-KEY-'))
  if (keys.length === 0)
    throw new Complaint(`There is no age key in ${path}.`, 'It is the file that `pergola backup-key` or `age-keygen` made.')
  return keys
}

/** X25519 with ML-KEM-768: a backup that is stolen today is not opened by a quantum computer later. */
export const makeKeys = async (): Promise<{ readonly identity: string; readonly recipient: string }> => {
  const identity = await generateHybridIdentity()
  return { identity, recipient: await identityToRecipient(identity) }
}
