/** A passkey as an authenticator and a browser make it, for tests: P-256, present and verified, any part of it to be false. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import type { FactorAssertion } from '@pergola/protocol'

export interface Saying {
  readonly origin?: string
  readonly type?: string
  readonly crossOrigin?: boolean
  /** Whose site the authenticator believes this to be. */
  readonly site?: string
  readonly flags?: number
}

export interface TestPasskey {
  /** x and y. */
  readonly key: Uint8Array
  readonly answer: (challenge: Uint8Array, saying?: Saying) => FactorAssertion
}

const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest()

export const testPasskey = (): TestPasskey => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-64))
  const answer = (
    challenge: Uint8Array,
    { origin = 'http://localhost', type = 'webauthn.get', crossOrigin = false, site = 'localhost', flags = 5 }: Saying = {},
  ): FactorAssertion => {
    const said = { type, challenge: Buffer.from(challenge).toString('base64url'), origin, crossOrigin }
    const clientData = new TextEncoder().encode(JSON.stringify(said))
    const authenticatorData = new Uint8Array(Buffer.concat([sha256(site), Buffer.of(flags, 0, 0, 0, 0)]))
    const signature = new Uint8Array(sign('sha256', Buffer.concat([authenticatorData, sha256(clientData)]), privateKey))
    return { authenticatorData, clientData, signature }
  }
  return { key, answer }
}
