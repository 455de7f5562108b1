/** The terminal: text for people and programs on stdout, everything else on stderr, secrets typed without echo. */
import { readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { Complaint } from '../voice.ts'

export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Does a person sit there? */
  readonly interactive: boolean
  /** Reads a line without showing it. Null when nobody can be asked. */
  readonly askSecret: (question: string) => Promise<string | null>
  /** A text file that was named; throws a complaint when it cannot be read. */
  readonly readFile: (path: string) => string
  readonly readBytes: (path: string) => Uint8Array
  /** Writes a file that only its owner reads. Throws a complaint when it is there already. */
  readonly writeNew: (path: string, content: Uint8Array) => void
  /** Everything that was piped in. */
  readonly readAll: () => Promise<string>
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: () => number
}

const silent = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() })

const askSecret = (question: string): Promise<string | null> => {
  if (!process.stdin.isTTY) return Promise.resolve(null)
  process.stderr.write(question)
  const lines = createInterface({ input: process.stdin, output: silent(), terminal: true })
  return new Promise((resolve) => {
    lines.once('line', (line) => {
      resolve(line)
      lines.close()
    })
    lines.once('close', () => {
      process.stderr.write('\n')
      resolve(null)
    })
  })
}

const readBytes = (path: string): Uint8Array => {
  try {
    return new Uint8Array(readFileSync(path))
  } catch {
    throw new Complaint(`The file ${path} cannot be read.`, 'Check its name and whether you may read it.')
  }
}

const writeNew = (path: string, content: Uint8Array): void => {
  try {
    writeFileSync(path, content, { flag: 'wx', mode: 0o600 })
  } catch {
    throw new Complaint(`${path} cannot be made, or is there already.`, 'Choose another name.')
  }
}

const readAll = async (): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of process.stdin) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

export const nodeTerminal = (): Terminal => ({
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  interactive: process.stderr.isTTY === true,
  askSecret,
  readFile: (path) => new TextDecoder().decode(readBytes(path)),
  readBytes,
  writeNew,
  readAll,
  env: process.env,
  now: Date.now,
})
