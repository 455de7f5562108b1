/** The list of cases: filtered, sorted, and cut to the window that is shown. */
import { foldText } from '@pergola/core/search'
import { isOpen } from '@pergola/core/referral'
import type { SpaceId } from '@pergola/protocol'
import type { Answer, CaseFilter, CaseRow, Queries } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { caseItems, type HeldCase, type Item } from './caseItems.ts'
import { orgName } from './names.ts'
import { stateAt } from './stateAt.ts'
import type { CaseSummary } from './summary.ts'
import { topOf } from './topOf.ts'

type Value = Queries['cases']['value']

export const cases = async (world: World, { filter, from, count }: Queries['cases']['args']): Promise<Answer<Value>> => {
  const items = wanted(world, filter)
  const rows = topOf(items, ORDERS[filter.sort ?? 'urgency'], from + count).slice(from)
  return { ok: true, value: { total: items.length, rows: rows.map((item) => rowOf(world, item)) } }
}

const wanted = (world: World, filter: CaseFilter): readonly Item[] => {
  const text = filter.text === undefined ? '' : foldText(filter.text.slice(0, 200)).trim()
  const items: Item[] = []
  for (const item of caseItems(world)) {
    if (!isWanted(world, item.summary, filter)) continue
    if (filter.withGap === true && item.ahead.gapDays === 0) continue
    if (text !== '' && !hasText(item, text)) continue
    items.push(item)
  }
  return items
}

const isWanted = (world: World, summary: HeldCase, { status, urgency, country, mine }: CaseFilter): boolean =>
  (status === undefined || summary.status === status) &&
  (urgency === undefined || summary.urgency === urgency) &&
  (country === undefined || summary.country === country) &&
  (mine !== true || summary.assignedTo === world.me.person)

/** The name, for those who may see it: it stands in the identity space. */
const nameOf = (world: World, { identitySpace }: CaseSummary): string => {
  const identity = identitySpace === null ? undefined : world.summaries.get(identitySpace)
  return identity?.kind === 'identity' && identity.goneSince === null ? identity.name : ''
}

const hasText = ({ folded, named }: Item, text: string): boolean => folded.includes(text) || (named !== null && named.folded.includes(text))

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
