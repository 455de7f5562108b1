import type { OrgId } from '@pergola/protocol'
import { Recent } from './recent.ts'
import type { LogStore } from '../store/store.ts'

const MIB = 1024 * 1024
const MOST_HELD = 10_000

/** Bytes each organisation keeps here, against its quota. */
export class Usages {
  readonly #log: LogStore
  readonly #quota: number
  #held = new Recent<OrgId, number>(MOST_HELD)

  constructor(log: LogStore, quotaMiB: number) {
    this.#log = log
    this.#quota = quotaMiB * MIB
  }

  /** Rounded up, as it is told. */
  get quotaMiB(): number {
    return Math.ceil(this.#quota / MIB)
  }

  /** Bytes that still fit; negative when the quota was lowered. */
  async left(org: OrgId): Promise<number> {
    const held = this.#held.get(org) ?? (await this.#log.usage(org))
    this.#held.set(org, held)
    return this.#quota - held
  }

  async fits(org: OrgId, bytes: number): Promise<boolean> {
    return bytes <= (await this.left(org))
  }

  /** Other processes write too: sums are read again now and then. */
  forget(): void {
    this.#held = new Recent(MOST_HELD)
  }

  /** The store has these bytes now. */
  written(org: OrgId, bytes: number): void {
    const held = this.#held.get(org)
    if (held !== undefined) this.#held.set(org, held + bytes)
  }
}
