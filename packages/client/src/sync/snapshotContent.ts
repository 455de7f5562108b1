/** What a snapshot says: the folded document and where each device's chain stands, so that the tail can be followed from it. */
import type { Doc } from '@pergola/core/record'
import { bytesOfDoc, docOfBytes } from '../local/docBytes.ts'
import type { Chain } from '@pergola/core/space'
import {
  LIMITS,
  blob,
  decode,
  encode,
  fail,
  id,
  list,
  ok,
  struct,
  u32,
  u8,
  type CommitId,
  type DeviceId,
  type Result,
} from '@pergola/protocol'

const codec = struct({
  version: u8,
  chains: list(struct({ device: id<DeviceId>(16), seq: u32, last: id<CommitId>(32) }), 100_000),
  doc: blob(LIMITS.snapshotBytes),
})

export interface SnapshotContent {
  readonly chains: Readonly<Record<DeviceId, Chain>>
  readonly doc: Doc
}

export const snapshotContent = {
  /** null for a document that is larger than what is sent: such a space is read from its log. */
  encode: ({ chains, doc }: SnapshotContent): Uint8Array | null => {
    const bytes = bytesOfDoc(doc)
    if (bytes.length > LIMITS.snapshotBytes - 4096) return null
    return encode(codec, {
      version: 1,
      chains: (Object.entries(chains) as [DeviceId, Chain][]).map(([device, { seq, last }]) => ({ device, seq, last })),
      doc: bytes,
    })
  },
  decode: (bytes: Uint8Array): Result<SnapshotContent, { readonly type: 'malformed' }> => {
    const read = decode(codec, bytes)
    if (!read.ok || read.value.version !== 1) return fail({ type: 'malformed' })
    const doc = docOfBytes(read.value.doc)
    if (!doc.ok) return fail({ type: 'malformed' })
    const chains = Object.fromEntries(read.value.chains.map(({ device, seq, last }) => [device, { seq, last }]))
    return ok({ chains, doc: doc.value })
  },
}
