/**
 * Whom to ask next: a ranked list that the officer names when the first request goes out. Each candidate's request has a space of its
 * own from the start, `candidate/<space>` in the case, which nobody else can read and in which nothing stands. To ask is to share that
 * space: the relay accepts that once, so that two devices that are due at the same moment ask once.
 */
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Rule } from '../casework/policy.ts'
import type { ReferralLink } from '../casework/model.ts'
import type { Doc, Op, RecordId } from '../record/model.ts'
import { flagIn, idIn, linesIn, rowsInOrder, textIn, wholeIn } from '../record/read.ts'
import { checked, isWhole, setOp, valuesOf, type Ops } from '../record/write.ts'
import { cleanText, utf8Length } from '../record/text.ts'
import { MOST_HOURS } from './clock.ts'
import type { ReferralState } from './model.ts'

/** Organisations in one list, the first included. */
export const MOST_IN_ORDER = 12
const LONGEST_TEXT = 20_000

export interface Candidate {
  /** The space of the request, if it comes to that. */
  readonly space: SpaceId
  /** The request that was sent first, by its space. */
  readonly chain: SpaceId
  /** From 1; lower is asked before. */
  readonly rank: number
  readonly org: OrgId
  readonly service: RecordId | null
  readonly needs: readonly RecordId[]
  readonly text: string
  /** How long this organisation has to answer, from the moment it is asked. */
  readonly hours: number
  readonly shareFile: boolean
  /** Asked also when the one before says no, not only when it says nothing. */
  readonly afterNo: boolean
  readonly stopped: boolean
}

/** All that were named, asked or not, by chain and rank. */
export const readCandidates = (doc: Doc): readonly Candidate[] =>
  rowsInOrder(doc, 'candidate')
    .flatMap(([id, row]): readonly Candidate[] => {
      const [chain, org] = [idIn<SpaceId>(row, 'chain'), idIn<OrgId>(row, 'org')]
      const hours = wholeIn(row, 'hours', 0)
      if (chain === null || org === null || hours < 1 || hours > MOST_HOURS) return []
      return [
        {
          space: id as SpaceId,
          chain,
          rank: wholeIn(row, 'rank', MOST_IN_ORDER),
          org,
          service: idIn(row, 'service'),
          needs: linesIn(row, 'needs', 200),
          text: textIn(row, 'text'),
          hours,
          shareFile: flagIn(row, 'shareFile'),
          afterNo: flagIn(row, 'afterNo'),
          stopped: flagIn(row, 'stopped'),
        },
      ]
    })
    .toSorted((a, b) => (a.chain === b.chain ? a.rank - b.rank : 0))

/** Names one. Its space is founded by now. */
export const nameCandidate = ({ space, stopped: _stopped, ...candidate }: Candidate): Ops =>
  checked(
    [
      ['hours', isWhole(candidate.hours, 1, MOST_HOURS)],
      ['rank', isWhole(candidate.rank, 1, MOST_IN_ORDER)],
      ['text', utf8Length(candidate.text) <= LONGEST_TEXT],
      ['needs', candidate.needs.length > 0],
    ],
    () => [
      setOp('candidate', space, {
        ...candidate,
        needs: valuesOf(candidate.needs),
        text: cleanText(candidate.text, LONGEST_TEXT),
        stopped: false,
      }),
    ],
  )

/** This one is not asked after all. */
export const stopCandidate = (space: SpaceId): readonly Op[] => [setOp('candidate', space, { stopped: true })]

/** Who is left to ask of a list that was begun, and after which request. */
export interface Next {
  /** The request that runs now, or ran last. */
  readonly after: SpaceId
  /** In order; never empty. */
  readonly queue: readonly Candidate[]
}

/** One for each list with somebody left to ask: those who were neither asked nor stopped, after the last that was asked. */
export const nextInLine = (candidates: readonly Candidate[], asked: readonly Pick<ReferralLink, 'space'>[]): readonly Next[] => {
  const sent = new Set(asked.map(({ space }) => space))
  return [...Map.groupBy(candidates, ({ chain }) => chain)].flatMap(([chain, all]): readonly Next[] => {
    const after = all.findLast(({ space }) => sent.has(space))
    const queue = all.filter(({ space, stopped, rank }) => !stopped && !sent.has(space) && rank > (after?.rank ?? 0))
    return queue.length === 0 || !sent.has(chain) ? [] : [{ after: after?.space ?? chain, queue }]
  })
}

/** After the deadline there is a little time for an answer that is on its way. */
export const GRACE_MS = 10 * 60_000

/** Where the request before stands: `answeredAt` is when the other side first said anything. */
export interface Before {
  readonly state: ReferralState
  readonly answerBy: number
  readonly answeredAt: number | null
}

/** Is it the next one's turn? After silence; after a no if that was said. A question, a yes and a withdrawal are the officer's. */
export const isTurnOf = ({ afterNo }: Pick<Candidate, 'afterNo'>, { state, answerBy, answeredAt }: Before, now: number): boolean => {
  if (state === 'declined' || state === 'forwarded') return afterNo
  return (state === 'waiting' || state === 'expired') && answeredAt === null && now > answerBy + GRACE_MS
}

export const CANDIDATE_RULES: readonly Rule[] = [
  {
    name: 'holder_names_next',
    sentence: 'Only the organisation that holds the case says who is asked next.',
    breaks: (op, author, holder) => op.c === 'candidate' && author.org !== holder,
  },
]
