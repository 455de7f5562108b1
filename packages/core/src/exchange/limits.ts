/** Bounds of what is read from a file; whatever is larger is refused before it is unpacked, or reported and left out. */
export const LIMITS = {
  /** Bytes of a file as it is chosen. */
  fileBytes: 64_000_000,
  /** Bytes of all parts of an archive together, unpacked. */
  unpackedBytes: 256_000_000,
  /** Parts of an archive. */
  parts: 1_000,
  /** Rows of one table. */
  rows: 100_000,
  columns: 300,
  /** UTF-8 bytes of one statement that is kept: a cell, a description. */
  textBytes: 20_000,
  /** Characters of a name. */
  name: 120,
  /** Characters of a source's own id. */
  key: 100,
  /** Lists and objects within each other, in JSON and XML. */
  depth: 40,
  /** Contacts, places, facts kept with one entry. */
  contacts: 20,
  places: 20,
  facts: 60,
  /** Remarks kept; beyond that they are only counted. */
  issues: 5_000,
} as const
