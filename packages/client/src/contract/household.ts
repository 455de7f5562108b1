/** The people of a case together, their papers, and the medical part. */
import type { Care, MedicalPart, Visit } from '@pergola/core/care'
import type { Day } from '@pergola/core/casework'
import type { FamilyGraph, Paper, Standing, Tie } from '@pergola/core/household'
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'

/** One protected person, with what is planned and agreed for them alone. */
export interface PersonInHousehold {
  readonly standing: Standing
  readonly needs: number
  readonly gapDays: number
  /** Questions that were answered with a yes that holds today, and with a no. */
  readonly agreed: number
  readonly refused: number
  /** Null where the identity part is not readable here. */
  readonly papers: readonly Paper[] | null
  /** Pseudonym of their own case where it is readable here. */
  readonly ownCaseName: string
}

export interface HouseholdView {
  /** In the order of the file, the defender first. */
  readonly people: readonly PersonInHousehold[]
  readonly graph: FamilyGraph
  /** Papers that run out within 90 days, or have. */
  readonly papersDue: readonly Paper[]
}

export interface MedicalView {
  /** `none`: nothing was written yet. `closed`: there is a part that this organisation does not read. */
  readonly state: 'none' | 'open' | 'closed'
  readonly part: MedicalPart | null
  readonly caseSpace: SpaceId | null
  readonly pseudonym: string
  readonly ownerName: string
  readonly own: boolean
  readonly ours: OrgId
  readonly canWrite: boolean
  readonly readers: readonly { readonly org: OrgId; readonly name: string; readonly since: number }[]
  readonly people: Readonly<Record<PersonId, string>>
  readonly today: Day
}

/** A medical part that others shared with us. */
export interface MedicalRow {
  readonly space: SpaceId
  readonly pseudonym: string
  readonly from: string
  readonly gone: boolean
}

export interface HouseholdQueries {
  household: { args: { space: SpaceId }; value: HouseholdView }
  /** `space`: of the case, or of a medical part that was shared without it. */
  medical: { args: { space: SpaceId }; value: MedicalView }
  medicalParts: { args: Record<never, never>; value: readonly MedicalRow[] }
}

type Where = { readonly space: SpaceId }

export interface HouseholdCommands {
  saveStanding: { args: Where & { standing: Standing }; value: null }
  saveTie: { args: Where & { tie: Tie }; value: null }
  endTie: { args: Where & { a: string; b: string }; value: null }
  savePaper: { args: Where & { paper: Omit<Paper, 'id'> & { readonly id?: string } }; value: { id: string } }
  dropPaper: { args: Where & { id: string }; value: null }
  saveCare: {
    args: Where & { id?: string; care: Pick<Care, 'person' | 'kind' | 'text' | 'since' | 'urgent' | 'endedOn'> }
    value: { id: string }
  }
  saveVisit: { args: Where & { id?: string; visit: Pick<Visit, 'person' | 'on' | 'text' | 'nextOn'> }; value: { id: string } }
  /** To who treats: through the gate, with the consent of everyone in the part. */
  shareMedical: { args: Where & { org: OrgId }; value: null }
  revokeMedical: { args: Where & { org: OrgId }; value: null }
}
