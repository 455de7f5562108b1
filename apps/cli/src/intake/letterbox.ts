/** Writing to an organisation without an account: the same core code as the intake page, over fetch. Nothing is stored. */
import { hash } from 'node:crypto'
import { asKey, type CryptoPort } from '@pergola/core/crypto'
import { sealBytes, type FileRef } from '@pergola/core/files'
import {
  alertRequest,
  draftProblem,
  fileRequest,
  laterRequest,
  mailboxRequest,
  newReceipt,
  offerRequest,
  readMailbox,
  readOffer,
  readRefusal,
  RECEIPT_RANDOM,
  receiptKeys,
  sealMessage,
  solveWork,
  verifyCard,
  type IntakeRequest,
  type Mailbox,
  type Offer,
  type Receipt,
  type VerifiedCard,
  type Work,
} from '@pergola/core/intake'
import { utf8ToBytes } from '@pergola/core/text'
import { hex, type BlobId, type ErrorCode, type OrgId } from '@pergola/protocol'
import type { Transport } from '@pergola/client'
import { Complaint } from '../voice.ts'

export interface Letter {
  readonly text: string
  readonly reach: string
  readonly language: string
  readonly files: readonly { readonly name: string; readonly type: string; readonly content: Uint8Array }[]
}

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(hash('sha256', bytes, 'buffer'))

const REFUSALS: Partial<Record<ErrorCode, readonly [string, string]>> = {
  not_found: ['This organisation takes no alerts here.', 'Check the link; the page may have been closed.'],
  rate: ['Too many at once from here.', 'Wait a few minutes and try again; what you wrote is still yours.'],
  too_large: ['This is too large for the relay.', 'Send fewer or smaller files.'],
}

/** One organisation's intake at one relay. */
export class Letterbox {
  readonly #transport: Transport
  readonly #crypto: CryptoPort
  readonly #org: OrgId
  readonly #now: () => number

  constructor(transport: Transport, crypto: CryptoPort, org: OrgId, now: () => number) {
    this.#transport = transport
    this.#crypto = crypto
    this.#org = org
    this.#now = now
  }

  async #ask({ method, path, headers, body }: IntakeRequest): Promise<Uint8Array> {
    const answer = await this.#transport.request(method, path, { 'content-type': 'application/octet-stream', ...headers }, body)
    if (answer === null) throw new Complaint('The relay cannot be reached.', 'Nothing was sent. Try again when the network is back.')
    if (answer.status >= 200 && answer.status < 300) return answer.body
    const said = readRefusal(answer.body)
    throw new Complaint(...((said && REFUSALS[said.code]) || (['The relay refused this.', 'Nothing was sent.'] as const)))
  }

  async #offer(): Promise<Offer> {
    const offer = readOffer(await this.#ask(offerRequest(this.#org)))
    if (!offer) throw new Complaint('The relay’s answer cannot be read.', 'Nothing was sent.')
    return offer
  }

  /** The organisation's card, checked against the id in its link: who reads what is written here. */
  async card(): Promise<VerifiedCard> {
    return this.#checked(await this.#offer())
  }

  async #checked(offer: Offer): Promise<VerifiedCard> {
    const card = await verifyCard(this.#crypto, this.#org, offer.card, this.#now())
    if (!card.ok)
      throw new Complaint(
        'This intake cannot be trusted: its card does not check out.',
        'Do not write here. Ask the organisation by another way.',
      )
    return card.value
  }

  async #work({ challenge, bits }: Offer): Promise<Work> {
    const solution = await solveWork(sha256, challenge, bits, {
      pause: () => new Promise((resolve) => setImmediate(resolve)),
      cancelled: () => false,
    })
    return { challenge, solution: solution! }
  }

  async #sendFile({ name, type, content }: Letter['files'][number]): Promise<FileRef> {
    const key = this.#crypto.random(32)
    const blob = hex(this.#crypto.random(16)) as BlobId
    const work = await this.#work(await this.#offer())
    const body = sealBytes(asKey<'file'>(key), this.#crypto.random(16), content)
    await this.#ask({ ...fileRequest(this.#org, blob, work), body })
    return { blob, key, name: utf8ToBytes(name), type: utf8ToBytes(type), size: content.length, sha256: sha256(content) }
  }

  /** Sends and gives the receipt that opens the answers. With a receipt, it is one more message of that conversation. */
  async write(letter: Letter, form: Receipt['form'], earlier: Receipt | null = null): Promise<Receipt> {
    const wrong = draftProblem({ ...letter, files: [] })
    if (wrong)
      throw new Complaint(
        wrong.type === 'empty' ? 'There is nothing written.' : 'This is longer than an alert may be.',
        'Nothing was sent.',
      )
    const files: FileRef[] = []
    for (const file of letter.files) files.push(await this.#sendFile(file))
    const receipt = earlier ?? newReceipt(form, this.#crypto.random(RECEIPT_RANDOM))
    const keys = receiptKeys(sha256, receipt)
    const offer = await this.#offer()
    const random = { message: this.#crypto.random(16), seal: this.#crypto.random(64) }
    const sealed = sealMessage(earlier ? 'later' : 'first', await this.#checked(offer), keys, { ...letter, files }, random)
    if (!sealed.ok) throw new Complaint('This is longer than an alert may be.', 'Nothing was sent.')
    const body = { ...(await this.#work(offer)), envelope: sealed.value, blobs: files.map(({ blob }) => blob) }
    if (earlier) await this.#ask(laterRequest({ ...body, token: keys.token }))
    else await this.#ask(alertRequest(this.#org, { ...body, mailbox: keys.mailbox }))
    return receipt
  }

  /** Answers so far; null when there is no conversation under this receipt. */
  async answers(receipt: Receipt): Promise<Mailbox['answers'] | null> {
    const keys = receiptKeys(sha256, receipt)
    const mailbox = readMailbox(keys, await this.#ask(mailboxRequest(keys.token)))
    if (mailbox.ok) return mailbox.value.answers
    if (mailbox.problem.type === 'no_mailbox') return null
    throw new Complaint('The relay’s answer cannot be read.', 'Try again.')
  }
}
