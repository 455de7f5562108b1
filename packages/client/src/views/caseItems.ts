/** Cases as lists look at them, kept from one look to the next: a list is asked for with every letter that somebody types. */
import type { Day } from '@pergola/core/casework'
import { foldText } from '@pergola/core/search'
import { URGENCIES } from '@pergola/core/vocabulary'
import type { SpaceId } from '@pergola/protocol'
import type { World } from '../world/world.ts'
import { gapsAhead, type Ahead } from './stateAt.ts'
import type { CaseSummary, IdentitySummary, Summary } from './summary.ts'

type Held<S> = S & Pick<Summary, 'goneSince' | 'pending'>
export type HeldCase = Held<CaseSummary>

/** The name in an identity space, folded; empty once the space is gone. */
interface Named {
  readonly space: SpaceId
  readonly summary: Held<IdentitySummary>
  readonly folded: string
}

/** Made once for each summary and day. */
export interface Item {
  readonly space: SpaceId
  readonly summary: HeldCase
  readonly today: Day
  readonly ahead: Ahead
  /** Closed cases after all others, then by urgency. */
  readonly rank: number
  /** Pseudonym, folded. */
  readonly folded: string
  /** What stands in the identity part, for those who may see it. */
  named: Named | null
}

const rankOf = ({ status, urgency }: HeldCase): number => (status === 'closed' ? URGENCIES.length : 0) + URGENCIES.indexOf(urgency)

const itemOf = (space: SpaceId, summary: HeldCase, today: Day): Item => ({
  space,
  summary,
  today,
  ahead: gapsAhead(summary, today),
  rank: rankOf(summary),
  folded: foldText(summary.pseudonym),
  named: null,
})

const namedOf = (space: SpaceId, summary: Held<IdentitySummary>): Named => ({
  space,
  summary,
  folded: summary.goneSince === null ? foldText(summary.name) : '',
})

interface Look {
  readonly items: Item[]
  readonly names: Named[]
}

/**
 * The last look at these summaries, in their order. A map keeps its order when a value is replaced, so the next look walks both
 * side by side: memory is read from front to back, where looking each case up would jump through all of it.
 */
const lastLooks = new WeakMap<World['summaries'], Look>()

/** Brings a look up to date. True when anything is new. */
const renew = ({ items, names }: Look, summaries: World['summaries'], today: Day): boolean => {
  let [item, name, changed] = [0, 0, false]
  for (const [space, summary] of summaries) {
    if (summary.kind === 'case') {
      const held = items[item]
      if (held?.summary !== summary || held.today !== today) {
        items[item] = itemOf(space, summary, today)
        changed = true
      }
      item += 1
    } else if (summary.kind === 'identity') {
      if (names[name]?.summary !== summary) {
        names[name] = namedOf(space, summary)
        changed = true
      }
      name += 1
    }
  }
  changed ||= items.length !== item || names.length !== name
  items.length = item
  names.length = name
  return changed
}

/** Every case of the world, in the order of its summaries. */
export const caseItems = (world: World): readonly Item[] => {
  const look = lastLooks.get(world.summaries) ?? { items: [], names: [] }
  lastLooks.set(world.summaries, look)
  if (!renew(look, world.summaries, world.today())) return look.items
  const names = new Map(look.names.map((named) => [named.space, named]))
  for (const item of look.items) item.named = (item.summary.identitySpace && names.get(item.summary.identitySpace)) ?? null
  return look.items
}
