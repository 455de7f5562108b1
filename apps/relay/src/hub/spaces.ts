/** The spaces in use, folded from their control logs and kept in memory; read again from the store when they are not. */
import {
  applyControl,
  endIn,
  endedMembership,
  isEnded,
  knownDevice,
  membersNow,
  parseControl,
  type CommitId,
  type ControlEntry,
  type DeviceId,
  type FindDevice,
  type KnownDevice,
  type Membership,
  type OrgId,
  type SpaceId,
} from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import { Recent } from '../limits/recent.ts'
import type { LogStore, SpaceRow } from '../store/store.ts'

export interface Chain {
  readonly seq: number
  readonly id: CommitId
}

export interface SpaceState {
  readonly row: SpaceRow
  readonly membership: Membership
  /** Organisations whose devices read here now. */
  readonly readers: readonly OrgId[]
  /** Newest commits of the devices that wrote lately. */
  readonly chains: Map<DeviceId, Chain>
}

export const stateOf = (row: SpaceRow, membership: Membership, chains: Map<DeviceId, Chain>): SpaceState => ({
  row,
  membership,
  readers: (row.kind === 'organisation' ? [row.space] : membersNow(membership)) as OrgId[],
  chains,
})

const FOLD_BYTES = 1024 * 1024

/** What rules ask of spaces and devices. */
export interface Register {
  /** The space as it stands (drafts of the batch being written included), or null. */
  state(space: SpaceId): Promise<SpaceState | null>
  /** The device as the organisation that enrolled it knows it. */
  known(device: DeviceId): Promise<KnownDevice | null>
  /** What the rules need to know of devices for this entry, fetched beforehand. An organisation's own log needs nothing. */
  finder(kind: SpaceRow['kind'], entry: ControlEntry): Promise<FindDevice>
}

/** Devices whose standing an entry's rules ask for. */
const devicesIn = (entry: ControlEntry): readonly DeviceId[] => [
  entry.device,
  ...entry.actions.flatMap((action) => {
    if (action.t === 'end') return action.second ? [action.second.device] : []
    return action.t === 'rotate' ? action.dropped : []
  }),
]

export const finderOf = async (register: Pick<Register, 'known'>, kind: SpaceRow['kind'], entry: ControlEntry): Promise<FindDevice> => {
  const found = new Map<DeviceId, KnownDevice | null>()
  if (kind !== 'organisation') for (const device of devicesIn(entry)) found.set(device, await register.known(device))
  return (device) => found.get(device) ?? null
}

const isBehind = (held: SpaceRow, stored: SpaceRow): boolean => stored.pos > held.pos || stored.control > held.control

export class Spaces implements Register {
  readonly #log: LogStore
  #held: Recent<SpaceId, SpaceState>
  #devices: Recent<DeviceId, OrgId>
  readonly #most: number
  readonly #loading = new Map<SpaceId, Promise<SpaceState | null>>()
  readonly #outdated = new Set<SpaceId>()
  #doubted = false

  constructor(log: LogStore, most: number) {
    this.#log = log
    this.#most = most
    this.#held = new Recent(most)
    this.#devices = new Recent(50_000)
  }

  async state(space: SpaceId): Promise<SpaceState | null> {
    const held = this.#held.get(space)
    if (held && !this.#doubted && !this.#outdated.has(space)) return held
    const loading = this.#loading.get(space)
    if (loading === undefined) return this.#loadOnce(space)
    const state = await loading
    // It may have read before what made us look again.
    return this.#outdated.has(space) ? this.state(space) : state
  }

  async #loadOnce(space: SpaceId): Promise<SpaceState | null> {
    const loading = this.#load(space)
    this.#loading.set(space, loading)
    try {
      return await loading
    } finally {
      this.#loading.delete(space)
    }
  }

  async orgOf(device: DeviceId): Promise<OrgId | null> {
    const org = this.#devices.get(device) ?? (await this.#log.orgOfDevice(device))
    if (org !== null) this.#devices.set(device, org)
    return org
  }

  async known(device: DeviceId): Promise<KnownDevice | null> {
    const org = await this.orgOf(device)
    const state = org && (await this.state(org))
    if (!state) return null
    const known = knownDevice(state.membership, device)
    if (known !== null) return known
    // The store knows that it was enrolled there: by another process, a moment ago.
    this.outdate(org)
    const newer = await this.state(org)
    return newer && knownDevice(newer.membership, device)
  }

  finder(kind: SpaceRow['kind'], entry: ControlEntry): Promise<FindDevice> {
    return finderOf(this, kind, entry)
  }

  /** The space as it was when entry `seq` had been written; its row as it is now. Null where that is gone: with the end of the space. */
  async upTo(space: SpaceId, seq: number): Promise<SpaceState | null> {
    const now = await this.state(space)
    if (now === null || now.membership.seq === seq) return now
    if (isEnded(now.membership)) return null
    const row = await this.#log.space(space)
    if (row === null || row.control < seq) return null
    return stateOf(row, await this.#fold({ ...row, control: seq }, null), new Map())
  }

  put(state: SpaceState): void {
    this.#held.set(state.row.space, state)
  }

  enrol(device: DeviceId, org: OrgId): void {
    this.#devices.set(device, org)
  }

  /** Another process wrote to this space: it is looked at again before it is used. */
  outdate(space: SpaceId): void {
    if (this.#held.get(space)) this.#outdated.add(space)
  }

  /** What was drafted here was not written. */
  forget(space: SpaceId): void {
    this.#held.delete(space)
    this.#outdated.delete(space)
  }

  forgetDevice(device: DeviceId): void {
    this.#devices.delete(device)
  }

  /** While it is doubted, every space is held against the store each time it is used. */
  doubt(doubted: boolean): void {
    this.#doubted = doubted
  }

  /** After a failed write nothing in memory can be trusted. */
  forgetAll(): void {
    this.#outdated.clear()
    this.#held = new Recent(this.#most)
    this.#devices = new Recent(50_000)
  }

  async #load(space: SpaceId): Promise<SpaceState | null> {
    this.#outdated.delete(space)
    const held = this.#held.get(space)
    const row = await this.#log.space(space)
    if (row === null) return null
    // A draft of ours may be ahead of what is stored; whether it stands is for the store to say.
    if (held && !isBehind(held.row, row)) return this.#held.get(space) ?? held
    const membership = await this.#fold(row, held?.membership ?? null)
    const newer = this.#held.get(space)
    if (newer && newer !== held) return newer
    const state = stateOf(row, membership, new Map())
    this.put(state)
    return state
  }

  /** The membership at `row.control`, from the start or from a membership before it. */
  async #fold(row: SpaceRow, before: Membership | null): Promise<Membership> {
    let membership = before
    for (let from = (before?.seq ?? -1) + 1; from <= row.control;) {
      const entries = await this.#log.controls(row.space, from, row.control, FOLD_BYTES)
      for (const { signed } of entries) {
        const parsed = parseControl(sha256, signed)
        if (!parsed.ok) throw new Error('a stored control entry is damaged')
        // Nothing stands before or after an end any more.
        if (endIn(parsed.value.entry)) return endedMembership({ space: row.space, kind: row.kind, founder: null }, parsed.value)
        const applied = applyControl(sha256, membership, parsed.value, await this.finder(row.kind, parsed.value.entry))
        if (!applied.ok) throw new Error('a stored control entry breaks the rules')
        membership = applied.value
      }
      if (entries.length === 0) throw new Error('a stored control log has a gap')
      from += entries.length
    }
    return membership!
  }
}
