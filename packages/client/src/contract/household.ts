/** The people of a case together, their papers, and the medical part. */
import type { Care, MedicalPart, Visit } from '@pergola/core/care'
import type { CaseStatus, Day, Step } from '@pergola/core/casework'
import type { FamilyGraph, Paper, Standing, Tie } from '@pergola/core/household'
import type { DefenderDecision } from '@pergola/core/verification'
import type { PaperKind, TakenOutWhy } from '@pergola/core/vocabulary'
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'

/** One protected person, with what is planned and agreed for them alone. */
export interface PersonInHousehold {
  readonly standing: Standing
  readonly needs: number
  readonly gapDays: number
  /** Assessed of this person alone; null when nobody did. */
  readonly riskLevel: Step | null
  /** Questions that were answered with a yes that holds today, and with a no. */
  readonly agreed: number
  readonly refused: number
  /** Null where the identity part is not readable here. */
  readonly papers: readonly Paper[] | null
  /** Their own case where it is readable here: risk, consent and verification of their own. */
  readonly ownCase: OwnCase | null
}

export interface OwnCase extends AlsoIn {
  readonly riskLevel: Step | null
  /** What stands of whether they are a defender. */
  readonly decision: DefenderDecision | null
  /** Questions that they answered there with a yes that holds today. */
  readonly agreed: number
}

/** A case that is tied to this one. */
export interface AlsoIn {
  readonly space: SpaceId
  readonly pseudonym: string
  readonly status: CaseStatus
}

export interface HouseholdView {
  /** In the order of the file, the defender first. */
  readonly people: readonly PersonInHousehold[]
  readonly graph: FamilyGraph
  /** Cases in which somebody of this one is a dependent, where both are readable here. */
  readonly alsoIn: readonly AlsoIn[]
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
  takingOut: { args: { space: SpaceId; person: string }; value: TakingOutView }
  medicalParts: { args: Record<never, never>; value: readonly MedicalRow[] }
}

/** A paper of somebody in a case of ours runs out, or has. */
export interface PaperTodayItem {
  readonly kind: 'paper'
  readonly caseSpace: SpaceId
  readonly paper: string
  readonly pseudonym: string
  readonly paperKind: PaperKind
  /** Its last day. */
  readonly until: Day
  readonly inDays: number
  /** 60, 30, 14 or 7 days ahead; 0 when it has run out. */
  readonly step: number
}

/** What happens when somebody is taken out of the file, said before it is done. */
export interface TakingOutView {
  readonly needs: readonly { readonly id: string; readonly kind: string }[]
  /** Organisations that cover one of those needs; `ours` ends with it, others are told by the need that is dropped. */
  readonly covered: readonly { readonly name: string; readonly ours: boolean }[]
  /** Answers with yes that are withdrawn. */
  readonly consents: number
  readonly ties: number
  /** Labels of those for whom they decide. */
  readonly wards: readonly string[]
  readonly checkIns: number
  /** Something stands of them in the identity part, which is emptied. */
  readonly identity: boolean
  readonly papers: number
  /** Organisations that have the file, and so what it said of them. */
  readonly readers: readonly string[]
  /** Why it cannot be done now. */
  readonly not: 'last' | 'alarm' | null
}

type Where = { readonly space: SpaceId }

export interface HouseholdCommands {
  saveStanding: { args: Where & { standing: Standing }; value: null }
  /** `takeBack`: what was shared on the ground of their yes is taken back first; that needs the relay. */
  takeOutPerson: { args: Where & { person: string; why: TakenOutWhy; takeBack: boolean }; value: null }
  saveTie: { args: Where & { tie: Tie }; value: null }
  endTie: { args: Where & { a: string; b: string }; value: null }
  savePaper: { args: Where & { paper: Omit<Paper, 'id'> & { readonly id?: string } }; value: { id: string } }
  /** The line in Today rests until the next step, for our whole organisation. */
  seePaper: { args: Where & { id: string }; value: null }
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
