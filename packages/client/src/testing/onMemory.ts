/** The stage most tests begin with, and the reactions of everyone on it. */
import { reactions } from '../reactions/index.ts'
import type { World } from '../world/world.ts'
import { platformCrypto } from './platform.ts'
import { memoryStage } from './stage.ts'

const react = async (world: World): Promise<void> => {
  for (const reaction of reactions) await reaction(world)
}

export const onMemory = memoryStage(platformCrypto, react)
