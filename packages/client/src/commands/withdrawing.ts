/**
 * What a person takes back or says no to in a case holds in every case that goes back to the same file: merged, split off, or handed
 * over. In cases of ours at once; an organisation that goes on with the case, or had it before us, is told and does so by itself.
 */
import { repeatRefusal, withdrawConsent, type Consent, type Ended, type Refused } from '@pergola/core/consent'
import { readMoves, takenBackElsewhere } from '@pergola/core/moving'
import type { Op, RecordId } from '@pergola/core/record'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import { orgName } from '../views/names.ts'
import { openCaseFile, type OpenedCase } from '../views/openCase.ts'
import { done } from '../views/problems.ts'
import { casesFrom } from '../views/sameFile.ts'
import type { World } from '../world/world.ts'
import { tellEnded } from './notices.ts'
import { takeBackWithdrawn } from './takingBack.ts'

/** Takes back at once what was withdrawn with that wish; without the relay whoever of us reaches it first does. */
export const takeBackNow = async (world: World, space: OpenedCase['opened']['space']): Promise<Answer<null>> => {
  const taken = await takeBackWithdrawn(world, space)
  return taken.ok || taken.problem.type === 'offline' ? done : taken
}

/** A consent as it is withdrawn now; people by the ids in the case it is looked at from. */
type Withdrawn = Consent & { readonly given: true; readonly withdrawnOn: NonNullable<Consent['withdrawnOn']> }
type Ending = Withdrawn | Refused

/** What others have to hear of what was decided: a yes that stands is for this case only. */
export const isEnding = (consent: Consent): consent is Ending => !consent.given || consent.withdrawnOn !== null

/** Where it was ended already: cases, and organisations that know. A case may have been split off and merged back. */
interface Been {
  readonly spaces: ReadonlySet<SpaceId>
  readonly orgs: ReadonlySet<OrgId>
}

const NOWHERE: Been = { spaces: new Set(), orgs: new Set() }

/** `endings` hold in this case; now everywhere else. */
export const spreadEndings = async (
  world: World,
  found: OpenedCase,
  endings: readonly Ending[],
  been: Been = NOWHERE,
): Promise<Answer<null>> => {
  const here: Been = { ...been, spaces: new Set([...been.spaces, found.opened.space]) }
  for (const { org, caseSpace, idThere, pseudonym } of othersOf(world, found)) {
    const ended = inIdsOf(endings, idThere)
    if (ended.length === 0 || here.orgs.has(org)) continue
    const told = await tellEnded(world, found, { org, caseSpace, pseudonym, ended: ended.map(endedAs) })
    if (!told.ok) return told
  }
  for (const { space, idThere } of await oursOf(world, found)) {
    const there = here.spaces.has(space) ? [] : inIdsOf(endings, idThere)
    const ended = there.length === 0 ? done : await endIn(world, space, there, here)
    if (!ended.ok) return ended
  }
  return done
}

/** Ends it in a case of ours, and from there on. */
const endIn = async (world: World, space: SpaceId, endings: readonly Ending[], been: Been): Promise<Answer<null>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok || found.value.file.ownerOrg !== world.me.org) return done
  const ended = await endThere(world, found.value, endings)
  return ended.ok ? spreadEndings(world, found.value, endings, been) : ended
}

/** The id that somebody of the case looked at has in another one; undefined: they are not in it. */
type IdThere = (here: RecordId) => RecordId | undefined

/** Of those who are in the other case, as it stands there. */
const inIdsOf = (endings: readonly Ending[], idThere: IdThere): readonly Ending[] =>
  endings.flatMap((ending) => {
    const person = idThere(ending.person)
    const guardian = ending.guardian === null ? null : (idThere(ending.guardian) ?? null)
    return person === undefined ? [] : [{ ...ending, person, guardian }]
  })

const endedAs = ({ id, person, scope, org, recipient, parts, takeBack, ...said }: Ending): Ended => ({
  ...{ person, scope, org, recipient, parts, takeBack },
  ...(said.given ? { on: said.withdrawnOn, refusal: null } : { on: said.on, refusal: id }),
})

const before =
  (people: ReadonlyMap<RecordId, RecordId>): IdThere =>
  (here) =>
    [...people].find(([, now]) => now === here)?.[0]

interface Other {
  readonly org: OrgId
  readonly caseSpace: SpaceId
  readonly idThere: IdThere
  /** What the case is called between the two. */
  readonly pseudonym: string
}

/** The organisation that goes on with this case, and the one that handed it to us. */
const othersOf = (world: World, { opened, file }: OpenedCase): readonly Other[] => {
  const { offered, takenOn, from } = readMoves(opened.doc)
  const next: readonly Other[] =
    offered !== null && takenOn !== null
      ? [{ org: offered.org, caseSpace: opened.space, idThere: (here) => here, pseudonym: file.pseudonym }]
      : []
  const earlier = from.flatMap(({ space, people }): readonly Other[] => {
    const summary = world.summaries.get(space)
    if (summary?.kind !== 'case' || summary.ownerOrg === world.me.org) return []
    return [{ org: summary.ownerOrg, caseSpace: space, idThere: before(people), pseudonym: summary.pseudonym }]
  })
  return [...next, ...earlier]
}

/** Cases of ours that this one came from, or that came from it. */
const oursOf = async (world: World, { opened }: OpenedCase): Promise<readonly { readonly space: SpaceId; readonly idThere: IdThere }[]> => {
  const earlier = readMoves(opened.doc).from.map(({ space, people }) => ({ space, idThere: before(people) }))
  const later = (await casesFrom(world, opened.space)).map(({ space, people }) => ({
    space,
    idThere: (here: RecordId) => people.get(here),
  }))
  return [...earlier, ...later]
}

const endThere = async (world: World, { opened, file }: OpenedCase, endings: readonly Ending[]): Promise<Answer<null>> => {
  const refused = endings.filter((one): one is Refused => !one.given && file.people.some(({ id }) => id === one.person))
  const withdrawn = endings.filter((one): one is Withdrawn => one.given)
  const takeBack = withdrawn.some((one) => one.takeBack)
  const ops = [...refused.filter((no) => !isKnown(file.consents, no)).map(repeatRefusal), ...endOps(file.consents, withdrawn)]
  if (ops.length === 0) return done
  const written = await world.write(opened.space, ops)
  return written.ok && takeBack ? takeBackNow(world, opened.space) : written
}

/** The id is that of the no wherever it went, but a case that was merged gave it another; what has the id already is never changed. */
const isKnown = (consents: readonly Consent[], no: Refused): boolean =>
  consents.some(
    (one) =>
      one.id === no.id ||
      (!one.given &&
        one.person === no.person &&
        one.scope === no.scope &&
        one.org === no.org &&
        one.recipient === no.recipient &&
        one.on === no.on &&
        one.parts.join() === no.parts.join()),
  )

const endOps = (consents: readonly Consent[], withdrawn: readonly Withdrawn[]): readonly Op[] => {
  const takeBack = withdrawn.some((one) => one.takeBack)
  // With the wish to take back, what was withdrawn without it is looked at again.
  const open = consents.map((one) => (takeBack && !one.takeBack ? { ...one, withdrawnOn: null } : one))
  const ends = takenBackElsewhere(open, withdrawn)
  return consents.flatMap(({ id, withdrawnOn }) => {
    const end = ends.get(id)
    const on = withdrawnOn ?? end?.withdrawnOn
    const ended = end && on ? withdrawConsent(id, on, end.takeBack) : null
    return ended?.ok ? ended.value : []
  })
}

/** What another organisation tells us was taken back or refused, as it ends in our case: it is who brought the answer. */
const asEnding = ({ refusal, on, ...ended }: Ended, teller: string): Ending => {
  const told: Omit<Consent, 'id' | 'given' | 'withdrawnOn'> = {
    ...{ ...ended, on, how: 'through_trusted_person', givenBy: 'trusted', trusted: teller },
    ...{ guardian: null, language: '', until: null },
  }
  return refusal === null
    ? { ...told, id: '', given: true, withdrawnOn: on }
    : { ...told, id: refusal, given: false, withdrawnOn: null, takeBack: false }
}

/** Told by the organisation that handed the case to us, or that goes on with ours: nobody else ends anything here. */
export const endAsTold = async (
  world: World,
  { fromOrg, caseSpace, ended }: { readonly fromOrg: OrgId; readonly caseSpace: SpaceId; readonly ended: readonly Ended[] },
): Promise<Answer<null>> => {
  const been: Been = { spaces: new Set([caseSpace]), orgs: new Set([fromOrg]) }
  const endings = ended.map((one) => asEnding(one, orgName(world, fromOrg)))
  const found = await openCaseFile(world, caseSpace)
  if (found.ok && found.value.file.ownerOrg === world.me.org) {
    const { offered, takenOn } = readMoves(found.value.opened.doc)
    const isTheirs = offered?.org === fromOrg && takenOn !== null
    return isTheirs ? endIn(world, caseSpace, endings, { ...been, spaces: new Set() }) : done
  }
  const holder = world.summaries.get(caseSpace)
  if (holder?.kind !== 'case' || holder.ownerOrg !== fromOrg) return done
  for (const { space, people } of await casesFrom(world, caseSpace)) {
    const there = inIdsOf(endings, (here) => people.get(here))
    const answer = there.length === 0 ? done : await endIn(world, space, there, been)
    if (!answer.ok) return answer
  }
  return done
}
