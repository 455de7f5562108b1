/** What waits under a receipt. */
import type { Receipt } from '@pergola/core/intake'
import type { App } from '../app.ts'
import { sealing } from '../loading.ts'
import { sentence } from '../problems.ts'
import { tell } from './speech.ts'

const OFFLINE = { ok: false, problem: { type: 'offline' } } as const

/** Fetches and opens what waits under the receipt; a sentence when that fails. */
export const openMailbox = async (app: App, receipt: Receipt): Promise<string | null> => {
  const speech = app.speech()
  const mailbox = (await (await sealing())?.openMailbox(receipt)) ?? OFFLINE
  if (!mailbox.ok) return mailbox.problem.type === 'no_mailbox' ? tell(app)('noMailbox') : sentence(speech, mailbox.problem)
  app.session.receipt = receipt
  app.session.mailbox = mailbox.value
  return null
}
