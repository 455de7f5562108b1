/**
 * A backup: one tar file, encrypted with age (age-encryption.org/v1) to the operator's keys, written and read as a stream.
 * `age -d` and `tar -t` read it too.
 *
 * | entry, in this order | |
 * |---|---|
 * | `pergola-backup.json` | `about`: version of this format, when, what is in it |
 * | `relay-key`, `mailbox-secret` | 32 bytes each |
 * | `relay.db` | the database of one moment, if the relay keeps it in SQLite |
 * | `files/<32 hex>` | each sealed file that the database names |
 *
 * Nothing else is an entry, so that nothing can be written outside of the folder that is restored to.
 */
import { Decrypter, Encrypter } from 'age-encryption'
import { createTarDecoder, createTarPacker, type ParsedTarEntry } from 'modern-tar'

export const FORMAT = 1
export const ABOUT = 'pergola-backup.json'
const FILE = /^files\/([0-9a-f]{32})$/

export interface About {
  readonly format: number
  /** Unix ms. */
  readonly made: number
  readonly database: boolean
  readonly files: boolean
}

export interface Item {
  readonly name: string
  readonly size: number
  readonly body: ReadableStream<Uint8Array>
}

export const fileItemName = (blob: string): string => `files/${blob}`
/** The file's id, or null when this entry is no file. */
export const fileOfItem = (name: string): string | null => FILE.exec(name)?.[1] ?? null

export const streamOf = (bytes: Uint8Array): ReadableStream<Uint8Array> => {
  const source = new Blob([bytes as Uint8Array<ArrayBuffer>])
  return source.stream()
}

/** A broken source breaks the stream: there is no short archive. */
const packed = (items: AsyncIterable<Item>): ReadableStream<Uint8Array> => {
  const { readable, controller } = createTarPacker()
  const fill = async (): Promise<void> => {
    for await (const { name, size, body } of items) {
      await body.pipeTo(controller.add({ name, size, type: 'file', mode: 0o600 }))
    }
    controller.finalize()
  }
  fill().catch((error: unknown) => controller.error(error))
  return readable
}

export const sealArchive = async (items: AsyncIterable<Item>, recipients: readonly string[]): Promise<ReadableStream<Uint8Array>> => {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return encrypter.encrypt(packed(items))
}

/** Throws when none of the keys opens it, or it was changed or cut. */
export const openArchive = async (
  sealed: ReadableStream<Uint8Array>,
  identities: readonly string[],
): Promise<AsyncIterable<ParsedTarEntry>> => {
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  const opened = await decrypter.decrypt(sealed)
  return opened.pipeThrough(createTarDecoder({ strict: true }))
}
