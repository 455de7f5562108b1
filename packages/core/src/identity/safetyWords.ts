/**
 * Six words (66 bits) that two parties read to each other over the telephone: the same on both sides exactly when both
 * see the same two identities. An organisation's id is the hash of its founding entry, a person's the hash of their keys.
 */
import { ascii, concat, idBytes, type OrgId, type PersonId } from '@pergola/protocol'
import type { CryptoPort } from '../crypto/index.ts'
import { wordsFrom } from './words.ts'

export const safetyWords = (crypto: Pick<CryptoPort, 'sha256'>, one: OrgId | PersonId, other: OrgId | PersonId): readonly string[] => {
  const [first, second] = [one as string, other as string].sort()
  return wordsFrom(crypto.sha256(concat(ascii('pergola/1 safety words\0'), idBytes(first!), idBytes(second!))), 6)
}
