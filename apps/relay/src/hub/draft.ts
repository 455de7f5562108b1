import type { Batch, ControlRow, ControlAppend, LogStore, PushRow, SpaceRow } from '../store/store.ts'
import type { DeviceId, OrgId, SpaceId } from '@pergola/protocol'
import type { Usages } from '../limits/quota.ts'
import type { Spaces, SpaceState } from './spaces.ts'
import { Witness } from './witness.ts'

/** One group commit as it comes together. What it changes shows in `spaces` at once, so that jobs of one batch see each other. */
export class Draft {
  readonly spaces: Witness
  readonly usages: Usages
  readonly #log: LogStore
  readonly pushes: PushRow[] = []
  readonly controls: ControlAppend[] = []
  readonly rows = new Map<SpaceId, SpaceRow>()
  readonly usage = new Map<OrgId, number>()

  #networks: number | null = null

  constructor(log: LogStore, spaces: Spaces, usages: Usages) {
    this.#log = log
    this.spaces = new Witness(spaces)
    this.usages = usages
  }

  addPush(state: SpaceState, row: PushRow): void {
    this.pushes.push(row)
    this.#put(state)
  }

  addControl(state: SpaceState, entry: ControlAppend): void {
    this.controls.push(entry)
    this.#put(state)
  }

  #put(state: SpaceState): void {
    this.spaces.put(state)
    this.rows.set(state.row.space, state.row)
  }

  /** Networks that are stored. What rests on their number stands only if it is still the same when the batch is written. */
  async networks(): Promise<number> {
    const { length } = await this.#log.networks()
    this.#networks ??= length
    return length
  }

  batch(): Batch {
    return {
      pushes: this.pushes,
      controls: this.controls,
      spaces: [...this.rows.values()],
      usage: [...this.usage].map(([org, bytes]) => ({ org, bytes })),
      seen: this.spaces.seen(),
      networks: this.#networks,
    }
  }

  charge(org: OrgId, bytes: number): void {
    this.usage.set(org, (this.usage.get(org) ?? 0) + bytes)
  }

  /** Is there room for `bytes` more of this organisation? */
  async fits(org: OrgId, bytes: number): Promise<boolean> {
    return this.usages.fits(org, (this.usage.get(org) ?? 0) + bytes)
  }

  async pushAt(space: SpaceId, pos: number): Promise<PushRow | null> {
    const drafted = this.pushes.find((row) => row.space === space && row.first <= pos && pos <= row.last)
    return drafted ?? this.#log.pushAt(space, pos)
  }

  async pushOf(space: SpaceId, device: DeviceId, seq: number): Promise<PushRow | null> {
    const drafted = this.pushes.find((row) => row.space === space && row.device === device && row.firstSeq <= seq && seq <= row.lastSeq)
    return drafted ?? this.#log.pushOf(space, device, seq)
  }

  async controlAt(space: SpaceId, seq: number): Promise<ControlRow | null> {
    const drafted = this.controls.find((row) => row.space === space && row.seq === seq)
    return drafted ?? (await this.#log.controls(space, seq, seq, 1))[0] ?? null
  }

  async chain(state: SpaceState, device: DeviceId) {
    return state.chains.get(device) ?? this.#log.chain(state.row.space, device)
  }
}
