/** Keeping the directory: one's own profile and services, and lists that others published. */
import {
  importProviderFacts as planImport,
  removeService as removeOps,
  saveProfile as profileOps,
  saveService as serviceOps,
} from '@pergola/core/directory'
import type { Fact, NewService, Service, ServiceReach } from '@pergola/core/directory'
import { batches, cleanLine, ownedId } from '@pergola/core/record'
import type { Day } from '@pergola/core/casework'
import type { Answer, ServiceDraft } from '../contract/index.ts'
import { verified } from '../book/members.ts'
import { directoryOf, orgName } from '../views/names.ts'
import { answer, problem } from '../views/problems.ts'
import type { Opened, World } from '../world/world.ts'
import type { Command } from './command.ts'
import { lineTooLong, newId, textTooLong, write } from './open.ts'

const LONGEST_ABOUT = 20_000
/** As the core reads it; said here for the sentence. */
const MOST_IMPORT_BYTES = 5_000_000

const inNetwork = async <T>(world: World, act: (network: Opened) => Promise<Answer<T>>): Promise<Answer<T>> => {
  const network = world.network()
  if (network === null) return problem('not_found', 'network')
  return world.me.role === 'reader' ? problem('not_permitted') : act(network)
}

export const saveProfile: Command<'saveProfile'> = async (world, { profile }) =>
  lineTooLong(['name', profile.name, 120], ['shortName', profile.shortName, 24]) ??
  textTooLong(['about', profile.about, LONGEST_ABOUT]) ??
  inNetwork(world, ({ space }) => write(world, space, profileOps({ ...profile, org: world.me.org }), null))

const serviceIn = (world: World, id: string): Service | null => directoryOf(world).services.find((known) => known.id === id) ?? null

export const saveService: Command<'saveService'> = async (world, { service }) =>
  lineTooLong(['name', service.name, 120], ['source', service.source, 500]) ??
  textTooLong(['about', service.about, LONGEST_ABOUT]) ??
  inNetwork(world, async ({ space }) => {
    const before = service.id === undefined ? null : serviceIn(world, service.id)
    if (service.id !== undefined && before === null) return problem('not_found', 'id')
    const id = before?.id ?? ownedId(world.me.org, newId(world))
    return write(world, space, serviceOps(id, serviceFrom(world, service, before)), { id })
  })

const serviceFrom = (world: World, draft: ServiceDraft, before: Service | null): NewService => {
  const stated = factsOf(draft, cleanLine(draft.source, 500) || orgName(world, world.me.org), world.today())
  const kept = before?.facts.filter(({ code }) => !stated.some((fact) => fact.code === code)) ?? []
  return {
    org: before === null ? world.me.org : before.org,
    provider: before?.org === null ? before.provider : '',
    name: draft.name,
    about: draft.about,
    reach: reachOf(draft, before?.reach ?? {}, world.today()),
    facts: [...stated, ...kept],
  }
}

/** What is left empty is unknown, never "no limit"; what the form does not ask about stays as it was. */
const reachOf = (draft: ServiceDraft, { amountMax, targets, referralOnly, closed }: ServiceReach, today: Day): ServiceReach => {
  const { kinds, regions, languages, maxDays, family, exile, answerHours, placesFree } = draft
  return {
    ...(amountMax && { amountMax }),
    ...(targets && { targets }),
    ...(referralOnly !== undefined && { referralOnly }),
    ...(closed !== undefined && { closed }),
    ...(kinds.length > 0 && { kinds }),
    ...(regions.length > 0 && { regions }),
    ...(languages.length > 0 && { languages }),
    ...(maxDays !== null && { maxDays }),
    ...(family !== '' && { family }),
    ...(exile !== '' && { exile }),
    ...(answerHours !== null && { answerHours }),
    ...(placesFree !== null && { placesFree, placesCheckedOn: today }),
  }
}

/** Each thing stated, with its source and today as the day of checking. */
const factsOf = ({ regions, languages, maxDays, family, answerHours }: ServiceDraft, source: string, checkedOn: Day): readonly Fact[] => {
  const stated: readonly (readonly [code: string, value: string])[] = [
    ['region', regions.join(', ')],
    ['languages', languages.join(', ')],
    ['duration', maxDays === null ? '' : `${maxDays} days`],
    ['family', family],
    ['response_time', answerHours === null ? '' : `${answerHours} hours`],
    ['status', 'open'],
  ]
  return stated.filter(([, value]) => value !== '').map(([code, value]) => ({ code, value, source, checkedOn }))
}

export const removeService: Command<'removeService'> = (world, { id }) =>
  inNetwork(world, async ({ space }) => (serviceIn(world, id) ? write(world, space, removeOps(id), null) : problem('not_found', 'id')))

/** Row by row: one that cannot be read fails by itself, and reading the same list again changes nothing. */
export const importProviderFacts: Command<'importProviderFacts'> = (world, { text }) =>
  inNetwork(world, async ({ space, doc }) => {
    const plan = planImport(doc, text)
    if (!plan.ok)
      return plan.problem.type === 'too_large'
        ? problem('too_large', 'text', { most: MOST_IMPORT_BYTES })
        : problem('invalid', 'text', { why: plan.problem.type })
    const progress = world.progress('import')
    try {
      const { ops, ...report } = plan.value
      let written = 0
      for (const batch of batches(ops)) {
        if (progress.cancelled()) return problem('cancelled')
        const one = await world.write(space, batch)
        if (!one.ok) return one
        progress.report((written += batch.length), ops.length)
      }
      return answer(report)
    } finally {
      progress.end()
    }
  })

/** Somebody of us compared the safety words with them, by another way than this one. */
export const markVerified: Command<'markVerified'> = async (world, { org }) => {
  if (org === world.me.org || !world.organisations.has(org)) return problem('not_found', 'org')
  if (world.me.role === 'reader') return problem('not_permitted')
  return world.write(world.book().space, [verified(org, world.me.person, world.now())])
}
