/** Sealed files by random id. Who may read or write one is the caller's business. */

export type Kept =
  | { readonly type: 'kept'; readonly bytes: number; readonly sha256: Uint8Array }
  | { readonly type: 'too_large' }
  | { readonly type: 'full' }

export interface KeptFile {
  readonly id: string
  /** When it was put, Unix ms by the clock of the place that keeps it. */
  readonly time: number
}

export interface Blobs {
  /** Keeps what comes, durably, or nothing at all. An id that exists is replaced. Throws when the source breaks off. */
  put(id: string, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Kept>
  get(id: string): Promise<AsyncIterable<Uint8Array> | null>
  remove(id: string): Promise<void>
  /** Every file here, in no order; of those that come or go meanwhile, some. */
  all(): AsyncIterable<KeptFile>
}
