/** A sealed file for somebody outside the network: what it says, and what the case remembers of it. */
import type { PersonId } from '@pergola/protocol'
import type { Day, Instant, Step, Urgency } from '../casework/model.ts'
import type { ConsentPart } from '../vocabulary/caseCodes.ts'
import type { ConsentScope } from '../vocabulary/codes.ts'
import type { RecordId } from '../record/model.ts'

/** Parts of a case that such a file can hold. */
export type OutsidePart = Extract<ConsentPart, 'summary' | 'needs' | 'people' | 'risk' | 'identity' | 'notes' | 'medical' | 'files'>

export interface OutsideNeed {
  readonly kind: string
  readonly from: Day
  readonly to: Day
  readonly place: string
  readonly urgency: Urgency
  readonly headcount: number
}

export interface OutsidePerson {
  readonly label: string
  readonly relation: string
  readonly languages: readonly string[]
}

export interface OutsideIdentity {
  readonly label: string
  readonly name: string
  readonly otherNames: string
  readonly contact: string
  readonly whereabouts: string
  readonly birth: string
  readonly documents: string
}

/** A note that was chosen, without who wrote it. */
export interface OutsideNote {
  readonly on: Day
  readonly text: string
}

/** Of the medical part: what whoever treats has to know. */
export interface OutsideCare {
  readonly label: string
  /** Care kind code. */
  readonly kind: string
  readonly text: string
  readonly since: string
  readonly urgent: boolean
}

/** A file of the case that was chosen, without its type: its reader saves it and never looks at it in the page. */
export interface OutsideAttached {
  readonly name: string
  /** How many. */
  readonly bytes: number
}

/** Exactly what the reader sees: no field of the case that is not here. A part that was not chosen is null. */
export interface OutsideContent {
  readonly from: string
  readonly to: string
  /** Unix ms. */
  readonly writtenAt: number
  readonly expires: number
  /** Language of the words and labels, BCP 47. */
  readonly language: string
  readonly words: string
  /** Words for the codes below, in that language; of an illness under `care.<code>`, because a need may have the same code. */
  readonly labels: Readonly<Record<string, string>>
  readonly summary: { readonly urgency: Urgency; readonly country: string; readonly text: string } | null
  readonly needs: readonly OutsideNeed[] | null
  readonly people: readonly OutsidePerson[] | null
  readonly risk: {
    readonly level: Step
    readonly threats: readonly string[]
    readonly vulnerabilities: readonly string[]
    readonly capacities: readonly string[]
  } | null
  readonly identity: readonly OutsideIdentity[] | null
  readonly notes: readonly OutsideNote[] | null
  readonly medical: readonly OutsideCare[] | null
  readonly files: readonly OutsideAttached[] | null
}

/** What a link opens. */
export interface OpenedOutside {
  readonly content: OutsideContent
  /** The bytes of the attached files, in the order of `content.files`. */
  readonly attached: readonly Uint8Array[]
}

/** In the case: what went out to whom, until when, and whether it was opened. The secret of the link stands nowhere. */
export interface OutsideFile {
  readonly id: RecordId
  readonly recipient: string
  readonly scope: ConsentScope
  readonly parts: readonly OutsidePart[]
  /** The files of the case that went along. */
  readonly files: readonly RecordId[]
  /** Under which the relay keeps it: 32 bytes in hex. */
  readonly parcel: string
  readonly expires: Instant
  readonly at: Instant
  readonly by: PersonId
  /** When it was opened; null: not yet. */
  readonly openedAt: Instant | null
  /** Taken back, by somebody or because consent was. */
  readonly dropped: boolean
}
