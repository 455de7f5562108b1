/**
 * Full-text search over everything the member may read, in memory: an inverted index with four bytes a posting. Folding and
 * words are the core's, so that Arabic, Cyrillic and accents are found however they are typed. Rules: SPEC.md SEARCH-*.
 *
 * An entry has an id and a target: names stand in another space than the file, and both lead to the case. Words of one query
 * may be found in different entries of one target.
 */
import { tokenise } from '@pergola/core/search'
import { Postings, entryOf, weightOf } from './postings.ts'
import type { SearchEntry } from './texts.ts'
import { createWords, type Words } from './words.ts'

/** `id` is the target's: `case/<space>`, `alert/<id>`, `organisation/<org>`, `provider/<id>`, `service/<id>`, `referral/<space>`. */
export interface Hit {
  readonly id: string
  readonly score: number
}

export interface Search {
  /** Makes these the entries of a space; those it had before and are not among them go. Unchanged ones cost nothing. */
  readonly index: (space: string, entries: readonly SearchEntry[]) => void
  /** Best first. The last word may be unfinished. */
  readonly search: (text: string, limit: number) => readonly Hit[]
  /** Changes with everything that is indexed: what was asked before may have another answer now. */
  readonly version: () => number
  readonly contents: () => Contents
}

/** One indexed entry. `print` tells whether its text changed. */
export interface Indexed {
  readonly space: string
  readonly id: string
  readonly target: string
  readonly print: number
  readonly length: number
}

/** All that is indexed, without gaps in the numbers of entries. */
export interface Contents {
  readonly entries: readonly Indexed[]
  readonly words: readonly string[]
  /** By the number of the word. */
  readonly postings: readonly Postings[]
}

/** More words than anyone types. */
const MOST_WORDS = 12
/** Words asked last are remembered: while somebody types, only the last one changes. */
const REMEMBERED = 16
/** A name counts as much as so many words of text. */
const TITLE_WEIGHT = 4
const AS_BEGINNING = 0.5
const WITH_A_WRONG_LETTER = 0.3
/** Shorter words have too many neighbours one letter away. */
const NEAR_FROM = 4
/** When a word as typed leads to at least so many, nobody needs its neighbours. */
const ENOUGH = 8
const ONE_SMALL_LETTER = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{N}]$/u

/** Length of an entry that was removed. */
const GONE = -1

/** By target: what one typed word is worth there; 0 where it does not stand. */
type Worth = Float32Array

class Index implements Search {
  readonly #words: Words
  readonly #postings: Postings[]
  /** By entry number; null where an entry is gone. */
  #entries: (Indexed | null)[]
  /** By entry number: what weighing a word needs of each, close together. */
  #targetOf: number[]
  #lengthOf: number[]
  readonly #targets = new Map<string, number>()
  readonly #targetIds: string[] = []
  readonly #spaces = new Map<string, Map<string, number>>()
  readonly #asked = new Map<string, Worth>()
  #gone = 0
  #length = 0
  #version = 0

  constructor({ entries, words, postings }: Contents) {
    this.#words = createWords(words)
    this.#postings = [...postings]
    this.#entries = [...entries]
    this.#targetOf = entries.map(({ target }) => this.#targetNumber(target))
    this.#lengthOf = entries.map(({ length }) => length)
    entries.forEach((entry, number) => this.#place(entry, number))
  }

  index(space: string, entries: readonly SearchEntry[]): void {
    const before = this.#spaces.get(space)
    const stale = new Map(before)
    for (const entry of entries) {
      const number = stale.get(entry.id)
      stale.delete(entry.id)
      this.#put(space, entry, number)
    }
    for (const [id, number] of stale) this.#remove(space, id, number)
    if (this.#gone > 1000 && this.#gone > this.#entries.length / 4) this.#close()
  }

  search(text: string, limit: number): readonly Hit[] {
    const words = tokenise(text.slice(0, 1000)).slice(0, MOST_WORDS)
    const unfinished = /[\p{L}\p{N}\p{M}]$/u.test(text)
    return this.#best(
      words.map((word, i) => this.#worthOf(word, unfinished && i === words.length - 1)),
      limit,
    )
  }

  version(): number {
    return this.#version
  }

  contents(): Contents {
    this.#close()
    return { entries: this.#entries as readonly Indexed[], words: this.#words.all, postings: this.#postings }
  }

  #targetNumber(target: string): number {
    const known = this.#targets.get(target)
    if (known !== undefined) return known
    this.#targets.set(target, this.#targetIds.length)
    return this.#targetIds.push(target) - 1
  }

  #place(entry: Indexed, number: number): void {
    const known = this.#spaces.get(entry.space)
    if (known) known.set(entry.id, number)
    else this.#spaces.set(entry.space, new Map([[entry.id, number]]))
    this.#length += entry.length
  }

  #put(space: string, given: SearchEntry, before: number | undefined): void {
    const { id, target, title, text } = given
    const print = printOfEntry(given)
    if (before !== undefined && this.#entries[before]?.print === print) return
    if (before !== undefined) this.#remove(space, id, before)
    const number = this.#entries.length
    const weights = weightsOf(title, text)
    for (const [word, weight] of weights) this.#postingsOf(word).add(number, weight)
    const entry = { space, id, target, print, length: weights.size }
    this.#entries.push(entry)
    this.#targetOf.push(this.#targetNumber(target))
    this.#lengthOf.push(weights.size)
    this.#place(entry, number)
    this.#changed()
  }

  #remove(space: string, id: string, number: number): void {
    this.#length -= this.#entries[number]?.length ?? 0
    this.#entries[number] = null
    this.#lengthOf[number] = GONE
    this.#spaces.get(space)?.delete(id)
    this.#gone++
    this.#changed()
  }

  #changed(): void {
    this.#version++
    this.#asked.clear()
  }

  #postingsOf(word: string): Postings {
    const number = this.#words.add(word)
    return (this.#postings[number] ??= new Postings())
  }

  /** Closes the gaps that removed entries left. */
  #close(): void {
    if (this.#gone === 0) return
    let kept = 0
    const numbers = Int32Array.from(this.#entries, (entry) => (entry === null ? -1 : kept++))
    for (const postings of this.#postings) postings.renumber(numbers)
    this.#targetOf = this.#targetOf.filter((_, number) => this.#entries[number] !== null)
    this.#lengthOf = this.#lengthOf.filter((length) => length !== GONE)
    this.#entries = this.#entries.filter((entry) => entry !== null)
    for (const ids of this.#spaces.values()) for (const [id, number] of ids) ids.set(id, numbers[number] as number)
    this.#gone = 0
  }

  #worthOf(word: string, unfinished: boolean): Worth {
    const key = unfinished ? `${word}…` : word
    const worth = this.#asked.get(key) ?? this.#ask(word, unfinished)
    this.#asked.delete(key)
    this.#asked.set(key, worth)
    if (this.#asked.size > REMEMBERED) this.#asked.delete(this.#asked.keys().next().value as string)
    return worth
  }

  /** As typed, or as a beginning; with one letter wrong only where that finds little. */
  #ask(word: string, unfinished: boolean): Worth {
    const worth = new Float32Array(this.#targetIds.length)
    const whole = this.#words.numberOf(word)
    let found = whole === undefined ? 0 : this.#weigh(whole, 1, worth)
    if (unfinished && !ONE_SMALL_LETTER.test(word))
      for (const number of this.#words.startingWith(word)) found += this.#weigh(number, AS_BEGINNING, worth)
    if (found >= ENOUGH || [...word].length < NEAR_FROM) return worth
    for (const number of this.#words.near(word, unfinished)) this.#weigh(number, WITH_A_WRONG_LETTER, worth)
    return worth
  }

  /** BM25 (k = 1.2, b = 0.5) of one word; the best counts where several lead to one target. Gives how many it led to. */
  #weigh(word: number, factor: number, worth: Worth): number {
    const postings = (this.#postings[word] as Postings).list
    const living = this.#entries.length - this.#gone
    const rarity = factor * Math.log(1 + (living + 0.5) / (postings.length + 0.5))
    const average = this.#length / Math.max(1, living)
    let found = 0
    for (let i = 0; i < postings.length; i++) {
      const each = postings[i] as number
      const length = this.#lengthOf[entryOf(each)] as number
      if (length === GONE) continue
      const weight = weightOf(each)
      const score = (rarity * weight) / (weight + 0.6 + (0.6 * length) / average)
      const target = this.#targetOf[entryOf(each)] as number
      if (score > (worth[target] as number)) worth[target] = score
      found++
    }
    return found
  }

  /** Targets that every word leads to, by the sum of what each word is worth there. */
  #best(worths: readonly Worth[], limit: number): readonly Hit[] {
    const hits: Hit[] = []
    const [first, ...others] = worths
    if (first === undefined) return hits
    let least = 0
    for (let target = 0; target < first.length; target++) {
      let score = first[target] as number
      for (let i = 0; i < others.length && score > 0; i++) {
        const more = (others[i] as Worth)[target] as number
        score = more > 0 ? score + more : 0
      }
      if (score <= least) continue
      hits.push({ id: this.#targetIds[target] as string, score })
      if (hits.length >= 4 * limit) least = keepBest(hits, limit)
    }
    keepBest(hits, limit)
    return hits
  }
}

/** Sorts, cuts to the limit, and gives the score that a further one must exceed. */
const keepBest = (hits: Hit[], limit: number): number => {
  hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
  hits.length = Math.min(hits.length, limit)
  return hits.length < limit ? 0 : (hits.at(-1)?.score ?? 0)
}

const weightsOf = (title: string, text: string): ReadonlyMap<string, number> => {
  const weights = new Map<string, number>()
  for (const word of tokenise(text)) weights.set(word, (weights.get(word) ?? 0) + 1)
  for (const word of tokenise(title)) weights.set(word, (weights.get(word) ?? 0) + TITLE_WEIGHT)
  return weights
}

/** FNV-1a, to see that a text did not change. */
const printOf = (parts: readonly string[]): number => {
  let hash = 0x811c9dc5
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) hash = Math.imul(hash ^ part.charCodeAt(i), 0x01000193)
    hash = Math.imul(hash ^ 0x1f, 0x01000193)
  }
  return hash >>> 0
}

/** An entry that is handed in again as the same object has the same text. */
const prints = new WeakMap<SearchEntry, number>()

const printOfEntry = (entry: SearchEntry): number => {
  let print = prints.get(entry)
  if (print === undefined) prints.set(entry, (print = printOf([entry.title, entry.text, entry.target])))
  return print
}

export const createSearch = (contents: Contents = { entries: [], words: [], postings: [] }): Search => new Index(contents)
