/** An operator's machine: commands of `pergola` as processes, a relay that serves, members who connect to it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPergola } from '@pergola/client'
import { run as runCommand } from '../../apps/cli/src/main.ts'
import { nodePorts } from '../../apps/cli/src/ports/nodePorts.ts'
import { nodeTerminal } from '../../apps/cli/src/ports/terminal.ts'
import { acting } from '../stories/people.ts'

const MAIN = join(import.meta.dirname, '..', '..', 'apps', 'cli', 'src', 'main.ts')

export interface Place {
  readonly path: string
  readonly at: (...names: readonly string[]) => string
  readonly remove: () => Promise<void>
}

export const newPlace = async (): Promise<Place> => {
  const path = await mkdtemp(join(tmpdir(), 'pergola-operator-'))
  return { path, at: (...names) => join(path, ...names), remove: () => rm(path, { recursive: true, force: true }) }
}

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const heard = (stream: NodeJS.ReadableStream): (() => string) => {
  let text = ''
  stream.on('data', (part: Buffer) => (text += part.toString()))
  return () => text
}

/** Ends what a test started, by its own handle. */
export const started: ChildProcess[] = []
export const endAll = async (): Promise<void> => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
}

export const run = async (
  program: string,
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
): Promise<Ran> => {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
  const [out, err] = [heard(child.stdout), heard(child.stderr)]
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out: out(), err: err() }
}

/** In this process: starting a program for each command would cost more than what it does. `manual.test.ts` starts them. */
export const pergola = async (...args: readonly string[]): Promise<Ran> => {
  const said = { out: '', err: '' }
  const terminal = { ...nodeTerminal(), out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text) }
  return { code: await runCommand(args, terminal), ...said }
}

export interface Serving {
  readonly child: ChildProcess
  readonly url: string
  readonly log: () => string
  /** As systemd does: SIGTERM, and wait. Gives the exit code. */
  readonly stop: () => Promise<number | null>
}

export const serve = async (...args: readonly string[]): Promise<Serving> => {
  const child = spawn(process.execPath, [MAIN, 'serve', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(child)
  const log = heard(child.stderr)
  const out = heard(child.stdout)
  while (!out().includes('Serving at')) {
    if (child.exitCode !== null) throw new Error(`the relay ended: ${log()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const stop = async (): Promise<number | null> => {
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    const [code] = (await gone) as [number | null]
    return code
  }
  return { child, url: /http:\S+/.exec(out())![0].replace(/\.$/, ''), log, stop }
}

export interface Member extends ReturnType<typeof acting> {
  readonly close: () => void
}

/** A member's device: what it keeps is in `folder`. */
export const member = async (origin: string, place: Place, device: string): Promise<Member> => {
  await mkdir(place.at('devices'), { recursive: true })
  const ports = nodePorts(origin, place.at('devices', `${device}.db`))
  return { ...acting(createPergola(ports)), close: ports.close }
}

export const inOrder = async (someone: Member): Promise<void> => {
  const { alarms } = await someone.sees('sync', {}, (sync) => sync.connection === 'online' && !sync.receiving && sync.unsent === 0)
  if (alarms.length > 0) throw new Error(`alarms: ${JSON.stringify(alarms)}`)
}
