/** From a need to those who could cover it: ranked services, and the request as it would go out. */
import { concernedBy, mayShare, type CaseFile, type Instant, type Need } from '@pergola/core/casework'
import { indexServices, match, matchNeedOf, type Match } from '@pergola/core/matching'
import { composeTeaser, defaultAnswerBy } from '@pergola/core/referral'
import type { Service } from '@pergola/core/directory'
import { isCountry } from '@pergola/core/vocabulary'
import type { OrgId } from '@pergola/protocol'
import type { Answer, Queries, ReferralDraft } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { directoryOf, orgName } from './names.ts'
import { needIn, openCaseFile } from './openCase.ts'
import { answer, problem } from './problems.ts'

const indexes = new WeakMap<readonly Service[], ReturnType<typeof indexServices>>()

const indexOf = (services: readonly Service[]): ReturnType<typeof indexServices> => {
  const index = indexes.get(services) ?? indexServices(services)
  indexes.set(services, index)
  return index
}

export const matchView = async (world: World, { space, need }: Queries['match']['args']): Promise<Answer<readonly Match[]>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const wanted = needIn(found.value.file, need)
  if (wanted === null) return problem('not_found', 'need')
  const { file } = found.value
  return answer(match(matchNeedOf(file, wanted, inExile(file, wanted)), indexOf(directoryOf(world).services), world.today()))
}

/** Support wanted in another country than the case's is support in exile; where one of them is not said, nobody knows. */
const inExile = ({ country }: CaseFile, { place }: Need): boolean | null =>
  isCountry(country) && isCountry(place) ? country !== place : null

export const draftReferral = async (
  world: World,
  { space, need, org }: Queries['draftReferral']['args'],
): Promise<Answer<ReferralDraft>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const { file } = found.value
  const wanted = needIn(file, need)
  if (wanted === null) return problem('not_found', 'need')
  const teaser = teaserConsent(world, file, [wanted], org)
  const whole = mayShare(file, 'share_named_org', org, world.today())
  return answer({
    teaser: composeTeaser(file, wanted),
    allowed: teaser.allowed,
    consentTeaser: (teaser.allowed && teaser.given[0]) || null,
    consentFile: (whole.allowed && whole.given[0]) || null,
    answerBy: defaultAnswerBy(wanted.urgency, world.now() as Instant),
    toOrg: org,
    toName: orgName(world, org),
  })
}

/** A request without the name needs the yes of everyone whom one of its needs is about. */
export const teaserConsent = (world: World, file: CaseFile, needs: readonly Need[], org: OrgId): ReturnType<typeof mayShare> =>
  mayShare(file, 'share_network', org, world.today(), [...new Set(needs.flatMap((need) => concernedBy(file, need)))])
