/** A table as it stands in a file: a line of names and rows of text. */

export interface Table {
  /** File or sheet name; '' for a plain file. */
  readonly name: string
  readonly columns: readonly string[]
  /** As many cells as columns. */
  readonly rows: readonly (readonly string[])[]
}

/** One row by the names of its columns, without a prototype's names in the way. */
export type Named = ReadonlyMap<string, string>

export const named = (columns: readonly string[], cells: readonly string[]): Named => {
  const row = new Map<string, string>()
  for (let at = 0; at < columns.length; at++) {
    const cell = cells[at]
    const column = columns[at]
    if (cell !== undefined && cell !== '' && column !== undefined && column !== '' && !row.has(column)) row.set(column, cell)
  }
  return row
}
