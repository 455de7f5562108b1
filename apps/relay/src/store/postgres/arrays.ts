/**
 * Arrays as PostgreSQL takes them in binary (`array_recv`), because the client writes them as text, twice as long for bytes:
 * int32 dimensions (1; 0 when empty), int32 1 if there are nulls, int32 type of an element; int32 count, int32 lower bound (1);
 * then for each element int32 length (-1: null) and its bytes. Element types: 17 bytea, 20 bigint.
 */
const BYTEA = 17
const BIGINT = 20
const HEAD_BYTES = 12
const DIMENSION_BYTES = 8

const arrayOf = (type: number, items: readonly (Uint8Array | null)[]): Buffer => {
  if (items.length === 0) return head(Buffer.alloc(HEAD_BYTES), 0, false, type)
  const size = items.reduce((sum, item) => sum + 4 + (item?.length ?? 0), HEAD_BYTES + DIMENSION_BYTES)
  const bytes = head(Buffer.allocUnsafe(size), 1, items.includes(null), type)
  bytes.writeInt32BE(items.length, HEAD_BYTES)
  bytes.writeInt32BE(1, HEAD_BYTES + 4)
  let at = HEAD_BYTES + DIMENSION_BYTES
  for (const item of items) {
    bytes.writeInt32BE(item === null ? -1 : item.length, at)
    if (item !== null) bytes.set(item, at + 4)
    at += 4 + (item?.length ?? 0)
  }
  return bytes
}

const head = (bytes: Buffer, dimensions: number, nulls: boolean, type: number): Buffer => {
  bytes.writeInt32BE(dimensions, 0)
  bytes.writeInt32BE(nulls ? 1 : 0, 4)
  bytes.writeInt32BE(type, 8)
  return bytes
}

const bigint = (value: number): Buffer => {
  const bytes = Buffer.allocUnsafe(8)
  bytes.writeBigInt64BE(BigInt(value))
  return bytes
}

/** A `bytea[]`. */
export const byteas = (items: readonly (Uint8Array | null)[]): Buffer => arrayOf(BYTEA, items)

/** A `bigint[]`. */
export const bigints = (items: readonly (number | null)[]): Buffer =>
  arrayOf(
    BIGINT,
    items.map((item) => (item === null ? null : bigint(item))),
  )
