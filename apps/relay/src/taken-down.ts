/**
 * What the operator takes down on purpose, e.g. of an organisation that was removed: the content goes, a mark stays in its place, so that
 * whoever asks is told that it was taken down and not that it never was. No hash is all zeros, and no edition is empty.
 */
import { sameBytes } from '@pergola/protocol'
import type { Blobs } from './blobs/blobs.ts'
import type { BlobRow, EditionRow, Store } from './store/store.ts'

const NO_HASH = new Uint8Array(32)
const NO_EDITION = new Uint8Array(0)

export const fileIsDown = ({ sha256 }: Pick<BlobRow, 'sha256'>): boolean => sameBytes(sha256, NO_HASH)
export const editionIsDown = ({ edition }: Pick<EditionRow, 'edition'>): boolean => edition.length === 0

type Marks = Pick<Store, 'edition' | 'putEdition' | 'blob' | 'removeBlob' | 'addBlob'>

/** False: nothing of this organisation is shown. A later edition may be shown again, if the organisation may publish. */
export const takeDownEdition = async (store: Marks, org: EditionRow['org']): Promise<boolean> => {
  const shown = await store.edition(org)
  if (shown === null || editionIsDown(shown)) return false
  if ((await store.putEdition({ ...shown, edition: NO_EDITION })) === 'full') throw new Error('ENOSPC')
  return true
}

/** False: there is no such file. What is left when the relay ends in between is a file that no row names, which is swept up. */
export const takeDownFile = async (store: Marks, blobs: Blobs, blob: string): Promise<boolean> => {
  const row = await store.blob(blob)
  if (row === null || fileIsDown(row)) return false
  await store.removeBlob(blob)
  const marked = await store.addBlob({ ...row, bytes: 0, sha256: NO_HASH, orphan: false })
  await blobs.remove(blob)
  if (marked === 'full') throw new Error('ENOSPC')
  return true
}
