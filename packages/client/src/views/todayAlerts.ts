/** Of Today: alerts that wait for our word. */
import { fromSender, readAlerts } from '../book/index.ts'
import type { World } from '../world/world.ts'
import { alertRow, waitsForUs } from './alerts.ts'
import { DAY_MS, type Due } from './todayDue.ts'

/** Who wrote should have an answer within a day. */
const ANSWER_WITHIN_MS = DAY_MS

export const alertsDue = (world: World): readonly Due[] =>
  readAlerts(world)
    .filter(waitsForUs)
    .map((alert) => {
      const at = fromSender(alert).at(-1)?.at ?? alert.at
      return { item: { kind: 'alert', id: alert.id, firstLine: alertRow(alert).firstLine, at }, due: at + ANSWER_WITHIN_MS }
    })
