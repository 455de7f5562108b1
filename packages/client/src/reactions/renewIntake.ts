/** An intake card is renewed by itself well before its key runs out, so that the page never closes because nobody remembered. */
import { readIntake } from '../book/index.ts'
import { openIntake } from '../commands/intake.ts'
import type { World } from '../world/world.ts'

/** Two stewards online at once both renew: the last card published wins, and both keys are in the book. */
const RENEW_BEFORE_MS = 30 * 86_400_000

export const isDue = (expires: number, now: number): boolean => expires - now < RENEW_BEFORE_MS

/** True when it renewed. Only a steward's device can. */
export const renewIntake = async (world: World): Promise<boolean> => {
  const intake = readIntake(world.book().doc)
  if (world.me.role !== 'steward' || !intake?.open || !isDue(intake.expires, world.now())) return false
  const renewed = await openIntake(world, { intro: intake.intro, languages: intake.languages })
  return renewed.ok
}
