/** What follows from a receipt phrase: where answers wait, and the keys that open them and prove who writes on. HKDF only. */
import { mailboxMessage, type Sha256 } from '@pergola/protocol'
import { kemKeys, type KemKeys } from '../crypto/hpke.ts'
import { asKey, derive, type Key } from '../crypto/seal.ts'
import type { Receipt } from './receipt.ts'

export interface ReceiptKeys {
  /** 32 bytes: who shows it may fetch the answers and write on. Never in an envelope. */
  readonly token: Uint8Array
  /** SHA-256(`LABELS.mailbox`, token): what the relay and the organisation call the conversation. */
  readonly mailbox: Uint8Array
  /** Answers are sealed to it. */
  readonly reply: KemKeys
  /** Proves that a later message comes from who wrote the first. The organisation holds it as well. */
  readonly thread: ThreadKey
}

/** 32 bytes shared by the visitor and the organisation alone. */
export type ThreadKey = Key<'receipt'>

export const receiptKeys = (sha256: Sha256, receipt: Receipt): ReceiptKeys => {
  const token = derive(receipt.secret, 'intake mailbox')
  return {
    token,
    mailbox: sha256(mailboxMessage(token)),
    reply: kemKeys(derive(receipt.secret, 'intake reply')),
    thread: asKey<'receipt'>(derive(receipt.secret, 'intake thread')),
  }
}
