/** `npm start`: a relay for this machine, and on an empty one the demo network. */
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { Worker } from 'node:worker_threads'
import type { Relay } from '@pergola/relay'
import { serve } from '@pergola/relay/serve'
import { challengeBody, decode } from '@pergola/protocol'
import { nodeTransport } from '../ports/nodePorts.ts'
import type { Terminal } from '../ports/terminal.ts'
import { Complaint } from '../voice.ts'
import { GUIDES } from './cast.ts'
import type { Founded } from './found.ts'
import { accountsPath, clearFolder, demoState, markDemo, packagePassphrase, packagePath, passphraseOf, writeFounded } from './place.ts'
import { progressOn } from './progress.ts'

export interface DemoOptions {
  readonly data: string
  readonly port: number
  readonly empty: boolean
  readonly fresh: boolean
  readonly webRoot: string | undefined
  readonly intakeRoot: string | undefined
}

const MOST_PORTS = 20

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer()
  const answer = once(server, 'listening').then(
    () => true,
    () => false,
  )
  server.listen(port, '127.0.0.1')
  const free = await answer
  if (free) {
    server.close()
    await once(server, 'close')
  }
  return free
}

/** The wished port, or the next free one, which is said. */
export const freePort = async (port: number, terminal: Pick<Terminal, 'err'>): Promise<number> => {
  for (let candidate = port; candidate < port + MOST_PORTS; candidate++) {
    if (!(await isFree(candidate))) continue
    if (candidate !== port) terminal.err(`note: port ${port} is taken; using ${candidate}.\n`)
    return candidate
  }
  throw new Complaint(`Ports ${port} to ${port + MOST_PORTS - 1} are all taken.`, 'Give another one with --port.')
}

const isEmpty = async (relay: Relay): Promise<boolean> => {
  const answer = await nodeTransport(`http://127.0.0.1:${relay.port}`).request(
    'POST',
    '/api/challenge',
    { 'content-type': 'application/octet-stream' },
    new Uint8Array(),
  )
  const read = answer && decode(challengeBody, answer.body)
  return read?.ok === true && read.value.empty === 1
}

type Message =
  | { readonly step: string; readonly done: number; readonly of: number }
  | { readonly founded: Founded }
  | { readonly problem: string }

/** In a thread of its own, so that the relay answers meanwhile. */
const foundInThread = (relay: Relay, terminal: Terminal): Promise<Founded> =>
  new Promise((resolve, reject) => {
    const progress = progressOn(terminal)
    const worker = new Worker(new URL('./foundingThread.ts', import.meta.url), { workerData: { relay: `http://127.0.0.1:${relay.port}` } })
    worker.on('error', reject)
    worker.on('message', (message: Message) => {
      if ('step' in message) return progress.show(message.step, message.done, message.of)
      progress.end()
      if ('founded' in message) resolve(message.founded)
      else reject(new Complaint(`The demo network could not be founded: ${message.problem}`, 'Try again with `npm start -- --fresh`.'))
      void worker.terminate()
    })
  })

const found = async (relay: Relay, data: string, terminal: Terminal): Promise<void> => {
  terminal.out('\nFounding the demo network: invented organisations, people and cases, through the same client that everybody uses.\n\n')
  const begun = Date.now()
  markDemo(data, 'founding')
  writeFounded(data, await foundInThread(relay, terminal))
  markDemo(data, 'ready')
  terminal.out(`Done in ${Math.round((Date.now() - begun) / 1000)} s.\n`)
}

const accountTable = (data: string): string => {
  const rows = GUIDES.map(({ account, shows }) => ({ account, shows, passphrase: passphraseOf(data, account) }))
  if (rows.some(({ passphrase }) => passphrase === '')) return ''
  const widest = Math.max(...rows.map(({ account }) => account.length))
  const lines = rows.map(
    ({ account, passphrase, shows }) => `  ${account.padEnd(widest)}   ${passphrase}\n  ${' '.repeat(widest)}   ${shows}\n`,
  )
  return `\nSign in as one of these invented people (all thirty are in ${accountsPath(data)}):\n\n${lines.join('\n')}`
}

/** How to read in a case that somebody else made. */
const packageGuide = (data: string): string => {
  const passphrase = packagePassphrase(data)
  if (passphrase === '') return ''
  return `\nTo read in an invented case as another network would send it: Cases, Read in a package.\n  file    ${packagePath(data)}\n  words   ${passphrase}\n`
}

export const runDemo = async (options: DemoOptions, terminal: Terminal): Promise<void> => {
  const { data, webRoot, intakeRoot } = options
  if (options.fresh) clearFolder(data)
  if (demoState(data) === 'founding')
    throw new Complaint(
      `An earlier start was interrupted while it founded the demo network in ${data}.`,
      'Begin anew with `npm start -- --fresh`; that removes the unfinished one.',
    )
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const port = await freePort(options.port, terminal)
  const relay = await serve({
    dataFolder: data,
    port,
    ...(webRoot === undefined ? {} : { webRoot }),
    ...(intakeRoot === undefined ? {} : { intakeRoot }),
  })
  const address = `http://localhost:${relay.port}`
  if (!options.empty && (await isEmpty(relay))) await found(relay, data, terminal)
  if (webRoot === undefined)
    terminal.err('note: the member app is not built, so only programs can use this relay. `npm start` builds it.\n')
  terminal.out(`\nPergola is at ${address}\n`)
  terminal.out(
    demoState(data) === 'ready'
      ? `${accountTable(data)}${packageGuide(data)}`
      : (await isEmpty(relay))
        ? '\nThe first visitor founds a network.\n'
        : '',
  )
  terminal.out('\nCtrl C stops it; everything stays for the next start.\n')
  process.once('SIGINT', () => terminal.out('\nStopping …\n'))
}
