/**
 * Intake envelopes: a visitor's message, sealed in the browser to the organisation's intake key.
 *
 * | part | bytes | |
 * |---|---|---|
 * | suite | 1 | 1 |
 * | key number | 4 | which intake key of the organisation |
 * | sealed | 4 + 1,120 + 16 + 4, 16 or 64 KiB | HPKE (crypto/hpke.ts), info = `pergola/1 intake message\0` ‖ organisation (16) ‖ key number (4) |
 *
 * Answers are HPKE to the visitor's own reply key, info = `pergola/1 intake answer\0` ‖ mailbox (32). Rules: SPEC.md INTAKE-6..11.
 */
import { ascii, blob, concat, encode, fail, idBytes, LIMITS, ok, struct, SUITE, u32, u8, type OrgId, type Result } from '@pergola/protocol'
import { sealTo } from '../crypto/hpke.ts'
import type { FileRef } from '../files/ref.ts'
import type { ReceiptKeys } from './keys.ts'
import { INTAKE_LIMITS } from './limits.ts'
import { laterBody, laterMac, message, MESSAGE_STEPS, pad } from './payload.ts'
import { utf8 } from './utf8.ts'

export const envelope = struct({ suite: u8, keyNumber: u32, sealed: blob(LIMITS.intakeEnvelopeBytes) })

/** To whom a message is sealed. */
export interface IntakeTarget {
  readonly org: OrgId
  readonly keyNumber: number
  /** X-Wing public key, 1,216 bytes. */
  readonly intakeKey: Uint8Array
}

export interface Draft {
  readonly text: string
  /** How to be reached; empty: not at all. */
  readonly reach: string
  readonly language: string
  readonly files: readonly FileRef[]
}

export type DraftProblem =
  | { readonly type: 'empty' }
  | { readonly type: 'too_long'; readonly field: 'text' | 'reach'; readonly characters: number; readonly most: number }
  | { readonly type: 'too_many_files'; readonly most: number }

export const messageInfo = (org: OrgId, keyNumber: number): Uint8Array =>
  concat(ascii('pergola/1 intake message\0'), idBytes(org), encode(u32, keyNumber))

const tooLong = (field: 'text' | 'reach', text: string, most: number, mostBytes: number): DraftProblem | null => {
  const characters = [...text].length
  const bytes = utf8(text).length
  if (characters <= most && bytes <= mostBytes) return null
  // Scripts of three and four bytes a character meet the byte limit first.
  const fits = Math.min(most, Math.floor((characters * mostBytes) / bytes))
  return { type: 'too_long', field, characters, most: fits }
}

/** Why this cannot be sent, or null. The page asks while the visitor writes. */
export const draftProblem = (draft: Draft): DraftProblem | null => {
  if (draft.text.trim() === '' && draft.files.length === 0) return { type: 'empty' }
  if (draft.files.length > INTAKE_LIMITS.files) return { type: 'too_many_files', most: INTAKE_LIMITS.files }
  return (
    tooLong('text', draft.text, INTAKE_LIMITS.textCharacters, INTAKE_LIMITS.textBytes) ??
    tooLong('reach', draft.reach, INTAKE_LIMITS.reachCharacters, INTAKE_LIMITS.reachBytes)
  )
}

/** Fresh randomness for one message: 16 bytes name it, 64 seal it. A retry of the same message keeps `message`. */
export interface MessageRandom {
  readonly message: Uint8Array
  readonly seal: Uint8Array
}

/** The envelope of a conversation's first message or of a later one. Errors: those of `draftProblem`. */
export const sealMessage = (
  kind: 'first' | 'later',
  target: IntakeTarget,
  keys: ReceiptKeys,
  draft: Draft,
  random: MessageRandom,
): Result<Uint8Array, DraftProblem> => {
  const problem = draftProblem(draft)
  if (problem) return fail(problem)
  const content = {
    mailbox: keys.mailbox,
    message: random.message,
    text: utf8(draft.text),
    reach: utf8(draft.reach),
    language: utf8(draft.language),
    files: draft.files,
  }
  const whole =
    kind === 'first'
      ? ({ t: 'first', ...content, replyKey: keys.reply.publicKey, threadKey: keys.thread } as const)
      : ({ t: 'later', ...content, mac: laterMac(keys.thread, encode(laterBody, content)) } as const)
  const padded = pad(MESSAGE_STEPS, encode(message, whole))
  const sealed = sealTo(target.intakeKey, messageInfo(target.org, target.keyNumber), padded, random.seal)
  return ok(encode(envelope, { suite: SUITE, keyNumber: target.keyNumber, sealed }))
}
