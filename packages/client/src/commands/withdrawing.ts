/**
 * What a person takes back in a case ends in every case that goes back to the same file: merged, split off, or handed over. In cases
 * of ours at once; an organisation that goes on with the case, or had it before us, is told and ends it by itself.
 */
import { withdrawConsent, type Consent, type Ended } from '@pergola/core/consent'
import { readMoves, takenBackElsewhere } from '@pergola/core/moving'
import type { RecordId } from '@pergola/core/record'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
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

/** A consent as it is withdrawn now; the person by the id in the case it is looked at from. */
export type Withdrawn = Consent & { readonly withdrawnOn: NonNullable<Consent['withdrawnOn']> }

/** Where it was ended already: cases, and organisations that know. A case may have been split off and merged back. */
interface Been {
  readonly spaces: ReadonlySet<SpaceId>
  readonly orgs: ReadonlySet<OrgId>
}

const NOWHERE: Been = { spaces: new Set(), orgs: new Set() }

/** `consent` was ended in this case; now everywhere else. */
export const spreadWithdrawal = async (
  world: World,
  found: OpenedCase,
  consent: Withdrawn,
  been: Been = NOWHERE,
): Promise<Answer<null>> => {
  const here: Been = { ...been, spaces: new Set([...been.spaces, found.opened.space]) }
  for (const { org, caseSpace, person, pseudonym } of othersOf(world, found, consent.person)) {
    if (here.orgs.has(org)) continue
    const told = await tellEnded(world, found, { org, caseSpace, pseudonym, ended: endedAs(consent, person) })
    if (!told.ok) return told
  }
  for (const { space, person } of await oursOf(world, found, consent.person)) {
    const ended = here.spaces.has(space) ? done : await endIn(world, space, { ...consent, person }, here)
    if (!ended.ok) return ended
  }
  return done
}

/** Ends it in a case of ours, and from there on. */
export const endIn = async (world: World, space: SpaceId, consent: Withdrawn, been: Been): Promise<Answer<null>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok || found.value.file.ownerOrg !== world.me.org) return done
  const ended = await endThere(world, found.value, consent)
  return ended.ok ? spreadWithdrawal(world, found.value, consent, been) : ended
}

const endedAs = ({ scope, org, recipient, parts, takeBack, withdrawnOn }: Withdrawn, person: RecordId): Ended => ({
  ...{ person, scope, org, recipient, parts, takeBack },
  on: withdrawnOn,
})

const idThere = (people: ReadonlyMap<RecordId, RecordId>, here: RecordId): RecordId | undefined =>
  [...people].find(([, now]) => now === here)?.[0]

interface Other {
  readonly org: OrgId
  readonly caseSpace: SpaceId
  readonly person: RecordId
  /** What the case is called between the two. */
  readonly pseudonym: string
}

/** The organisation that goes on with this case, and the one that handed it to us. */
const othersOf = (world: World, { opened, file }: OpenedCase, person: RecordId): readonly Other[] => {
  const { offered, takenOn, from } = readMoves(opened.doc)
  const next =
    offered !== null && takenOn !== null ? [{ org: offered.org, caseSpace: opened.space, person, pseudonym: file.pseudonym }] : []
  const before = from.flatMap(({ space, people }): readonly Other[] => {
    const summary = world.summaries.get(space)
    const there = idThere(people, person)
    if (summary?.kind !== 'case' || summary.ownerOrg === world.me.org || there === undefined) return []
    return [{ org: summary.ownerOrg, caseSpace: space, person: there, pseudonym: summary.pseudonym }]
  })
  return [...next, ...before]
}

/** Cases of ours that the person was in before, or went on to. */
const oursOf = async (
  world: World,
  { opened }: OpenedCase,
  person: RecordId,
): Promise<readonly { readonly space: SpaceId; readonly person: RecordId }[]> => {
  const before = readMoves(opened.doc).from.flatMap(({ space, people }) => {
    const there = idThere(people, person)
    return there === undefined ? [] : [{ space, person: there }]
  })
  return [...before, ...(await casesFrom(world, opened.space, person))]
}

const endThere = async (world: World, { opened, file }: OpenedCase, consent: Consent): Promise<Answer<null>> => {
  // With the wish to take back, what was withdrawn without it is looked at again.
  const open = file.consents.map((one) => (consent.takeBack && !one.takeBack ? { ...one, withdrawnOn: null } : one))
  const ends = takenBackElsewhere(open, [consent])
  const ops = file.consents.flatMap(({ id, withdrawnOn }) => {
    const end = ends.get(id)
    const on = withdrawnOn ?? end?.withdrawnOn
    const ended = end && on ? withdrawConsent(id, on, end.takeBack) : null
    return ended?.ok ? ended.value : []
  })
  if (ops.length === 0) return done
  const written = await world.write(opened.space, ops)
  return written.ok && consent.takeBack ? takeBackNow(world, opened.space) : written
}

/** What another organisation tells us was taken back, as it ends in our case. */
const asWithdrawn = ({ person, scope, org, recipient, parts, takeBack, on }: Ended): Withdrawn => ({
  ...{ id: '', person, scope, org, recipient, parts, takeBack, on, withdrawnOn: on },
  ...{ given: true, how: 'message', givenBy: 'self', guardian: null, trusted: '', language: '', until: null },
})

/** Told by the organisation that handed the case to us, or that goes on with ours: nobody else ends anything here. */
export const endAsTold = async (
  world: World,
  { fromOrg, caseSpace, ended }: { readonly fromOrg: OrgId; readonly caseSpace: SpaceId; readonly ended: readonly Ended[] },
): Promise<Answer<null>> => {
  const been: Been = { spaces: new Set([caseSpace]), orgs: new Set([fromOrg]) }
  const found = await openCaseFile(world, caseSpace)
  const holder = world.summaries.get(caseSpace)
  for (const consent of ended.map(asWithdrawn)) {
    if (found.ok && found.value.file.ownerOrg === world.me.org) {
      const { offered, takenOn } = readMoves(found.value.opened.doc)
      const theirs = offered?.org === fromOrg && takenOn !== null
      const answer = theirs ? await endIn(world, caseSpace, consent, { ...been, spaces: new Set() }) : done
      if (!answer.ok) return answer
    } else if (holder?.kind === 'case' && holder.ownerOrg === fromOrg) {
      for (const own of await casesFrom(world, caseSpace, consent.person)) {
        const answer = await endIn(world, own.space, { ...consent, person: own.person }, been)
        if (!answer.ok) return answer
      }
    }
  }
  return done
}
