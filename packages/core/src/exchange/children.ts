/** Rows of tables by what they are linked to: made when first asked for, so that a table nobody needs costs nothing. */
import type { HsdsRow, HsdsTables } from './hsdsTables.ts'

const NONE: readonly HsdsRow[] = []

export class Linked {
  readonly tables: HsdsTables
  readonly #by = new Map<string, ReadonlyMap<string, readonly HsdsRow[]>>()

  constructor(tables: HsdsTables) {
    this.tables = tables
  }

  all(table: string): readonly HsdsRow[] {
    return this.tables.get(table) ?? NONE
  }

  /** Rows of `table` whose `link` is `id`. */
  of(table: string, link: string, id: string): readonly HsdsRow[] {
    if (id === '') return NONE
    const key = `${table} ${link}`
    const known = this.#by.get(key) ?? this.#sorted(table, link)
    this.#by.set(key, known)
    return known.get(id) ?? NONE
  }

  one(table: string, id: string | undefined): HsdsRow | undefined {
    return id === undefined ? undefined : this.of(table, 'id', id)[0]
  }

  #sorted(table: string, link: string): ReadonlyMap<string, readonly HsdsRow[]> {
    const by = new Map<string, HsdsRow[]>()
    for (const row of this.all(table)) {
      const id = row.cells.get(link)
      if (id === undefined) continue
      const rows = by.get(id)
      if (rows === undefined) by.set(id, [row])
      else rows.push(row)
    }
    return by
  }
}
