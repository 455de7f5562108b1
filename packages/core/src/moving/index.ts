/** Merging, splitting and handing over whole cases. */
export type { Carried, Carrying } from './carried.ts'
export type { CameBy, CameInPackage, Moves } from './record.ts'
export type { AskedCover } from './cover.ts'
export { carryCover, dropAskedCover, readAskedCover } from './cover.ts'
export { carryFile, carryIdentity } from './carried.ts'
export { MOVING_RULES, cameFrom, cameInPackage, mergedInto, offeredTo, readMoves, takenOver } from './record.ts'
export type { TakenBack } from './takenBack.ts'
export { endCarried, takenBackElsewhere } from './takenBack.ts'
