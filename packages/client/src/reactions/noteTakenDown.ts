/** Did the relay's operator take down what we show to everyone? Then nobody here goes on thinking that it is shown. */
import { noteTakenDownBy, readPublished } from '../book/publicPage.ts'
import type { World } from '../world/world.ts'

const AGAIN_AFTER_MS = 3_600_000
const asked = new WeakMap<World, number>()

/** True when it was, and this device noted it. */
export const noteTakenDown = async (world: World): Promise<boolean> => {
  const now = world.now()
  if (readPublished(world.book().doc)?.shown !== true || now - (asked.get(world) ?? -Infinity) < AGAIN_AFTER_MS) return false
  const found = await world.gateway.ownPage()
  if (found !== 'unknown') asked.set(world, now)
  if (found !== 'taken_down') return false
  return (await world.write(world.book().space, [noteTakenDownBy(now)])).ok
}
