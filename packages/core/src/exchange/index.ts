/** Import and export of the directory: files in, plans out; entries in, files out. Loaded only when somebody asks for it. */
export { ENCODINGS, type Encoding } from './decodeText.ts'
export type { Separator } from './csv.ts'
export type { FailCode, FileProblem, Issue, NoteCode } from './issue.ts'
export { LIMITS } from './limits.ts'
export { TARGETS, columnsPrint, fitMapping, guessMapping, type Mapping, type MappingTarget } from './mapping.ts'
export { FORMATS, openFile, type Content, type Format, type OpenedFile, type OpenOptions } from './open.ts'
export { readEntries, type ReadOptions } from './read.ts'
export type { Reading, ReadProvider, ReadService, Spot } from './reading.ts'
export type { Choice, FieldChange } from './merge.ts'
export {
  NO_CHOICES,
  choiceKey,
  opsOf,
  planImport,
  sizedBatches,
  sourceName,
  type Candidate,
  type EntryChoice,
  type Likeness,
  type Plan,
  type PlanChoices,
  type PlannedEntry,
} from './plan.ts'
export type { EntryKind } from './known.ts'
export type { Table } from './table.ts'
export { EXPORT_FORMATS, exportDirectory, type ExportFormat, type ExportedFile } from './export.ts'
export type { Lost, Scope } from './toHsds.ts'
export { publicDocument, publicPart, signEdition, type EditionDraft, type PublicPart } from './edition.ts'
