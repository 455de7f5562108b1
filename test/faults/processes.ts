/** Relay processes that are started, killed and told the wrong time. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { RelaySettings } from './relayProcess.ts'

export interface RelayProcess {
  readonly url: string
  /** Of the relay itself, also when something else runs it. */
  readonly pid: number
  readonly child: ChildProcess
}

/** Beside the relay's data. */
export const LOG = 'log'

/** `under`: a program that runs the relay, with its arguments. */
export const startProcess = async (settings: RelaySettings, under: readonly string[] = []): Promise<RelayProcess> => {
  const [program, ...args] = [...under, process.execPath, join(import.meta.dirname, 'relayProcess.ts'), JSON.stringify(settings)]
  if (settings.log) mkdirSync(settings.folder, { recursive: true, mode: 0o700 })
  const log = settings.log ? openSync(join(settings.folder, LOG), 'a') : null
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', log ?? (under.length > 0 ? 'ignore' : 'inherit')] })
  if (log !== null) closeSync(log)
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the relay of this fault did not start')))
  const [line] = (await Promise.race([once(child.stdout!, 'data'), ended])) as [Buffer]
  ended.catch(() => {})
  const [pid = '', url = ''] = line.toString().trim().split(' ')
  return { url, pid: Number(pid), child }
}

/** As `kill -9`: nothing is written, said or closed any more. */
export const killProcess = async ({ child, pid }: RelayProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  process.kill(pid, 'SIGKILL')
  await ended
}

/** Says nothing to the relay about its clock but what it says itself. */
export const setClock = ({ child }: RelayProcess, offset: number): void => {
  child.stdin!.write(`clock ${offset}\n`)
}

const PROGRAM = 'strace'
const NO_STRACE = 'strace is not installed here, or may not watch processes, so this was not tried'

let watches: boolean | null = null
/** Why nothing can be seen or delayed between the relay and the system, or null. */
export const straceMissing = (): string | null => {
  watches ??= spawnSync(PROGRAM, ['-f', '--seccomp-bpf', '-o', '/dev/null', 'true']).status === 0
  return watches ? null : NO_STRACE
}
