/** Someone without an account, at an organisation's intake page. */
import { asKey } from '@pergola/core/crypto'
import { sealBytes, type FileRef } from '@pergola/core/files'
import { newReceipt, openAnswer, receiptKeys, sealMessage, verifyCard } from '@pergola/core/intake'
import { hex, type BlobId, type OrgId } from '@pergola/protocol'
import type { World } from '../world/world.ts'
import { BEGINNING, type Stage } from './stage.ts'

export interface Visitor {
  readonly write: (text: string, more?: { readonly reach?: string; readonly files?: readonly FileRef[] }) => Promise<void>
  readonly read: () => Promise<readonly string[]>
  readonly mailbox: Uint8Array
}

/** Comes to the page of `org`, with its card checked, and gets a receipt. */
export const visitorAt = async (stage: Stage, { crypto }: World, org: OrgId): Promise<Visitor> => {
  const bytes = await stage.card(org)
  const card = bytes && (await verifyCard(crypto, org, bytes, BEGINNING))
  if (!card?.ok) throw new Error('the intake is not open')
  const keys = receiptKeys(crypto.sha256, newReceipt('words', crypto.random(15)))
  let sent = 0
  return {
    mailbox: keys.mailbox,
    write: async (text, { reach = '', files = [] } = {}) => {
      const random = { message: crypto.random(16), seal: crypto.random(64) }
      const sealed = sealMessage(sent++ === 0 ? 'first' : 'later', card.value, keys, { text, reach, language: 'ar', files }, random)
      if (!sealed.ok) throw new Error(sealed.problem.type)
      await stage.deliver(org, keys.mailbox, sealed.value)
    },
    read: async () => {
      const answers = (await stage.replies(keys.mailbox)).map((envelope) => openAnswer(keys, envelope))
      const texts = new Map(answers.flatMap((one) => (one.ok ? [[one.value.id, one.value.text] as const] : [])))
      return [...texts.values()]
    },
  }
}

/** A file as the page seals it: the reference for the envelope, and the blob for the relay. */
export const sealedFile = ({ crypto }: World, name: string, content: Uint8Array): { readonly ref: FileRef; readonly blob: Uint8Array } => {
  const key = crypto.random(32)
  const text = (part: string): Uint8Array => Uint8Array.from(part, (letter) => letter.charCodeAt(0))
  const ref = {
    blob: hex(crypto.random(16)) as BlobId,
    key,
    name: text(name),
    type: text('image/jpeg'),
    size: content.length,
    sha256: crypto.sha256(content),
  }
  return { ref, blob: sealBytes(asKey<'file'>(key), crypto.random(16), content) }
}
