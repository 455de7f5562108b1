/**
 * A batch is one transaction in two steps. First what it rests on is locked and compared: the spaces it writes to (row by row, in
 * the order of their ids, so that two writers never wait in a circle) and the memberships it only read. Then everything is
 * inserted at once from arrays, and committed.
 *
 * A membership that was only read must not move before the commit: whoever changes organisations or networks holds the advisory
 * lock RULES alone, everybody else shares it. Those changes are rare, and the lock costs no write.
 */
import type { SpaceId } from '@pergola/protocol'
import { beforeOf, type Before } from '../before.ts'
import type { News } from '../between-processes.ts'
import { Outdated, type Batch, type ControlAppend, type LogStore, type PushRow, type SpaceRow, type Usage } from '../store.ts'
import { bigints, byteas } from './arrays.ts'
import { BEGIN, COMMIT, asBytes, asId, asNumber, statement, type Database, type Row, type Statement } from './database.ts'
import { notify } from './news.ts'

const RULES = 7_203_640_992

const HELD = 'select space, pos, control from space where space = any($1::bytea[]) order by space for no key update'
const MOVED = `select 1 from unnest($1::bytea[], $2::bigint[]) as seen (space, control)
  join space on space.space = seen.space where space.control <> seen.control limit 1`
const NETWORKS = "select count(*) as networks from space where kind = 'network'"

const isRules = (batch: Batch): boolean => {
  const changed = new Set(batch.controls.map(({ space }) => space))
  return batch.spaces.some(({ space, kind }) => changed.has(space) && (kind === 'organisation' || kind === 'network'))
}

const compare = (held: readonly Row[], before: ReadonlyMap<SpaceId, Before>): void => {
  const rows = new Map(held.map((row) => [asId<SpaceId>(row['space']), row]))
  for (const [space, { pos, control }] of before) {
    const row = rows.get(space)
    const same = row ? asNumber(row['pos']) === pos && asNumber(row['control']) === control : control === -1
    if (!same) throw new Outdated()
  }
}

const checks = (batch: Batch, spaces: readonly SpaceId[]): readonly Statement[] => [
  BEGIN,
  statement(isRules(batch) ? 'select pg_advisory_xact_lock($1)' : 'select pg_advisory_xact_lock_shared($1)', RULES),
  statement(HELD, byteas(spaces.map(asBytes))),
  statement(MOVED, byteas(batch.seen.map(({ space }) => asBytes(space))), bigints(batch.seen.map(({ control }) => control))),
  ...(batch.networks === null ? [] : [statement(NETWORKS)]),
]

const writeSpaces = (rows: readonly SpaceRow[]): Statement =>
  statement(
    `insert into space select * from unnest($1::bytea[], $2::text[], $3::bigint[], $4::bytea[], $5::bigint[])
     on conflict (space) do update set pos = excluded.pos, head = excluded.head, control = excluded.control`,
    byteas(rows.map((row) => asBytes(row.space))),
    rows.map((row) => row.kind),
    bigints(rows.map((row) => row.pos)),
    byteas(rows.map((row) => asBytes(row.head))),
    bigints(rows.map((row) => row.control)),
  )

const writePushes = (rows: readonly PushRow[]): Statement =>
  statement(
    `insert into push select * from unnest($1::bytea[], $2::bigint[], $3::bigint[], $4::bytea[], $5::bigint[], $6::bigint[],
       $7::bytea[], $8::bytea[], $9::bigint[], $10::bytea[])`,
    byteas(rows.map((row) => asBytes(row.space))),
    bigints(rows.map((row) => row.last)),
    bigints(rows.map((row) => row.first)),
    byteas(rows.map((row) => asBytes(row.device))),
    bigints(rows.map((row) => row.firstSeq)),
    bigints(rows.map((row) => row.lastSeq)),
    byteas(rows.map((row) => asBytes(row.lastId))),
    byteas(rows.map((row) => asBytes(row.head))),
    bigints(rows.map((row) => row.time)),
    byteas(rows.map((row) => row.bytes)),
  )

const writeControls = (rows: readonly ControlAppend[]): Statement =>
  statement(
    'insert into control select * from unnest($1::bytea[], $2::bigint[], $3::bytea[], $4::bytea[], $5::bytea[])',
    byteas(rows.map((row) => asBytes(row.space))),
    bigints(rows.map((row) => row.seq)),
    byteas(rows.map((row) => asBytes(row.id))),
    byteas(rows.map((row) => row.signed.bytes)),
    byteas(rows.map((row) => row.signed.signature)),
  )

/** Twice: by space, and by member. Of one member in one space the last row stands. */
const writeMembers = (controls: readonly ControlAppend[]): readonly Statement[] => {
  const rows = [...new Map(controls.flatMap(({ members }) => members).map((row) => [`${row.space} ${row.member}`, row])).values()]
  if (rows.length === 0) return []
  const columns = [
    byteas(rows.map((row) => asBytes(row.space))),
    byteas(rows.map((row) => asBytes(row.member))),
    bigints(rows.map((row) => row.until)),
  ] as const
  const from = 'from unnest($1::bytea[], $2::bytea[], $3::bigint[]) as sent (space, member, until)'
  const to = 'do update set until = excluded.until'
  return [
    statement(`insert into member select space, member, until ${from} on conflict (space, member) ${to}`, ...columns),
    statement(`insert into member_space select member, space, until ${from} on conflict (member, space) ${to}`, ...columns),
  ]
}

const writeDevices = (controls: readonly ControlAppend[]): readonly Statement[] => {
  const rows = controls.flatMap(({ space, devices }) => devices.map((device) => ({ space, device })))
  if (rows.length === 0) return []
  const columns = [byteas(rows.map((row) => asBytes(row.device))), byteas(rows.map((row) => asBytes(row.space)))] as const
  return [statement('insert into device select * from unnest($1::bytea[], $2::bytea[])', ...columns)]
}

const writePersons = (controls: readonly ControlAppend[]): readonly Statement[] => {
  const rows = controls.flatMap(({ space, persons }) => persons.map((person) => ({ space, ...person })))
  if (rows.length === 0) return []
  const sql = 'insert into person select * from unnest($1::bytea[], $2::bytea[], $3::bytea[]) on conflict do nothing'
  const [keys, spaces] = [rows.map((row) => row.signKey), rows.map((row) => asBytes(row.space))]
  return [statement(sql, byteas(keys), byteas(spaces), byteas(rows.map((row) => asBytes(row.person))))]
}

/** Usage is kept in parts, one for each process, so that two processes do not wait for one another at an organisation's sum. */
export const addUsage = (part: number, usage: readonly Usage[]): Statement => {
  const rows = usage.toSorted((a, b) => (a.org < b.org ? -1 : 1))
  return statement(
    `insert into usage select org, $1::smallint, bytes from unnest($2::bytea[], $3::bigint[]) as sent (org, bytes)
     on conflict (org, part) do update set bytes = usage.bytes + excluded.bytes`,
    part,
    byteas(rows.map((row) => asBytes(row.org))),
    bigints(rows.map((row) => row.bytes)),
  )
}

const FREED = `insert into usage select device.space, $2::smallint, -sum(length(push.bytes)) from push join device using (device)
  where push.space = $1 group by device.space on conflict (org, part) do update set bytes = usage.bytes + excluded.bytes`

/** What goes with a space. When the disk forgets it is for PostgreSQL to say: docs/operators.md. */
const writeEnd = (part: number, { space, seq, ended }: ControlAppend): readonly Statement[] => {
  if (ended === null) return []
  const key = asBytes(space)
  return [
    statement(FREED, key, part),
    statement('delete from control where space = $1 and seq < $2', key, seq),
    statement('delete from push where space = $1', key),
    statement('delete from snapshot where space = $1', key),
    statement(
      'update file set orphan = true, time = 0 where blob = any($1::bytea[]) and org = $2',
      byteas(ended.blobs.map(asBytes)),
      asBytes(ended.org),
    ),
  ]
}

const newsOf = ({ pushes, controls }: Batch): readonly News[] => [
  ...controls.map(({ space, seq }): News => ({ t: 'changed', space, seq })),
  ...pushes.map(({ space, first, last }): News => ({ t: 'pushed', space, first, last })),
]

const writes = (batch: Batch, part: number, mark: string): readonly Statement[] => {
  const news = newsOf(batch)
  return [
    ...(batch.spaces.length > 0 ? [writeSpaces(batch.spaces)] : []),
    ...(batch.controls.length > 0 ? [writeControls(batch.controls)] : []),
    ...(batch.pushes.length > 0 ? [writePushes(batch.pushes)] : []),
    ...writeMembers(batch.controls),
    ...writeDevices(batch.controls),
    ...writePersons(batch.controls),
    ...(batch.usage.length > 0 ? [addUsage(part, batch.usage)] : []),
    ...batch.controls.flatMap((entry) => writeEnd(part, entry)),
    ...(news.length > 0 ? [notify(mark, news)] : []),
  ]
}

/** An invitation founds one organisation. */
const useInvitations = (batch: Batch): readonly Statement[] =>
  batch.controls.flatMap(({ space, invitation }) =>
    invitation === null
      ? []
      : [statement('update invitation set founded = $1 where invitation = $2 and founded is null returning 1', asBytes(space), invitation)],
  )

const KEEP_TWO = `delete from snapshot where space = $1
  and pos not in (select pos from snapshot where space = $1 order by pos desc limit 2)`
/** A space that ended has no founding entry; the lock makes an end at another process wait, which then takes this one along. */
const PUT_SNAPSHOT = `with founding as (select 1 from control where space = $1 and seq = 0 for key share)
  insert into snapshot select $1::bytea, $2::bigint, $3::bytea, $4::bytea from founding
  on conflict (space, pos) do update set bytes = excluded.bytes, signature = excluded.signature returning 1`

/** `part`: this process's part of the usage sums. `mark`: what its news are known by. */
export const postgresLogWrites = (db: Database, part: number, mark: string): Pick<LogStore, 'append' | 'putSnapshot'> => ({
  append: (batch) =>
    db.transaction(async (tx) => {
      const before = beforeOf(batch)
      const [, , held, moved, networks] = await tx.send(...checks(batch, [...before.keys()]))
      compare(held!, before)
      if (moved!.length > 0) throw new Outdated()
      if (networks && asNumber(networks[0]!['networks']) !== batch.networks) throw new Outdated()
      const used = await tx.send(...useInvitations(batch))
      if (used.some((rows) => rows.length === 0)) throw new Outdated()
      await tx.send(...writes(batch, part, mark), COMMIT)
    }),
  putSnapshot: ({ space, pos, snapshot }, usage) =>
    db.transaction(async (tx) => {
      const key = asBytes(space)
      const [, put] = await tx.send(BEGIN, statement(PUT_SNAPSHOT, key, pos, snapshot.bytes, snapshot.signature))
      await tx.send(statement(KEEP_TWO, key), ...(put!.length > 0 ? [addUsage(part, [usage])] : []), COMMIT)
    }),
})
