/** Finding in the directory: facets, words and order over thousands of entries, between two keystrokes. */
import type { OrgId } from '@pergola/protocol'
import type { Day } from '../casework/model.ts'
import type { RecordId } from '../record/model.ts'
import type { Directory } from './directory.ts'
import { bitsFor, countOf, countWithin, cut, grown, has, join, put, take, type Bits } from './bits.ts'
import { providerIdOf } from './entry.ts'
import { EVERY, FACETS, FLAGS, facetKeys, flagsOf, isListed, type Facet, type Flag } from './findKeys.ts'
import { ORDERS, type DirectoryOrder } from './findOrder.ts'
import { WordList, askedWords, wordsOfService } from './findText.ts'
import type { Service } from './model.ts'
import { WORLD, isCountry } from '../vocabulary/regions.ts'

/** Choices: within one facet any of them, between facets all. */
export type Choices = { readonly [F in Facet]?: readonly string[] } & { readonly [F in Flag]?: boolean } & {
  readonly text?: string
  /** An organisation or a provider's record. */
  readonly provider?: string
  readonly sort?: DirectoryOrder
}

export interface Found {
  readonly total: number
  readonly services: readonly Service[]
  /** For each code how many it would leave, all other choices kept; none with 0. */
  readonly facets: Readonly<Record<Facet, readonly { readonly code: string; readonly count: number }[]>>
  readonly flags: Readonly<Record<Flag, number>>
  /** Entries that reach each country, itself or through a region, whatever places are chosen; those for the world apart. */
  readonly countries: readonly { readonly code: string; readonly count: number }[]
  readonly world: number
}

/** An entry as it stands in the index: needed again to take it out. */
interface Entry {
  readonly service: Service
  readonly keys: Readonly<Record<Facet, readonly string[]>>
  readonly flags: Readonly<Record<Flag, boolean>>
  readonly words: readonly string[]
  readonly provider: string
}

const LEAST_ROOM = 1024

/** An index over one directory on one day, brought up to date entry by entry. */
export class DirectoryIndex {
  readonly #today: Day
  readonly #us: OrgId
  #directory: Directory | null = null
  #room = LEAST_ROOM
  readonly #slots = new Map<RecordId, number>()
  readonly #entries: (Entry | null)[] = []
  readonly #free: number[] = []
  #listed = bitsFor(LEAST_ROOM)
  readonly #facets: Readonly<Record<Facet, Map<string, Bits>>>
  readonly #flags: Record<Flag, Bits>
  readonly #providers = new Map<string, number[]>()
  readonly #words = new WordList()
  readonly #orders = new Map<DirectoryOrder, readonly number[]>()

  constructor(today: Day, us: OrgId) {
    this.#today = today
    this.#us = us
    this.#facets = Object.fromEntries(FACETS.map((facet) => [facet, new Map<string, Bits>()])) as Record<Facet, Map<string, Bits>>
    this.#flags = Object.fromEntries(FLAGS.map((flag) => [flag, bitsFor(LEAST_ROOM)])) as Record<Flag, Bits>
  }

  /** True when it can go on from what it holds. */
  isFor(today: Day, us: OrgId): boolean {
    return this.#today === today && this.#us === us
  }

  /** Takes in what changed since; costs a walk over the entries and work for those that changed. */
  update(directory: Directory): void {
    if (this.#directory === directory) return
    this.#makeRoom(directory.services.length)
    const order: number[] = []
    for (const service of directory.services) {
      let slot = this.#slots.get(service.id)
      if (slot !== undefined && this.#entries[slot]?.service !== service) {
        this.#remove(service.id, slot)
        slot = undefined
      }
      if (slot === undefined && isListed(service)) slot = this.#add(service, directory)
      if (slot !== undefined) order.push(slot)
    }
    if (this.#slots.size > order.length) for (const [id, slot] of this.#slots) if (!directory.byId.has(id)) this.#remove(id, slot)
    this.#directory = directory
    this.#orders.clear()
    this.#orders.set('provider', order)
  }

  #makeRoom(entries: number): void {
    if (entries <= this.#room) return
    this.#room = Math.max(entries, this.#room * 2)
    this.#listed = grown(this.#listed, this.#room)
    for (const flag of FLAGS) this.#flags[flag] = grown(this.#flags[flag], this.#room)
    for (const facet of FACETS) for (const [code, bits] of this.#facets[facet]) this.#facets[facet].set(code, grown(bits, this.#room))
  }

  /** Gives its slot. */
  #add(service: Service, directory: Directory): number {
    const slot = this.#free.pop() ?? this.#entries.length
    const entry: Entry = {
      service,
      keys: facetKeys(service, directory),
      flags: flagsOf(service, this.#today, this.#us),
      words: wordsOfService(service),
      provider: providerIdOf(service) ?? '',
    }
    this.#entries[slot] = entry
    this.#slots.set(service.id, slot)
    put(this.#listed, slot)
    for (const facet of FACETS) for (const code of entry.keys[facet]) put(this.#bitsOf(facet, code), slot)
    for (const flag of FLAGS) if (entry.flags[flag]) put(this.#flags[flag], slot)
    this.#words.add(slot, entry.words)
    const ofProvider = this.#providers.get(entry.provider)
    if (ofProvider === undefined) this.#providers.set(entry.provider, [slot])
    else ofProvider.push(slot)
    return slot
  }

  #remove(id: RecordId, slot: number): void {
    const { keys, words, provider } = this.#entries[slot] as Entry
    take(this.#listed, slot)
    for (const facet of FACETS) for (const code of keys[facet]) take(this.#bitsOf(facet, code), slot)
    for (const flag of FLAGS) take(this.#flags[flag], slot)
    this.#words.remove(slot, words)
    this.#providers.set(provider, this.#providers.get(provider)?.filter((one) => one !== slot) ?? [])
    this.#entries[slot] = null
    this.#slots.delete(id)
    this.#free.push(slot)
  }

  #bitsOf(facet: Facet, code: string): Bits {
    let bits = this.#facets[facet].get(code)
    if (bits === undefined) this.#facets[facet].set(code, (bits = bitsFor(this.#room)))
    return bits
  }

  /** A window of what fits, in order, and what each other choice would leave. */
  find(choices: Choices, from: number, count: number): Found {
    const cuts = this.#cutsOf(choices)
    const all = this.#without(cuts, null)
    return {
      total: countOf(all),
      services: this.#window(all, choices.sort ?? 'provider', from, count),
      facets: Object.fromEntries(FACETS.map((facet) => [facet, this.#counts(facet, this.#baseOf(cuts, all, facet))])) as Found['facets'],
      flags: Object.fromEntries(FLAGS.map((flag) => [flag, this.#countFlag(flag, this.#baseOf(cuts, all, flag))])) as Found['flags'],
      ...this.#reached(this.#baseOf(cuts, all, 'regions')),
    }
  }

  /** All that fit, in no particular order. */
  all(choices: Choices): readonly Service[] {
    const bits = this.#without(this.#cutsOf(choices), null)
    return this.#entries.flatMap((entry, slot) => (entry !== null && has(bits, slot) ? [entry.service] : []))
  }

  #cutsOf(choices: Choices): ReadonlyMap<string, Bits> {
    const cuts = new Map<string, Bits>()
    for (const facet of FACETS) {
      const codes = choices[facet]
      if (codes !== undefined && codes.length > 0) cuts.set(facet, this.#anyOf(facet, codes))
    }
    for (const flag of FLAGS) if (choices[flag] === true) cuts.set(flag, this.#flags[flag])
    if (choices.provider) cuts.set('provider', this.#ofProvider(choices.provider))
    const words = this.#words.find(askedWords(choices.text), this.#room)
    if (words !== null) cuts.set('text', words)
    return cuts
  }

  #anyOf(facet: Facet, codes: readonly string[]): Bits {
    const any = bitsFor(this.#room)
    const every = EVERY[facet]
    for (const code of every === undefined ? codes : [...codes, every]) {
      const bits = this.#facets[facet].get(code)
      if (bits !== undefined) join(any, bits)
    }
    return any
  }

  #ofProvider(provider: string): Bits {
    const bits = bitsFor(this.#room)
    for (const slot of this.#providers.get(provider) ?? []) put(bits, slot)
    return bits
  }

  #baseOf(cuts: ReadonlyMap<string, Bits>, all: Bits, but: string): Bits {
    return cuts.has(but) ? this.#without(cuts, but) : all
  }

  #without(cuts: ReadonlyMap<string, Bits>, but: string | null): Bits {
    const bits = this.#listed.slice()
    for (const [name, one] of cuts) if (name !== but) cut(bits, one)
    return bits
  }

  #reached(base: Bits): Pick<Found, 'countries' | 'world'> {
    const world = this.#facets.regions.get(WORLD)
    const countries = this.#countEach('regions', base, null).filter(({ code }) => isCountry(code))
    return { countries, world: world === undefined ? 0 : countWithin(base, world, null) }
  }

  #counts(facet: Facet, base: Bits): readonly { readonly code: string; readonly count: number }[] {
    const every = EVERY[facet]
    return this.#countEach(facet, base, (every === undefined ? undefined : this.#facets[facet].get(every)) ?? null)
  }

  #countEach(facet: Facet, base: Bits, toAll: Bits | null): readonly { readonly code: string; readonly count: number }[] {
    const counts: { readonly code: string; readonly count: number }[] = []
    for (const [code, bits] of this.#facets[facet]) {
      const count = countWithin(base, bits, toAll)
      if (count > 0) counts.push({ code, count })
    }
    return counts.sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
  }

  #countFlag(flag: Flag, base: Bits): number {
    return countWithin(base, this.#flags[flag], null)
  }

  #window(bits: Bits, sort: DirectoryOrder, from: number, count: number): readonly Service[] {
    const services: Service[] = []
    let seen = 0
    for (const slot of this.#orderOf(sort)) {
      if (!has(bits, slot)) continue
      if (seen++ >= from) services.push((this.#entries[slot] as Entry).service)
      if (services.length >= count) break
    }
    return services
  }

  /** Slots in order; those but the directory's own worked out at the first question after a change. */
  #orderOf(sort: DirectoryOrder): readonly number[] {
    let order = this.#orders.get(sort)
    if (order === undefined) {
      const before = ORDERS[sort as keyof typeof ORDERS]
      const serviceIn = (slot: number): Service => (this.#entries[slot] as Entry).service
      order = (this.#orders.get('provider') ?? []).toSorted((a, b) => before(serviceIn(a), serviceIn(b)))
      this.#orders.set(sort, order)
    }
    return order
  }
}
