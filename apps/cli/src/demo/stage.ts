/** What the acts of one case share: the plan, and ids that exist once somebody made them. */
import { addDays, type Day } from '@pergola/core/casework'
import type { RecordId } from '@pergola/core/record'
import type { SpaceId } from '@pergola/protocol'
import type { OrgKey } from './cast.ts'
import type { GatheredOrg } from './gather.ts'
import type { PlannedCase } from './planModel.ts'

/** Something one organisation does at a moment; days before now. */
export interface Act {
  readonly at: number
  readonly by: OrgKey
  readonly run: (officer: GatheredOrg) => Promise<void>
}

/** What others wait for: ids that exist once somebody made them. */
export interface Later<T> {
  readonly value: Promise<T>
  readonly is: (value: T) => void
}

export const later = <T>(): Later<T> => {
  const { promise, resolve } = Promise.withResolvers<T>()
  return { value: promise, is: resolve }
}

/** What the acts of one case know of one another. */
export interface Stage {
  readonly plan: PlannedCase
  readonly orgs: ReadonlyMap<OrgKey, GatheredOrg>
  readonly today: Day
  readonly space: Later<SpaceId>
  readonly people: readonly Later<RecordId>[]
  readonly needs: readonly Later<RecordId>[]
  readonly referrals: readonly Later<SpaceId>[]
  /** For each referral, that a turn was taken. */
  readonly turns: readonly (readonly Later<true>[])[]
  readonly commitments: readonly Later<RecordId>[]
}

export const dayAt = ({ today }: Pick<Stage, 'today'>, days: number): Day => addDays(today, Math.floor(days))
