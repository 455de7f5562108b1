/** The verification of a case as a page, and requests to vouch. */
import { readIdentities, type CaseFile, type Instant } from '@pergola/core/casework'
import { defendersIn, mayPass, vouchPassage } from '@pergola/core/consent'
import {
  WAYS_TO_HELP,
  composeVouch,
  defaultVouchBy,
  openTo,
  readVerification,
  readVouch,
  standing,
  suggestedStatus,
  vouchState,
  wroteMost,
  type OtherAtRisk,
  type Verification,
  type VouchAsked,
  type VouchRequest,
} from '@pergola/core/verification'
import { membersNow, type OrgId, type SpaceId } from '@pergola/protocol'
import type {
  Answer,
  OrgLabel,
  Queries,
  VerificationView,
  VouchDraft,
  VouchAskedRow,
  VouchInRow,
  VouchView,
  WayToHelp,
} from '../contract/index.ts'
import type { Opened, World } from '../world/world.ts'
import { orgName, orgShortName, peopleNames } from './names.ts'
import { mayWrite, openCaseFile, type OpenedCase } from './openCase.ts'
import { answer, problem } from './problems.ts'

export const verificationOf = ({ opened, file }: OpenedCase): Verification => readVerification(opened.doc, file.ownerOrg)

export const verificationView = async (world: World, { space }: Queries['verification']['args']): Promise<Answer<VerificationView>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const { opened, file } = found.value
  const verification = verificationOf(found.value)
  const now = standing(verification)
  const writes = mayWrite(world, opened)
  const offer = openTo(verification, world.me.person, world.me.org)
  return answer({
    verification,
    rounds: Array.from({ length: verification.round }, (_, i) => (i + 1 === verification.round ? now : standing(verification, i + 1))),
    mine: writes ? offer : { ...offer, functions: [] },
    canWrite: writes,
    own: file.ownerOrg === world.me.org,
    me: { person: world.me.person, org: world.me.org },
    rightsFields: file.rightsFields,
    wroteMost: wroteMost(verification.evidence),
    suggestedStatus: suggestedStatus(file.status, now),
    ways: waysFor(file),
    vouches: verification.vouchesAsked.map((asked) => vouchRow(world, asked)),
    others: othersIn(world, opened, file.ownerOrg),
    people: peopleNames(world, speakersIn(verification)),
    organisations: Object.fromEntries(orgsIn(verification).map((org) => [org, orgName(world, org)])),
  })
}

const speakersIn = ({ evidence, opinions, appeals }: Verification) => [
  ...evidence.map(({ by, org }) => ({ person: by, org })),
  ...opinions.map(({ person, org }) => ({ person, org })),
  ...appeals.map(({ by, org }) => ({ person: by, org })),
]

const orgsIn = ({ evidence, opinions, appeals, deciders, vouchesAsked, routings, holder }: Verification): readonly OrgId[] => [
  ...new Set([
    holder,
    ...deciders,
    ...[...evidence, ...opinions, ...appeals, ...vouchesAsked, ...routings].map(({ org }) => org),
    ...evidence.flatMap(({ vouch }) => (vouch === null ? [] : [vouch.org])),
  ]),
]

const waysFor = ({ needs }: CaseFile): Readonly<Record<OtherAtRisk, readonly WayToHelp[]>> => {
  const wanted = needs.filter(({ dropped }) => !dropped)
  const way = (kind: string): WayToHelp => ({ kind, need: wanted.find((need) => need.kind === kind)?.id ?? null })
  const ways = (other: OtherAtRisk): readonly WayToHelp[] => WAYS_TO_HELP[other].map(way)
  return {
    threatened_witness: ways('threatened_witness'),
    relative: ways('relative'),
    court_cooperator: ways('court_cooperator'),
    other: ways('other'),
  }
}

const othersIn = (world: World, { membership }: Opened, holder: OrgId): readonly OrgLabel[] =>
  (membersNow(membership) as readonly OrgId[])
    .filter((org) => org !== holder)
    .map((org, look) => ({ org, name: orgName(world, org), shortName: orgShortName(world, org), look }))

/** Where a request stands is in its summary, which every device of ours has. */
const vouchRow = (world: World, { space, org, withName, at }: VouchAsked): VouchAskedRow => {
  const summary = world.summaries.get(space)
  const row = { space, org, orgName: orgName(world, org), withName }
  if (summary?.kind !== 'referral' || summary.vouch === undefined)
    return { ...row, state: 'waiting', sentAt: at, answerBy: defaultVouchBy(at), answer: null }
  const { vouch, sentAt, answerBy } = summary
  const state = vouchState({ withdrawn: summary.state === 'withdrawn', answer: vouch.answer, answerBy }, world.now())
  return { ...row, state, sentAt, answerBy, answer: vouch.answer }
}

/** The name that would go out: of the defenders whose identity part we read. */
const nameIn = async (world: World, file: CaseFile): Promise<string> => {
  const opened = file.identitySpace === null ? null : await world.open(file.identitySpace)
  if (opened?.membership.kind !== 'identity') return ''
  const defenders = defendersIn(file)
  return readIdentities(opened.doc)
    .filter(({ person, name }) => defenders.includes(person) && name !== '')
    .map(({ name }) => name)
    .join(', ')
}

export const vouchDraftOf = async (
  world: World,
  found: OpenedCase,
  { org, text, withName, withCountry }: Omit<Queries['draftVouch']['args'], 'space'>,
): Promise<VouchDraft> => {
  const { file } = found
  const consent = mayPass(file, vouchPassage(file, org, withName), world.today())
  const name = withName ? await nameIn(world, file) : ''
  return {
    about: composeVouch(file, verificationOf(found), { text, name, withCountry }),
    allowed: consent.allowed,
    missing: consent.missing.map((person) => file.people.find(({ id }) => id === person)?.label ?? ''),
    toName: orgName(world, org),
    answerBy: defaultVouchBy(world.now() as Instant),
  }
}

export const draftVouch = async (world: World, { space, ...asked }: Queries['draftVouch']['args']): Promise<Answer<VouchDraft>> => {
  const found = await openCaseFile(world, space)
  return found.ok ? answer(await vouchDraftOf(world, found.value, asked)) : found
}

export interface OpenedVouch {
  readonly opened: Opened
  readonly request: VouchRequest
}

export const openVouchSpace = async (world: World, space: SpaceId): Promise<Answer<OpenedVouch>> => {
  const opened = await world.open(space)
  const request = opened?.membership.kind === 'referral' ? readVouch(space, opened.doc) : null
  return opened && request ? answer({ opened, request }) : problem('not_found', 'space')
}

export const vouchRequest = async (world: World, { space }: Queries['vouchRequest']['args']): Promise<Answer<VouchView>> => {
  const found = await openVouchSpace(world, space)
  if (!found.ok) return found
  const { opened, request } = found.value
  const out = request.fromOrg === world.me.org
  const state = vouchState(request, world.now())
  const other = out ? request.toOrg : request.fromOrg
  const open = mayWrite(world, opened) && state !== 'withdrawn'
  const about = out ? caseOfVouch(world, space) : null
  return answer({
    space,
    direction: out ? 'out' : 'in',
    otherName: orgName(world, other),
    about: request.about,
    state,
    sentAt: request.sentAt,
    answerBy: request.answerBy,
    answer: request.answer,
    canAnswer: open && !out && request.toOrg === world.me.org,
    canWithdraw: open && out && request.answer === null,
    caseSpace: about?.space ?? null,
    pseudonym: about?.pseudonym ?? '',
    people: peopleNames(world, request.answer === null ? [] : [{ person: request.answer.by, org: request.toOrg }]),
  })
}

const caseOfVouch = (world: World, space: SpaceId): { readonly space: SpaceId; readonly pseudonym: string } | null => {
  for (const [caseSpace, summary] of world.summaries) {
    if (summary.kind !== 'case' || !summary.verification?.vouches.some((vouch) => vouch.space === space)) continue
    return { space: caseSpace, pseudonym: summary.pseudonym }
  }
  return null
}

/** Requests to us, by summaries alone. */
export const vouchRequests = async (world: World): Promise<Answer<readonly VouchInRow[]>> => {
  const rows = [...world.summaries].flatMap(([space, summary]): readonly VouchInRow[] => {
    if (summary.kind !== 'referral' || summary.vouch === undefined || summary.toOrg !== world.me.org || summary.goneSince !== null)
      return []
    const { vouch, fromOrg, sentAt, answerBy } = summary
    const state = vouchState({ withdrawn: summary.state === 'withdrawn', answer: vouch.answer, answerBy }, world.now())
    return [{ space, otherName: orgName(world, fromOrg), state, sentAt, answerBy, answer: vouch.answer }]
  })
  return answer(rows.sort((a, b) => b.sentAt - a.sentAt || (a.space < b.space ? -1 : 1)))
}
