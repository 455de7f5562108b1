/** Import and export of the directory: a file is opened, its columns mapped, its entries looked at, and only then written. */
import type {
  Encoding,
  EntryChoice,
  EntryKind,
  ExportFormat,
  FieldChange,
  FileProblem,
  Format,
  Issue,
  Likeness,
  Lost,
  Mapping,
  PlanChoices,
  Scope,
  Separator,
} from '@pergola/core/exchange'
import type { Problem } from './index.ts'

export type {
  Choice,
  Encoding,
  EntryChoice,
  EntryKind,
  ExportFormat,
  FieldChange,
  FileProblem,
  Format,
  Issue,
  Likeness,
  Lost,
  Mapping,
  MappingTarget,
  Scope,
  Separator,
} from '@pergola/core/exchange'

/** A sheet as it stands in the file, with its first rows. */
export interface SheetView {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: number
  /** Up to five, as many cells as columns, each shortened. */
  readonly first: readonly (readonly string[])[]
}

/** What was chosen for an import as a whole. */
export interface ImportSettings {
  /** Name of the list: part of the ids of what it brings, so that reading it again updates. */
  readonly source: string
  /** For tables. */
  readonly sheet: string
  readonly mapping: Mapping
  readonly likely: PlanChoices['likely']
  readonly removeMissing: boolean
}

export interface OpenedImport {
  readonly id: string
  readonly fileName: string
  readonly format: Format
  /** Empty but for tables. */
  readonly sheets: readonly SheetView[]
  readonly settings: ImportSettings
  /** The mapping is one that our organisation used for the same columns before. */
  readonly remembered: boolean
}

export type ImportOutcome = 'added' | 'updated' | 'merged' | 'unchanged' | 'left' | 'not_permitted' | 'too_large'

export interface ImportCounts {
  readonly providers: number
  readonly services: number
  readonly outcomes: Readonly<Record<ImportOutcome, number>>
  /** Entries that are probably here already. */
  readonly likely: number
  /** Rows that could not be read. */
  readonly failed: number
  readonly notes: number
  /** In the book from an earlier version of this list, and not in this file. */
  readonly missing: number
  readonly operations: number
}

export interface ImportEntryRow {
  readonly kind: EntryKind
  readonly key: string
  /** From 1, 0 where there is none. */
  readonly row: number
  readonly table: string
  readonly name: string
  readonly providerName: string
  readonly outcome: ImportOutcome
  /** The record it is merged with or written to. */
  readonly into: string
  readonly changes: readonly FieldChange[]
  readonly candidates: readonly { readonly id: string; readonly name: string; readonly why: Likeness }[]
  readonly choice: EntryChoice | null
}

export type ImportShow = ImportOutcome | 'all' | 'likely'

/** How many remarks of one kind, with the first of them. */
export interface IssueGroup {
  readonly what: Issue['what']
  readonly code: Issue['code']
  readonly count: number
  readonly first: readonly Issue[]
}

export interface ImportPreview {
  readonly opened: OpenedImport
  /** The file as a whole cannot be read so; nothing else is filled then. */
  readonly problem: FileProblem | null
  readonly counts: ImportCounts
  readonly issues: readonly IssueGroup[]
  /** How many more there were than are kept. */
  readonly moreIssues: number
  readonly missing: readonly { readonly kind: EntryKind; readonly id: string; readonly name: string }[]
  readonly total: number
  readonly entries: readonly ImportEntryRow[]
}

export interface ImportedRow {
  readonly kind: EntryKind
  readonly key: string
  readonly row: number
  readonly table: string
  readonly name: string
  /** `not_written`: it would have been, but the import was ended before. */
  readonly outcome: ImportOutcome | 'removed' | 'not_written'
}

export interface DirectoryImportReport {
  /** Why it ended before everything was written; null: everything is. */
  readonly ended: Problem | null
  readonly written: number
  readonly counts: Readonly<Record<ImportedRow['outcome'], number>>
  readonly rows: readonly ImportedRow[]
  readonly issues: readonly IssueGroup[]
  readonly moreIssues: number
}

export interface ExportedDirectory {
  readonly name: string
  readonly type: string
  readonly content: Uint8Array
  readonly organisations: number
  readonly services: number
  readonly lost: readonly Lost[]
}

type Nothing = Record<never, never>

export interface ExchangeQueries {
  /** A window of the entries of the import that is under way. */
  importPreview: { args: { id: string; show: ImportShow; from: number; count: number }; value: ImportPreview }
}

export interface ExchangeCommands {
  /** One import at a time: the one before is let go. Nothing is written. */
  openImport: {
    args: { name: string; content: Uint8Array; format?: Format; encoding?: Encoding; separator?: Separator; source?: string }
    value: OpenedImport
  }
  setImport: { args: { id: string; settings: Partial<ImportSettings> }; value: null }
  /** What becomes of one entry; null: what the settings say. */
  chooseImport: { args: { id: string; kind: EntryKind; key: string; choice: EntryChoice | null }; value: null }
  runImport: { args: { id: string }; value: DirectoryImportReport }
  closeImport: { args: Nothing; value: null }
  exportDirectory: { args: { format: ExportFormat; scope: Scope }; value: ExportedDirectory }
}
