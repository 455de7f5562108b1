/** What an open client does by itself. */
import type { World } from '../world/world.ts'
import { askNext } from './askNext.ts'
import { askParcels } from './askParcels.ts'
import { honourConsent } from './honourConsent.ts'
import { noteTakenDown } from './noteTakenDown.ts'
import { openPackets } from './openPackets.ts'
import { recordCheckIns } from './recordCheckIns.ts'
import { renewIntake } from './renewIntake.ts'
import { sendReplies } from './sendReplies.ts'
import { shareOnTakeUp } from './shareOnTakeUp.ts'
import { takeAwayEnded } from './takeAwayEnded.ts'
import { takeInAlerts } from './takeInAlerts.ts'
import { tellStopped } from './tellStopped.ts'
import { takeInVouches } from './takeInVouches.ts'

export { decide, type Decision } from './shareOnTakeUp.ts'
export { readSealed, type Reading, type TakenIn } from './takeInAlerts.ts'
export { askNext, askParcels, honourConsent, openPackets, recordCheckIns, renewIntake, sendReplies, shareOnTakeUp, takeInAlerts }

/** Each may run at any time, as often as one likes, on several devices of one organisation at once. */
export const reactions: readonly ((world: World) => Promise<unknown>)[] = [
  takeInAlerts,
  recordCheckIns,
  openPackets,
  sendReplies,
  shareOnTakeUp,
  askNext,
  askParcels,
  takeInVouches,
  honourConsent,
  renewIntake,
  noteTakenDown,
  tellStopped,
  takeAwayEnded,
]
