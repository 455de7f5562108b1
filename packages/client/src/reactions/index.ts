/** What an open client does by itself. */
import type { World } from '../world/world.ts'
import { renewIntake } from './renewIntake.ts'
import { sendReplies } from './sendReplies.ts'
import { shareOnTakeUp } from './shareOnTakeUp.ts'
import { takeInAlerts } from './takeInAlerts.ts'

export { decide, type Decision } from './shareOnTakeUp.ts'
export { readSealed, type Reading, type TakenIn } from './takeInAlerts.ts'
export { renewIntake, sendReplies, shareOnTakeUp, takeInAlerts }

/** Each may run at any time, as often as one likes, on several devices of one organisation at once. */
export const reactions: readonly ((world: World) => Promise<unknown>)[] = [takeInAlerts, sendReplies, shareOnTakeUp, renewIntake]
