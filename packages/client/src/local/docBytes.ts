/**
 * Documents as bytes and back, remembering the bytes a document came from: a new device reads thousands of snapshots and keeps
 * each as it is, and encoding one anew costs as much as everything else about it. Documents are never changed in place.
 */
import { decodeDoc, encodeDoc, type Doc, type Result, type SnapshotProblem } from '@pergola/core/record'

const sources = new WeakMap<Doc, Uint8Array>()

export const docOfBytes = (bytes: Uint8Array): Result<Doc, SnapshotProblem> => {
  const read = decodeDoc(bytes)
  if (read.ok) sources.set(read.value, bytes)
  return read
}

export const bytesOfDoc = (doc: Doc): Uint8Array => sources.get(doc) ?? encodeDoc(doc)
