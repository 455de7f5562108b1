/** Bounds of what one commit may say; whatever is larger is refused before it is read. */
export const LIMITS = {
  /** Bytes of one encoded payload. */
  payloadBytes: 1_200_000,
  /** UTF-8 bytes of all text in one payload. */
  textBytes: 1_000_000,
  /** Operations in one payload. */
  ops: 1_000,
  /** Fields in one operation. */
  fields: 200,
  /** Lists and maps within each other, the payload itself included. */
  depth: 8,
  /** Characters of a collection's or field's name. */
  name: 64,
  /** Characters of a record id, and of an element of a set. */
  id: 200,
  /** Bytes of one encoded document (a snapshot). */
  docBytes: 256_000_000,
} as const
