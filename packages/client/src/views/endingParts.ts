/** What belongs to a case and goes with it: its spaces, in the order in which they end, and its files. */
import { filePlace, readCase } from '@pergola/core/casework'
import { noticesOf, spacesOfParts } from '@pergola/core/consent'
import { readMoves } from '@pergola/core/moving'
import { idIn, rowAt, rowsInOrder, valueOf, type Doc } from '@pergola/core/record'
import type { EndsWhat } from '@pergola/core/retention'
import { readVouchesAsked } from '@pergola/core/verification'
import { isEnded, roleNow, type BlobId, type OrgId, type SpaceId, type SpaceKind } from '@pergola/protocol'
import { findAlert } from '../book/index.ts'
import type { Opened, World } from '../world/world.ts'

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

/** Files that are named here, by whomever. */
export const filesIn = (doc: Doc): readonly BlobId[] => rowsInOrder(doc, 'file').flatMap(([id]) => filePlace(doc, id)?.blob ?? [])

const namedIn = async (world: World, spaces: Iterable<SpaceId>): Promise<Set<BlobId>> => {
  const named = new Set<BlobId>()
  for (const space of spaces) {
    const opened = await world.open(space)
    if (opened !== null) for (const blob of filesIn(opened.doc)) named.add(blob)
  }
  return named
}

/** Files in cases that came from others: of two cases that name one file, one did. */
export const carriedFiles = (world: World, except: SpaceId): Promise<Set<BlobId>> =>
  namedIn(
    world,
    [...world.summaries].flatMap(([space, summary]) =>
      summary.kind === 'case' && summary.from?.length && space !== except ? [space] : [],
    ),
  )

/** Files that another case names as well: where this one came from, what came from it, and what others who go on with it have. */
const namedElsewhere = async (world: World, { space, doc }: Opened): Promise<ReadonlySet<BlobId>> => {
  const before = readMoves(doc).from.map((from) => from.space)
  const gone = rowsInOrder(doc, 'taken').length > 0 ? filesIn(doc) : []
  return new Set([...gone, ...(await namedIn(world, before)), ...(await carriedFiles(world, space))])
}

/** Files of the message a case was made from, and lists of all cases that were sealed for colleagues' new devices. */
const filesOfBook = (world: World, { doc }: Opened): readonly BlobId[] => {
  const book = world.book().doc
  const alert = idIn(rowAt(doc, 'case', 'main'), 'alert')
  const sent = alert === null ? [] : (findAlert(world, alert)?.turns ?? []).flatMap(({ files }) => files.map(({ blob }) => blob as BlobId))
  const index = rowAt(book, 'index', 'main')
  const newest = valueOf(index, 'blob')
  return [...sent, ...((index?.sets['blobs'] ?? []) as readonly BlobId[]), ...(typeof newest === 'string' ? [newest as BlobId] : [])]
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
  const elsewhere = await namedElsewhere(world, opened)
  const blobs = [...new Set([...filesIn(opened.doc), ...filesOfBook(world, opened)])].filter((blob) => !elsewhere.has(blob))
  return [...parts, { space: opened.space, kind: 'case', blobs }]
}
