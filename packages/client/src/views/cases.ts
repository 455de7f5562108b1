/** The list of cases: filtered, sorted, and cut to the window that is shown. */
import { foldText } from '@pergola/core/search'
import type { Urgency } from '@pergola/core/casework'
import { isOpen } from '@pergola/core/referral'
import type { PersonId, SpaceId } from '@pergola/protocol'
import type { Answer, CaseFilter, CaseRow, Queries } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { caseLook, nameOf, type CaseLook, type Compare, type Item } from './caseItems.ts'
import { orgName } from './names.ts'
import { stateAt } from './stateAt.ts'

type Value = Queries['cases']['value']

export const cases = async (world: World, { filter, from, count }: Queries['cases']['args']): Promise<Answer<Value>> => {
  const look = caseLook(world)
  const ofAny = wanted(look, ORDERS[filter.sort ?? 'urgency'], filter, world.me.person)
  const urgencyOf = (number: number): Urgency => (look.items[number] as Item).summary.urgency
  const lanes = { hours: 0, days: 0, weeks: 0, months: 0 }
  for (const number of ofAny) lanes[urgencyOf(number)] += 1
  const numbers = filter.urgency === undefined ? ofAny : ofAny.filter((number) => urgencyOf(number) === filter.urgency)
  const rows = numbers.slice(from, from + count).map((number) => rowOf(world, look.items[number] as Item))
  return { ok: true, value: { total: numbers.length, rows, lanes } }
}

/** The numbers of those that fit, of whatever urgency, in order. Cases are looked at one by one only for what is asked of them. */
const wanted = (look: CaseLook, order: Compare, filter: CaseFilter, me: PersonId): readonly number[] => {
  const text = filter.text === undefined ? '' : foldText(filter.text.slice(0, 200)).trim()
  const all = look.ordered(order)
  const having = text === '' ? null : look.withText(text)
  const found = having === null ? all : all.filter((number) => having[number] === 1)
  return asksOfEach(filter) ? found.filter((number) => isWanted(look.items[number] as Item, filter, me)) : found
}

const asksOfEach = ({ status, country, mine, withGap }: CaseFilter): boolean =>
  status !== undefined || country !== undefined || mine === true || withGap === true

const isWanted = ({ summary, ahead }: Item, { status, country, mine, withGap }: CaseFilter, me: PersonId): boolean =>
  (status === undefined || summary.status === status) &&
  (country === undefined || summary.country === country) &&
  (mine !== true || summary.assignedTo === me) &&
  (withGap !== true || ahead.gapDays > 0)

const byPseudonym: Compare = (a, b) => (a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : a.space < b.space ? -1 : 1)

/** After every day of the calendar. */
const NEVER = ':'

const byBreak: Compare = (a, b) => {
  const x = a.ahead.breaksOn ?? NEVER
  const y = b.ahead.breaksOn ?? NEVER
  return x < y ? -1 : x > y ? 1 : 0
}

const ORDERS: Readonly<Record<NonNullable<CaseFilter['sort']>, Compare>> = {
  urgency: (a, b) => a.rank - b.rank || byBreak(a, b) || byPseudonym(a, b),
  breaks: (a, b) => byBreak(a, b) || a.rank - b.rank || byPseudonym(a, b),
  gap: (a, b) => b.ahead.gapDays - a.ahead.gapDays || a.rank - b.rank || byPseudonym(a, b),
  pseudonym: byPseudonym,
}

const rowOf = (world: World, { space, summary, ahead }: Item): CaseRow => ({
  space,
  pseudonym: summary.pseudonym,
  name: nameOf(world.summaries, summary),
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
