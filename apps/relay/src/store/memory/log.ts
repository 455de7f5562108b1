import { hex, type SpaceId } from '@pergola/protocol'
import { upToBytes } from '../sized.ts'
import type { Batch, ControlAppend, LogStore, PushRow, SpaceRow, Usage } from '../store.ts'
import type { SpaceTables, Tables } from './tables.ts'

const newSpace = (row: SpaceRow): SpaceTables => ({ row, controls: [], pushes: [], members: new Map(), snapshots: [] })

const addControl = (tables: Tables, entry: ControlAppend): void => {
  const space = tables.spaces.get(entry.space)!
  if (space.controls.length !== entry.seq) throw new Error('control position taken')
  space.controls.push({ space: entry.space, seq: entry.seq, id: entry.id, signed: entry.signed })
  for (const member of entry.members) {
    space.members.set(member.member, member)
    const spaces = tables.spacesOf.get(member.member) ?? new Set()
    tables.spacesOf.set(member.member, spaces.add(member.space))
  }
  for (const device of entry.devices) tables.devices.set(device, entry.space as never)
  for (const { person, signKey } of entry.persons) {
    const name = hex(signKey)
    tables.persons.set(name, [...(tables.persons.get(name) ?? []), { person, space: entry.space }])
  }
  const used = entry.invitation === null ? undefined : tables.invitations.get(hex(entry.invitation))
  if (used) tables.invitations.set(hex(used.invitation), { ...used, founded: entry.space })
}

/** What goes with a space: the room it took is free again. */
const end = (tables: Tables, { space: id, seq, ended }: ControlAppend): void => {
  const space = tables.spaces.get(id)!
  for (const push of space.pushes) {
    const org = tables.devices.get(push.device)
    if (org) addUsage(tables, { org, bytes: -push.bytes.length })
  }
  space.controls = space.controls.filter((entry) => entry.seq === seq)
  space.pushes = []
  space.snapshots = []
  for (const blob of ended!.blobs) {
    const row = tables.blobs.get(blob)
    if (row?.org === ended!.org) tables.blobs.set(blob, { ...row, orphan: true, time: 0 })
  }
}

const hasEnded = ({ controls }: SpaceTables): boolean => controls[0]?.seq !== 0

const addPush = (tables: Tables, push: PushRow): void => {
  const { pushes } = tables.spaces.get(push.space)!
  if ((pushes.at(-1)?.last ?? 0) + 1 !== push.first) throw new Error('position taken')
  pushes.push(push)
}

const addUsage = (tables: Tables, { org, bytes }: Usage): void => {
  tables.usage.set(org, (tables.usage.get(org) ?? 0) + bytes)
}

const append = (tables: Tables, batch: Batch): void => {
  for (const row of batch.spaces) if (!tables.spaces.has(row.space)) tables.spaces.set(row.space, newSpace(row))
  for (const entry of batch.controls) addControl(tables, entry)
  for (const push of batch.pushes) addPush(tables, push)
  for (const row of batch.spaces) tables.spaces.get(row.space)!.row = row
  for (const usage of batch.usage) addUsage(tables, usage)
  for (const entry of batch.controls) if (entry.ended) end(tables, entry)
}

const writing = (tables: Tables): Pick<LogStore, 'append' | 'putSnapshot'> => ({
  append: async (batch) => {
    if (tables.full) return 'full'
    append(tables, batch)
    return 'done'
  },
  putSnapshot: async (row, usage) => {
    if (tables.full) return 'full'
    const space = tables.spaces.get(row.space)!
    if (hasEnded(space)) return 'done'
    const others = space.snapshots.filter((held) => held.pos !== row.pos)
    space.snapshots = [...others, row].sort((a, b) => b.pos - a.pos).slice(0, 2)
    addUsage(tables, usage)
    return 'done'
  },
})

const listed = (tables: Tables, member: string, after: SpaceId | null, limit: number) =>
  [...(tables.spacesOf.get(member) ?? [])]
    .filter((space) => after === null || space > after)
    .sort()
    .slice(0, limit)
    .map((space) => {
      const held = tables.spaces.get(space)!
      return { ...held.row, until: held.members.get(member)!.until }
    })

const reading = (tables: Tables): Omit<LogStore, 'append' | 'putSnapshot'> => {
  const pushes = (space: SpaceId): readonly PushRow[] => tables.spaces.get(space)?.pushes ?? []
  return {
    space: async (space) => tables.spaces.get(space)?.row ?? null,
    controls: async (space, from, to, maxBytes) =>
      upToBytes(
        tables.spaces.get(space)?.controls.filter(({ seq }) => seq >= from && seq <= to) ?? [],
        maxBytes,
        (row) => row.signed.bytes.length,
      ),
    pushes: async (space, after, maxBytes) =>
      upToBytes(
        pushes(space).filter((row) => row.last > after),
        maxBytes,
        (row) => row.bytes.length,
      ),
    pushAt: async (space, pos) => pushes(space).find((row) => row.first <= pos && pos <= row.last) ?? null,
    pushOf: async (space, device, seq) =>
      pushes(space).find((row) => row.device === device && row.firstSeq <= seq && seq <= row.lastSeq) ?? null,
    chain: async (space, device) => {
      const newest = pushes(space).findLast((row) => row.device === device)
      return newest ? { seq: newest.lastSeq, id: newest.lastId } : null
    },
    listed: async (member, after, limit) => listed(tables, member, after, limit),
    membership: async (member, space) => tables.spaces.get(space)?.members.get(member) ?? null,
    networks: async () => [...tables.spaces.values()].filter(({ row }) => row.kind === 'network').map(({ row }) => row.space),
    orgOfDevice: async (device) => tables.devices.get(device) ?? null,
    orgOfKey: async (signKey) => {
      const rows = tables.persons.get(hex(signKey)) ?? []
      const there = rows.find(({ person, space }) => tables.spaces.get(space)?.members.get(person)?.until === null)
      return (there?.space ?? null) as never
    },
    usage: async (org) => tables.usage.get(org) ?? 0,
    newestSnapshot: async (space) => tables.spaces.get(space)?.snapshots[0] ?? null,
  }
}

export const memoryLog = (tables: Tables): LogStore => ({ ...writing(tables), ...reading(tables) })
