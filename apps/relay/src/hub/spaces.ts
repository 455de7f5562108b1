/** The spaces in use, folded from their control logs and kept in memory; read again from the store when they are not. */
import {
  applyControl,
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

/** Devices whose standing an entry's rules ask for. */
const devicesIn = (entry: ControlEntry): readonly DeviceId[] => [
  entry.device,
  ...entry.actions.flatMap((action) => (action.t === 'rotate' ? action.dropped : [])),
]

export class Spaces {
  readonly #log: LogStore
  #held: Recent<SpaceId, SpaceState>
  #devices: Recent<DeviceId, OrgId>
  readonly #most: number
  readonly #loading = new Map<SpaceId, Promise<SpaceState | null>>()

  constructor(log: LogStore, most: number) {
    this.#log = log
    this.#most = most
    this.#held = new Recent(most)
    this.#devices = new Recent(50_000)
  }

  /** The space as it stands (drafts of the batch being written included), or null. */
  async state(space: SpaceId): Promise<SpaceState | null> {
    const held = this.#held.get(space)
    if (held) return held
    const loading = this.#loading.get(space) ?? this.#load(space)
    this.#loading.set(space, loading)
    try {
      return await loading
    } finally {
      this.#loading.delete(space)
    }
  }

  /** The device as the organisation that enrolled it knows it. */
  async known(device: DeviceId): Promise<KnownDevice | null> {
    const org = this.#devices.get(device) ?? (await this.#log.orgOfDevice(device))
    if (org === null) return null
    this.#devices.set(device, org)
    const state = await this.state(org)
    return state && knownDevice(state.membership, device)
  }

  /** What the rules need to know of devices for this entry, fetched beforehand. An organisation's own log needs nothing. */
  async finder(kind: SpaceRow['kind'], entry: ControlEntry): Promise<FindDevice> {
    const found = new Map<DeviceId, KnownDevice | null>()
    if (kind !== 'organisation') for (const device of devicesIn(entry)) found.set(device, await this.known(device))
    return (device) => found.get(device) ?? null
  }

  put(state: SpaceState): void {
    this.#held.set(state.row.space, state)
  }

  enrol(device: DeviceId, org: OrgId): void {
    this.#devices.set(device, org)
  }

  /** After a failed write nothing in memory can be trusted. */
  forgetAll(): void {
    this.#held = new Recent(this.#most)
    this.#devices = new Recent(50_000)
  }

  async #load(space: SpaceId): Promise<SpaceState | null> {
    const row = await this.#log.space(space)
    if (row === null) return null
    const membership = await this.#fold(row)
    const newer = this.#held.get(space)
    if (newer) return newer
    const state = stateOf(row, membership, new Map())
    this.put(state)
    return state
  }

  async #fold(row: SpaceRow): Promise<Membership> {
    let membership: Membership | null = null
    for (let from = 0; from <= row.control;) {
      const entries = await this.#log.controls(row.space, from, row.control, FOLD_BYTES)
      for (const { signed } of entries) {
        const parsed = parseControl(sha256, signed)
        if (!parsed.ok) throw new Error('a stored control entry is damaged')
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
