/** Making the summary of a space from its folded document. */
import {
  caseSpaceOf,
  covers,
  currentRisk,
  expectedHandovers,
  isAgreed,
  needCoverage,
  readCase,
  readIdentities,
  sharesFileOnTakeUp,
  type CaseFile,
  type Commitment,
  type Day,
  type Handover,
  type Instant,
  type Need,
  type Urgency,
} from '@pergola/core/casework'
import { readMentions, readTasks } from '@pergola/core/caselife'
import { readMedical } from '@pergola/core/care'
import { changedAt, fieldsOf } from '@pergola/core/directory'
import { flagIn, ownerOf, rowsOf, type Doc, type RecordId } from '@pergola/core/record'
import { readPapers, readStandings } from '@pergola/core/household'
import { readOutside } from '@pergola/core/outside'
import {
  decisionIn,
  nextInLine,
  openRest,
  readCandidates,
  readReferral,
  referralState,
  type Referral,
  type ReferralTurn,
} from '@pergola/core/referral'
import { readAskedCover, readMoves } from '@pergola/core/moving'
import { readPackets } from '@pergola/core/safety'
import { readShelf } from '@pergola/core/shelf'
import { readVouch } from '@pergola/core/verification'
import { URGENCIES } from '@pergola/core/vocabulary'
import { hex, isEnded, membersNow, type OrgId, type SpaceId, type SpaceKind } from '@pergola/protocol'
import type { Opened } from '../world/world.ts'
import { closedIn } from './summariseClosing.ts'
import { summariseSafety } from './summariseSafety.ts'
import { lapsesIn, summariseNotice } from './summariseConsent.ts'
import { summariseVerification } from './summariseVerification.ts'
import { filesIn } from './namedFiles.ts'
import { startOfBlob } from './summary.ts'
import type {
  BookSummary,
  CaseSummary,
  EndedSummary,
  EmergencySummary,
  IdentitySummary,
  ListingSummary,
  MedicalSummary,
  NeedSummary,
  NoticeSummary,
  ReferralSummary,
  ShelfSummary,
  Summary,
} from './summary.ts'

type Content =
  | CaseSummary
  | EndedSummary
  | IdentitySummary
  | ReferralSummary
  | ListingSummary
  | EmergencySummary
  | MedicalSummary
  | NoticeSummary
  | ShelfSummary
  | Pick<BookSummary, 'kind'>

/** Coverage is asked for any day; what is kept of it here rests on none. */
const ANY_DAY = '1970-01-01' as Day
/** Before every deadline, so that nothing has expired. */
const BEFORE_ALL = 0 as Instant

/** The same for everyone who reads the space. */
export const summarise = (space: SpaceId, kind: SpaceKind, opened: Omit<Opened, 'space'>): Summary => ({
  ...contentOf(space, kind, opened),
  goneSince: opened.goneSince,
  pending: opened.pending,
})

const contentOf = (space: SpaceId, kind: SpaceKind, { doc, membership }: Pick<Opened, 'doc' | 'membership'>): Content => {
  if (isEnded(membership)) return { kind: 'ended', by: membership.founder }
  switch (kind) {
    case 'case':
      return ofCase(space, doc, membership.founder, membersNow(membership) as readonly OrgId[])
    case 'identity':
      return ofIdentity(doc)
    case 'referral':
      return ofReferral(space, doc, membership.founder)
    case 'listing':
      return ofListing(doc, membership.founder)
    case 'notice':
      return summariseNotice(space, doc, membership.founder)
    case 'emergency':
      return { kind, from: membership.founder ?? NOBODY, openedAt: readPackets(doc).openedAt }
    case 'medical':
      return { kind, from: membership.founder ?? NOBODY, pseudonym: readMedical(doc).pseudonym }
    case 'shelf':
      return ofShelf(doc, membership.founder ?? NOBODY)
    case 'organisation':
    case 'network':
    case 'succession':
      return { kind }
  }
}

const ofShelf = (doc: Doc, from: OrgId): ShelfSummary => {
  const { since, keys } = readShelf(doc)
  return { kind: 'shelf', from, since, keys: Object.fromEntries(keys.map(({ id, about, key }) => [id, [about, hex(key)]])) }
}

const ofCase = (space: SpaceId, doc: Doc, founder: OrgId | null, organisations: readonly OrgId[]): CaseSummary => {
  const file = readCase(space, doc)
  const { pseudonym, status, urgency, country, ownerOrg, assignedTo, openedOn, identitySpace, needs, assessments, referrals } = file
  const own = ownCasesIn(doc)
  return {
    kind: 'case',
    pseudonym,
    status,
    urgency,
    country,
    ownerOrg: founder ?? ownerOrg,
    assignedTo,
    openedOn,
    identitySpace,
    riskLevel: currentRisk(assessments),
    needs: needs.filter(({ dropped }) => !dropped).map((need) => ofNeed(need, file, own.get(need.person))),
    referrals: referrals.map((referral) => referral.space),
    shareOnTakeUp: referrals.filter(({ id }) => sharesFileOnTakeUp(doc, id)).map((referral) => referral.space),
    ...filesNamedIn(doc),
    ...outsideIn(doc),
    next: nextInLine(readCandidates(doc), referrals).map(({ after, queue: [first] }) => ({
      after,
      org: first!.org,
      afterNo: first!.afterNo,
    })),
    ...(own.size === 0 ? {} : { ownCases: [...new Set(own.values())] }),
    ...movedIn(file, doc),
    organisations,
    ...lapsesIn(file, doc),
    ...closedIn(file, doc),
    ...summariseSafety(doc),
    ...verificationIn(doc, founder ?? ownerOrg),
    ...lifeOf(doc),
  }
}

/** By person of the file. */
const ownCasesIn = (doc: Doc): ReadonlyMap<RecordId, SpaceId> =>
  new Map(readStandings(doc).flatMap(({ person, ownCase }) => (ownCase === null ? [] : [[person, ownCase] as const])))

const movedIn = (file: CaseFile, doc: Doc): Pick<CaseSummary, 'from' | 'offered' | 'cover'> => {
  const { from: cameFrom, offered, takenOn } = readMoves(doc)
  const from = cameFrom.map(({ space }) => space)
  const cover = readAskedCover(doc, file).map(({ id, need, org, from: since, to }) => ({ id, need, org, from: since, to }))
  return {
    ...(from.length === 0 ? {} : { from }),
    ...(offered === null ? {} : { offered: { ...offered, takenOn } }),
    ...(cover.length === 0 ? {} : { cover }),
  }
}

const verificationIn = (doc: Doc, holder: OrgId): Pick<CaseSummary, 'verification'> => {
  const verification = summariseVerification(doc, holder)
  return verification === undefined ? {} : { verification }
}

const filesNamedIn = (doc: Doc): Pick<CaseSummary, 'files'> => {
  const files = filesIn(doc)
  return files.length === 0 ? {} : { files: files.map(startOfBlob) }
}

/** So many files to people outside are kept for Today. */
const MOST_OUTSIDE_KEPT = 20

const outsideIn = (doc: Doc): Pick<CaseSummary, 'outside'> => {
  const rows = readOutside(doc).slice(-MOST_OUTSIDE_KEPT)
  if (rows.length === 0) return {}
  return {
    outside: rows.map(({ id, recipient, parcel, expires, openedAt, dropped }) => ({ id, recipient, parcel, expires, openedAt, dropped })),
  }
}

/** So many calls are kept for Today; whoever has more of them opens the notes. */
const MOST_MENTIONS_KEPT = 50

const lifeOf = (doc: Doc): Pick<CaseSummary, 'tasks' | 'mentions'> => {
  const tasks = readTasks(doc).filter(({ done }) => done === null)
  const mentions = readMentions(doc).slice(-MOST_MENTIONS_KEPT)
  return {
    ...(tasks.length === 0 ? {} : { tasks: tasks.map(({ id, org, text, owner, due }) => ({ id, org, text, owner, due })) }),
    ...(mentions.length === 0 ? {} : { mentions }),
  }
}

const ofNeed = (need: Need, { commitments, handovers }: CaseFile, ownCase?: SpaceId): NeedSummary => {
  const own = commitments.filter((commitment) => commitment.need === need.id)
  const { stretches, coveredDays, wantedDays } = needCoverage(need, own, ANY_DAY)
  return {
    id: need.id,
    kind: need.kind,
    place: need.place,
    from: need.from,
    to: need.to,
    ...(ownCase === undefined ? {} : { ownCase }),
    coveredDays,
    neededDays: wantedDays,
    gaps: stretches.filter(({ covered }) => !covered).map(({ from, to }) => [from, to] as const),
    cover: own.filter(({ state }) => covers(state)).map(({ org, from, to }) => [org, from, to] as const),
    handovers:
      own.length < 2
        ? []
        : expectedHandovers(own, handovers)
            .filter((handover) => !isAgreed(handover))
            .map((handover) => ofHandover(handover, own)),
  }
}

const ofHandover = (
  { id, before, after, agreedBefore, agreedAfter }: Handover,
  own: readonly Commitment[],
): NeedSummary['handovers'][number] => {
  const [orgBefore, orgAfter] = [orgIn(before), orgIn(after)]
  const on = (own.find((commitment) => commitment.id === after) as Commitment).from
  return { id, on, before: orgBefore, after: orgAfter, yes: [...(agreedBefore ? [orgBefore] : []), ...(agreedAfter ? [orgAfter] : [])] }
}

/** Commitments that were read have an id that names their organisation. */
const orgIn = (commitment: RecordId): OrgId => ownerOf(commitment) as OrgId

const ofIdentity = (doc: Doc): IdentitySummary => ({
  kind: 'identity',
  caseSpace: caseSpaceOf(doc),
  name: readIdentities(doc).find(({ name }) => name !== '')?.name ?? '',
  ...papersIn(doc),
})

const papersIn = (doc: Doc): Pick<IdentitySummary, 'papers'> => {
  const papers = readPapers(doc).flatMap(({ id, kind, until, state }) => (until === null || state !== 'held' ? [] : [{ id, kind, until }]))
  return papers.length === 0 ? {} : { papers }
}

const NOBODY = '' as OrgId

const ofListing = (doc: Doc, founder: OrgId | null): ListingSummary => ({
  kind: 'listing',
  owner: founder ?? NOBODY,
  services: [...rowsOf(doc, 'service')]
    .filter(([, row]) => !flagIn(row, 'removed'))
    .map(([id, row]) => ({ id, fields: fieldsOf(row), changedAt: changedAt(row) })),
})

const ofReferral = (space: SpaceId, doc: Doc, founder: OrgId | null): ReferralSummary => {
  const referral = readReferral(space, doc)
  if (referral === null) return nothingYet(founder ?? NOBODY)
  const { fromOrg, toOrg, purpose, service, teasers, sentAt, answerBy, caseSpace, turns } = referral
  const last = turns.at(-1)
  const decision = decisionIn(turns)
  return {
    kind: 'referral',
    purpose,
    fromOrg,
    toOrg,
    needKind: teasers[0]?.kind ?? '',
    urgency: mostUrgent(referral),
    state: referralState(referral, BEFORE_ALL),
    sentAt,
    answerBy,
    caseSpace,
    lastTurnAt: last?.at ?? sentAt,
    lastTurnOrg: last?.org ?? fromOrg,
    service,
    answeredAt: turns.find(({ org }) => org === toOrg)?.at ?? null,
    declinedFor: turns.find(({ act }) => act === 'declined')?.reason ?? null,
    inPart: decision?.act === 'taken_up' && openRest(teasers, decision).length > 0,
    feedback: feedbackIn(turns),
    ...vouchIn(space, doc),
  }
}

const vouchIn = (space: SpaceId, doc: Doc): Pick<ReferralSummary, 'vouch'> => {
  const request = readVouch(space, doc)
  return request === null ? {} : { vouch: { answer: request.answer?.answer ?? null, answeredAt: request.answer?.at ?? 0 } }
}

/** The last word on what came of it. */
const feedbackIn = (turns: readonly ReferralTurn[]): ReferralSummary['feedback'] => {
  const last = turns.findLast(({ feedback }) => feedback !== null)
  return last?.feedback ? { helped: last.feedback.helped, at: last.at } : null
}

/** A referral whose first record has not arrived asks nobody for anything. */
const nothingYet = (fromOrg: OrgId): ReferralSummary => ({
  kind: 'referral',
  purpose: 'support',
  fromOrg,
  toOrg: NOBODY,
  needKind: '',
  urgency: 'months',
  state: 'withdrawn',
  sentAt: 0,
  answerBy: 0,
  caseSpace: null,
  lastTurnAt: 0,
  lastTurnOrg: fromOrg,
  service: null,
  answeredAt: null,
  declinedFor: null,
  inPart: false,
  feedback: null,
})

const mostUrgent = ({ teasers }: Pick<Referral, 'teasers'>): Urgency =>
  URGENCIES.find((urgency) => teasers.some((teaser) => teaser.urgency === urgency)) ?? 'months'
