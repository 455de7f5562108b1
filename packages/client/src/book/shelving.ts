/** Putting keys on shelves: for what is written in a conversation, and for what is to stay when a shelf ends. */
import { batches } from '@pergola/core/record'
import { readProposals } from '@pergola/core/retention'
import { beginShelf, sealWords, shelve, type WordsKey } from '@pergola/core/shelf'
import { hex, type SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import { answer } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { SealTurn } from './alerts.ts'
import { shelvesOf } from './words.ts'

const NONCE_BYTES = 24

/** Shelves that somebody proposed to end: nothing is put there any more. */
const leaving = (world: World): ReadonlySet<SpaceId> =>
  new Set(readProposals(world.book().doc).flatMap(({ spaces }) => spaces.map(({ space }) => space)))

/** The newest shelf that stays, besides `without`; a new one where there is none. */
const shelfToFill = async (world: World, without: readonly SpaceId[]): Promise<Answer<SpaceId>> => {
  const going = leaving(world)
  const newest = shelvesOf(world.summaries).rows.findLast(({ space }) => !going.has(space) && !without.includes(space))
  return newest ? answer(newest.space) : world.found('shelf', [], [beginShelf(world.now())])
}

/** Puts keys where they stay when `without` end. They are on this device when it resolves, and sent like everything else. */
export const putKeys = async (world: World, keys: readonly WordsKey[], without: readonly SpaceId[] = []): Promise<Answer<SpaceId>> => {
  const shelf = await shelfToFill(world, without)
  if (!shelf.ok) return shelf
  const written = await world.writeMany(shelf.value, batches(keys.map(shelve)))
  return written.answer.ok ? shelf : written.answer
}

/** What seals words of this conversation. Its key is on a shelf before anything is sealed with it. */
export const sealFor = async (world: World, about: string): Promise<Answer<SealTurn>> => {
  const { crypto } = world
  const known = [...shelvesOf(world.summaries).keys.values()].findLast((key) => key.about === about)
  const fresh = { id: hex(crypto.random(16)), about, key: crypto.random(32) }
  const put = known ? null : await putKeys(world, [fresh])
  if (put && !put.ok) return put
  const { id, key } = known ?? fresh
  return answer((message, words) => ({ key: id, sealed: sealWords(key, crypto.random(NONCE_BYTES), message, words) }))
}
