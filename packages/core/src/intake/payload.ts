/**
 * What stands inside an intake envelope and inside an answer, before sealing. Rules: SPEC.md INTAKE-6..11.
 *
 * | | `message` | `answer` |
 * |---|---|---|
 * | contents | tag `first` or `later`, then the struct below | `answerBody` ‖ mac |
 * | padding | u32 length ‖ contents ‖ zeros to 4, 16 or 64 KiB | the same, to 4 or 16 KiB |
 *
 * mac = HMAC-SHA-256(thread key, label ‖ body). All text is UTF-8. Errors: malformed (why), too_long (field, most).
 */
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import {
  ascii,
  blob,
  concat,
  decode,
  encode,
  fail,
  fixed,
  list,
  ok,
  struct,
  u32,
  u64,
  variant,
  KEM_PUBLIC_BYTES,
  type Malformed,
  type Result,
} from '@pergola/protocol'
import { fileRef } from '../files/ref.ts'
import type { ThreadKey } from './keys.ts'
import { INTAKE_LIMITS } from './limits.ts'

const content = {
  /** Hash of the mailbox token: the relay cannot file this under another conversation. */
  mailbox: fixed(32),
  /** Random. One message may arrive twice, after a lost acknowledgement. */
  message: fixed(16),
  text: blob(INTAKE_LIMITS.textBytes),
  /** How the visitor can be reached beside these answers; empty: not at all. */
  reach: blob(INTAKE_LIMITS.reachBytes),
  /** BCP 47 tag of the page the visitor used. */
  language: blob(INTAKE_LIMITS.languageBytes),
  files: list(fileRef, INTAKE_LIMITS.files),
}
export const laterBody = struct(content)

export const message = variant({
  first: struct({ ...content, replyKey: fixed(KEM_PUBLIC_BYTES), threadKey: fixed(32) }),
  later: struct({ ...content, mac: fixed(32) }),
})

export const answerBody = struct({ message: fixed(16), time: u64, text: blob(INTAKE_LIMITS.answerBytes) })
export const answer = struct({ message: fixed(16), time: u64, text: blob(INTAKE_LIMITS.answerBytes), mac: fixed(32) })

const tag =
  (label: string) =>
  (thread: ThreadKey, ...parts: readonly Uint8Array[]): Uint8Array =>
    hmac(sha256, thread, concat(ascii(`pergola/1 ${label}\0`), ...parts))

export const laterMac = tag('intake later')
/** Over mailbox ‖ body. */
export const answerMac = tag('intake answer')

const KIB = 1024
export const MESSAGE_STEPS = [4 * KIB, 16 * KIB, 64 * KIB] as const
export const ANSWER_STEPS = [4 * KIB, 16 * KIB] as const
type Steps = readonly number[]

/** u32 length ‖ contents ‖ zeros. Throws when no step is long enough: field limits are set so that one always is. */
export const pad = (steps: Steps, contents: Uint8Array): Uint8Array => {
  const step = steps.find((length) => length >= contents.length + 4)
  if (step === undefined) throw new RangeError(`${contents.length} bytes fit no step`)
  const padded = new Uint8Array(step)
  padded.set(encode(u32, contents.length))
  padded.set(contents, 4)
  return padded
}

/** The contents, when they are padded as `pad` does and no other way. */
export const unpad = (steps: Steps, padded: Uint8Array): Result<Uint8Array, Malformed> => {
  const length = decode(u32, padded.slice(0, 4))
  if (!length.ok || length.value > padded.length - 4) return fail({ type: 'malformed', why: 'no length' })
  const end = 4 + length.value
  const step = steps.find((one) => one >= end)
  if (padded.length !== step) return fail({ type: 'malformed', why: 'not a padding step' })
  if (!padded.subarray(end).every((byte) => byte === 0)) return fail({ type: 'malformed', why: 'padding is not zeros' })
  return ok(padded.slice(4, end))
}
