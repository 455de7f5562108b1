/** What belongs to a case and goes with it: its spaces, in the order in which they end, and its files. */
import { readCase } from '@pergola/core/casework'
import { noticesOf, spacesOfParts } from '@pergola/core/consent'
import { readMoves } from '@pergola/core/moving'
import { idIn, ownerOf, rowAt, rowsInOrder, valueOf, type Doc, type RecordId, type Value } from '@pergola/core/record'
import type { EndsWhat } from '@pergola/core/retention'
import { readVouchesAsked } from '@pergola/core/verification'
import { LIMITS, isEnded, roleNow, unhex, type BlobId, type OrgId, type SpaceId, type SpaceKind } from '@pergola/protocol'
import { findAlert } from '../book/index.ts'
import type { Opened, World } from '../world/world.ts'
import { filesAt, filesIn, filesOfAlerts, namedByOthers, namedIn } from './namedFiles.ts'

export interface EndingPart {
  readonly space: SpaceId
  readonly kind: SpaceKind
  readonly blobs: readonly BlobId[]
}

const idsOf = (opened: Opened, what: EndsWhat): readonly SpaceId[] => {
  const { identity, medical, emergency } = spacesOfParts(opened.doc, opened.space)
  const parts = [...identity, ...medical, ...emergency]
  if (what === 'parts') return parts
  const file = readCase(opened.space, opened.doc)
  const asked = [...file.referrals.map(({ space }) => space), ...readVouchesAsked(opened.doc).map(({ space }) => space)]
  return [...new Set([...parts, ...asked, ...noticesOf(opened.doc)])]
}

/** The message that a case was made from. */
const alertIn = (doc: Doc): RecordId | null => idIn(rowAt(doc, 'case', 'main'), 'alert')

/** Files that another case or message names as well: where this one came from, what came from it, what others who go on with it have. */
const namedElsewhere = async (world: World, { space, doc }: Opened, blobs: readonly BlobId[]): Promise<ReadonlySet<BlobId>> => {
  const before = readMoves(doc).from.map((from) => from.space)
  const gone = rowsInOrder(doc, 'taken').length > 0 ? filesIn(doc) : []
  const alert = alertIn(doc)
  const others = await namedByOthers(world, blobs, { space, alerts: new Set(alert === null ? [] : [alert]) })
  return new Set([...gone, ...(await namedIn(world, before)), ...others])
}

/** Files of the message a case was made from, and lists of all cases that were sealed for colleagues' new devices. */
const filesOfBook = (world: World, { doc }: Opened): readonly BlobId[] => {
  const id = alertIn(doc)
  const alert = id === null ? null : findAlert(world, id)
  const index = rowAt(world.book().doc, 'index', 'main')
  const lists = [...(index?.sets['blobs'] ?? []), valueOf(index, 'blob')]
  return [...(alert ? filesOfAlerts([alert]) : []), ...lists.filter(isBlob)]
}

const isBlob = (value: Value | undefined): value is BlobId => typeof value === 'string' && unhex(value)?.length === 16

/** Ours first: whoever names thousands more does not keep ours. */
const filesOf = (world: World, opened: Opened): readonly BlobId[] => {
  const ids = rowsInOrder(opened.doc, 'file').map(([id]) => id)
  const [own, others] = [true, false].map((isOwn) => ids.filter((id) => (ownerOf(id) === world.me.org) === isOwn))
  return [...new Set([...filesAt(opened.doc, own!), ...filesOfBook(world, opened), ...filesAt(opened.doc, others!)])]
}

const isOurs = ({ me }: World, { membership }: Opened): boolean =>
  !isEnded(membership) && roleNow(membership, me.org as OrgId) === 'steward'

/** A part says itself of which case it is. Of a request only the case says so, until the case is shared with who was asked. */
const isOf = ({ membership: { kind }, doc }: Opened, caseSpace: SpaceId): boolean => {
  const said = idIn<SpaceId>(rowAt(doc, kind, 'main'), 'caseSpace')
  return said === caseSpace || (said === null && kind === 'referral')
}

/** Null when a space that belongs to it cannot be read here yet. The file of the case comes last: it names the others. */
export const endingParts = async (world: World, opened: Opened, what: EndsWhat): Promise<readonly EndingPart[] | null> => {
  const parts: EndingPart[] = []
  for (const space of idsOf(opened, what)) {
    const part = await world.open(space)
    if (part === null) return null
    if (isOurs(world, part) && isOf(part, opened.space)) parts.push({ space, kind: part.membership.kind, blobs: [] })
  }
  if (what === 'parts' || !isOurs(world, opened)) return parts
  const named = filesOf(world, opened)
  const elsewhere = await namedElsewhere(world, opened, named)
  const blobs = named.filter((blob) => !elsewhere.has(blob)).slice(0, LIMITS.endedBlobs)
  return [...parts, { space: opened.space, kind: 'case', blobs }]
}
