/** Putting keys on shelves: for what is written in a conversation, and for what is to stay when a shelf ends. */
import { batches } from '@pergola/core/record'
import { readProposals } from '@pergola/core/retention'
import { beginShelf, sealWords, shelve, wordsKey, type WordsKey } from '@pergola/core/shelf'
import type { SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import { answer, done, problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { SealTurn } from './alerts.ts'
import { shelvesOf, type ShelfRow } from './words.ts'

const NONCE_BYTES = 24

/** Oldest first, without those that somebody proposed to end: nothing is put there any more, nor sealed with what stands there. */
const staying = (world: World): readonly ShelfRow[] => {
  const leaving = new Set(readProposals(world.book().doc).flatMap(({ spaces }) => spaces.map(({ space }) => space)))
  return shelvesOf(world.summaries, world.me.org).rows.filter(({ space }) => !leaving.has(space))
}

/** The newest shelf that stays, besides `without`; a new one where there is none. */
const shelfToFill = async (world: World, without: readonly SpaceId[]): Promise<Answer<SpaceId>> => {
  const newest = staying(world).findLast(({ space }) => !without.includes(space))
  return newest ? answer(newest.space) : world.found('shelf', [], [beginShelf(world.now())])
}

/** Puts keys where they stay when `without` end. They are on this device when it resolves, and sent like everything else. */
export const putKeys = async (world: World, keys: readonly WordsKey[], without: readonly SpaceId[] = []): Promise<Answer<SpaceId>> => {
  const shelf = await shelfToFill(world, without)
  if (!shelf.ok) return shelf
  const written = await world.writeMany(shelf.value, batches(keys.map(shelve)))
  return written.answer.ok ? shelf : written.answer
}

/** Those of these conversations that have no key on a shelf that stays get one, all in one go. */
export const keysFor = async (world: World, abouts: readonly string[]): Promise<Answer<null>> => {
  const have = new Set(staying(world).flatMap(({ keys }) => keys.map(({ about }) => about)))
  const fresh = [...new Set(abouts)].filter((about) => !have.has(about)).map((about) => wordsKey(about, world.crypto.random(32)))
  const put = fresh.length === 0 ? done : await putKeys(world, fresh)
  return put.ok ? done : put
}

/** What seals words of this conversation. Its key is on a shelf that stays before anything is sealed with it. */
export const sealFor = async (world: World, about: string): Promise<Answer<SealTurn>> => {
  const put = await keysFor(world, [about])
  if (!put.ok) return put
  const held = staying(world).flatMap(({ keys }) => keys.filter((key) => key.about === about))
  const last = held.at(-1)
  // Somebody has just proposed to end the shelf that it was put on.
  if (last === undefined) return problem('busy')
  const [{ id, key }, { crypto }] = [last, world]
  return answer((message, words) => ({ key: id, sealed: sealWords(key, crypto.random(NONCE_BYTES), message, words) }))
}
