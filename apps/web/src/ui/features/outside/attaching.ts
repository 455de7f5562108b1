/** What may go along with a sealed file: the same bounds as `core/outside/seal.ts`, of which the page has only the types. */
import type { CaseFile } from '@pergola/core/casework'
import type { OutsideAsk } from '../../../contract.ts'

export const MOST_ATTACHED = 20
export const MOST_ATTACHED_BYTES = 10_000_000

export const sizeOfChosen = (files: CaseFile['files'], chosen: readonly string[]) => {
  const sizes = files.filter(({ id }) => chosen.includes(id)).map(({ bytes }) => bytes)
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  return { count: sizes.length, bytes, fits: sizes.length <= MOST_ATTACHED && bytes <= MOST_ATTACHED_BYTES }
}

/** Without the part there is nothing to choose; with it something has to be, and it has to fit. */
export const canSendFiles = (
  { parts, files = [] }: Pick<OutsideAsk, 'parts' | 'files'>,
  { files: all }: Pick<CaseFile, 'files'>,
): boolean => {
  const { count, fits } = sizeOfChosen(all, files)
  return !parts.includes('files') || (count > 0 && fits)
}
