/** Text on its way through bytes: one UTF-8 form, or none. */
import { bytesToUtf8, utf8ToBytes } from '@noble/ciphers/utils.js'
import { sameBytes } from '@pergola/protocol'

/** UTF-8 without a byte order mark; what is not well-formed becomes U+FFFD. */
export const utf8 = (text: string): Uint8Array => utf8ToBytes(text.replace(/^\ufeff+/u, ''))

/** The text, or null when these bytes are not its one UTF-8 form. */
export const textOf = (bytes: Uint8Array): string | null => {
  const text = bytesToUtf8(bytes)
  return sameBytes(utf8ToBytes(text), bytes) ? text : null
}
