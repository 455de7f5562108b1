/** Who was given which part of a case, and which of that consent does not carry any more. */
import type { OrgId, SpaceId } from '@pergola/protocol'
import { addDays } from '../casework/day.ts'
import type { CaseFile, Day, ReferralLink } from '../casework/model.ts'
import type { Doc, Op, Row } from '../record/model.ts'
import { idIn, rowAt, rowsInOrder, valueOf } from '../record/read.ts'
import { setOp } from '../record/write.ts'
import type { VouchAsked } from '../verification/model.ts'
import { askedOn } from './gate.ts'
import type { Consent, Lapse, Passage, Share, SharePart, Passed } from './model.ts'
import { sharePassage, teaserPassage, vouchPassage } from './passages.ts'
import { readPassages } from './read.ts'

/** The file first: whoever loses it loses all. */
export const SHARE_PARTS = ['file', 'identity', 'medical', 'emergency'] as const satisfies readonly SharePart[]

/** In the case: which part an organisation has had since when (Unix ms), or null once it was taken back. */
export const recordShare = (org: OrgId, parts: Partial<Record<SharePart, number | null>>): Op => setOp('share', org, parts)

export const readShares = (doc: Doc): readonly Share[] => {
  const rows = rowsInOrder(doc, 'share')
  const passages = rows.length === 0 ? [] : readPassages(doc)
  return rows.flatMap(([id, row]) =>
    SHARE_PARTS.flatMap((part) => {
      const since = valueOf(row, part)
      const org = id as OrgId
      return typeof since === 'number' ? [{ org, part, since, people: peopleOfPart(passages, org, part) }] : []
    }),
  )
}

/** Who is in the file is in what is shared of it, also who came later; the sealed parts are of those for whom they were shared. */
const peopleOfPart = (passages: readonly Passed[], org: OrgId, part: SharePart): Share['people'] => {
  if (part === 'file' || part === 'identity') return null
  const { act } = sharePassage(org, part)
  return passages.findLast((passage) => passage.act === act && passage.org === org)?.people ?? null
}

/** The spaces that hold each part of a case. */
export const spacesOfParts = (doc: Doc, caseSpace: SpaceId): Readonly<Record<SharePart, readonly SpaceId[]>> => {
  const main = rowAt(doc, 'case', 'main')
  const identity = idIn<SpaceId>(main, 'identitySpace')
  const setOf = (field: string): readonly SpaceId[] => (main?.sets[field] ?? []) as readonly SpaceId[]
  return {
    file: [caseSpace],
    identity: identity === null ? [] : [identity],
    medical: setOf('medicalSpaces'),
    emergency: setOf('emergencySpaces'),
  }
}

/** When an organisation last opened the parts it has, Unix ms, as its own devices say. */
export const readSeen = (doc: Doc, org: OrgId): Readonly<Partial<Record<SharePart, number>>> => {
  const row: Row | undefined = rowAt(doc, 'seen', org)
  return Object.fromEntries(
    SHARE_PARTS.flatMap((part) => {
      const at = valueOf(row, part)
      return typeof at === 'number' && Number.isFinite(at) ? [[part, at]] : []
    }),
  )
}

export const recordSeen = (org: OrgId, parts: readonly SharePart[], at: number): readonly Op[] => [
  setOp('seen', org, Object.fromEntries(parts.map((part) => [part, at]))),
]

/** Shares and requests that consent carries until some day only, or not at all. The same on whatever day it is asked. */
export const lapses = (file: CaseFile, shares: readonly Share[], vouches: readonly VouchAsked[] = []): readonly Lapse[] => [
  ...shares.flatMap(({ org, part, people }) => lapseOf(file, sharePassage(org, part, people ?? undefined), { org, part, referral: null })),
  ...file.referrals.flatMap(({ org, needs, space }) => {
    const asked = file.needs.filter(({ id }) => needs.includes(id))
    return asked.length === 0 ? [] : lapseOf(file, teaserPassage(file, asked, org), { org, part: null, referral: space })
  }),
  ...vouches.flatMap(({ org, space, withName }) => lapseOf(file, vouchPassage(file, org, withName), { org, part: null, referral: space })),
]

/** Requests after whose take-up the file is to go out, of which consent does not carry that until the end, or at all. */
export const lapsesOfPromises = (file: CaseFile, promised: readonly Pick<ReferralLink, 'org' | 'space'>[]): readonly Lapse[] =>
  promised.flatMap(({ org, space }) => lapseOf(file, sharePassage(org, 'file'), { org, part: 'file', referral: space }))

const lapseOf = (file: CaseFile, passage: Passage, what: Pick<Lapse, 'org' | 'part' | 'referral'>): readonly Lapse[] => {
  const lastDay = file.consents.reduce((day, { on }) => (on > day ? on : day), file.openedOn)
  const ends = askedOn(file, passage, lastDay).flatMap(({ decision }) => endOf(decision, file.openedOn))
  if (ends.length === 0) return []
  const on = ends.reduce((day, end) => (end.on < day ? end.on : day), ends[0]!.on)
  return [{ ...what, on, takeBack: ends.some((end) => end.takeBack) }]
}

/** The first day on which a decision does not hold. */
const endOf = (decision: Consent | null, never: Day): readonly Pick<Lapse, 'on' | 'takeBack'>[] => {
  if (decision === null) return [{ on: never, takeBack: false }]
  if (!decision.given) return [{ on: decision.on, takeBack: false }]
  const { withdrawnOn, until, takeBack } = decision
  return [
    ...(withdrawnOn === null ? [] : [{ on: withdrawnOn, takeBack }]),
    ...(until === null ? [] : [{ on: addDays(until, 1), takeBack: false }]),
  ]
}
