/** Someone without an account at an organisation's intake page: what the page does, over the relay's open routes. */
import { asKey, type CryptoPort } from '@pergola/core/crypto'
import { sealBytes, type FileRef } from '@pergola/core/files'
import {
  newReceipt,
  parseReceipt,
  readMailbox,
  receiptKeys,
  sealMessage,
  solveWork,
  verifyCard,
  type ReceiptKeys,
} from '@pergola/core/intake'
import { utf8ToBytes } from '@pergola/core/text'
import type { Transport } from '@pergola/client'
import {
  CONTENT_TYPE,
  decode,
  encode,
  hex,
  intakeOffer,
  openMailbox,
  sendAlert,
  writeMailbox,
  type BlobId,
  type Codec,
  type OrgId,
} from '@pergola/protocol'

export interface Attachment {
  readonly name: string
  readonly content: Uint8Array
}

export interface Visitor {
  /** What stands on their paper. */
  readonly receipt: string
  readonly write: (text: string, files?: readonly Attachment[]) => Promise<void>
  /** Answers so far, oldest first. */
  readonly read: () => Promise<readonly string[]>
}

const HEADERS = { 'content-type': CONTENT_TYPE }

const must = (response: { readonly status: number; readonly body: Uint8Array } | null): Uint8Array => {
  if (response === null || response.status > 299) throw new Error(`intake: ${response?.status ?? 'offline'}`)
  return response.body
}

interface Page {
  readonly crypto: CryptoPort
  readonly transport: Transport
  readonly org: OrgId
}

const offer = async ({ transport, org, crypto }: Page) => {
  const read = decode(intakeOffer, must(await transport.request('GET', `/api/intake/${org}`, HEADERS, new Uint8Array())))
  if (!read.ok) throw new Error('intake: offer')
  const card = await verifyCard(crypto, org, read.value.card, Date.now())
  if (!card.ok) throw new Error(`intake: ${card.problem.type}`)
  const solution = await solveWork(crypto.sha256, read.value.challenge, read.value.bits, { pause: async () => {}, cancelled: () => false })
  return { card: card.value, challenge: read.value.challenge, solution: solution! }
}

const upload = async (page: Page, { name, content }: Attachment): Promise<FileRef> => {
  const { crypto, transport, org } = page
  const { challenge, solution } = await offer(page)
  const key = crypto.random(32)
  const blob = hex(crypto.random(16)) as BlobId
  const headers = { ...HEADERS, 'pergola-work': `${hex(challenge)}.${hex(solution)}` }
  must(
    await transport.request('PUT', `/api/intake/${org}/blobs/${blob}`, headers, sealBytes(asKey<'file'>(key), crypto.random(16), content)),
  )
  return { blob, key, name: utf8ToBytes(name), type: utf8ToBytes('image/jpeg'), size: content.length, sha256: crypto.sha256(content) }
}

const send = async (page: Page, keys: ReceiptKeys, first: boolean, text: string, files: readonly Attachment[]): Promise<void> => {
  const { crypto, transport, org } = page
  const refs: FileRef[] = []
  for (const file of files) refs.push(await upload(page, file))
  const { card, challenge, solution } = await offer(page)
  const draft = { text, reach: '', language: 'ar', files: refs }
  const sealed = sealMessage(first ? 'first' : 'later', card, keys, draft, { message: crypto.random(16), seal: crypto.random(64) })
  if (!sealed.ok) throw new Error(`intake: ${sealed.problem.type}`)
  const work = { challenge, solution, envelope: sealed.value, blobs: refs.map((ref) => ref.blob) }
  const post = <T>(path: string, codec: Codec<T>, body: T) => transport.request('POST', path, HEADERS, encode(codec, body))
  must(
    await (first
      ? post(`/api/intake/${org}/alerts`, sendAlert, { ...work, mailbox: keys.mailbox })
      : post('/api/mailbox/send', writeMailbox, { ...work, token: keys.token })),
  )
}

/** `receipt`: of a conversation begun before; none for a new one. */
export const visitor = (page: Page, receipt: string | null = null): Visitor => {
  const { crypto, transport } = page
  const parsed = receipt === null ? null : parseReceipt(receipt)
  if (parsed && !parsed.ok) throw new Error('not a receipt')
  const paper = parsed?.value ?? newReceipt('words', crypto.random(15))
  const keys = receiptKeys(crypto.sha256, paper)
  let first = receipt === null
  return {
    receipt: paper.text,
    write: async (text, files = []) => {
      await send(page, keys, first, text, files)
      first = false
    },
    read: async () => {
      const box = readMailbox(
        keys,
        must(await transport.request('POST', '/api/mailbox', HEADERS, encode(openMailbox, { token: keys.token }))),
      )
      if (!box.ok) throw new Error(`mailbox: ${box.problem.type}`)
      return box.value.answers.map((answer) => answer.text)
    },
  }
}
