/** Servers and clients as processes of their own, started and ended by the one that measures. */
import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Until } from './client.ts'
import type { Order, Told } from './load.ts'

/** What says nothing for so long hangs: some need a minute to make a thousand documents, or to answer two thousand updates one by one. */
const SILENCE_MS = 150_000

const running = new Set<ChildProcess>()
const folders = new Set<string>()

const remove = (folder: string): void => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  folders.delete(folder)
}

const start = (script: string, args: readonly string[], execArgv: readonly string[], env: NodeJS.ProcessEnv): ChildProcess => {
  const child = fork(join(import.meta.dirname, script), args, {
    execArgv: ['--no-warnings', ...execArgv],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/** The next thing a child says; an error when it ends first or says nothing for so long. */
const said = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    const over = (): void => {
      clearTimeout(timer)
      child.off('message', hear)
      child.off('exit', gone)
    }
    const hear = (message: unknown): void => {
      over()
      resolve(message as T)
    }
    const gone = (code: number | null): void => {
      over()
      reject(new Error(`${child.spawnargs.slice(1).join(' ')} ended with ${code}`))
    }
    const timer = setTimeout(() => {
      over()
      reject(new Error(`${child.spawnargs.slice(1).join(' ')} says nothing`))
    }, SILENCE_MS)
    child.on('message', hear)
    child.on('exit', gone)
  })

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })

/** Ends what is still there, and removes what it kept. */
export const endAll = async (): Promise<void> => {
  await Promise.all([...running].map(ended))
  for (const folder of folders) remove(folder)
}

const TICKS_A_SECOND = 100

export interface ServerProcess {
  readonly url: string
  readonly settle: () => Promise<void>
  /** Seconds of processor time so far. */
  readonly cpu: () => number
  /** Resident memory now, MB. */
  readonly memory: () => number
  readonly stop: () => Promise<void>
}

export interface Start {
  readonly script: string
  readonly flags: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

const about = (child: ChildProcess, file: string): string => readFileSync(`/proc/${child.pid}/${file}`, 'utf8')

export const startServer = async ({ script, flags, env }: Start, until: Until): Promise<ServerProcess> => {
  const folder = mkdtempSync(join(tmpdir(), 'pergola-peers-'))
  folders.add(folder)
  const child = start(script, [folder, until], flags, env)
  const { url } = await said<{ readonly url: string }>(child)
  return {
    url,
    settle: async () => {
      child.send('settle')
      await said(child)
    },
    cpu: () => {
      const fields = about(child, 'stat')
        .replace(/^.*\) /, '')
        .split(' ')
      return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
    },
    memory: () => Number(/VmRSS:\s+(\d+) kB/.exec(about(child, 'status'))?.[1]) / 1024,
    stop: async () => {
      await ended(child)
      remove(folder)
    },
  }
}

export interface LoadProcess {
  readonly ask: (order: Order) => Promise<Told>
  /** `prepared`: called when the updates are made and the first is about to be sent. */
  readonly write: (order: Extract<Order, { t: 'write' }>, prepared: () => void) => Promise<Told>
  readonly stop: () => Promise<void>
}

export const startLoad = async (peer: string): Promise<LoadProcess> => {
  const child = start('load.ts', [peer], [], {})
  await said(child)
  return {
    ask: async (order) => {
      child.send(order)
      return said<Told>(child)
    },
    write: async (order, prepared) => {
      child.send(order)
      await said(child)
      prepared()
      return said<Told>(child)
    },
    stop: () => ended(child),
  }
}
