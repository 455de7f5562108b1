/** Reading envelopes, on a member's device. */
import { decode, encode, fail, hex, ok, sameBytes, SUITE, type Malformed, type OrgId, type Result } from '@pergola/protocol'
import { openSealed } from '../crypto/hpke.ts'
import { asKey } from '../crypto/seal.ts'
import { safeFileName, type FileRef } from '../files/index.ts'
import { cleanText } from '../record/text.ts'
import { envelope, messageInfo } from './envelope.ts'
import type { ThreadKey } from './keys.ts'
import { laterBody, laterMac, message, MESSAGE_STEPS, unpad } from './payload.ts'
import { textOf } from './utf8.ts'

/** One file of a message: its name is safe to show and save. */
export interface ReceivedFile extends Pick<FileRef, 'blob' | 'key' | 'size' | 'sha256'> {
  readonly name: string
  readonly type: string
}

export interface ReceivedMessage {
  /** 16 bytes in hex: the same message may arrive twice. */
  readonly id: string
  readonly text: string
  readonly reach: string
  readonly language: string
  readonly files: readonly ReceivedFile[]
}

/** Kept with a conversation: what answers are sealed to, and what later messages must prove. */
export interface Thread {
  readonly replyKey: Uint8Array
  readonly threadKey: ThreadKey
}

export interface Received {
  readonly message: ReceivedMessage
  /** Only in the first message of a conversation. */
  readonly thread: Thread | null
}

export type ReadProblem =
  | Malformed
  | { readonly type: 'unsupported'; readonly suite: number }
  /** Sealed to another of the organisation's intake keys. */
  | { readonly type: 'other_key'; readonly keyNumber: number }
  | { readonly type: 'not_for_us' }
  /** The relay filed it under a conversation it was not written for. */
  | { readonly type: 'wrong_mailbox' }
  /** A later message without proof, or a second first one with other keys: not by who began the conversation. */
  | { readonly type: 'not_from_sender' }

/** Where an envelope arrived, and what is known of that conversation: `thread` is null before its first message. */
export interface Arrival {
  readonly org: OrgId
  readonly keyNumber: number
  /** Intake KEM seed of that number, 32 bytes. */
  readonly secret: Uint8Array
  readonly mailbox: Uint8Array
  readonly thread: Thread | null
}

/** The number of the key that an envelope says it is sealed to, or null. */
export const envelopeKeyNumber = (bytes: Uint8Array): number | null => {
  const outer = decode(envelope, bytes)
  return outer.ok ? outer.value.keyNumber : null
}

const open = (arrival: Arrival, bytes: Uint8Array): Result<Uint8Array, ReadProblem> => {
  const outer = decode(envelope, bytes)
  if (!outer.ok) return outer
  const { suite, keyNumber, sealed } = outer.value
  if (suite !== SUITE) return fail({ type: 'unsupported', suite })
  if (keyNumber !== arrival.keyNumber) return fail({ type: 'other_key', keyNumber })
  const padded = openSealed(arrival.secret, messageInfo(arrival.org, keyNumber), sealed)
  return padded === null ? fail({ type: 'not_for_us' }) : unpad(MESSAGE_STEPS, padded)
}

const fileOf = (ref: FileRef): ReceivedFile | null => {
  const name = textOf(ref.name)
  const type = textOf(ref.type)
  if (name === null || type === null) return null
  return { blob: ref.blob, key: ref.key, size: ref.size, sha256: ref.sha256, name: safeFileName(name), type: mediaType(type) }
}

/** A claim by a stranger's system: only a plain media type is passed on. */
const mediaType = (type: string): string => (/^[a-z]+\/[a-z0-9.+-]+$/u.test(type) ? type : 'application/octet-stream')

type Parsed = Extract<ReturnType<typeof parseMessage>, { ok: true }>['value']
const parseMessage = (contents: Uint8Array) => decode(message, contents)

const readable = (parsed: Parsed): Result<ReceivedMessage, Malformed> => {
  const [text, reach, language] = [textOf(parsed.text), textOf(parsed.reach), textOf(parsed.language)]
  const files = parsed.files.map(fileOf)
  if (text === null || reach === null || language === null) return fail({ type: 'malformed', why: 'text is not UTF-8' })
  if (!files.every((file) => file !== null)) return fail({ type: 'malformed', why: 'file name is not UTF-8' })
  return ok({ id: hex(parsed.message), text: cleanText(text), reach: cleanText(reach), language: cleanText(language), files })
}

const bySender = (thread: Thread | null, parsed: Parsed): boolean => {
  if (thread === null) return parsed.t === 'first'
  // Sent again after a lost acknowledgement: the keys in it prove the sender as a MAC would.
  if (parsed.t === 'first') return sameBytes(parsed.threadKey, thread.threadKey) && sameBytes(parsed.replyKey, thread.replyKey)
  return sameBytes(laterMac(thread.threadKey, encode(laterBody, parsed)), parsed.mac)
}

/** Opens and checks one envelope. A stranger wrote it: every size is bounded, every text cleaned, nothing thrown. */
export const readEnvelope = (arrival: Arrival, bytes: Uint8Array): Result<Received, ReadProblem> => {
  const contents = open(arrival, bytes)
  if (!contents.ok) return contents
  const parsed = parseMessage(contents.value)
  if (!parsed.ok) return parsed
  if (!sameBytes(parsed.value.mailbox, arrival.mailbox)) return fail({ type: 'wrong_mailbox' })
  if (!bySender(arrival.thread, parsed.value)) return fail({ type: 'not_from_sender' })
  const received = readable(parsed.value)
  if (!received.ok) return received
  const { value } = parsed
  const thread = value.t === 'first' ? { replyKey: value.replyKey, threadKey: asKey<'receipt'>(value.threadKey) } : null
  return ok({ message: received.value, thread })
}
