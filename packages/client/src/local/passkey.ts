/**
 * Quick unlock: the vault key sealed a second time, under a key that only a passkey of this device gives. The passphrase goes on
 * working; forgetting this record is the end of the passkey's power (docs/decisions/0014-passkeys.md).
 *
 * | field | bytes |
 * |---|---|
 * | version | 1 |
 * | credential | n, the passkey's id |
 * | salt | 32, random for each device: what its pseudo-random function is asked |
 * | added | 8, Unix ms |
 * | box | 72: XChaCha20-Poly1305 of the vault key under HKDF(answer, `passkey unlock`, salt), salt and credential as associated data |
 */
import { derive, openBox, sealBox } from '@pergola/core/crypto'
import { blob, concat, decode, encode, fixed, struct, u64, u8, type Of } from '@pergola/protocol'
import type { UnlockPasskey } from '../contract/index.ts'
import type { Ports, StorageProblem } from '../ports.ts'

const MOST_CREDENTIAL = 1023
const SECRET = 32
const record = struct({ version: u8, credential: blob(MOST_CREDENTIAL), salt: fixed(32), added: u64, box: fixed(72) })
const PLACE = { table: 'vault', key: 'passkey' } as const

export interface GivenPasskey {
  readonly credential: Uint8Array
  readonly salt: Uint8Array
  /** The passkey's answer to the salt. */
  readonly secret: Uint8Array
}

const fits = ({ credential, salt, secret }: GivenPasskey): boolean =>
  credential.length > 0 && credential.length <= MOST_CREDENTIAL && salt.length === 32 && secret.length === SECRET

const wrapKey = (secret: Uint8Array, salt: Uint8Array): Uint8Array => derive(secret, 'passkey unlock', 32, salt)

const kept = async ({ storage }: Ports): Promise<Of<typeof record> | null> => {
  const bytes = await storage.get(PLACE.table, PLACE.key)
  const read = bytes && decode(record, bytes)
  return read?.ok && read.value.version === 1 ? read.value : null
}

/** What to ask the passkey; null when there is none. */
export const unlockPasskey = async (ports: Ports): Promise<UnlockPasskey | null> => {
  const found = await kept(ports)
  return found && { credential: found.credential, salt: found.salt, added: found.added }
}

/** Replaces whatever passkey there was. `invalid` when it is none. */
export const keepPasskey = async (ports: Ports, given: GivenPasskey, vaultKey: Uint8Array): Promise<StorageProblem | 'invalid' | null> => {
  if (!fits(given)) return 'invalid'
  const { credential, salt, secret } = given
  const box = sealBox(wrapKey(secret, salt), ports.crypto.random(24), vaultKey, concat(salt, credential))
  return ports.storage.write([{ ...PLACE, value: encode(record, { version: 1, credential, salt, added: ports.clock.now(), box }) }])
}

/** The vault key, or null when this is not the answer it was sealed under, or the record was touched. */
export const openWithPasskey = async (ports: Ports, secret: Uint8Array): Promise<Uint8Array | null> => {
  const found = await kept(ports)
  if (found === null || secret.length !== SECRET) return null
  return openBox(wrapKey(secret, found.salt), found.box, concat(found.salt, found.credential))
}

export const forgetPasskey = ({ storage }: Ports): Promise<StorageProblem | null> => storage.write([{ ...PLACE, value: null }])
