/**
 * The case index: what a device of ours knows of each space in a line (the summaries), sealed for colleagues' new devices.
 *
 * A new device shows a list at once instead of after verifying every space: it takes the index from the organisation's book, where
 * a colleague's signed operation names the sealed blob (`index/main` {blob, key, sha256, count, at}), and then verifies each space
 * as always; a line is replaced by what the space itself proves, and dropped if the relay does not list the space at all. Until
 * then an entry holds no control entry (`control` 0): nothing is written to such a space, nothing is believed of it but its line.
 */
import { asKey } from '@pergola/core/crypto'
import { openBytes, sealBytes } from '@pergola/core/files'
import { rowAt, setOp, valueOf, wholeIn } from '@pergola/core/record'
import { bytesToUtf8, utf8ToBytes } from '@pergola/core/text'
import { atLeast, hex, sameBytes, unhex, type BlobId, type SpaceId, type SpaceKind } from '@pergola/protocol'
import type { Summary } from '../views/index.ts'
import type { World } from '../world/world.ts'
import type { Desk } from './desk.ts'
import type { IndexEntry } from './replicas.ts'

/** Below this, verifying everything takes no longer than fetching the index. */
const WORTH_IT = 200
const DAY_MS = 86_400_000

type Line = readonly [SpaceId, Pick<IndexEntry, 'kind' | 'summary'>]

/** Books are read first anyway; a key of a shelf stands nowhere but there. */
const NOT_LISTED: ReadonlySet<SpaceKind> = new Set<SpaceKind>(['organisation', 'network', 'shelf'])

export const linesOf = (index: Desk['replicas']['index']): readonly Line[] =>
  [...index].flatMap(([space, { kind, summary, distrusted, control }]): readonly Line[] =>
    NOT_LISTED.has(kind) || distrusted || control === 0 || summary.goneSince !== null
      ? []
      : [[space, { kind, summary: { ...summary, pending: 0 } }]],
  )

/** A day old, or a tenth of the spaces came or went since: then it is worth sealing again. */
const isDue = (world: World, count: number): boolean => {
  const row = rowAt(world.book().doc, 'index', 'main')
  const before = wholeIn(row, 'count', 0)
  return Math.abs(count - before) > before / 10 || world.now() - wholeIn(row, 'at', 0) > DAY_MS
}

/** Seals and publishes the index when it is worth it. True when it did. */
export const publishIndex = async (desk: Desk, world: World): Promise<boolean> => {
  const lines = linesOf(desk.replicas.index)
  if (lines.length < WORTH_IT || !atLeast(world.me.role, 'editor') || !isDue(world, lines.length)) return false
  const plain = utf8ToBytes(JSON.stringify(lines))
  const key = world.crypto.random(32)
  const blob = hex(world.crypto.random(16)) as BlobId
  const stored = await world.gateway.putBlob(blob, sealBytes(asKey<'file'>(key), world.crypto.random(16), plain))
  if (!stored.ok) return false
  const fields = { blob, key, sha256: world.crypto.sha256(plain), count: lines.length, at: world.now() }
  // All that were ever put there are remembered: with the next case that is destroyed they go.
  const added = { o: 'add', c: 'index', i: 'main', f: 'blobs', v: blob } as const
  return (await world.write(desk.org, [setOp('index', 'main', fields), added])).ok
}

/** What a colleague sealed may be anything. */
const isLine = (read: unknown): read is Line => {
  const [space, about] = Array.isArray(read) ? (read as readonly unknown[]) : []
  const { kind, summary } = (about ?? {}) as { readonly kind?: SpaceKind; readonly summary?: Summary }
  return typeof space === 'string' && unhex(space)?.length === 16 && kind !== undefined && !NOT_LISTED.has(kind) && summary?.kind === kind
}

export const linesFrom = (plain: Uint8Array): readonly Line[] => {
  try {
    const read: unknown = JSON.parse(bytesToUtf8(plain))
    return Array.isArray(read) ? (read as readonly unknown[]).filter(isLine) : []
  } catch {
    return []
  }
}

const linesIn = async (world: World): Promise<readonly Line[]> => {
  const row = rowAt(world.book().doc, 'index', 'main')
  const [blob, key, sha256] = [valueOf(row, 'blob'), valueOf(row, 'key'), valueOf(row, 'sha256')]
  if (typeof blob !== 'string' || !(key instanceof Uint8Array) || key.length !== 32 || !(sha256 instanceof Uint8Array)) return []
  const sealed = await world.gateway.getBlob(blob as BlobId)
  const plain = sealed.ok ? openBytes(asKey<'file'>(key), sealed.value) : null
  if (!plain?.ok || !sameBytes(world.crypto.sha256(plain.value), sha256)) return []
  return linesFrom(plain.value)
}

/** On a device that holds next to nothing yet: the lines a colleague published, until each space has been verified. */
export const takeIndex = async (desk: Desk, world: World): Promise<void> => {
  const promised = wholeIn(rowAt(world.book().doc, 'index', 'main'), 'count', 0)
  if (promised < WORTH_IT || desk.replicas.index.size > promised / 10) return
  for (const [space, { kind, summary }] of await linesIn(world)) desk.replicas.promise(space, kind, summary)
}
