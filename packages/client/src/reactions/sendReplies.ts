/** Sends answers to alerts that the relay has not taken yet: at once when online, otherwise as soon as it is. */
import { sealAnswer } from '@pergola/core/intake'
import { readAlerts, type Alert, type AlertMessage } from '../book/index.ts'
import { messageBytes, replySent } from '../book/alerts.ts'
import type { World } from '../world/world.ts'

/** How many went out. An answer sent twice, by two members or after a crash, carries one id and is shown once. */
export const sendReplies = async (world: World): Promise<number> => {
  let sent = 0
  for (const alert of readAlerts(world)) {
    for (const turn of alert.turns.filter(({ pending }) => pending)) {
      const envelope = sealed(world, alert, turn)
      if (envelope === null) continue
      const taken = await world.gateway.replyToMailbox(alert.mailbox, envelope)
      if (!taken.ok) return sent
      await world.write(world.book().space, [replySent(turn.id)])
      sent++
    }
  }
  return sent
}

/** null when the conversation's record is damaged: it waits, shown as not sent. */
const sealed = ({ crypto }: World, { mailbox, thread }: Alert, { id, text, at }: AlertMessage): Uint8Array | null => {
  const message = messageBytes(id)
  if (thread === null || message === null) return null
  const answer = sealAnswer(mailbox, thread, { text, time: at }, { message, seal: crypto.random(64) })
  return answer.ok ? answer.value : null
}
