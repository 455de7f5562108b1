/** The summaries of all spaces. What was computed from them holds as long as `revision` is the same. */
import type { SpaceId } from '@pergola/protocol'
import type { Summary } from '../views/summary.ts'

export interface Summaries extends ReadonlyMap<SpaceId, Summary> {
  /** Grows with every change. */
  readonly revision: number
}

/** Made empty; a summary that is replaced keeps its place in the order. */
export class SummaryMap extends Map<SpaceId, Summary> implements Summaries {
  #revision = 0

  get revision(): number {
    return this.#revision
  }

  override set(space: SpaceId, summary: Summary): this {
    this.#revision++
    return super.set(space, summary)
  }

  override delete(space: SpaceId): boolean {
    this.#revision++
    return super.delete(space)
  }
}
