/** Reading a space's whole log again from its founding entry, and holding it against what this device verified before. */
import { encodeDoc, type Entry } from '@pergola/core/record'
import { fail, isEnded, ok, sameBytes, type Page, type Result, type SpaceId } from '@pergola/protocol'
import type { Replica } from '../local/spaceRecord.ts'
import type { Fault } from './alarms.ts'
import type { Answer } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { problem } from './answers.ts'
import type { Desk } from './desk.ts'
import type { Engine } from './engine.ts'
import { followPage } from './follow.ts'
import type { Wire } from './wire.ts'

export interface ReadLog {
  readonly entries: readonly Entry[]
  readonly commits: number
}

/** Both end at the same place: what they folded must be the same, or we started from a snapshot that lied. */
const sameLog = (held: Replica, read: Replica): boolean => held.log.pos === read.log.pos && held.goneSince === null

/** Of a space that ended the relay has the one entry that we verified, and nothing else (END-7). What it shows besides was brought back. */
const readEnd = (held: Replica, pages: readonly Page[]): Result<ReadLog, { readonly type: 'fault'; readonly fault: Fault }> => {
  const control = pages.flatMap((page) => page.control)
  const [ours] = held.control
  const isEnd = control.length === 1 && ours !== undefined && sameBytes(control[0]!.bytes, ours.bytes)
  const isBare = pages.every(({ commits, snapshot }) => commits.length === 0 && snapshot === null)
  return isEnd && isBare ? ok({ entries: [], commits: 0 }) : fail({ type: 'fault', fault: { what: 'rollback', position: 0, device: null } })
}

/** Every entry and commit from the start, verified; then the same head as ours at our position. */
export const readLog = async (
  desk: Desk,
  wire: Wire,
  space: SpaceId,
): Promise<Result<ReadLog, { readonly type: 'fault'; readonly fault: Fault } | { readonly type: 'offline' }>> => {
  const held = await desk.replicas.get(space)
  const pages: Page[] = []
  const last = await wire.request({ t: 'fetch', items: [{ space, control: 0, pos: 0, snapshot: false }] }, (frame) => {
    if (frame.t === 'page') pages.push(frame)
  })
  // A line that broke is no log that got shorter.
  if (last.t === 'offline') return fail({ type: 'offline' })
  if (held && isEnded(held.membership)) return readEnd(held, pages)
  const entries: Entry[] = []
  let replica: Replica | null = null
  for (const page of pages) {
    const followed = await followPage({ ...desk.followContext, fresh: true, everySignature: true }, replica, page)
    if (followed.type !== 'ok')
      return fail({
        type: 'fault',
        fault: followed.type === 'fault' ? followed.fault : { what: 'broken_chain', position: page.after, device: null },
      })
    replica = followed.replica
    entries.push(...followed.entries)
    const ours = held && held.heads.get(held.log.pos)
    if (ours && replica.heads.has(held.log.pos) && replica.heads.get(held.log.pos) !== ours)
      return fail({ type: 'fault', fault: { what: 'fork', position: held.log.pos, device: null } })
  }
  const commits = replica?.log.pos ?? 0
  if (held && replica && sameLog(held, replica) && !sameBytes(encodeDoc(held.doc), encodeDoc(replica.doc)))
    return fail({ type: 'fault', fault: { what: 'bad_snapshot', position: held.snapshotPos, device: null } })
  if (held && commits < held.log.pos) return fail({ type: 'fault', fault: { what: 'rollback', position: commits, device: null } })
  return ok({ entries, commits })
}

/** Audits one space or all; faults are raised as alarms. Needs the relay. */
export const auditAll = async (
  desk: Desk,
  engine: Engine,
  only: SpaceId | undefined,
  progress: ReturnType<World['progress']>,
): Promise<Answer<{ readonly spaces: number; readonly commits: number; readonly faults: number }>> => {
  const wire = engine.connected?.wire
  if (!wire) return problem('offline')
  const spaces = only
    ? [only]
    : [...desk.replicas.index]
        .filter(([, entry]) => entry.summary.goneSince === null && entry.kind !== 'organisation')
        .map(([space]) => space)
  if (!only) spaces.push(desk.org)
  let [commits, faults, done] = [0, 0, 0]
  for (const space of spaces) {
    if (progress.cancelled()) break
    const read = await readLog(desk, wire, space)
    if (read.ok) commits += read.value.commits
    else if (read.problem.type === 'offline') {
      progress.end()
      return problem('offline')
    } else {
      faults += 1
      desk.alarms.raise(space, read.problem.fault)
    }
    progress.report(++done, spaces.length)
  }
  progress.end()
  return { ok: true, value: { spaces: done, commits, faults } }
}
