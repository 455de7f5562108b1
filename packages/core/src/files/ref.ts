/** What stands in an envelope beside the blob's id: everything that is true of a file and that the relay must not know. */
import { blob, fixed, id, sameBytes, struct, u64, type BlobId, type Of, type Sha256 } from '@pergola/protocol'

export const FILE_NAME_BYTES = 255
export const FILE_TYPE_BYTES = 100

export const fileRef = struct({
  blob: id<BlobId>(16),
  key: fixed(32),
  /** UTF-8, as the sender's system calls it: `safeFileName` before it is shown or saved. */
  name: blob(FILE_NAME_BYTES),
  /** Media type, ASCII, as the sender's system says: a claim. */
  type: blob(FILE_TYPE_BYTES),
  /** Bytes of the plaintext. */
  size: u64,
  /** SHA-256 of the plaintext: evidence, and the commitment that the cipher alone does not give. */
  sha256: fixed(32),
})
export type FileRef = Of<typeof fileRef>

/** Is `plaintext` the file that `ref` speaks of? A blob that opens is not enough: who knows the key can seal another file. */
export const isFile = (sha256: Sha256, ref: Pick<FileRef, 'size' | 'sha256'>, plaintext: Uint8Array): boolean =>
  plaintext.length === ref.size && sameBytes(sha256(plaintext), ref.sha256)
