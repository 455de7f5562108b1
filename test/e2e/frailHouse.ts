/** A relay that bad luck can happen to: killed, without room, with another clock, its database changed while it was down. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { intakeRoot, webRoot } from './build.ts'

export interface FrailHouse {
  readonly origin: string
  /** `kill -9`. */
  readonly kill: () => Promise<void>
  /** With a clock that is `clockOff` ms off, and with other pages than the built ones. */
  readonly start: (clockOff?: number, web?: string) => Promise<void>
  /** From now on no file of the relay may grow, as on a full disk; or there is room again. */
  readonly fill: (full: boolean) => void
  /** Flips one bit in the newest row of the largest log. Only while the relay is down. */
  readonly tamper: () => void
  readonly close: () => Promise<void>
}

const launch = async (args: readonly string[]): Promise<{ readonly child: ChildProcess; readonly url: string }> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serveRelay.ts'), ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout!, 'data')) as [Buffer]
  return { child, url: line.toString().trim() }
}

const NEWEST = `select rowid, bytes from push where space = (select space from push group by space order by max(last) desc limit 1)
  order by last desc limit 1`

/** One bit in the sealed part of the row, beyond headers of any form. */
const flipBit = (path: string): void => {
  const db = new DatabaseSync(path)
  const row = db.prepare(NEWEST).get() as { rowid: number; bytes: Uint8Array }
  const bytes = row.bytes.map((byte, at) => (at === 300 ? byte ^ 1 : byte))
  db.prepare('update push set bytes = ? where rowid = ?').run(bytes, row.rowid)
  db.close()
}

export const openFrailHouse = async (): Promise<FrailHouse> => {
  const folder = await mkdtemp(join(tmpdir(), 'pergola-frail-'))
  let { child, url: origin } = await launch([folder, '0', webRoot(), intakeRoot()])
  const { port } = new URL(origin)
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  return {
    origin,
    kill,
    start: async (clockOff = 0, web = webRoot()) => {
      ;({ child, url: origin } = await launch([folder, port, web, intakeRoot(), String(clockOff)]))
    },
    fill: (full) => {
      const { status, error } = spawnSync('prlimit', ['--pid', String(child.pid), full ? '--fsize=1:' : '--fsize=unlimited:'])
      if (status !== 0)
        throw new Error(`the relay’s files could not be limited: prlimit (of util-linux) ${error?.message ?? `ended with ${status}`}`)
    },
    tamper: () => flipBit(join(folder, 'relay.db')),
    close: async () => {
      await kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
