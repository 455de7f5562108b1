/** What the visitor has written and chosen. In memory only. */
import type { FileRef } from '@pergola/core/files'

export interface Chosen {
  readonly file: File
  /** Set once it is on the relay. */
  ref: FileRef | null
}
export interface Draft {
  text: string
  reach: string
  files: Chosen[]
}
export const emptyDraft = (): Draft => ({ text: '', reach: '', files: [] })
