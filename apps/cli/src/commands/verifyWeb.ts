/** Does a relay serve the web app that was released? */
import { readFileSync } from 'node:fs'
import { arg, must, said, type Command } from '../command/command.ts'
import { askServer, differences, type Difference } from '../release/compare.ts'
import { readRelease } from '../release/manifest.ts'
import { table } from '../show/words.ts'
import { Complaint } from '../voice.ts'

const WORDS: Readonly<Record<Difference['what'], string>> = {
  changed: 'other bytes than released',
  missing: 'not served',
  unknown: 'loaded by a page, in no release',
  policy: 'without the content policy',
}

const read = (path: string, what: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new Complaint(`The ${what} cannot be read: ${path}.`, 'Give the path of a file that is here.')
  }
}

export const verifyWeb: Command = {
  name: 'verify-web',
  group: 'Operation',
  summary: 'Compare the pages a relay serves with a signed release',
  about:
    'Asks for every file of the release and compares it byte for byte. It says what this machine is served now: a malicious server may serve somebody else, or tomorrow, something else. Take the release and its key from another place than the server.',
  args: [arg('url', 'address of the relay')],
  options: {
    release: must('the signed list of files, as `node scripts/release.ts` makes it', 'FILE'),
    key: must('public key of whoever releases, 64 hex digits', 'HEX'),
  },
  examples: ['pergola verify-web https://relay.example --release release.json --key 3b6a27bc…'],
  run: async ({ given }) => {
    const release = readRelease(read(given.text('release'), 'release'), given.text('key').toLowerCase())
    if (release === null)
      throw new Complaint(
        'This is no release signed by that key.',
        'Compare the key with the one that was published, and fetch the release again.',
      )
    const found = await differences(release, askServer(given.text('url'))).catch(() => {
      throw new Complaint('The relay cannot be reached.', 'Check the address and the network, then try again.')
    })
    const value = { version: release.version, files: release.files.length, differences: found }
    if (found.length === 0) return said(value, `All ${release.files.length} files of version ${release.version} are served as released.\n`)
    const rows = found.map(({ path, what }) => [path, WORDS[what]])
    return said(value, `${table(['File', 'What'], rows)}\nThis is not version ${release.version} as released. Do not sign in there.\n`, 1)
  },
}
