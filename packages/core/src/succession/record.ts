/**
 * What stands in a succession space. The organisation that provides founds one with its trustees as readers: `succession/main`
 * {purpose 'shares', whose, person, trustees}, `share/<first>:<second>` {box}. A trustee that calls founds another with the other
 * trustees, of which the organisation in question knows nothing: `succession/main` {purpose 'call', whose, why}, `inner/<second>`
 * {box}, and each of the others writes `agreed/<itself>` {at}.
 */
import type { OrgId, PersonId } from '@pergola/protocol'
import { rulesFrom, type Rule } from '../casework/policy.ts'
import type { Doc, Op, Rules } from '../record/model.ts'
import { idIn, linesIn, rowAt, rowsInOrder, rowsOf, textIn, valueOf } from '../record/read.ts'
import { checked, setOp, valuesOf, type Ops } from '../record/write.ts'
import { msOf } from '../record/hlc.ts'
import type { Share } from './shares.ts'

export const LEAST_TRUSTEES = 2
export const MOST_TRUSTEES = 5

export interface Provision {
  readonly purpose: 'shares'
  readonly whose: OrgId
  readonly person: PersonId
  readonly trustees: readonly OrgId[]
  readonly shares: readonly Share[]
}

export interface Call {
  readonly purpose: 'call'
  readonly whose: OrgId
  readonly why: string
  /** Unix ms. */
  readonly at: number
  readonly by: OrgId
  readonly inner: ReadonlyMap<OrgId, Uint8Array>
  readonly agreed: ReadonlyMap<OrgId, number>
}

const text = (why: string): boolean => why.trim() !== '' && why.length <= 2000

/** In a space of its own, shared with the trustees. */
export const provide = ({ whose, person, trustees, shares }: Omit<Provision, 'purpose'>): Ops =>
  checked([['trustees', trustees.length >= LEAST_TRUSTEES && trustees.length <= MOST_TRUSTEES]], () => [
    setOp('succession', 'main', { purpose: 'shares', whose, person, trustees: valuesOf(trustees) }),
    ...shares.map(({ first, second, box }) => setOp('share', `${first}:${second}`, { box })),
  ])

export const callFor = (whose: OrgId, why: string, inner: ReadonlyMap<OrgId, Uint8Array>): Ops =>
  checked(
    [
      ['why', text(why)],
      ['inner', inner.size > 0],
    ],
    () => [
      setOp('succession', 'main', { purpose: 'call', whose, why: why.trim() }),
      ...[...inner].map(([second, box]) => setOp('inner', second, { box })),
    ],
  )

export const agreeTo = (org: OrgId, at: number): Op => setOp('agreed', org, { at })

/** What seals names organisations by their bytes: another text is no organisation. */
const isOrg = (text: string | null): text is OrgId => text !== null && /^[0-9a-f]{32}$/u.test(text)

/** Null for a space in which nothing was said yet, or something else. */
export const readSuccession = (doc: Doc): Provision | Call | null => {
  const main = rowAt(doc, 'succession', 'main')
  const whose = idIn<OrgId>(main, 'whose')
  if (main === undefined || !isOrg(whose)) return null
  const purpose = valueOf(main, 'purpose')
  if (purpose === 'shares') {
    const person = idIn<PersonId>(main, 'person')
    return person === null
      ? null
      : { purpose, whose, person, trustees: linesIn(main, 'trustees', 64) as readonly OrgId[], shares: sharesIn(doc) }
  }
  if (purpose !== 'call') return null
  const { firstAt, firstAuthor } = main
  const call = { why: textIn(main, 'why'), at: msOf(firstAt), by: firstAuthor.org, inner: boxesIn(doc, 'inner'), agreed: agreedIn(doc) }
  return { purpose, whose, ...call }
}

const sharesIn = (doc: Doc): readonly Share[] =>
  [...boxesIn(doc, 'share')].flatMap(([id, box]) => {
    const [first, second, ...more] = id.split(':') as OrgId[]
    return isOrg(first ?? null) && isOrg(second ?? null) && more.length === 0 ? [{ first: first!, second: second!, box }] : []
  })

const boxesIn = (doc: Doc, collection: string): ReadonlyMap<OrgId, Uint8Array> =>
  new Map(
    [...rowsOf(doc, collection)].flatMap(([id, row]) => {
      const box = valueOf(row, 'box')
      return box instanceof Uint8Array ? [[id as OrgId, box] as const] : []
    }),
  )

const agreedIn = (doc: Doc): ReadonlyMap<OrgId, number> =>
  new Map(rowsInOrder(doc, 'agreed').map(([org, row]) => [org as OrgId, msOf(row.firstAt)]))

export const SUCCESSION_RULES: readonly Rule[] = [
  { name: 'readers_only_read', sentence: 'Someone who may only read writes nothing.', breaks: (_op, author) => author.role === 'reader' },
  {
    name: 'agreement_is_own',
    sentence: 'A trusted organisation agrees for itself only; everything else is written by whoever founded the space.',
    breaks: (op, author, holder) => (op.c === 'agreed' ? op.i !== author.org : author.org !== holder),
  },
]

/** Rules of a succession space that `holder` founded. */
export const successionRules = (holder: OrgId): Rules => rulesFrom(SUCCESSION_RULES, holder)
