/** Cases as lists look at them, kept from one look to the next: a list is asked for with every letter that somebody types. */
import type { Day } from '@pergola/core/casework'
import { foldText } from '@pergola/core/search'
import { URGENCIES } from '@pergola/core/vocabulary'
import type { SpaceId } from '@pergola/protocol'
import type { World } from '../world/world.ts'
import { Haystack } from './haystack.ts'
import { gapsAhead, type Ahead } from './stateAt.ts'
import type { CaseSummary, Summary } from './summary.ts'

export type HeldCase = CaseSummary & Pick<Summary, 'goneSince' | 'pending'>

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
}

export type Compare = (a: Item, b: Item) => number

const rankOf = ({ status, urgency }: HeldCase): number => (status === 'closed' ? URGENCIES.length : 0) + URGENCIES.indexOf(urgency)

const itemOf = (space: SpaceId, summary: HeldCase, today: Day): Item => ({
  space,
  summary,
  today,
  ahead: gapsAhead(summary, today),
  rank: rankOf(summary),
  folded: foldText(summary.pseudonym),
})

/** The name, for those who may see it: it stands in the identity space. */
export const nameOf = (summaries: World['summaries'], { identitySpace }: CaseSummary): string => {
  const identity = identitySpace === null ? undefined : summaries.get(identitySpace)
  return identity?.kind === 'identity' && identity.goneSince === null ? identity.name : ''
}

/** Numbers of items in an order, as of a revision of the summaries. */
interface Order {
  readonly revision: number
  readonly today: Day
  readonly numbers: number[]
}

/** All cases at one revision of the summaries, on one day. Items have numbers: their places in `items`. */
export class CaseLook {
  readonly #orders = new Map<Compare, Order>()
  readonly #items: Item[] = []
  readonly #summaries: World['summaries']
  /** By number, the name that was last folded. */
  readonly #names: { readonly name: string; readonly folded: string }[] = []
  #haystack: Haystack | null = null
  #revision = -1
  #today: Day | null = null

  constructor(summaries: World['summaries']) {
    this.#summaries = summaries
  }

  get items(): readonly Item[] {
    return this.#items
  }

  /** Brings it up to date: without a change since the last look that costs nothing, whatever the number of cases. */
  renew(today: Day): void {
    const summaries = this.#summaries
    if (this.#revision === summaries.revision && this.#today === today) return
    this.#haystack = null
    let number = 0
    // A map keeps its order when a value is replaced: both are walked side by side, and memory is read from front to back.
    for (const [space, summary] of summaries) {
      if (summary.kind !== 'case') continue
      const held = this.#items[number]
      if (held?.summary !== summary || held.today !== today) this.#items[number] = itemOf(space, summary, today)
      number += 1
    }
    this.#items.length = number
    this.#revision = summaries.revision
    this.#today = today
  }

  /** The numbers of all items in this order. One that a change left nearly in order is put right in about one pass. */
  ordered(compare: Compare): readonly number[] {
    const [revision, today] = [this.#revision, this.#today as Day]
    const before = this.#orders.get(compare)
    if (before?.revision === revision && before.today === today) return before.numbers
    const numbers = (before?.numbers ?? []).filter((number) => number < this.#items.length)
    for (let number = numbers.length; number < this.#items.length; number++) numbers.push(number)
    numbers.sort((a, b) => compare(this.#items[a] as Item, this.#items[b] as Item))
    this.#orders.set(compare, { revision, today, numbers })
    return numbers
  }

  /** By item number: 1 where its pseudonym or the name in its identity part (for those who may see it) has this folded text. */
  withText(text: string): Uint8Array {
    this.#haystack ??= new Haystack(this.#items.map(({ folded, summary }, number) => [folded, this.#nameAt(number, summary)]))
    return this.#haystack.having(text)
  }

  #nameAt(number: number, summary: HeldCase): string {
    const name = nameOf(this.#summaries, summary)
    const held = this.#names[number]
    if (held?.name === name) return held.folded
    const folded = foldText(name)
    this.#names[number] = { name, folded }
    return folded
  }
}

const looks = new WeakMap<World['summaries'], CaseLook>()

/** Every case of the world as of now. */
export const caseLook = (world: Pick<World, 'summaries' | 'today'>): CaseLook => {
  const look = looks.get(world.summaries) ?? new CaseLook(world.summaries)
  looks.set(world.summaries, look)
  look.renew(world.today())
  return look
}
