/** Answers: sealed to the visitor's reply key, padded, proven with the thread key; and what a mailbox gives back. */
import {
  ascii,
  concat,
  decode,
  encode,
  fail,
  hex,
  LIMITS,
  mailboxContent,
  ok,
  sameBytes,
  u32,
  type Malformed,
  type Result,
} from '@pergola/protocol'
import { openSealed, sealTo } from '../crypto/hpke.ts'
import type { ReceiptKeys } from './keys.ts'
import { INTAKE_LIMITS } from './limits.ts'
import { answer, answerBody, answerMac, ANSWER_STEPS, pad, unpad } from './payload.ts'
import type { Thread } from './read.ts'
import { textOf, utf8 } from './utf8.ts'

const answerInfo = (mailbox: Uint8Array): Uint8Array => concat(ascii('pergola/1 intake answer\0'), mailbox)

export interface AnswerDraft {
  readonly text: string
  /** Unix ms, as the member's device has it. */
  readonly time: number
}

/** An answer for the relay to put into `mailbox` (the hash). `message`: 16, `seal`: 64 fresh random bytes. Throws on a malformed reply key. */
export const sealAnswer = (
  mailbox: Uint8Array,
  thread: Thread,
  draft: AnswerDraft,
  random: { readonly message: Uint8Array; readonly seal: Uint8Array },
): Result<Uint8Array, { readonly type: 'too_long'; readonly bytes: number; readonly most: number }> => {
  const text = utf8(draft.text)
  if (text.length > INTAKE_LIMITS.answerBytes) return fail({ type: 'too_long', bytes: text.length, most: INTAKE_LIMITS.answerBytes })
  const body = { message: random.message, time: draft.time, text }
  const mac = answerMac(thread.threadKey, mailbox, encode(answerBody, body))
  return ok(sealTo(thread.replyKey, answerInfo(mailbox), pad(ANSWER_STEPS, encode(answer, { ...body, mac })), random.seal))
}

export interface Answer {
  readonly id: string
  readonly time: number
  readonly text: string
}

export type AnswerProblem = Malformed | { readonly type: 'not_for_us' } | { readonly type: 'not_from_them' }

export const openAnswer = (keys: ReceiptKeys, sealed: Uint8Array): Result<Answer, AnswerProblem> => {
  const padded = openSealed(keys.reply.secretKey, answerInfo(keys.mailbox), sealed)
  if (padded === null) return fail({ type: 'not_for_us' })
  const contents = unpad(ANSWER_STEPS, padded)
  if (!contents.ok) return contents
  const parsed = decode(answer, contents.value)
  if (!parsed.ok) return parsed
  const { mac, ...body } = parsed.value
  if (!sameBytes(mac, answerMac(keys.thread, keys.mailbox, encode(answerBody, body)))) return fail({ type: 'not_from_them' })
  const text = textOf(body.text)
  return text === null ? fail({ type: 'malformed', why: 'text is not UTF-8' }) : ok({ id: hex(body.message), time: body.time, text })
}

export interface Mailbox {
  /** By time, each once. */
  readonly answers: readonly Answer[]
  /** How many could not be opened: damaged, or not written by those who hold the conversation. */
  readonly unreadable: number
}

export type MailboxProblem =
  /** Not the size a mailbox always has: the connection broke off, or this is no relay. */
  | { readonly type: 'malformed'; readonly why: string }
  /** Random bytes: no conversation under this phrase. */
  | { readonly type: 'no_mailbox' }

/** The relay's fixed-size answer: u32 length, `mailboxContent`, filling; random bytes when there is no such mailbox. */
export const readMailbox = (keys: ReceiptKeys, bytes: Uint8Array): Result<Mailbox, MailboxProblem> => {
  if (bytes.length !== LIMITS.mailboxBytes) return fail({ type: 'malformed', why: `${bytes.length} bytes` })
  const length = decode(u32, bytes.slice(0, 4))
  if (!length.ok || length.value > bytes.length - 4) return fail({ type: 'no_mailbox' })
  const content = decode(mailboxContent, bytes.slice(4, 4 + length.value))
  if (!content.ok) return fail({ type: 'no_mailbox' })
  const opened = content.value.replies.map((reply) => openAnswer(keys, reply.envelope))
  const once = new Map<string, Answer>()
  for (const one of opened) if (one.ok) once.set(one.value.id, one.value)
  return ok({
    answers: [...once.values()].sort((a, b) => a.time - b.time),
    unreadable: opened.filter((one) => !one.ok).length,
  })
}
