/** Founding spaces and changing who shares them: the actions, with their keys, ready to be written as one entry. */
import {
  epochNow,
  membersNow,
  type Action,
  type ControlEntry,
  type Membership,
  type OrgId,
  type Role,
  type SpaceKind,
  type Wrap,
  type DeviceId,
} from '@pergola/protocol'
import { asKey, type CryptoPort } from '../crypto/index.ts'
import type { DeviceSecret, PersonSecret } from '../identity/index.ts'
import {
  epochKeyHash,
  orgSecret,
  publishOrgKeys,
  sealPrevious,
  wrapKeyring,
  wrapSealed,
  type EpochKey,
  type Keys,
  type OrgSecret,
} from './keys.ts'

export const newEpochKey = (crypto: CryptoPort): EpochKey => asKey<'epoch'>(crypto.random(32))

/** An organisation's own space: its first steward, their device, the first generation of keys, the first epoch. */
export const foundOrganisation = async (
  crypto: CryptoPort,
  person: PersonSecret,
  device: DeviceSecret,
): Promise<{ readonly actions: readonly Action[]; readonly key: EpochKey; readonly secret: OrgSecret }> => {
  const key = newEpochKey(crypto)
  const secret = orgSecret(1, crypto.random(32))
  const actions: Action[] = [
    { t: 'found', kind: 'organisation', salt: crypto.random(16), org: null },
    { t: 'addPerson', person: person.card, role: 'steward', wrap: null },
    { t: 'addDevice', certificate: device.certificate },
    { t: 'orgKeys', keys: await publishOrgKeys(crypto, secret, key, null) },
    {
      t: 'rotate',
      epoch: 1,
      keyHash: epochKeyHash(crypto, key),
      wraps: [wrapSealed(crypto, person.id, 0, person.kem.publicKey, key)],
      previous: null,
      dropped: [],
    },
  ]
  return { actions, key, secret }
}

/** How a member organisation is reached: its newest generation, from its own control log. */
export interface OrgTarget {
  readonly org: OrgId
  readonly generation: number
  readonly kemKey: Uint8Array
}

export const orgTarget = (membership: Membership): OrgTarget => {
  const keys = membership.orgKeys.at(-1)!
  return { org: membership.space as OrgId, generation: keys.generation, kemKey: keys.kemKey }
}

/** One's own organisation as it writes wraps: symmetric for itself, sealed for others. */
export interface OwnOrg {
  readonly org: OrgId
  readonly secret: OrgSecret
}

export const wrapForOrg = (crypto: CryptoPort, own: OwnOrg, target: OrgTarget, key: EpochKey): Wrap =>
  target.org === own.org
    ? wrapKeyring(crypto, own.org, own.secret, key)
    : wrapSealed(crypto, target.org, target.generation, target.kemKey, key)

/** A network, case, identity part or referral founded by one's own organisation, shared with `others` from the start. */
export const foundSpace = (
  crypto: CryptoPort,
  kind: Exclude<SpaceKind, 'organisation'>,
  own: OwnOrg,
  others: readonly { readonly target: OrgTarget; readonly role: Role }[],
): { readonly actions: readonly Action[]; readonly key: EpochKey } => {
  const key = newEpochKey(crypto)
  const actions: Action[] = [
    { t: 'found', kind, salt: crypto.random(16), org: own.org },
    { t: 'addOrg', org: own.org, role: 'steward', wrap: null },
    ...others.map(({ target, role }): Action => ({ t: 'addOrg', org: target.org, role, wrap: null })),
    {
      t: 'rotate',
      epoch: 1,
      keyHash: epochKeyHash(crypto, key),
      wraps: [wrapKeyring(crypto, own.org, own.secret, key), ...others.map(({ target }) => wrapForOrg(crypto, own, target, key))],
      previous: null,
      dropped: [],
    },
  ]
  return { actions, key }
}

/** A new epoch for exactly `wraps`: the last action of an entry. */
export const rotation = (
  crypto: CryptoPort,
  membership: Membership,
  keys: Keys,
  key: EpochKey,
  wraps: readonly Wrap[],
  dropped: readonly DeviceId[],
): Action => {
  const { epoch } = epochNow(membership)
  const previous = keys[epoch]
  if (previous === undefined) throw new RangeError('the current key is not held')
  return {
    t: 'rotate',
    epoch: epoch + 1,
    keyHash: epochKeyHash(crypto, key),
    wraps,
    previous: sealPrevious(crypto, key, previous),
    dropped,
  }
}

/** One wrap shares a space with an organisation of any size. */
export const shareWith = (
  crypto: CryptoPort,
  membership: Membership,
  keys: Keys,
  own: OwnOrg,
  target: OrgTarget,
  role: Role,
): readonly Action[] => {
  const key = keys[epochNow(membership).epoch]
  if (key === undefined) throw new RangeError('the current key is not held')
  return [{ t: 'addOrg', org: target.org, role, wrap: wrapForOrg(crypto, own, target, key) }]
}

/** Takes an organisation out of a shared space, with a new key for those who stay. `targets`: everyone who stays. */
export const revokeFrom = (
  crypto: CryptoPort,
  membership: Membership,
  keys: Keys,
  own: OwnOrg,
  org: OrgId,
  targets: readonly OrgTarget[],
): readonly Action[] => {
  const key = newEpochKey(crypto)
  const wraps = targets.map((target) => wrapForOrg(crypto, own, target, key))
  return [{ t: 'removeOrg', org }, rotation(crypto, membership, keys, key, wraps, [])]
}

/** A new key for the same organisations, dropping devices that their organisations let go. */
export const renewKey = (
  crypto: CryptoPort,
  membership: Membership,
  keys: Keys,
  own: OwnOrg,
  targets: readonly OrgTarget[],
  dropped: readonly DeviceId[],
): readonly Action[] => {
  const key = newEpochKey(crypto)
  return [
    rotation(
      crypto,
      membership,
      keys,
      key,
      targets.map((target) => wrapForOrg(crypto, own, target, key)),
      dropped,
    ),
  ]
}

/** Lets a person into an organisation: the current key sealed to them. */
export const letIn = (
  crypto: CryptoPort,
  membership: Membership,
  keys: Keys,
  person: PersonSecret['card'],
  id: PersonSecret['id'],
  role: Role,
): readonly Action[] => {
  const key = keys[epochNow(membership).epoch]
  if (key === undefined) throw new RangeError('the current key is not held')
  return [{ t: 'addPerson', person, role, wrap: wrapSealed(crypto, id, 0, person.kemKey, key) }]
}

const epochWithout = (
  crypto: CryptoPort,
  membership: Membership,
  keys: Keys,
  removals: readonly Removal[],
): { readonly key: EpochKey; readonly rotate: Action } => {
  const key = newEpochKey(crypto)
  const leave = new Set<string>(removals.flatMap((removal) => (removal.t === 'removePerson' ? [removal.person] : [])))
  const stay = membersNow(membership).filter((member) => !leave.has(member))
  const wraps = stay.map((member) =>
    wrapSealed(crypto, member as PersonSecret['id'], 0, membership.cards[member as PersonSecret['id']]!.kemKey, key),
  )
  return { key, rotate: rotation(crypto, membership, keys, key, wraps, []) }
}

export type Removal = Extract<Action, { t: 'removePerson' | 'removeDevice' }>

/** Removal from an organisation by a steward: a new epoch, a new generation of the organisation's keys, nothing for who left. */
export const removeFromOrganisation = async (
  crypto: CryptoPort,
  membership: Membership,
  keys: Keys,
  secret: OrgSecret,
  ...removals: readonly Removal[]
): Promise<{ readonly actions: readonly Action[]; readonly secret: OrgSecret }> => {
  const { key, rotate } = epochWithout(crypto, membership, keys, removals)
  const next = orgSecret(secret.generation + 1, crypto.random(32))
  const orgKeys: Action = { t: 'orgKeys', keys: await publishOrgKeys(crypto, next, key, secret) }
  return { actions: [...removals, orgKeys, rotate], secret: next }
}

/**
 * Someone who is no steward ends a device of their own: a new epoch at once. The organisation's own keys follow when a steward's
 * client is next open (`renewOrgKeys`): only stewards publish them, because nobody else could tell whether they open.
 */
export const endOwnDevice = (crypto: CryptoPort, membership: Membership, keys: Keys, removal: Removal): readonly Action[] => [
  removal,
  epochWithout(crypto, membership, keys, [removal]).rotate,
]

/** The next generation of the organisation's keys, sealed under the epoch that holds now. */
export const renewOrgKeys = async (
  crypto: CryptoPort,
  membership: Membership,
  keys: Keys,
  secret: OrgSecret,
): Promise<readonly Action[]> => {
  const key = keys[epochNow(membership).epoch]
  if (key === undefined) throw new RangeError('the current key is not held')
  const next = orgSecret(secret.generation + 1, crypto.random(32))
  return [{ t: 'orgKeys', keys: await publishOrgKeys(crypto, next, key, secret) }]
}

/** Has somebody been taken out since the organisation's keys were last renewed? Then who left still knows them. */
export const orgKeysAreStale = (entries: readonly ControlEntry[]): boolean => {
  const last = (kinds: readonly Action['t'][]): number =>
    entries.findLastIndex((entry) => entry.actions.some((action) => kinds.includes(action.t)))
  return last(['removePerson', 'removeDevice']) > last(['orgKeys'])
}
