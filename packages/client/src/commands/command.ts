/** A command: what it does to the world, and its answer. */
import type { Answer, CommandName, Commands } from '../contract/index.ts'
import type { World } from '../world/world.ts'

export type Command<N extends CommandName> = (world: World, args: Commands[N]['args']) => Promise<Answer<Commands[N]['value']>>
