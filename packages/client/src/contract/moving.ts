/** Merging, splitting and handing over whole cases. */
import type { Day } from '@pergola/core/casework'
import type { OrgId, SpaceId } from '@pergola/protocol'

export interface MovingView {
  /** The case this one was merged into, where it can be read. */
  readonly mergedInto: { readonly space: SpaceId; readonly pseudonym: string } | null
  readonly offered: { readonly org: OrgId; readonly name: string; readonly on: Day; readonly toUs: boolean } | null
  readonly takenOn: Day | null
  readonly from: readonly { readonly space: SpaceId; readonly how: string; readonly pseudonym: string }[]
  /** Organisations that have file and identity part and could go on with it. */
  readonly couldTake: readonly { readonly org: OrgId; readonly name: string }[]
}

export interface MovingQueries {
  moving: { args: { space: SpaceId }; value: MovingView }
}

export interface MovingCommands {
  /** Both ours. What `from` holds goes into `into`; `same` names people who are in both. `from` is closed and says where it went. */
  mergeCase: {
    args: { from: SpaceId; into: SpaceId; same: readonly { readonly from: string; readonly into: string }[] }
    value: { readonly carried: number; readonly left: number }
  }
  /** These people, and what is about them, in a case of their own; their needs are dropped here. */
  splitCase: { args: { space: SpaceId; people: readonly string[]; pseudonym: string }; value: { space: SpaceId } }
  /** To an organisation that has file and identity part: it may go on with the case. Null takes the offer back. */
  offerCase: { args: { space: SpaceId; org: OrgId | null }; value: null }
  /** By that organisation: a case of its own with everything it was given. */
  takeOverCase: { args: { space: SpaceId; pseudonym: string }; value: { space: SpaceId } }
}
