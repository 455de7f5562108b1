/**
 * What two organisations go through before a defender is handed over. Each side has its own list, ticks it and adds to it:
 * elements of two sets in the hand-over's record, each beginning with its organisation. An open item does not keep anybody
 * from saying yes; it is shown.
 */
import type { OrgId } from '@pergola/protocol'
import type { Doc, Op, RecordId } from '../record/model.ts'
import { ownedId, ownerOf } from '../record/owned.ts'
import { rowAt } from '../record/read.ts'
import { cleanLine } from '../record/text.ts'
import { checked, type Ops } from '../record/write.ts'
import { HANDOVER_GIVES, HANDOVER_TAKES } from '../vocabulary/caseCodes.ts'
import { handoverId } from './handover.ts'

export interface ChecklistItem {
  /** A code of the side's list, or what somebody wrote. */
  readonly item: string
  readonly written: boolean
  readonly ticked: boolean
}

/** Items written by one side; more would be no checklist. */
const MOST_WRITTEN = 30
/** Characters of an item. */
export const LONGEST_ITEM = 120

const wordsOf = (list: readonly string[], org: OrgId): readonly string[] =>
  list.filter((element) => ownerOf(element) === org).map((element) => element.slice(org.length + 1))

/** The list of one side: `gives` hands over, otherwise it takes over. */
export const readChecklist = (doc: Doc, before: RecordId, after: RecordId, side: 'gives' | 'takes'): readonly ChecklistItem[] => {
  const org = ownerOf(side === 'gives' ? before : after)
  const row = rowAt(doc, 'handover', handoverId(before, after))
  if (org === null) return []
  const ticked = new Set(wordsOf(row?.sets['ticked'] ?? [], org))
  const codes: readonly string[] = side === 'gives' ? HANDOVER_GIVES : HANDOVER_TAKES
  const written = wordsOf(row?.sets['items'] ?? [], org)
    .map((item) => cleanLine(item, LONGEST_ITEM))
    .filter((item) => item !== '' && !codes.includes(item))
    .slice(0, MOST_WRITTEN)
  return [
    ...codes.map((item) => ({ item, written: false, ticked: ticked.has(item) })),
    ...written.map((item) => ({ item, written: true, ticked: ticked.has(item) })),
  ]
}

const element = (before: RecordId, after: RecordId, f: 'ticked' | 'items', org: OrgId, item: string, add: boolean): Op => ({
  o: add ? 'add' : 'rem',
  c: 'handover',
  i: handoverId(before, after),
  f,
  v: ownedId(org, item),
})

/** `org` ticks an item of its own list, or takes the tick back. */
export const tickItem = (before: RecordId, after: RecordId, org: OrgId, item: string, ticked: boolean): Ops =>
  checked([['item', item !== '' && cleanLine(item, LONGEST_ITEM) === item]], () => [element(before, after, 'ticked', org, item, ticked)])

/** `org` adds an item to its own list, or takes one out that it added. */
export const listItem = (before: RecordId, after: RecordId, org: OrgId, item: string, listed: boolean): Ops =>
  checked([['item', cleanLine(item, LONGEST_ITEM) !== '']], () => [
    element(before, after, 'items', org, cleanLine(item, LONGEST_ITEM), listed),
  ])
