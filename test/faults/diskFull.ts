/**
 * The disk has no room while everyone writes, and has some again a while later. Two ways, both real to the relay: a small file system
 * in memory (tmpfs) that something else fills to the last byte, which needs root; and a limit on how far into a file the relay's
 * process may write (`ulimit -f`), which anybody may set and lift. The relay refuses with `storage_full`, members' devices keep
 * what they wrote, and what waited goes out by itself when there is room. The relay's own log is a file on that disk, too.
 *
 * Not modelled: a quota of one user on a shared disk, and a disk that is full when the relay starts.
 */
import { spawnSync } from 'node:child_process'
import { appendFile, mkdtemp, open, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openHouse, type House } from './house.ts'
import { Load } from './load.ts'
import { LOG } from './processes.ts'
import type { Outcome } from './report.ts'

interface Disk {
  fill(): Promise<void>
  room(): Promise<void>
}

const FULL_MS = 700
const TMPFS_MIB = 96
const FILLING = 'somebody-elses-file'
/** Nothing written any more: whatever remains is less than a page. */
const PIECES = [1024 * 1024, 4096, 1] as const

const run = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args).status === 0

const fillUp = async (path: string): Promise<void> => {
  const file = await open(path, 'a')
  for (const size of PIECES) {
    const piece = Buffer.alloc(size, 1)
    while (
      await file.write(piece).then(
        ({ bytesWritten }) => bytesWritten === size,
        () => false,
      )
    );
  }
  await file.close()
}

const tmpfs = (folder: string): Disk => ({
  fill: () => fillUp(join(folder, FILLING)),
  room: () => rm(join(folder, FILLING)),
})

/** Nothing may be written beyond this place of any file: the next commit fails, and so does the next file. */
const FILE_LIMIT_BYTES = 16 * 1024

const limited = ({ processes }: House): Disk => {
  const set = (limit: string) => async () => {
    if (!run('prlimit', '--pid', String(processes[0]!.pid), `--fsize=${limit}:`)) throw new Error('the limit could not be set')
  }
  return { fill: set(String(FILE_LIMIT_BYTES)), room: set('unlimited') }
}

export type FullBy = 'tmpfs' | 'limit'

let mounts: boolean | null = null
const mayMount = async (): Promise<boolean> => {
  const folder = await mkdtemp(join(tmpdir(), 'pergola-mount-'))
  const mounted = run('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder)
  if (mounted) run('umount', folder)
  await rmdir(folder)
  return mounted
}
mounts = await mayMount()

export const diskFullMissing = (by: FullBy): string | null => {
  if (by === 'tmpfs') return mounts ? null : 'only root may mount a small file system, so this was not tried'
  return run('prlimit', '--version') ? null : 'prlimit (util-linux) is not installed here, so this was not tried'
}

const fullOnce = async (load: Load, disk: Disk): Promise<void> => {
  const refusals = (): number => load.writers.reduce((sum, writer) => sum + writer.refusals, 0)
  const before = refusals()
  await load.during(async () => {
    await sleep(150)
    await disk.fill()
    for (let waited = 0; waited < 20 && refusals() === before; waited++) await sleep(FULL_MS / 2)
    await sleep(FULL_MS)
    await disk.room()
    await sleep(150)
  })
  if (refusals() === before) throw new Error('the disk never was full')
  await load.check({ nudge: false })
}

const house = async (by: FullBy): Promise<{ readonly load: Load; readonly disk: Disk; readonly folder: string | null }> => {
  if (by === 'limit') {
    const load = await Load.begin(await openHouse({ settings: { log: true } }))
    // As after some weeks: no line more fits into the log either.
    await appendFile(join(load.house.folder, LOG), '\n'.repeat(FILE_LIMIT_BYTES))
    return { load, disk: limited(load.house), folder: null }
  }
  const folder = await mkdtemp(join(tmpdir(), 'pergola-full-'))
  run('mount', '-t', 'tmpfs', '-o', `size=${TMPFS_MIB}m,mode=0700`, 'tmpfs', folder)
  const load = await Load.begin(await openHouse({ folder: join(folder, 'relay'), settings: { log: true } }))
  return { load, disk: tmpfs(folder), folder }
}

export const diskFull = async (times: number, by: FullBy): Promise<Outcome> => {
  const { load, disk, folder } = await house(by)
  try {
    for (let round = 0; round < times; round++) await fullOnce(load, disk)
    const refusals = load.writers.reduce((sum, writer) => sum + writer.refusals, 0)
    return await load.end(times, `refused ${refusals} times for want of room`)
  } finally {
    if (folder !== null) {
      run('umount', '-l', folder)
      await rmdir(folder)
    }
  }
}
