/** What a case says of where it came from and where it went: `move/main` {mergedInto, offeredTo, offeredOn}, `came/<space>` {how, was.<person there>: person here; of a package also package, from, madeOn, whole}, `taken/<org>` {on}. */
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Rule } from '../casework/policy.ts'
import { parseDay } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import type { Doc, Op, RecordId, Row } from '../record/model.ts'
import { flagIn, idIn, lineIn, oneOfIn, rowAt, rowsInOrder, valueOf } from '../record/read.ts'
import { cleanLine } from '../record/text.ts'
import { setOp } from '../record/write.ts'

export const CAME_BY = ['merge', 'split', 'hand_over', 'package'] as const
export type CameBy = (typeof CAME_BY)[number]

export interface Moves {
  /** It was merged into another one, and closed. */
  readonly mergedInto: SpaceId | null
  /** It was offered to an organisation that goes on with it. */
  readonly offered: { readonly org: OrgId; readonly on: Day } | null
  /** That organisation goes on with it in a case of its own. */
  readonly takenOn: Day | null
  readonly from: readonly {
    readonly space: SpaceId
    readonly how: CameBy
    /** Under which id each person who came along, or was in both, is here. */
    readonly people: ReadonlyMap<RecordId, RecordId>
    /** It was read from a package. */
    readonly package: CameInPackage | null
  }[]
}

export interface CameInPackage {
  readonly id: string
  /** Who made it, as it says. */
  readonly from: string
  readonly madeOn: Day | null
  /** Everything of it that can be taken is here. */
  readonly whole: boolean
}

export const readMoves = (doc: Doc): Moves => {
  const main = rowAt(doc, 'move', 'main')
  const org = idIn<OrgId>(main, 'offeredTo')
  const on = parseDay(valueOf(main, 'offeredOn'))
  const offered = org === null || on === null ? null : { org, on }
  return {
    mergedInto: idIn<SpaceId>(main, 'mergedInto'),
    offered,
    takenOn: offered && parseDay(valueOf(rowAt(doc, 'taken', offered.org), 'on')),
    from: rowsInOrder(doc, 'came').map(([space, row]) => ({
      space: space as SpaceId,
      how: oneOfIn(row, 'how', CAME_BY, 'merge'),
      people: peopleIn(row),
      package: packageIn(row),
    })),
  }
}

const packageIn = (row: Row): CameInPackage | null => {
  const id = idIn(row, 'package')
  return id === null ? null : { id, from: lineIn(row, 'from', 200), madeOn: parseDay(valueOf(row, 'madeOn')), whole: flagIn(row, 'whole') }
}

const WAS = 'was.'
const peopleIn = (row: Row): ReadonlyMap<RecordId, RecordId> =>
  new Map(
    Object.keys(row.cells).flatMap((field) => {
      const here = field.startsWith(WAS) ? idIn(row, field) : null
      return here === null ? [] : [[field.slice(WAS.length), here] as const]
    }),
  )

export const mergedInto = (space: SpaceId): Op => setOp('move', 'main', { mergedInto: space })
export const offeredTo = (org: OrgId | null, on: Day): Op => setOp('move', 'main', { offeredTo: org, offeredOn: on })
/** One operation holds so many fields and no more. */
const AT_ONCE = 100

/** `people`: from their ids there to those here. */
export const cameFrom = (space: SpaceId, how: CameBy, people: ReadonlyMap<RecordId, RecordId> = new Map()): readonly Op[] => {
  const fields = [...people].map(([there, here]) => [`${WAS}${there}`, here] as const)
  const more = Array.from({ length: Math.ceil(fields.length / AT_ONCE) }, (_, at) => fields.slice(at * AT_ONCE, (at + 1) * AT_ONCE))
  return [setOp('came', space, { how }), ...more.map((some) => setOp('came', space, Object.fromEntries(some)))]
}

/** Written first, with `whole` when everything else is: a case that ended half way says so. */
export const cameInPackage = (space: SpaceId, came: CameInPackage): Op =>
  setOp('came', space, { how: 'package', package: came.id, from: cleanLine(came.from, 200), madeOn: came.madeOn, whole: came.whole })
export const takenOver = (org: OrgId, on: Day): Op => setOp('taken', org, { on })

export const MOVING_RULES: readonly Rule[] = [
  {
    name: 'holder_moves',
    sentence: 'Where a case came from and goes is said by the organisation that holds it.',
    breaks: (op, author, holder) => (op.c === 'move' || op.c === 'came') && author.org !== holder,
  },
  {
    name: 'taken_is_own',
    sentence: 'That it goes on with a case is said by the organisation that does.',
    breaks: (op, author) => op.c === 'taken' && op.i !== author.org,
  },
]
