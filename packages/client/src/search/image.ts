/**
 * The search index as bytes, for the encrypted image. Version 1; numbers little-endian.
 *
 * | part | bytes | |
 * |---|---|---|
 * | head length | 4 | |
 * | head | n | UTF-8 JSON: version, words (separated by spaces), entries |
 * | filling | 0..3 | to a multiple of 4 |
 * | counts | 4 a word | postings of each word |
 * | postings | 4 each | of all words, in order |
 *
 * It is sealed by whoever keeps it; anything that does not fit together is taken as absent, and the index is made again.
 */
import { bytesToUtf8, utf8ToBytes } from '@pergola/core/text'
import { Postings, entryOf } from './postings.ts'
import { createSearch, type Contents, type Indexed, type Search } from './search.ts'

const VERSION = 1

interface Head {
  readonly version: number
  readonly words: string
  readonly entries: readonly (readonly [space: string, id: string, target: string, print: number, length: number])[]
}

const filled = (length: number): number => (length + 3) & ~3

/** A word that nothing has any more is not kept: of a space that ended none is left. */
const inUse = ({ entries, words, postings }: Contents): Contents => ({
  entries,
  words: words.filter((_, word) => postings[word]!.count > 0),
  postings: postings.filter(({ count }) => count > 0),
})

export const saveSearch = (search: Search): Uint8Array => {
  const { entries, words, postings } = inUse(search.contents())
  const head = {
    version: VERSION,
    words: words.join(' '),
    entries: entries.map(({ space, id, target, print, length }) => [space, id, target, print, length] as const),
  }
  const json = utf8ToBytes(JSON.stringify(head satisfies Head))
  const start = 4 + filled(json.length)
  const total = postings.reduce((sum, { count }) => sum + count, 0)
  const bytes = new Uint8Array(start + 4 * (words.length + total))
  new DataView(bytes.buffer).setUint32(0, json.length, true)
  bytes.set(json, 4)
  const numbers = new Uint32Array(bytes.buffer, start)
  let at = words.length
  postings.forEach(({ count, list }, word) => {
    numbers[word] = count
    numbers.set(list, at)
    at += count
  })
  return bytes
}

/** null for what this version did not write. */
export const loadSearch = (image: Uint8Array): Search | null => {
  // A copy, since the numbers need an aligned start.
  const bytes = image.slice()
  if (bytes.length < 4) return null
  const length = new DataView(bytes.buffer).getUint32(0, true)
  const start = 4 + filled(length)
  const head = start <= bytes.length && bytes.length % 4 === 0 ? readHead(bytes.subarray(4, 4 + length)) : null
  if (head === null) return null
  const words = head.words === '' ? [] : head.words.split(' ')
  const postings = readPostings(new Uint32Array(bytes.buffer, start), words.length, head.entries.length)
  if (postings === null) return null
  const entries = head.entries.map(([space, id, target, print, size]): Indexed => ({ space, id, target, print, length: size }))
  return createSearch({ entries, words, postings })
}

const readHead = (json: Uint8Array): Head | null => {
  try {
    const head = JSON.parse(bytesToUtf8(json)) as Partial<Head>
    return head.version === VERSION && typeof head.words === 'string' && Array.isArray(head.entries) ? (head as Head) : null
  } catch {
    return null
  }
}

const readPostings = (numbers: Uint32Array, words: number, entries: number): readonly Postings[] | null => {
  if (words > numbers.length) return null
  const postings: Postings[] = []
  let at = words
  for (let word = 0; word < words; word++) {
    const end = at + (numbers[word] as number)
    if (end > numbers.length) return null
    postings.push(new Postings(numbers.subarray(at, end)))
    at = end
  }
  return at === numbers.length && numbers.subarray(words).every((each) => entryOf(each) < entries) ? postings : null
}
