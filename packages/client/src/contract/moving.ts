/** Merging, splitting and handing over whole cases. */
import type { Day } from '@pergola/core/casework'
import type { AskedCover, CameInPackage } from '@pergola/core/moving'
import type { OrgId, SpaceId } from '@pergola/protocol'

export interface MovingView {
  /** The case this one was merged into, where it can be read. */
  readonly mergedInto: { readonly space: SpaceId; readonly pseudonym: string } | null
  readonly offered: { readonly org: OrgId; readonly name: string; readonly on: Day; readonly toUs: boolean } | null
  readonly takenOn: Day | null
  readonly from: readonly {
    readonly space: SpaceId
    readonly how: string
    readonly pseudonym: string
    readonly package: CameInPackage | null
  }[]
  /** Organisations that have file and identity part and could go on with it. */
  /** Cover of others that is open until they say that they go on. */
  readonly cover: readonly CoverRow[]
  readonly couldTake: readonly { readonly org: OrgId; readonly name: string }[]
}

/** What an organisation covered in the case that this one came from, and has not said of this one. */
export interface CoverRow extends AskedCover {
  readonly name: string
  readonly needKind: string
  readonly ours: boolean
  /** It reads this case, and can answer here. */
  readonly reads: boolean
  /** What the case was called that it stands in; '' where that is not readable here. */
  readonly wasCalled: string
}

interface MovedCase {
  readonly caseSpace: SpaceId
  readonly pseudonym: string
  /** The other organisation. */
  readonly by: string
  readonly on: Day
}

export type MovingTodayItem =
  /** A case is handed over to us. */
  | ({ readonly kind: 'case_offered' } & MovedCase)
  /** Somebody goes on with a case that we handed over, and ours is still open. */
  | ({ readonly kind: 'case_taken' } & MovedCase)
  /** We hold a case in which cover of others is open until they say that they go on. */
  | {
      readonly kind: 'cover_open'
      readonly caseSpace: SpaceId
      readonly cover: string
      readonly pseudonym: string
      readonly needKind: string
      readonly org: string
      readonly reads: boolean
      readonly from: Day
    }
  /** We are asked whether our cover goes on in a case that moved. */
  | {
      readonly kind: 'cover_asked'
      readonly caseSpace: SpaceId
      readonly cover: string
      readonly pseudonym: string
      readonly needKind: string
      readonly by: string
      readonly from: Day
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
  /** Ours, in a case that moved: it goes on with the same days, or not. */
  answerCover: { args: { space: SpaceId; id: string; yes: boolean }; value: { id: string } }
  /** By who holds the case: it is not asked any more. */
  dropCover: { args: { space: SpaceId; id: string }; value: null }
  /** By that organisation: a case of its own with everything it was given. */
  takeOverCase: { args: { space: SpaceId; pseudonym: string }; value: { space: SpaceId } }
}
