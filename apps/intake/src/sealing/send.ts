/**
 * Sealing and sending one message: each file on its own, then the envelope that names them. Whatever fails, the draft stays as
 * it is, and files that are through are not sent again.
 */
import {
  draftProblem,
  receiptKeys,
  sealMessage,
  solveWork,
  verifyCard,
  type CardProblem,
  type DraftProblem,
  type Receipt,
  type VerifiedCard,
} from '@pergola/core/intake'
import { sealFile, sealedSize, type FileRef } from '@pergola/core/files'
import { asKey } from '@pergola/core/crypto'
import { LIMITS, concat, fail, hex, ok, unhex, type BlobId, type OrgId, type Result } from '@pergola/protocol'
import { sha256 as hasher } from '@noble/hashes/sha2.js'
import { pause, random, sha256, verifier } from './platform.ts'
import type { Chosen, Draft } from '../draft.ts'
import type { Answer } from '../request.ts'
import { sendInParts, type SealedFile } from './inParts.ts'
import { readOffer, relay, type Offer, type RelayProblem, type Work } from './relay.ts'

export type SendProblem = RelayProblem | CardProblem | DraftProblem | { readonly type: 'file_changed'; readonly name: string }

export interface Progress {
  /** 0..1 of all bytes. */
  readonly share: number
  readonly doing: { readonly step: 'file'; readonly at: number; readonly of: number } | { readonly step: 'work' | 'text' }
}

export interface Sending {
  readonly org: OrgId
  readonly kind: 'first' | 'later'
  readonly receipt: Receipt
  readonly draft: Draft
  readonly language: string
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

/** The card in an offer, checked on this device. */
const checkCard = async (org: OrgId, offer: Offer): Promise<Result<VerifiedCard, CardProblem>> =>
  verifyCard({ sha256, verify: await verifier((text) => unhex(text)!) }, org, offer.card, Date.now())

export const checkAnswer = async (org: OrgId, answer: Answer): Promise<Result<VerifiedCard, CardProblem | RelayProblem>> => {
  const offer = readOffer(answer)
  return offer.ok ? checkCard(org, offer.value) : offer
}

/** Why a draft cannot be sent as it stands, before anything is sealed. Files alone are a message. */
export const lengthProblem = ({ text, reach, files }: Draft): DraftProblem | null => {
  const problem = draftProblem({ text, reach, language: '', files: [] })
  return problem?.type === 'empty' && files.length > 0 ? null : problem
}

const stopped = fail({ type: 'stopped' } as const)

const worked = async ({ signal }: Sending, { challenge, bits }: Offer): Promise<Work | null> => {
  const solution = await solveWork(sha256, challenge, bits, { pause, cancelled: () => signal.aborted })
  return solution && { challenge, solution }
}

/** 1 MiB at a time: the page stays alive on a slow phone. */
const STEP = 1024 * 1024

const read = async function* (
  file: File,
  { signal }: Sending,
  digest: { update: (bytes: Uint8Array) => unknown },
): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size && !signal.aborted; at += STEP) {
    const piece = new Uint8Array(await new Response(file.slice(at, at + STEP)).arrayBuffer())
    digest.update(piece)
    await pause()
    yield piece
  }
}

const bytesOf = (text: string, most: number): Uint8Array => {
  let kept = text
  while (new TextEncoder().encode(kept).length > most) kept = [...kept].slice(0, -1).join('')
  return new TextEncoder().encode(kept)
}

const NAME_BYTES = 255

/** A name that is too long loses its middle, not its ending: that says what the file is. */
const nameBytes = (name: string): Uint8Array => {
  const dot = name.lastIndexOf('.')
  const ending = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : ''
  const end = new TextEncoder().encode(ending)
  return concat(bytesOf(name.slice(0, name.length - ending.length), NAME_BYTES - end.length), end)
}

/** The sealed file and what the envelope says of it; null when the file changed or cannot be read any more. */
const sealed = async (
  sending: Sending,
  file: File,
): Promise<{ readonly blob: Blob; readonly sha256: Uint8Array; readonly ref: FileRef } | null> => {
  const key = random(32)
  const [digest, sealedDigest] = [hasher.create(), hasher.create()]
  const parts: BlobPart[] = []
  try {
    for await (const part of sealFile(asKey<'file'>(key), random(16), file.size, read(file, sending, digest))) {
      sealedDigest.update(part)
      parts.push(part as Uint8Array<ArrayBuffer>)
    }
  } catch {
    return null
  }
  const ref = {
    blob: hex(random(16)) as BlobId,
    key,
    name: nameBytes(file.name),
    type: bytesOf(file.type, 100),
    size: file.size,
    sha256: digest.digest(),
  }
  return { blob: new Blob(parts), sha256: sealedDigest.digest(), ref }
}

const freshWork = async (sending: Sending): Promise<Result<Work, RelayProblem>> => {
  const offer = await relay.offer(sending.org, sending.signal)
  if (!offer.ok) return offer
  const work = await worked(sending, offer.value)
  return work === null ? stopped : ok(work)
}

/** A small one in one request: what is lost with it is little. */
const putFile = async (
  sending: Sending,
  file: SealedFile,
  call: Parameters<typeof sendInParts>[2],
): Promise<Result<unknown, RelayProblem>> => {
  if (file.bytes.size > LIMITS.partBytes) return sendInParts(file, () => freshWork(sending), call)
  const work = await freshWork(sending)
  return work.ok ? relay.putBlob(file.org, file.blob, file.bytes, work.value, call) : work
}

const sendFile = async (sending: Sending, chosen: Chosen, onSent: (bytes: number) => void): Promise<Result<null, SendProblem>> => {
  const { org, signal } = sending
  const made = await sealed(sending, chosen.file)
  if (signal.aborted) return stopped
  if (made === null) return fail({ type: 'file_changed', name: chosen.file.name })
  const { blob: bytes, sha256: hash, ref } = made
  const put = await putFile(sending, { org, blob: ref.blob, bytes, sha256: hash }, { signal, onSent })
  if (!put.ok) return put
  chosen.ref = ref
  return ok(null)
}

const sendFiles = async (sending: Sending): Promise<Result<readonly FileRef[], SendProblem>> => {
  const { files } = sending.draft
  const whole = files.reduce((sum, { file }) => sum + sealedSize(file.size), 1)
  let before = 0
  for (const [n, chosen] of files.entries()) {
    const tell = (bytes: number): void =>
      sending.onProgress({ share: (before + bytes) / whole, doing: { step: 'file', at: n + 1, of: files.length } })
    tell(0)
    const sent = chosen.ref ? ok(null) : await sendFile(sending, chosen, tell)
    if (!sent.ok) return sent
    before += sealedSize(chosen.file.size)
  }
  return ok(files.flatMap(({ ref }) => (ref ? [ref] : [])))
}

const contentOf = ({ draft, language }: Sending, files: readonly FileRef[]) => ({ text: draft.text, reach: draft.reach, language, files })

/** Null when the relay has it: safe on its disk, sealed to the organisation alone. */
export const send = async (sending: Sending): Promise<Result<null, SendProblem>> => {
  const { org, signal, receipt, onProgress } = sending
  const files = await sendFiles(sending)
  if (!files.ok) return files
  onProgress({ share: 1, doing: { step: 'work' } })
  const offer = await relay.offer(org, signal)
  if (!offer.ok) return offer
  const card = await checkCard(org, offer.value)
  if (!card.ok) return card
  const work = await worked(sending, offer.value)
  if (work === null) return stopped
  onProgress({ share: 1, doing: { step: 'text' } })
  const keys = receiptKeys(sha256, receipt)
  const made = sealMessage(sending.kind, card.value, keys, contentOf(sending, files.value), { message: random(16), seal: random(64) })
  if (!made.ok) return made
  const body = { ...work, envelope: made.value, blobs: files.value.map(({ blob }) => blob) }
  const sent =
    sending.kind === 'first'
      ? await relay.sendAlert(org, { ...body, mailbox: keys.mailbox }, { signal })
      : await relay.writeMailbox({ ...body, token: keys.token }, { signal })
  return sent.ok ? ok(null) : sent
}
