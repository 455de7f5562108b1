/** Files for people outside the network, each behind a link that works once. */
import type { OutsideContent, OutsideFile, OutsidePart } from '@pergola/core/outside'
import type { ConsentPart, ConsentScope } from '@pergola/core/vocabulary'
import type { PersonId, SpaceId } from '@pergola/protocol'

/** What is sent, as the officer composes it. */
export interface OutsideAsk {
  readonly recipient: string
  readonly scope: ConsentScope
  readonly parts: readonly OutsidePart[]
  /** With the part `notes`: the ids of those that go along; none of the others does. */
  readonly notes?: readonly string[]
  /** With the part `files`: the ids of those that go along, at most 20 and 10 MB together. */
  readonly files?: readonly string[]
  readonly words: string
  /** BCP 47, of the words and labels. */
  readonly language: string
  /** In that language, for the codes of the parts; of an illness under `care.<code>`. */
  readonly labels: Readonly<Record<string, string>>
  /** The link works for so many days, 1 to 14. */
  readonly days: number
}

/** Exactly what the reader would see, and whether consent allows it today. */
export interface OutsideDraft {
  readonly content: OutsideContent
  readonly allowed: boolean
  /** Labels of those who have not agreed to all of it. */
  readonly missing: readonly string[]
  readonly missingParts: readonly ConsentPart[]
}

export interface OutsideRow extends OutsideFile {
  readonly byName: string
  /** It can still be opened by whoever has the link. */
  readonly isOut: boolean
}

export type OutsideTodayItem = {
  readonly kind: 'outside_opened'
  readonly caseSpace: SpaceId
  readonly file: string
  readonly pseudonym: string
  readonly recipient: string
  readonly at: number
}

export interface OutsideView {
  readonly rows: readonly OutsideRow[]
  readonly people: Readonly<Record<PersonId, string>>
}

export interface OutsideQueries {
  outside: { args: { space: SpaceId }; value: OutsideView }
  draftOutside: { args: { space: SpaceId } & OutsideAsk; value: OutsideDraft }
}

export interface OutsideCommands {
  /** Sealed here, kept at the relay. The link is given this once and kept nowhere. */
  sendOutside: { args: { space: SpaceId } & OutsideAsk; value: { readonly id: string; readonly link: string } }
  /** Takes it back: the link finds nothing any more. */
  dropOutside: { args: { space: SpaceId; id: string }; value: null }
}
