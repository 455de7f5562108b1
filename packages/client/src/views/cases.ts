/** The list of cases: filtered, sorted, and cut to the window that is shown. */
import { foldText } from '@pergola/core/search'
import type { Day } from '@pergola/core/casework'
import { isOpen } from '@pergola/core/referral'
import { URGENCIES } from '@pergola/core/vocabulary'
import type { SpaceId } from '@pergola/protocol'
import type { Answer, CaseFilter, CaseRow, Queries } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { orgName } from './names.ts'
import { gapsAhead, stateAt, type Ahead } from './stateAt.ts'
import type { CaseSummary, Summary } from './summary.ts'
import { topOf } from './topOf.ts'

type Held = CaseSummary & Pick<Summary, 'goneSince' | 'pending'>

/** A case as lists look at it; made once for each summary and day. */
interface Item {
  readonly space: SpaceId
  readonly summary: Held
  readonly today: Day
  readonly ahead: Ahead
  /** Closed cases after all others, then by urgency. */
  readonly rank: number
  /** Pseudonym, folded. */
  readonly folded: string
}

const known = new WeakMap<CaseSummary, Item>()

const itemOf = (space: SpaceId, summary: Held, today: Day): Item => {
  const held = known.get(summary)
  if (held?.today === today) return held
  const item = { space, summary, today, ahead: gapsAhead(summary, today), rank: rankOf(summary), folded: foldText(summary.pseudonym) }
  known.set(summary, item)
  return item
}

type Value = Queries['cases']['value']

export const cases = async (world: World, { filter, from, count }: Queries['cases']['args']): Promise<Answer<Value>> => {
  const items = wanted(world, filter)
  const rows = topOf(items, ORDERS[filter.sort ?? 'urgency'], from + count).slice(from)
  return { ok: true, value: { total: items.length, rows: rows.map((item) => rowOf(world, item)) } }
}

const wanted = (world: World, filter: CaseFilter): readonly Item[] => {
  const today = world.today()
  const text = filter.text === undefined ? '' : foldText(filter.text.slice(0, 200)).trim()
  const items: Item[] = []
  for (const [space, summary] of world.summaries) {
    if (summary.kind !== 'case' || !isWanted(world, summary, filter)) continue
    const item = itemOf(space, summary, today)
    if (filter.withGap === true && item.ahead.gapDays === 0) continue
    if (text !== '' && !hasText(world, item, text)) continue
    items.push(item)
  }
  return items
}

const isWanted = (world: World, summary: Held, { status, urgency, country, mine }: CaseFilter): boolean =>
  (status === undefined || summary.status === status) &&
  (urgency === undefined || summary.urgency === urgency) &&
  (country === undefined || summary.country === country) &&
  (mine !== true || summary.assignedTo === world.me.person)

const rankOf = ({ status, urgency }: Held): number => (status === 'closed' ? URGENCIES.length : 0) + URGENCIES.indexOf(urgency)

/** The name, for those who may see it: it stands in the identity space. */
const nameOf = (world: World, { identitySpace }: CaseSummary): string => {
  const identity = identitySpace === null ? undefined : world.summaries.get(identitySpace)
  return identity?.kind === 'identity' && identity.goneSince === null ? identity.name : ''
}

const hasText = (world: World, { summary, folded }: Item, text: string): boolean =>
  folded.includes(text) || foldText(nameOf(world, summary)).includes(text)

const byPseudonym = (a: Item, b: Item): number => (a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : a.space < b.space ? -1 : 1)

/** After every day of the calendar. */
const NEVER = ':'

const byBreak = (a: Item, b: Item): number => {
  const x = a.ahead.breaksOn ?? NEVER
  const y = b.ahead.breaksOn ?? NEVER
  return x < y ? -1 : x > y ? 1 : 0
}

const ORDERS: Readonly<Record<NonNullable<CaseFilter['sort']>, (a: Item, b: Item) => number>> = {
  urgency: (a, b) => a.rank - b.rank || byBreak(a, b) || byPseudonym(a, b),
  breaks: (a, b) => byBreak(a, b) || a.rank - b.rank || byPseudonym(a, b),
  gap: (a, b) => b.ahead.gapDays - a.ahead.gapDays || a.rank - b.rank || byPseudonym(a, b),
  pseudonym: byPseudonym,
}

const rowOf = (world: World, { space, summary, ahead }: Item): CaseRow => ({
  space,
  pseudonym: summary.pseudonym,
  name: nameOf(world, summary),
  status: summary.status,
  urgency: summary.urgency,
  country: summary.country,
  ownerOrg: summary.ownerOrg,
  ownerName: orgName(world, summary.ownerOrg),
  own: summary.ownerOrg === world.me.org,
  assignedTo: summary.assignedTo,
  needs: summary.needs.length,
  gapDays: ahead.gapDays,
  breaksOn: ahead.breaksOn,
  openReferrals: summary.referrals.filter((referral) => isOpenNow(world, referral)).length,
  riskLevel: summary.riskLevel,
  pending: summary.pending > 0,
  goneSince: summary.goneSince,
})

const isOpenNow = (world: World, space: SpaceId): boolean => {
  const referral = world.summaries.get(space)
  return referral?.kind === 'referral' && isOpen(stateAt(referral, world.now()))
}
