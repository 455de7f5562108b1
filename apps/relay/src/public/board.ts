/** All editions, read once and kept until one of them changes or a few seconds have passed (another process may have taken one). */
import { decode, edition, editionBody, type OrgId } from '@pergola/protocol'
import type { Now } from '../ports.ts'
import type { EditionRow, EditionStore } from '../store/store.ts'
import { readDocument, type PublicDocument } from './document.ts'

export interface Posted extends PublicDocument {
  readonly org: OrgId
  /** Unix ms. */
  readonly issued: number
}

const KEPT_MS = 5_000

const readRow = ({ org, issued, edition: bytes }: EditionRow): readonly Posted[] => {
  const outer = decode(edition, bytes)
  const body = outer.ok ? decode(editionBody, outer.value.body) : null
  const document = body?.ok ? readDocument(body.value.document) : null
  return document === null ? [] : [{ ...document, org, issued }]
}

export class Board {
  readonly #store: EditionStore
  readonly #now: Now
  #kept: { readonly until: number; readonly posted: readonly Posted[] } | null = null

  constructor(store: EditionStore, now: Now) {
    this.#store = store
    this.#now = now
  }

  /** By the name of the first organisation in it. */
  async posted(): Promise<readonly Posted[]> {
    if (this.#kept !== null && this.#now() < this.#kept.until) return this.#kept.posted
    const name = ({ organisations }: Posted): string => organisations[0]?.name ?? ''
    const posted = (await this.#store.editions()).flatMap(readRow).sort((a, b) => (name(a) < name(b) ? -1 : 1))
    this.#kept = { until: this.#now() + KEPT_MS, posted }
    return posted
  }

  changed(): void {
    this.#kept = null
  }
}
