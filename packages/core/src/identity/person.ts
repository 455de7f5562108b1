/** A person: one 32-byte seed from which the signing key and the KEM key follow; a device: a key of its own that the person vouches for. */
import {
  certificateMessage,
  deviceId,
  personId,
  type DeviceCertificate,
  type DeviceId,
  type PersonCard,
  type PersonId,
} from '@pergola/protocol'
import { derive, kemKeys, signingKey, type CryptoPort, type KemKeys } from '../crypto/index.ts'

export interface PersonSecret {
  readonly seed: Uint8Array
  readonly signSeed: Uint8Array
  readonly kem: KemKeys
  readonly card: PersonCard
  readonly id: PersonId
}

export const personFromSeed = (crypto: Pick<CryptoPort, 'sha256' | 'xwing' | 'signingKey'>, seed: Uint8Array): PersonSecret => {
  const signSeed = derive(seed, 'person sign')
  const kem = kemKeys(derive(seed, 'person kem'), crypto.xwing)
  const card: PersonCard = { signKey: crypto.signingKey(signSeed), kemKey: kem.publicKey }
  return { seed, signSeed, kem, card, id: personId(crypto.sha256, card) }
}

export interface DeviceSecret {
  readonly id: DeviceId
  readonly signSeed: Uint8Array
  readonly certificate: DeviceCertificate
}

/** A fresh device. `created`: Unix ms. A copied or restored profile must make a new one, never go on with an old chain. */
export const newDevice = async (crypto: CryptoPort, person: PersonSecret, created: number): Promise<DeviceSecret> => {
  const signSeed = crypto.random(32)
  const body = { person: person.id, deviceKey: signingKey(signSeed), created }
  const signature = await crypto.sign(person.signSeed, certificateMessage(body))
  const certificate = { ...body, signature }
  return { id: deviceId(crypto.sha256, certificate), signSeed, certificate }
}
