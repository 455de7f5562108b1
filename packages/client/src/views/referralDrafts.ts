/** Requests as they would go out: exactly what the other side will see, and what consent says about it. */
import type { CaseFile, Instant, Need } from '@pergola/core/casework'
import { mayPass, sharePassage, teaserPassage, type ConsentAnswer } from '@pergola/core/consent'
import { composeTeaser, defaultAnswerBy } from '@pergola/core/referral'
import type { OrgId } from '@pergola/protocol'
import type { Answer, DraftRow, NotAskable, Queries, ReferralDraft, ReferralDrafts } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { answerHours } from './answerTimes.ts'
import { directoryOf } from './directoryOf.ts'
import { orgName } from './names.ts'
import { needIn, openCaseFile } from './openCase.ts'
import { answer, problem } from './problems.ts'
import { openRequest } from './openRequest.ts'

export const draftReferral = async (
  world: World,
  { space, need, org, service }: Queries['draftReferral']['args'],
): Promise<Answer<ReferralDraft>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const { file } = found.value
  const wanted = needIn(file, need)
  if (wanted === null) return problem('not_found', 'need')
  const { toName, consentTeaser, consentFile, answerBy } = draftTo(world, file, wanted, { org, service })
  return answer({
    teaser: composeTeaser(file, wanted),
    allowed: teaserConsent(world, file, [wanted], org).allowed,
    consentTeaser,
    consentFile,
    answerBy,
    toOrg: org,
    toName,
  })
}

/** The same request to several: one teaser, and for each organisation what consent says and by when it should answer. */
export const draftReferrals = async (
  world: World,
  { space, need, to }: Queries['draftReferrals']['args'],
): Promise<Answer<ReferralDrafts>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const { file } = found.value
  const wanted = needIn(file, need)
  if (wanted === null) return problem('not_found', 'need')
  return answer({ teaser: composeTeaser(file, wanted), rows: to.map((one) => draftTo(world, file, wanted, one)) })
}

interface Addressee {
  readonly org: OrgId
  readonly service: string | null
}

const draftTo = (world: World, file: CaseFile, need: Need, { org, service }: Addressee): DraftRow => {
  const teaser = teaserConsent(world, file, [need], org)
  const whole = mayPass(file, sharePassage(org, 'file'), world.today())
  return {
    org,
    service,
    toName: orgName(world, org),
    serviceName: directoryOf(world).byId.get(service ?? '')?.name ?? '',
    notNow: notNow(world, file, need, org, teaser.allowed),
    missing: teaser.missing.map((person) => file.people.find(({ id }) => id === person)?.label ?? ''),
    consentTeaser: (teaser.allowed && teaser.given[0]) || null,
    consentFile: (whole.allowed && whole.given[0]) || null,
    answerBy: defaultAnswerBy(need.urgency, world.now() as Instant, answerHours(world)),
  }
}

const notNow = (world: World, file: CaseFile, need: Need, org: OrgId, allowed: boolean): NotAskable | null => {
  if (org === world.me.org) return 'ours'
  if (!world.organisations.has(org)) return 'outside'
  if (!allowed) return 'no_consent'
  return openRequest(world, file, need.id, org) === null ? null : 'asked'
}

/** A request without the name needs the yes of everyone whom one of its needs is about. */
export const teaserConsent = (world: World, file: CaseFile, needs: readonly Need[], org: OrgId): ConsentAnswer =>
  mayPass(file, teaserPassage(file, needs, org), world.today())
