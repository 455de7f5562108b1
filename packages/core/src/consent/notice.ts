/** A notice: what an organisation had of a case is taken back; its devices and its people say what became of it there. */
import type { DeviceId, OrgId, SpaceId } from '@pergola/protocol'
import { dayOf, parseDay } from '../casework/day.ts'
import type { Day, Instant } from '../casework/model.ts'
import { rulesFrom, type Rule } from '../casework/policy.ts'
import { msOf } from '../record/hlc.ts'
import type { Doc, Op, RecordId, Row, Rules } from '../record/model.ts'
import { flagIn, idIn, lineIn, linesIn, oneOfIn, rowAt, rowsInOrder, valueOf } from '../record/read.ts'
import { cleanLine } from '../record/text.ts'
import { checked, isOneOf, setOp, valuesOf, type Ops } from '../record/write.ts'
import { CONSENT_PARTS, COPIES_STATES, NOTICE_WHYS, type CopiesState } from '../vocabulary/caseCodes.ts'
import type { Ended, Notice } from './model.ts'
import { SHARE_PARTS } from './shares.ts'

type NewNotice = Pick<Notice, 'caseSpace' | 'toOrg' | 'pseudonym' | 'parts' | 'spaces' | 'why'> & Partial<Pick<Notice, 'ended'>>

/** The first operations of a notice space, by the organisation that holds the case, or goes on with it. */
export const openNotice = ({ caseSpace, toOrg, pseudonym, parts, spaces, why, ended = [] }: NewNotice): readonly Op[] => [
  setOp('notice', 'main', {
    ...{ caseSpace, toOrg, pseudonym, why, spaces: valuesOf(spaces) },
    parts: Object.fromEntries(parts.map(({ part, since }) => [part, since])),
  }),
  ...ended.map((one, at) => setOp('ended', rowIdOf(at), { ...one, parts: valuesOf(one.parts) })),
]

/** Rows of one commit are read in the order of their ids. */
const rowIdOf = (at: number): RecordId => String(at).padStart(3, '0')

/** In the case: the space of a notice that went out. */
export const linkNotice = (space: SpaceId): readonly Op[] => [{ o: 'add', c: 'case', i: 'main', f: 'notices', v: space }]

export const noticesOf = (caseDoc: Doc): readonly SpaceId[] => (rowAt(caseDoc, 'case', 'main')?.sets['notices'] ?? []) as readonly SpaceId[]

/** By a device that has nothing left of what was taken back. */
export const confirmGone = (device: DeviceId): readonly Op[] => [setOp('confirmed', device, { gone: true })]

/** By a person there: what became of paper and of copies. */
export const confirmCopies = (org: OrgId, what: CopiesState, on: Day, text: string): Ops =>
  checked(
    [
      ['what', isOneOf(COPIES_STATES, what)],
      ['on', parseDay(on) !== null],
      ['text', what !== 'kept' || text.trim() !== ''],
    ],
    () => [setOp('copies', org, { what, on, text: cleanLine(text, 500) })],
  )

/** Null before its first record has arrived. */
export const readNotice = (space: SpaceId, doc: Doc): Notice | null => {
  const main = rowAt(doc, 'notice', 'main')
  const [toOrg, caseSpace] = [idIn<OrgId>(main, 'toOrg'), idIn<SpaceId>(main, 'caseSpace')]
  if (main === undefined || toOrg === null || caseSpace === null) return null
  return {
    space,
    caseSpace,
    fromOrg: main.firstAuthor.org,
    toOrg,
    pseudonym: lineIn(main, 'pseudonym', 80),
    parts: partsIn(main),
    spaces: linesIn(main, 'spaces', 64) as readonly SpaceId[],
    why: oneOfIn(main, 'why', NOTICE_WHYS, 'ended'),
    ended: rowsInOrder(doc, 'ended').flatMap(readEnded),
    at: instantOf(main),
    confirmed: rowsInOrder(doc, 'confirmed').map(([device, row]) => ({ device: device as DeviceId, at: instantOf(row) })),
    copies: readCopies(rowAt(doc, 'copies', toOrg)),
  }
}

const instantOf = (row: Row): Instant => msOf(row.firstAt) as Instant

const readEnded = ([, row]: readonly [RecordId, Row]): readonly Ended[] => {
  const [person, scope] = [idIn(row, 'person'), idIn(row, 'scope')]
  if (person === null || scope === null) return []
  const said = linesIn(row, 'parts')
  return [
    {
      person,
      scope,
      org: idIn<OrgId>(row, 'org'),
      recipient: lineIn(row, 'recipient', 200),
      parts: CONSENT_PARTS.filter((part) => said.includes(part)),
      takeBack: flagIn(row, 'takeBack'),
      refusal: idIn(row, 'refusal'),
      on: parseDay(valueOf(row, 'on')) ?? dayOf(instantOf(row)),
    },
  ]
}

const partsIn = (main: Row): Notice['parts'] => {
  const parts = valueOf(main, 'parts')
  const said = typeof parts === 'object' && parts !== null ? (parts as Readonly<Record<string, unknown>>) : {}
  return SHARE_PARTS.flatMap((part) => {
    const since = Object.hasOwn(said, part) ? said[part] : undefined
    return typeof since === 'number' && Number.isFinite(since) ? [{ part, since }] : []
  })
}

const readCopies = (row: Row | undefined): Notice['copies'] =>
  row === undefined
    ? null
    : {
        what: oneOfIn(row, 'what', COPIES_STATES, 'kept'),
        by: row.firstAuthor.person,
        on: parseDay(valueOf(row, 'on')) ?? dayOf(instantOf(row)),
        text: lineIn(row, 'text', 500),
      }

export const NOTICE_RULES: readonly Rule[] = [
  { name: 'readers_only_read', sentence: 'Someone who may only read writes nothing.', breaks: (_op, author) => author.role === 'reader' },
  {
    name: 'holder_takes_back',
    sentence: 'What is taken back is said by the organisation that holds the case.',
    breaks: (op, author, holder) => (op.c === 'notice' || op.c === 'ended') && author.org !== holder,
  },
  {
    name: 'device_confirms_itself',
    sentence: 'A device says for itself only that nothing is left on it.',
    breaks: (op, author, holder) => op.c === 'confirmed' && (op.i !== author.device || author.org === holder),
  },
  {
    name: 'copies_are_own',
    sentence: 'What became of paper and copies is said by the organisation that had them.',
    breaks: (op, author, holder) => op.c === 'copies' && (op.i !== author.org || author.org === holder),
  },
]

/** Rules of a notice space that `holder` founded. */
export const noticeRules = (holder: OrgId): Rules => rulesFrom(NOTICE_RULES, holder)
