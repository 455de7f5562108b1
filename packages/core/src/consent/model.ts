/** Consent: what a person agreed to, in which words, for whom and which parts; and what passed the gate on the ground of it. */
import type { DeviceId, OrgId, PersonId, SpaceId } from '@pergola/protocol'
import type { Day, Instant } from '../casework/model.ts'
import type { RecordId } from '../record/model.ts'
import type { ConsentPart, CopiesState, GivenBy, NoticeWhy, PassageAct } from '../vocabulary/caseCodes.ts'
import type { ConsentScope } from '../vocabulary/codes.ts'

export interface Consent {
  readonly id: RecordId
  readonly person: RecordId
  /** Consent scope code. */
  readonly scope: string
  /** Organisation it names, or null for scopes that name none. */
  readonly org: OrgId | null
  /** Somebody outside the network whom it names, e.g. a mandate of the UN; '' when none. */
  readonly recipient: string
  /** What of the case it speaks of; empty is all that the scope means by itself. */
  readonly parts: readonly ConsentPart[]
  readonly given: boolean
  readonly on: Day
  readonly how: 'spoken' | 'written' | 'message' | 'through_trusted_person'
  readonly givenBy: GivenBy
  /** The person of the file who decided for a dependent, with `givenBy` `guardian`. */
  readonly guardian: RecordId | null
  /** Who brought the answer, with `givenBy` `trusted`: enough to ask again, no name needed. */
  readonly trusted: string
  /** Their language, BCP 47, or ''. */
  readonly language: string
  readonly until: Day | null
  readonly withdrawnOn: Day | null
  /** Said with the withdrawal: what was shared on the ground of it is to be taken back at once. */
  readonly takeBack: boolean
}

/** What a decision must say; the rest of it may be left out. */
export type NewConsent = Pick<Consent, 'person' | 'scope' | 'org' | 'given' | 'on' | 'how' | 'until'> &
  Partial<Pick<Consent, 'recipient' | 'parts' | 'givenBy' | 'guardian' | 'trusted' | 'language'>> & {
    /** The exact words that were read to the person. */
    readonly words?: string
  }

/** A no: it is recorded wherever else the person is in a file of the same origin. */
export type Refused = Consent & { readonly given: false }

/** What is about to leave a case. */
export interface Passage {
  readonly act: PassageAct
  /** The scope that grounds it: one of those that the act allows. */
  readonly scope: ConsentScope
  /** Whom it reaches inside the network. */
  readonly org?: OrgId | null
  /** Whom it reaches outside of it. */
  readonly recipient?: string
  /** Absent: what the act sends by its nature. */
  readonly parts?: readonly ConsentPart[]
  /** Whom it is about. Absent: everyone in the file. */
  readonly people?: readonly RecordId[]
}

/** In the case, for good: what left it, to whom, and the decisions that allowed it. */
export interface Passed {
  readonly id: RecordId
  readonly act: PassageAct
  readonly scope: ConsentScope
  readonly org: OrgId | null
  readonly recipient: string
  readonly parts: readonly ConsentPart[]
  readonly people: readonly RecordId[]
  readonly consents: readonly RecordId[]
  readonly by: PersonId
  readonly byOrg: OrgId
  readonly at: Instant
}

/** Parts of a case that are shared apart from each other, each a space (or several) of its own. */
export type SharePart = 'file' | 'identity' | 'medical' | 'emergency'

/** Who was given which part, as the case has it written down. */
export interface Share {
  readonly org: OrgId
  readonly part: SharePart
  /** Unix ms. */
  readonly since: number
  /** Whom the part is about; null is everyone in the file. */
  readonly people: readonly RecordId[] | null
}

/** A share or a request that consent does not carry (any longer) from a day on. */
export interface Lapse {
  readonly org: OrgId
  /** Null for a request. */
  readonly part: SharePart | null
  /** The space of the request, null for a share. */
  readonly referral: SpaceId | null
  readonly on: Day
  /** Somebody withdrew and said that it is to be taken back. */
  readonly takeBack: boolean
}

/** What a person took back or said no to, as it is told to whoever has a case of their own of it. */
export interface Ended extends Pick<Consent, 'scope' | 'org' | 'recipient' | 'parts' | 'takeBack'> {
  /** By the id in the case that the notice is about. */
  readonly person: RecordId
  readonly on: Day
  /** Of a no the id under which it is recorded wherever it goes; null: a yes was withdrawn. */
  readonly refusal: RecordId | null
}

/** What the organisation that had a part is told, and what it says. */
export interface Notice {
  readonly space: SpaceId
  readonly caseSpace: SpaceId
  readonly fromOrg: OrgId
  readonly toOrg: OrgId
  /** What the case was called there. */
  readonly pseudonym: string
  readonly parts: readonly { readonly part: SharePart; readonly since: number }[]
  /** The spaces that were taken back: a device with none of them has nothing left. */
  readonly spaces: readonly SpaceId[]
  readonly why: NoticeWhy
  /** Told instead of parts to an organisation that goes on with the case, or had it before us: these end there too. */
  readonly ended: readonly Ended[]
  /** Until when it could be read: Unix ms. */
  readonly at: Instant
  /** Devices there that have nothing of it any more, in the order in which they said so. */
  readonly confirmed: readonly { readonly device: DeviceId; readonly at: Instant }[]
  /** What a person there said of paper and copies, or null. */
  readonly copies: { readonly what: CopiesState; readonly by: PersonId; readonly on: Day; readonly text: string } | null
}
