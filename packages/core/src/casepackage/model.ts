/**
 * A whole case as one package that another Pergola, or anybody with `age` and `tar`, can read. docs/formats/case-package.md says
 * the format; version 1.
 */
import type { OrgId } from '@pergola/protocol'
import type { ConsentPart } from '../vocabulary/caseCodes.ts'
import type { Doc, RecordId } from '../record/model.ts'

export const FORMAT = 'pergola-case'
export const VERSION = 1

/** What can be chosen. Each rests on the consent to one part of the case. */
export const SECTIONS = [
  'summary',
  'people',
  'consents',
  'needs',
  'relay',
  'risk',
  'plan',
  'incidents',
  'verification',
  'notes',
  'tasks',
  'files',
  'identity',
  'medical',
] as const
export type Section = (typeof SECTIONS)[number]

/** Why a section is not in it. */
export const LEFT_WHYS = ['not_chosen', 'no_consent', 'not_readable'] as const
export type LeftWhy = (typeof LEFT_WHYS)[number]
export interface LeftOut {
  readonly section: Section
  readonly why: LeftWhy
}

/** The three documents of a case; null: not in it. */
export interface CaseDocs {
  readonly file: Doc
  readonly identity: Doc | null
  readonly medical: Doc | null
}

export interface PackedFile {
  /** Record in the file. */
  readonly id: RecordId
  /** Name inside of the package: `files/<n>`. */
  readonly member: string
  readonly name: string
  readonly type: string
  readonly bytes: number
  /** Hex. */
  readonly sha256: string
}

/** Who exported what, when and for whom. It is a statement, not a signed log: whoever can write a package can write any. */
export interface Manifest {
  readonly format: typeof FORMAT
  readonly version: number
  /** Random: the same package is known again by it. */
  readonly id: string
  /** Unix ms. */
  readonly made: number
  readonly from: { readonly org: OrgId; readonly name: string }
  /** Whom it was made for. */
  readonly to: string
  /** The consent that it rests on. */
  readonly scope: string
  readonly case: {
    /** Where it was: a random number, known again when the same case comes twice. */
    readonly space: string
    readonly pseudonym: string
    /** When the newest of what is in it was written, Unix ms. */
    readonly newest: number
  }
  readonly sections: readonly Section[]
  readonly left: readonly LeftOut[]
  /** Of those who wrote in it, by id. */
  readonly organisations: Readonly<Record<string, string>>
  readonly files: readonly PackedFile[]
  /** Of the other members: hex of SHA-256 by name. */
  readonly members: Readonly<Record<string, string>>
}

export interface CasePackage {
  readonly manifest: Manifest
  /** First ten bytes of the SHA-256 of the manifest, in hex: to compare with who sent it. */
  readonly mark: string
  readonly docs: CaseDocs
  readonly contents: ReadonlyMap<string, Uint8Array>
  /** Records that were left out because no case can hold them. */
  readonly malformed: number
}

export const PART_OF: Readonly<Record<Section, ConsentPart>> = {
  summary: 'summary',
  people: 'people',
  consents: 'people',
  needs: 'needs',
  relay: 'needs',
  risk: 'risk',
  plan: 'risk',
  incidents: 'incidents',
  verification: 'notes',
  notes: 'notes',
  tasks: 'notes',
  files: 'files',
  identity: 'identity',
  medical: 'medical',
}

/** Bounds of a package. Nothing in it is compressed, so it never opens to more than it is. */
export const PACKAGE_LIMITS = {
  /** Bytes of the whole. */
  bytes: 256 * 1024 * 1024,
  /** Bytes of one JSON member. */
  jsonBytes: 32 * 1024 * 1024,
  records: 20_000,
  files: 1_000,
} as const
