/**
 * Everything that seals, opens or checks: the larger part of the page's code. It arrives while the visitor is already reading
 * and writing (loading.ts); nothing in it touches the page.
 */
import {
  newReceipt,
  parseReceipt,
  readMailbox,
  RECEIPT_RANDOM,
  receiptKeys,
  type Mailbox,
  type Receipt,
  type ReceiptForm,
} from '@pergola/core/intake'
import { fail, type Result } from '@pergola/protocol'
import { random, sha256 } from './platform.ts'
import { relay, type RelayProblem } from './relay.ts'

export { checkAnswer, lengthProblem, send } from './send.ts'
export { parseReceipt }

export const drawReceipt = (form: ReceiptForm): Receipt => newReceipt(form, random(RECEIPT_RANDOM))

/** What waits under a receipt. */
export const openMailbox = async (receipt: Receipt): Promise<Result<Mailbox, RelayProblem | { readonly type: 'no_mailbox' }>> => {
  const keys = receiptKeys(sha256, receipt)
  const answer = await relay.readMailbox(keys.token)
  if (!answer.ok) return answer
  const mailbox = readMailbox(keys, answer.value)
  return !mailbox.ok && mailbox.problem.type === 'malformed'
    ? fail({ type: 'damaged' })
    : (mailbox as Result<Mailbox, { readonly type: 'no_mailbox' }>)
}
