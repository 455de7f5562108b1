/** What the browser does for us: randomness, SHA-256, Ed25519, pauses. */
import { sha256 } from '@noble/hashes/sha2.js'
import { verifyInScript } from '@pergola/core/intake'

export { sha256 }

export const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))

/** Lets the page draw and listen. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

const native = async (key: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> => {
  const loaded = await crypto.subtle.importKey('raw', key.slice(), 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', loaded, signature.slice(), message.slice())
}

/** RFC 8032, section 7.1, test 1: an empty message. */
const KNOWN_KEY = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'
const KNOWN_SIGNATURE =
  'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'

/**
 * Ed25519 by the browser; in script where it has none: before Chromium 137, Firefox 129, Safari 17, and without HTTPS
 * (docs/decisions/0010-intake-card-in-script.md). Which of the two is settled once, by a known signature, so that no card can choose.
 */
export const verifier = async (bytesOf: (hex: string) => Uint8Array): Promise<typeof native> => {
  const works = await native(bytesOf(KNOWN_KEY), new Uint8Array(), bytesOf(KNOWN_SIGNATURE)).catch(() => false)
  if (works) return (key, message, signature) => native(key, message, signature).catch(() => false)
  return async (key, message, signature) => verifyInScript(key, message, signature)
}
