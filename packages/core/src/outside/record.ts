/** What the case remembers: `outside/<random>` {recipient, scope, parts, files, parcel, expires, openedAt, dropped}. */
import { hex, unhex } from '@pergola/protocol'
import type { Rule } from '../casework/policy.ts'
import type { Instant } from '../casework/model.ts'
import { msOf } from '../record/hlc.ts'
import type { Doc, Op, RecordId } from '../record/model.ts'
import { flagIn, lineIn, linesIn, oneOfIn, rowsInOrder, valueOf, wholeIn } from '../record/read.ts'
import { cleanLine } from '../record/text.ts'
import { checked, isOneOf, isWhole, setOp, valuesOf, type Ops } from '../record/write.ts'
import { CONSENT_SCOPES } from '../vocabulary/codes.ts'
import { OUTSIDE_PARTS } from './compose.ts'
import type { OutsideFile } from './model.ts'

const LONGEST_RECIPIENT = 200
const PARCEL_BYTES = 32

/** In the order in which they went out; what has no parcel is left out. */
export const readOutside = (doc: Doc): readonly OutsideFile[] =>
  rowsInOrder(doc, 'outside').flatMap(([id, row]): readonly OutsideFile[] => {
    const parcel = valueOf(row, 'parcel')
    if (!(parcel instanceof Uint8Array) || parcel.length !== PARCEL_BYTES) return []
    const openedAt = wholeIn(row, 'openedAt', 0)
    const parts = linesIn(row, 'parts')
    return [
      {
        id,
        recipient: lineIn(row, 'recipient', LONGEST_RECIPIENT),
        scope: oneOfIn(row, 'scope', CONSENT_SCOPES, 'referral'),
        parts: OUTSIDE_PARTS.filter((part) => parts.includes(part)),
        files: linesIn(row, 'files', 200),
        parcel: hex(parcel),
        expires: wholeIn(row, 'expires', 0) as Instant,
        at: msOf(row.firstAt) as Instant,
        by: row.firstAuthor.person,
        openedAt: openedAt === 0 ? null : (openedAt as Instant),
        dropped: flagIn(row, 'dropped'),
      },
    ]
  })

export type NewOutside = Pick<OutsideFile, 'recipient' | 'scope' | 'parts' | 'files' | 'parcel' | 'expires'>

export const saveOutside = (id: RecordId, { recipient, scope, parts, files, parcel, expires }: NewOutside): Ops => {
  const bytes = unhex(parcel)
  return checked(
    [
      ['recipient', cleanLine(recipient, LONGEST_RECIPIENT) !== ''],
      ['scope', isOneOf(CONSENT_SCOPES, scope)],
      ['parts', parts.length > 0 && parts.every((part) => isOneOf(OUTSIDE_PARTS, part))],
      ['parcel', bytes?.length === PARCEL_BYTES],
      ['expires', isWhole(expires, 1, Number.MAX_SAFE_INTEGER)],
    ],
    () => [
      setOp('outside', id, {
        recipient: cleanLine(recipient, LONGEST_RECIPIENT),
        scope,
        parts: valuesOf(parts),
        files: valuesOf(files),
        parcel: bytes as Uint8Array,
        expires,
        openedAt: 0,
        dropped: false,
      }),
    ],
  )
}

export const outsideOpened = (id: RecordId, at: number): readonly Op[] => [setOp('outside', id, { openedAt: at })]
export const outsideDropped = (id: RecordId): readonly Op[] => [setOp('outside', id, { dropped: true })]

/** It can still be opened by whoever has the link. */
export const isOut = ({ openedAt, dropped, expires }: Pick<OutsideFile, 'openedAt' | 'dropped' | 'expires'>, now: number): boolean =>
  openedAt === null && !dropped && now < expires

export const OUTSIDE_RULES: readonly Rule[] = [
  {
    name: 'holder_sends_outside',
    sentence: 'Only the organisation that holds the case sends a file to somebody outside the network.',
    breaks: (op, author, holder) => op.c === 'outside' && author.org !== holder,
  },
]
