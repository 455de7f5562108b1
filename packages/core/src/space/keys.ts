/**
 * Epoch keys and who holds them. A wrap opens to a key only if the key's hash is the one the signed control entry commits
 * to (SEAL-4): a planted key is refused, and one box cannot open to two keys.
 *
 * | from | label | gives |
 * |---|---|---|
 * | epoch key | `content` + space | the key that seals commits, snapshots |
 * | epoch key | `previous` | the key that seals the epoch key before |
 * | epoch key of an organisation's space | `organisation seed` + generation | the key that seals the organisation's seed |
 * | organisation's seed | `organisation sign`, `organisation kem`, `keyring` | its signing key, KEM key, keyring key |
 */
import {
  LABELS,
  concat,
  encode,
  idBytes,
  orgKeysMessage,
  sameBytes,
  u32,
  wrapFor,
  type ControlEntry,
  type Epoch,
  type Membership,
  type OrgKeys,
  type OrgId,
  type PersonId,
  type SpaceId,
  type Wrap,
} from '@pergola/protocol'
import {
  asKey,
  derive,
  deriveWith,
  kemKeys,
  openBox,
  openSealed,
  sealBox,
  sealTo,
  signingKey,
  type CryptoPort,
  type KemKeys,
  type Key,
} from '../crypto/index.ts'

export type EpochKey = Key<'epoch'>
/** What a member holds of one space: epoch → key. */
export type Keys = Readonly<Record<number, EpochKey>>

export const epochKeyHash = (crypto: Pick<CryptoPort, 'sha256'>, key: EpochKey): Uint8Array => crypto.sha256(concat(LABELS.epochKey, key))

/** What opening takes of the platform. */
export type Opening = Pick<CryptoPort, 'sha256' | 'xchacha' | 'xwing' | 'signingKey'>

export const contentKey = (crypto: Pick<CryptoPort, 'sha256'>, key: EpochKey, space: SpaceId): Key<'content'> =>
  asKey<'content'>(deriveWith(crypto.sha256, key, 'content', idBytes(space)))

/** One generation of an organisation's secrets. */
export interface OrgSecret {
  readonly generation: number
  readonly seed: Uint8Array
  readonly signSeed: Uint8Array
  readonly kem: KemKeys
  readonly keyring: Key<'keyring'>
}

export const orgSecret = (generation: number, seed: Uint8Array, xwing?: CryptoPort['xwing']): OrgSecret => ({
  generation,
  seed,
  signSeed: derive(seed, 'organisation sign'),
  kem: kemKeys(derive(seed, 'organisation kem'), xwing),
  keyring: asKey<'keyring'>(derive(seed, 'keyring')),
})

const seedKey = (epoch: EpochKey, generation: number): Uint8Array => derive(epoch, 'organisation seed', 32, encode(u32, generation))

/** The public half of a generation with its seed sealed for the members; signed by the generation before it. */
export const publishOrgKeys = async (
  crypto: CryptoPort,
  secret: OrgSecret,
  epoch: EpochKey,
  before: OrgSecret | null,
): Promise<OrgKeys> => {
  const body = { generation: secret.generation, signKey: signingKey(secret.signSeed), kemKey: secret.kem.publicKey }
  const signature = before ? await crypto.sign(before.signSeed, orgKeysMessage(body)) : new Uint8Array(64)
  return { ...body, sealedSeed: sealBox(seedKey(epoch, secret.generation), crypto.random(24), secret.seed), signature }
}

/** A generation's secrets from the control log, or null if the seed does not open or does not belong to these public keys. */
export const openOrgKeys = (crypto: Opening, keys: OrgKeys, epoch: EpochKey): OrgSecret | null => {
  const seed = openBox(seedKey(epoch, keys.generation), keys.sealedSeed, undefined, crypto.xchacha)
  if (seed === null) return null
  const secret = orgSecret(keys.generation, seed, crypto.xwing)
  return sameBytes(secret.kem.publicKey, keys.kemKey) && sameBytes(crypto.signingKey(secret.signSeed), keys.signKey) ? secret : null
}

const wrapInfo = (hash: Uint8Array): Uint8Array => concat(LABELS.epochKey, hash)

/** For another organisation, or a person of one's own: sealed to their KEM key. */
export const wrapSealed = (crypto: CryptoPort, to: OrgId | PersonId, generation: number, kemKey: Uint8Array, key: EpochKey): Wrap => ({
  to,
  generation,
  how: 'seal',
  box: sealTo(kemKey, wrapInfo(epochKeyHash(crypto, key)), key, crypto.random(64)),
})

/** For one's own organisation: a symmetric open instead of a KEM operation, for every case it holds. */
export const wrapKeyring = (crypto: CryptoPort, org: OrgId, secret: OrgSecret, key: EpochKey): Wrap => ({
  to: org,
  generation: secret.generation,
  how: 'keyring',
  box: sealBox(secret.keyring, crypto.random(24), key, wrapInfo(epochKeyHash(crypto, key))),
})

/** What someone can open wraps with. */
export interface Opener {
  readonly me: OrgId | PersonId
  readonly kem: (generation: number) => KemKeys | null
  readonly keyring: (generation: number) => Key<'keyring'> | null
  /** What a colleague who opened a key before entered in the organisation's book, by key hash: a look-up instead of a KEM operation. */
  readonly known?: (hash: Uint8Array) => Uint8Array | null
  /** Told of each key that took a KEM operation, covered (`coverKey`), so that it can be entered there. */
  readonly opened?: (hash: Uint8Array, covered: Uint8Array) => void
}

const unwrap = ({ xchacha, xwing }: Opening, wrap: Wrap, hash: Uint8Array, opener: Opener): Uint8Array | null => {
  if (wrap.how === 'seal') {
    const kem = opener.kem(wrap.generation)
    return kem && openSealed(kem.secretKey, wrapInfo(hash), wrap.box, xwing)
  }
  const keyring = opener.keyring(wrap.generation)
  return keyring && openBox(keyring, wrap.box, wrapInfo(hash), xchacha)
}

/**
 * A key as it stands in a book, and what stands there as the key again: exclusive or with bytes that follow from the wrap. A book
 * keeps what was ever written in it; a wrap goes with its space, and then what the book kept is worth nothing (SEAL-15).
 */
const coverKey = ({ sha256 }: Pick<CryptoPort, 'sha256'>, { box }: Wrap, hash: Uint8Array, key: Uint8Array): Uint8Array => {
  const cover = deriveWith(sha256, box, 'keyring copy', hash)
  return key.map((byte, at) => byte ^ cover[at]!)
}

/** As entered in the book: covered, or by an earlier version as it is. */
const fromBook = (crypto: Opening, wrap: Wrap, epoch: Epoch, entered: Uint8Array | null): EpochKey | null =>
  entered?.length === 32
    ? (trueKey(crypto, coverKey(crypto, wrap, epoch.keyHash, entered), epoch) ?? trueKey(crypto, entered, epoch))
    : null

/** The epoch key in a wrap, or null when it does not open to the key the log commits to. */
export const openWrap = (crypto: Opening, wrap: Wrap, epoch: Epoch, opener: Opener): EpochKey | null => {
  const known = fromBook(crypto, wrap, epoch, opener.known?.(epoch.keyHash) ?? null)
  if (known) return known
  const key = trueKey(crypto, unwrap(crypto, wrap, epoch.keyHash, opener), epoch)
  if (key && wrap.how === 'seal') opener.opened?.(epoch.keyHash, coverKey(crypto, wrap, epoch.keyHash, key))
  return key
}

/** Whatever bytes were found, they are the key only if the log commits to them. */
const trueKey = (crypto: Pick<CryptoPort, 'sha256'>, bytes: Uint8Array | null, epoch: Epoch): EpochKey | null => {
  if (bytes === null || bytes.length !== 32) return null
  const key = asKey<'epoch'>(bytes)
  return sameBytes(epochKeyHash(crypto, key), epoch.keyHash) ? key : null
}

export const sealPrevious = (crypto: CryptoPort, key: EpochKey, previous: EpochKey): Uint8Array =>
  sealBox(derive(key, 'previous'), crypto.random(24), previous)

const openPrevious = (crypto: Opening, key: EpochKey, box: Uint8Array, epoch: Epoch): EpochKey | null => {
  const bytes = openBox(derive(key, 'previous'), box, undefined, crypto.xchacha)
  if (bytes === null || bytes.length !== 32) return null
  const previous = asKey<'epoch'>(bytes)
  return sameBytes(epochKeyHash(crypto, previous), epoch.keyHash) ? previous : null
}

/** The boxes by which readers of today read the past, epoch by epoch, as `entries` give them. */
export const previousBoxes = (entries: readonly ControlEntry[]): Readonly<Record<number, Uint8Array>> => {
  const boxes: Record<number, Uint8Array> = {}
  for (const entry of entries) {
    for (const action of entry.actions) if (action.t === 'rotate' && action.previous) boxes[action.epoch] = action.previous
  }
  return boxes
}

/** All epoch keys that follow from the control log and what `opener` can open. Fewer than all is not an error: it is what one was given. */
export const keysFromLog = (crypto: Opening, membership: Membership, entries: readonly ControlEntry[], opener: Opener): Keys => {
  const keys: Record<number, EpochKey> = {}
  const epochOf = (number: number): Epoch | undefined => membership.epochs.find((epoch) => epoch.epoch === number)
  for (const entry of entries) {
    const wrap = wrapFor(entry, opener.me, crypto.sha256)
    const epoch = membership.epochs.findLast((known) => known.from <= entry.seq)
    const key = wrap && epoch ? openWrap(crypto, wrap, epoch, opener) : null
    if (key && epoch) keys[epoch.epoch] = key
  }
  const boxes = previousBoxes(entries)
  for (let number = membership.epochs.length; number > 1; number--) {
    const [key, box, before] = [keys[number], boxes[number], epochOf(number - 1)]
    if (!key || !box || !before || keys[number - 1]) continue
    const previous = openPrevious(crypto, key, box, before)
    if (previous) keys[number - 1] = previous
  }
  return keys
}
