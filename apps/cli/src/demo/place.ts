/**
 * What stands in a data folder about the demo. `demo.json`: `{ "state": "founding" }` while it is made, `"ready"` after;
 * `demo-accounts.txt`: names and passphrases of invented people (0600); `demo-package.pergola.age`: an invented case, to be read in.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CAST, NETWORK_NAME } from './cast.ts'
import type { Founded } from './found.ts'
import type { DemoAccount } from './gather.ts'

export type DemoState = 'none' | 'founding' | 'ready'

const PACKAGE = 'demo-package.pergola.age'

/** Everything that a relay and the demo put into a data folder; nothing else is ever removed. */
const OURS = ['demo.json', 'demo-accounts.txt', PACKAGE, 'relay.db', 'relay.db-wal', 'relay.db-shm', 'relay-key', 'mailbox-secret', 'files']

export const accountsPath = (folder: string): string => join(folder, 'demo-accounts.txt')
export const packagePath = (folder: string): string => join(folder, PACKAGE)
const markPath = (folder: string): string => join(folder, 'demo.json')

export const demoState = (folder: string): DemoState => {
  if (!existsSync(markPath(folder))) return 'none'
  return readFileSync(markPath(folder), 'utf8').includes('"ready"') ? 'ready' : 'founding'
}

export const markDemo = (folder: string, state: Exclude<DemoState, 'none'>): void =>
  writeFileSync(markPath(folder), `${JSON.stringify({ state })}\n`, { mode: 0o600 })

export const clearFolder = (folder: string): void => {
  for (const name of OURS) rmSync(join(folder, name), { recursive: true, force: true })
}

const lines = ({ org, member, secrets }: DemoAccount): string =>
  `${member.account}\n  ${member.name}, ${member.role}, ${org.name}\n  passphrase    ${secrets.passphrase}\n  recovery kit  ${secrets.recoveryWords.join(' ')}\n`

const packageLines = (passphrase: string): string =>
  `${PACKAGE}\n  a case as another Pergola would send it; under Cases, Read in a package\n  passphrase    ${passphrase}\n`

/** The accounts, the package, and what opens both. */
export const writeFounded = (folder: string, { accounts, packed }: Founded): void => {
  const ordered = CAST.flatMap(({ members }) =>
    members.flatMap((member) => accounts.filter((one) => one.member.account === member.account)),
  )
  const text = `${NETWORK_NAME}: everybody here is invented. Sign in with the name and the passphrase.\n\n${[...ordered.map(lines), packageLines(packed.passphrase)].join('\n')}`
  writeFileSync(accountsPath(folder), text, { mode: 0o600 })
  writeFileSync(packagePath(folder), packed.content, { mode: 0o600 })
}

/** What opens the package; '' when the file is gone or was changed. */
export const packagePassphrase = (folder: string): string => passphraseOf(folder, PACKAGE)

/** The passphrase of an account, as the file has it; '' when the file is gone or was changed. */
export const passphraseOf = (folder: string, account: string): string => {
  if (!existsSync(accountsPath(folder))) return ''
  const [, after = ''] = `\n${readFileSync(accountsPath(folder), 'utf8')}`.split(`\n${account}\n`)
  return /passphrase\s+(.+)/u.exec(after)?.[1]?.trim() ?? ''
}
