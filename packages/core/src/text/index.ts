/** Text as UTF-8 bytes and back. */
export { bytesToUtf8, utf8ToBytes } from '@noble/ciphers/utils.js'
