/** Stories that last for months: the clock by calendar days, what people said in few words, Today by kind. */
import type { NewConsent } from '@pergola/core/consent'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { TodayItem } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { day, done, sees } from './acts.ts'
import type { Stage } from './stage.ts'

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** Nine in the morning (UTC) of that day, which must be ahead; afterwards everyone's devices have done what they do by themselves. */
export const comes = async (stage: Stage, text: string): Promise<void> => {
  const ms = Date.parse(`${text}T09:00:00Z`) - stage.amina.now()
  if (ms <= 0) throw new RangeError(`${text} has passed`)
  await stage.pass(ms)
  await stage.settle()
}

export const itemsOf = async <K extends TodayItem['kind']>(world: World, kind: K): Promise<readonly Extract<TodayItem, { kind: K }>[]> =>
  (await sees(world, 'today', {})).items.filter((item): item is Extract<TodayItem, { kind: K }> => item.kind === kind)

export const kindsOf = async (world: World): Promise<readonly TodayItem['kind'][]> =>
  (await sees(world, 'today', {})).items.map(({ kind }) => kind)

/** The share of need-days that somebody covers, in percent, and the days that nobody does. */
export const coverOf = async (world: World, space: SpaceId): Promise<readonly [percent: number, gapDays: number]> => {
  const { chart } = await sees(world, 'case', { space })
  return [Math.round(chart.coveredShare * 100), chart.gapDays]
}

type Said = Pick<NewConsent, 'scope'> & Partial<Omit<NewConsent, 'scope' | 'person'>>

/** The same yes of each of these people, said today; the ids of the decisions. */
export const agree = async (world: World, space: SpaceId, people: readonly string[], said: Said): Promise<readonly string[]> => {
  const consent = { org: null as OrgId | null, given: true, on: world.today(), how: 'spoken', until: null, ...said } as const
  const { ids } = await done(world, 'giveConsents', { space, consents: people.map((person) => ({ ...consent, person })) })
  return ids
}

/** A person of the file, with a name in the identity part. */
export const personIn = async (
  world: World,
  space: SpaceId,
  {
    name,
    ...person
  }: { readonly role: 'defender' | 'dependent'; readonly label: string; readonly relation: string; readonly name: string },
): Promise<string> => {
  const { id } = await done(world, 'savePerson', { space, languages: ['ar'], ...person })
  const identity = { person: id, name, otherNames: '', contact: '', whereabouts: '', birth: '', documents: '' } as const
  await done(world, 'saveIdentity', { space, identity })
  return id
}

export const cover = (
  world: World,
  space: SpaceId,
  {
    from,
    to,
    ...more
  }: { readonly need: string; readonly from: string; readonly to: string; readonly id?: string; readonly stopGap?: boolean },
): Promise<{ readonly id: string }> =>
  done(world, 'commit', { space, stopGap: false, note: '', state: 'confirmed', ...more, from: day(from), to: day(to) })
