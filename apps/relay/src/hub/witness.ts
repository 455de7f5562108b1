/** Spaces as one batch looks at them; remembers which memberships its checks rest on. */
import {
  knownDevice,
  type ControlEntry,
  type DeviceId,
  type FindDevice,
  type KnownDevice,
  type OrgId,
  type SpaceId,
} from '@pergola/protocol'
import type { Batch, SpaceRow } from '../store/store.ts'
import { finderOf, type Register, type Spaces, type SpaceState } from './spaces.ts'

export class Witness implements Register {
  readonly #spaces: Spaces
  readonly #seen = new Map<SpaceId, number>()
  readonly #asked = new Set<SpaceId>()

  constructor(spaces: Spaces) {
    this.#spaces = spaces
  }

  async state(space: SpaceId): Promise<SpaceState | null> {
    this.#asked.add(space)
    const state = await this.#spaces.state(space)
    if (state && !this.#seen.has(space)) this.#seen.set(space, state.membership.seq)
    return state
  }

  async known(device: DeviceId): Promise<KnownDevice | null> {
    const known = await this.#spaces.known(device)
    if (known === null) return null
    const state = await this.state(known.org)
    return state && knownDevice(state.membership, device)
  }

  finder(kind: SpaceRow['kind'], entry: ControlEntry): Promise<FindDevice> {
    return finderOf(this, kind, entry)
  }

  put(state: SpaceState): void {
    this.#spaces.put(state)
  }

  enrol(device: DeviceId, org: OrgId): void {
    this.#spaces.enrol(device, org)
  }

  /** Spaces that were asked for since the last call. */
  takeAsked(): readonly SpaceId[] {
    const asked = [...this.#asked]
    this.#asked.clear()
    return asked
  }

  seen(): Batch['seen'] {
    return [...this.#seen].map(([space, control]) => ({ space, control }))
  }
}
