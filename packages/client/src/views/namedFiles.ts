/**
 * Which files are named where. A file goes with the case or conversation that names it, and who ends one can name any file they know of:
 * so can who wrote to us, or works on a case with us. What something else names as well stays.
 */
import { filePlace } from '@pergola/core/casework'
import { rowsOf, type Doc, type RecordId } from '@pergola/core/record'
import type { BlobId, SpaceId } from '@pergola/protocol'
import { readAlerts, type Alert } from '../book/index.ts'
import type { World } from '../world/world.ts'
import { startOfBlob } from './summary.ts'

/** Where these attached files are. */
export const filesAt = (doc: Doc, ids: readonly RecordId[]): readonly BlobId[] => ids.flatMap((id) => filePlace(doc, id)?.blob ?? [])

/** All that are named here, by whomever. */
export const filesIn = (doc: Doc): readonly BlobId[] => filesAt(doc, [...rowsOf(doc, 'file').keys()])

/** Files that were sent in conversations, or are said to have been. */
export const filesOfAlerts = (alerts: readonly Alert[]): readonly BlobId[] => [
  ...new Set(alerts.flatMap(({ turns }) => turns.flatMap(({ files }) => files.map(({ blob }) => blob)))),
]

export const namedIn = async (world: World, spaces: Iterable<SpaceId>): Promise<Set<BlobId>> => {
  const named = new Set<BlobId>()
  for (const space of spaces) {
    const opened = await world.open(space)
    if (opened !== null) for (const blob of filesIn(opened.doc)) named.add(blob)
  }
  return named
}

/** What goes: a case, conversations, or both. */
export interface Going {
  readonly space: SpaceId | null
  readonly alerts: ReadonlySet<RecordId>
}

/** Of these files those that other cases and conversations name: only cases that may name one, or came from others, are opened. */
export const namedByOthers = async (world: World, blobs: readonly BlobId[], { space, alerts }: Going): Promise<ReadonlySet<BlobId>> => {
  if (blobs.length === 0) return new Set()
  const starts = new Set(blobs.map(startOfBlob))
  const cases = [...world.summaries].flatMap(([other, summary]) =>
    summary.kind === 'case' && other !== space && (summary.from?.length || summary.files?.some((start) => starts.has(start)))
      ? [other]
      : [],
  )
  return new Set([...(await namedIn(world, cases)), ...filesOfAlerts(readAlerts(world).filter(({ id }) => !alerts.has(id)))])
}
