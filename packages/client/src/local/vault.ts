/** The locked device: a vault key under the stretched passphrase, and the secrets it protects. */
import { utf8ToBytes, bytesToUtf8 } from '@pergola/core/text'
import { openBox, sealBox } from '@pergola/core/crypto'
import { tidyPassphrase, type DeviceSecret } from '@pergola/core/identity'
import {
  blob,
  decode,
  deviceCertificate,
  encode,
  fixed,
  flag,
  id,
  struct,
  u32,
  u8,
  option,
  type DeviceId,
  type Of,
  type OrgId,
  type SpaceId,
} from '@pergola/protocol'
import type { Ports, StorageProblem } from '../ports.ts'

const header = struct({ version: u8, salt: fixed(16), box: fixed(72) })

const secrets = struct({
  version: u8,
  account: blob(400),
  personSeed: fixed(32),
  device: id<DeviceId>(16),
  deviceSeed: fixed(32),
  certificate: deviceCertificate,
  org: id<OrgId>(16),
  network: option(id<SpaceId>(16)),
  relayKey: fixed(32),
  kitShown: flag,
  autoLockMinutes: u32,
})
export type StoredSecrets = Of<typeof secrets>

export interface Secrets extends Omit<StoredSecrets, 'version' | 'account' | 'device' | 'deviceSeed' | 'certificate'> {
  readonly account: string
  readonly device: DeviceSecret
}

export const encodeSecrets = (value: Secrets): Uint8Array =>
  encode(secrets, {
    ...value,
    version: 1,
    account: utf8ToBytes(value.account),
    device: value.device.id,
    deviceSeed: value.device.signSeed,
    certificate: value.device.certificate,
  })

export const decodeSecrets = (bytes: Uint8Array): Secrets | null => {
  const read = decode(secrets, bytes)
  if (!read.ok) return null
  const { account, device, deviceSeed, certificate, ...rest } = read.value
  return { ...rest, account: bytesToUtf8(account), device: { id: device, signSeed: deviceSeed, certificate } }
}

const stretched = async ({ crypto }: Ports, passphrase: string, salt: Uint8Array): Promise<Uint8Array> =>
  (await crypto.stretch(utf8ToBytes(tidyPassphrase(passphrase)), salt)).subarray(0, 32)

/** Makes a fresh vault for this passphrase and returns its key. Whatever was in storage is removed first. */
export const createVault = async (ports: Ports, passphrase: string): Promise<Uint8Array> => {
  const { crypto, storage } = ports
  const key = crypto.random(32)
  const salt = crypto.random(16)
  const box = sealBox(await stretched(ports, passphrase, salt), crypto.random(24), key)
  await storage.clear()
  await storage.write([{ table: 'vault', key: 'header', value: encode(header, { version: 1, salt, box }) }])
  return key
}

/** What a device keeps before anything was written on it, generously. */
const FIRST_BYTES = 256 * 1024

/** Tried before an account is made or a passphrase is replaced: what only this device would know must find room here. */
export const roomForVault = async ({ storage }: Ports): Promise<StorageProblem | null> => {
  const place = { table: 'vault', key: 'room' } as const
  const problem = await storage.write([{ ...place, value: new Uint8Array(FIRST_BYTES) }])
  return problem ?? storage.write([{ ...place, value: null }])
}

export const hasVault = async ({ storage }: Ports): Promise<boolean> => (await storage.get('vault', 'header')) !== null

/** The vault key, or null for a wrong passphrase. */
export const openVault = async (ports: Ports, passphrase: string): Promise<Uint8Array | null> => {
  const bytes = await ports.storage.get('vault', 'header')
  const read = bytes && decode(header, bytes)
  if (!read?.ok) return null
  return openBox(await stretched(ports, passphrase, read.value.salt), read.value.box)
}
