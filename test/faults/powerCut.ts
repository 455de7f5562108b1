/**
 * The power goes at a random instant while a relay on SQLite is under load; another relay is started on what its disk may hold then.
 *
 * How: `strace` writes down every write, fsync and change of a name that the relay asks the system for (diskLog.ts). Afterwards, for
 * each of many instants, the folder is put together as a disk may be found (disk.ts): everything that an fsync had made sure of by
 * then, and of the rest one of
 * - nothing;
 * - everything (what `kill -9` leaves);
 * - each 512-byte sector of each write, or not, by the toss of a coin: so also later writes without earlier ones;
 * - the writes up to some point, the last cut off at a random byte: the write-ahead log torn.
 * Changes of names (new files, renames, removals) that no fsync of a folder made sure of are cut off at some point in their order.
 *
 * Everything that was acknowledged before the instant must be there, whole, in a log that adds up: receipts by the clock of those who
 * got them, which is later than the fsync they rest on.
 *
 * Not modelled: a disk or controller that says it has synced and has not; a sector that turns to garbage; file systems that do not
 * keep the order of changes of names, or lose a whole file; more than one disk; PostgreSQL, which is killed instead (kill.ts,
 * `database`), with the system's cache intact.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { chanceOf } from '../simulation/clockwork.ts'
import { Disk, type Loss } from './disk.ts'
import { readDiskLog, writtenDown, type DiskEvent } from './diskLog.ts'
import { openHouse, urlsOf } from './house.ts'
import { killProcess, startProcess } from './processes.ts'
import type { Outcome } from './report.ts'
import { audit, newPair, writeOn, type Writer } from './writers.ts'

const PAIRS = 3
const LOSSES: readonly Loss[] = ['nothing arrived', 'some sectors arrived', 'cut off at a byte', 'everything arrived']
/** Long enough for the write-ahead log to be moved into the database at least once. */
const LOAD_MS = 9_000
const SHORT_LOAD_MS = 1_500
const PAUSE_MS = 2

interface Recorded {
  readonly root: string
  readonly events: readonly DiskEvent[]
  readonly pairs: readonly (readonly Writer[])[]
  /** Unix ms between which the power may go. */
  readonly from: number
  readonly to: number
}

const record = async (folder: string, loadMs: number): Promise<Recorded> => {
  const [root, log] = [join(folder, 'relay'), join(folder, 'strace')]
  for (const path of [root, log]) await mkdir(path)
  const house = await openHouse({ folder: root, under: writtenDown(log) })
  const pairs: (readonly Writer[])[] = []
  for (let n = 0; n < PAIRS; n++) pairs.push(await newPair(urlsOf(house)[0]!))
  let over = false
  const from = Date.now()
  const writing = pairs.flat().map((writer) =>
    writeOn(
      () => urlsOf(house),
      writer,
      () => over,
      { pauseMs: PAUSE_MS },
    ),
  )
  await sleep(loadMs)
  over = true
  await Promise.all(writing)
  const to = Date.now()
  await killProcess(house.processes[0]!)
  const events = await readDiskLog(log, root)
  await house.close()
  return { root, events, pairs, from, to }
}

/** A relay on what is left, held to what was acknowledged before. */
const inspectImage = async (image: string, pairs: Recorded['pairs'], at: number) => {
  const relay = await startProcess({ folder: image, origins: [] })
  try {
    return await Promise.all(pairs.map((pair) => audit(relay.url, pair, at)))
  } finally {
    await killProcess(relay)
  }
}

export const powerCut = async (cuts: number): Promise<Outcome> => {
  const folder = await mkdtemp(join(tmpdir(), 'pergola-power-'))
  try {
    return await cutOften(folder, cuts)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const cutOften = async (folder: string, cuts: number): Promise<Outcome> => {
  const { root, events, pairs, from, to } = await record(folder, cuts < 20 ? SHORT_LOAD_MS : LOAD_MS)
  const chance = chanceOf(Date.now())
  const disk = new Disk(root)
  const instants = Array.from({ length: cuts }, () => from + chance() * (to - from)).toSorted((a, b) => a - b)
  const sum = { lost: 0, duplicates: 0, broken: 0, stuck: 0 }
  let taken = 0
  for (const [n, at] of instants.entries()) {
    for (; taken < events.length && events[taken]!.at <= at; taken++) disk.take(events[taken]!)
    const image = join(folder, `cut${n}`)
    await disk.afterPowerCut(image, LOSSES[n % LOSSES.length]!, chance)
    const found = await inspectImage(image, pairs, at - 1).catch(() => null)
    await rm(image, { recursive: true, force: true })
    if (found === null) sum.broken += 1
    for (const one of found ?? []) for (const key of ['lost', 'duplicates', 'broken'] as const) sum[key] += one[key]
  }
  const acknowledged = pairs.flat().reduce((total, { acknowledged: pushes, files }) => total + pushes.length + files.length, 0)
  const syncs = events.filter(({ t }) => t === 'sync').length
  const written = events.reduce((total, event) => total + (event.t === 'write' ? event.bytes.length : 0), 0)
  const moved = events.filter((event) => event.t === 'sync' && event.path.endsWith('relay.db')).length
  const note = `${syncs} fsyncs, ${(written / 1e6).toFixed(0)} MB written, log moved into the database ${moved} times`
  return { times: cuts, acknowledged, ...sum, note }
}
