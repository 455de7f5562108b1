/**
 * Who may change a space's membership, one named rule under each sentence a member would say, and the fold itself.
 * Signatures are checked by the caller (they are asynchronous in a browser): `signaturesOf` lists what must verify, then
 * `applyControl` says whether the entry may stand. Numbers: SPEC.md CTRL-*.
 */
import { concat, decode, encode, fixed, hex, struct, u32, type Malformed } from './codec.ts'
import type { Sha256 } from './commit.ts'
import { NO_HEAD, NO_SPACE, controlEntry, deviceBody, personCard, KEM_PUBLIC_BYTES } from './control.ts'
import type { Action, ControlEntry, DeviceCertificate, OrgKeys, PersonCard, SignedControl } from './control.ts'
import { applyEnd, endCheck, isEnded } from './ending.ts'
import { atLeast, lesser, type DeviceId, type Head, type OrgId, type PersonId, type Role, type SpaceId } from './ids.ts'
import * as LABELS from './labels.ts'
import { SUITE } from './limits.ts'
import { knownDevice, membersNow, roleNow, type FindDevice, type KnownDevice, type Membership, type Stay } from './membership.ts'
import { fail, ok, type Result } from './result.ts'

export const personId = (sha256: Sha256, card: PersonCard): PersonId =>
  hex(sha256(concat(LABELS.person, encode(personCard, card))).subarray(0, 16)) as PersonId

export const deviceId = (sha256: Sha256, certificate: DeviceCertificate): DeviceId =>
  hex(sha256(concat(LABELS.device, encode(deviceBody, certificate))).subarray(0, 16)) as DeviceId

export const controlId = (sha256: Sha256, bytes: Uint8Array): Head => hex(sha256(concat(LABELS.controlId, bytes))) as Head

export const spaceIdOf = (founding: Head): SpaceId => founding.slice(0, 32) as SpaceId

const keysBody = struct({ generation: u32, signKey: fixed(32), kemKey: fixed(KEM_PUBLIC_BYTES) })
export const orgKeysMessage = (keys: Pick<OrgKeys, 'generation' | 'signKey' | 'kemKey'>): Uint8Array =>
  concat(LABELS.orgKeys, encode(keysBody, keys))
export const certificateMessage = (body: Pick<DeviceCertificate, 'person' | 'deviceKey' | 'created'>): Uint8Array =>
  concat(LABELS.deviceCertificate, encode(deviceBody, body))
export const controlMessage = (bytes: Uint8Array): Uint8Array => concat(LABELS.control, bytes)

export type ControlRefusal =
  | Malformed
  | { readonly type: 'stale_control' }
  | { readonly type: 'unknown_device' }
  | { readonly type: 'bad_signature' }
  | { readonly type: 'not_permitted'; readonly rule: string }

/** One Ed25519 check: the caller must find it true before it applies the entry. */
export interface SignatureCheck {
  readonly key: Uint8Array
  readonly message: Uint8Array
  readonly signature: Uint8Array
}

export interface ParsedControl {
  readonly entry: ControlEntry
  readonly id: Head
  readonly signed: SignedControl
}

const no = (rule: string): Result<never, ControlRefusal> => fail({ type: 'not_permitted', rule })

/** Decodes an entry and checks its form. */
export const parseControl = (sha256: Sha256, signed: SignedControl): Result<ParsedControl, Malformed> => {
  const entry = decode(controlEntry, signed.bytes)
  if (!entry.ok) return entry
  const { suite, seq, space, prev, actions } = entry.value
  if (suite !== SUITE) return fail({ type: 'malformed', why: `suite ${suite} is not known here` })
  if (actions.length === 0) return fail({ type: 'malformed', why: 'no action' })
  if ((seq === 0) !== (space === NO_SPACE) || (seq === 0) !== (prev === NO_HEAD)) return fail({ type: 'malformed', why: 'founding entry' })
  return ok({ entry: entry.value, id: controlId(sha256, signed.bytes), signed })
}

/** The certificate this entry itself brings for its own signer, if any: a founder, or a person's new device. */
const ownCertificate = (sha256: Sha256, entry: ControlEntry): DeviceCertificate | null => {
  for (const action of entry.actions) {
    if (action.t === 'addDevice' && deviceId(sha256, action.certificate) === entry.device) return action.certificate
  }
  return null
}

/** Everything in an entry that must carry a true signature: the entry, device certificates, key generations. */
export const signaturesOf = (
  sha256: Sha256,
  before: Membership | null,
  { entry, signed }: ParsedControl,
  find: FindDevice,
): Result<readonly SignatureCheck[], ControlRefusal> => {
  const brought = ownCertificate(sha256, entry)
  const known = before?.kind === 'organisation' ? knownDevice(before, entry.device) : find(entry.device)
  const key = brought?.deviceKey ?? known?.deviceKey
  if (key === undefined) return fail({ type: 'unknown_device' })
  const checks: SignatureCheck[] = [{ key, message: controlMessage(signed.bytes), signature: signed.signature }]
  const cards: Record<string, PersonCard> = { ...before?.cards }
  let newest = before?.orgKeys.at(-1)
  for (const action of entry.actions) {
    if (action.t === 'addPerson') cards[personId(sha256, action.person)] = action.person
    if (action.t === 'addDevice') {
      const card = cards[action.certificate.person]
      if (card === undefined) return no('a device belongs to a member')
      checks.push({ key: card.signKey, message: certificateMessage(action.certificate), signature: action.certificate.signature })
    }
    if (action.t === 'orgKeys') {
      if (newest) checks.push({ key: newest.signKey, message: orgKeysMessage(action.keys), signature: action.keys.signature })
      newest = action.keys
    }
    if (action.t === 'end' && action.second) {
      const check = endCheck(entry, action, find)
      if (check === null) return fail({ type: 'unknown_device' })
      checks.push(check)
    }
  }
  return ok(checks)
}

/** The draft an entry's actions change; frozen into a `Membership` at the end. */
interface Draft {
  space: SpaceId
  kind: Membership['kind']
  founder: OrgId | null
  epochs: Membership['epochs'][number][]
  members: Record<string, readonly Stay[]>
  cards: Record<PersonId, PersonCard>
  devices: Record<DeviceId, Membership['devices'][DeviceId]>
  orgKeys: OrgKeys[]
  dropped: Record<DeviceId, number>
}

interface Scene {
  readonly sha256: Sha256
  readonly entry: ControlEntry
  readonly actor: { readonly person: PersonId; readonly org: OrgId | null; readonly role: Role } | null
  readonly find: FindDevice
  readonly draft: Draft
}

const current = (draft: Draft, member: string): Stay | null => draft.members[member]?.findLast((stay) => stay.until === null) ?? null
const currentRole = (draft: Draft, member: string): Role | null => current(draft, member)?.roles.at(-1)?.role ?? null
const currentMembers = (draft: Draft): string[] =>
  Object.keys(draft.members)
    .filter((member) => current(draft, member) !== null)
    .sort()

const open = ({ draft, entry }: Scene, member: string, role: Role): void => {
  const stay: Stay = { from: entry.seq, until: null, pin: null, roles: [{ from: entry.seq, role }] }
  draft.members[member] = [...(draft.members[member] ?? []), stay]
}

const replaceCurrent = (draft: Draft, member: string, change: (stay: Stay) => Stay): void => {
  draft.members[member] = (draft.members[member] ?? []).map((stay) => (stay.until === null ? change(stay) : stay))
}

const close = ({ draft, entry }: Scene, member: string): void =>
  replaceCurrent(draft, member, (stay) => ({ ...stay, until: entry.seq, pin: entry.pos }))

const founding = (scene: Scene): boolean => scene.entry.seq === 0

/** "A steward decides who belongs to an organisation or a network." */
const stewardActs = (scene: Scene): boolean => founding(scene) || scene.actor?.role === 'steward'

/** "The organisation that holds a case decides who shares it; any of its editors may act for it." */
const holderActs = (scene: Scene): boolean => {
  if (founding(scene)) return true
  const { actor, draft } = scene
  if (actor === null || actor.org === null) return false
  if (draft.kind === 'network') return actor.role === 'steward'
  return currentRole(draft, actor.org) === 'steward' && atLeast(actor.role, 'editor')
}

type Verdict = Result<null, ControlRefusal>
const fine: Verdict = ok(null)

const actions: { readonly [T in Action['t']]: (scene: Scene, action: Extract<Action, { t: T }>) => Verdict } = {
  found: (scene) => (founding(scene) && scene.entry.actions[0]?.t === 'found' ? fine : no('a space is founded once')),

  addPerson: (scene, { person, role }) => {
    const id = personId(scene.sha256, person)
    if (scene.draft.kind !== 'organisation') return no('persons belong to organisations')
    if (!stewardActs(scene)) return no('a steward lets people in')
    if (current(scene.draft, id) !== null) return no('already a member')
    scene.draft.cards[id] = person
    open(scene, id, role)
    return fine
  },

  addDevice: (scene, { certificate }) => {
    const id = deviceId(scene.sha256, certificate)
    const { draft, entry } = scene
    if (draft.kind !== 'organisation') return no('devices are enrolled in organisations')
    if (id !== entry.device) return no('a device enrols itself')
    if (current(draft, certificate.person) === null) return no('a device belongs to a member')
    if (draft.devices[id] !== undefined) return no('a device is enrolled once')
    draft.devices[id] = { certificate, from: entry.seq, until: null, pin: null }
    return fine
  },

  removePerson: (scene, { person }) => {
    const { draft, actor } = scene
    if (draft.kind !== 'organisation' || current(draft, person) === null) return no('not a member')
    if (!stewardActs(scene) && actor?.person !== person) return no('a steward removes people; anyone may leave')
    close(scene, person)
    return keepsSteward(draft)
  },

  removeDevice: (scene, { device }) => {
    const { draft, actor, entry } = scene
    const known = draft.devices[device]
    if (known === undefined || known.until !== null) return no('not an enrolled device')
    if (!stewardActs(scene) && actor?.person !== known.certificate.person) return no('a person revokes their own devices, a steward any')
    draft.devices[device] = { ...known, until: entry.seq, pin: entry.pos }
    return fine
  },

  addOrg: (scene, { org, role }) => {
    if (scene.draft.kind === 'organisation') return no('organisations do not belong to organisations')
    if (!holderActs(scene)) return no('the organisation that holds a space decides who shares it')
    if (current(scene.draft, org) !== null) return no('already a member')
    // Shared, it would be told keys by whoever takes it for one of their own.
    if (scene.draft.kind === 'shelf' && org !== scene.draft.founder) return no('a shelf is of one organisation')
    open(scene, org, role)
    return fine
  },

  removeOrg: (scene, { org }) => {
    const { draft, actor } = scene
    if (draft.kind === 'organisation' || current(draft, org) === null) return no('not a member')
    const leaves = actor?.org === org && atLeast(actor.role, 'editor')
    if (!holderActs(scene) && !leaves) return no('the organisation that holds a space removes others; anyone may leave')
    close(scene, org)
    return keepsSteward(draft)
  },

  setRole: (scene, { member, role }) => {
    const { draft, entry } = scene
    const allowed = draft.kind === 'organisation' ? stewardActs(scene) : holderActs(scene)
    if (!allowed) return no('a steward sets roles')
    if (current(draft, member) === null) return no('not a member')
    replaceCurrent(draft, member, (stay) => ({ ...stay, roles: [...stay.roles, { from: entry.seq, role }] }))
    return keepsSteward(draft)
  },

  orgKeys: (scene, { keys }) => {
    const { draft } = scene
    if (draft.kind !== 'organisation') return no('keys belong to organisations')
    if (!stewardActs(scene)) return no("a steward renews the organisation's keys")
    if (keys.generation !== (draft.orgKeys.at(-1)?.generation ?? 0) + 1) return no('key generations count up by one')
    draft.orgKeys.push(keys)
    return fine
  },

  rotate: (scene, rotation) => {
    const { draft, entry, actor } = scene
    if (!founding(scene) && (actor === null || !atLeast(actor.role, 'contributor'))) return no('any member who may write may renew the key')
    const last = draft.epochs.at(-1)
    if (rotation.epoch !== (last?.epoch ?? 0) + 1) return no('epochs count up by one')
    if ((rotation.previous === null) !== (last === undefined)) return no('the new key opens the one before')
    const wrapped = rotation.wraps.map((wrap) => wrap.to).sort()
    const members = currentMembers(draft)
    if (wrapped.length !== members.length || wrapped.some((member, at) => member !== members[at]))
      return no('a new key goes to exactly the members')
    for (const device of rotation.dropped) {
      const refused = dropDevice(scene, device)
      if (!refused.ok) return refused
    }
    draft.epochs.push({ epoch: rotation.epoch, from: entry.seq, keyHash: rotation.keyHash })
    return fine
  },

  end: () => no('an end stands alone in its entry'),
}

/** "Only a device that its organisation has let go may be dropped from a shared space." */
const dropDevice = ({ draft, entry, find }: Scene, device: DeviceId): Verdict => {
  if (draft.kind === 'organisation') return no('an organisation removes its devices by name')
  const known = find(device)
  if (known === null) return fail({ type: 'unknown_device' })
  if (!known.letGo) return no('only a device its organisation let go is dropped')
  draft.dropped[device] ??= entry.pos
  return fine
}

const keepsSteward = (draft: Draft): Verdict =>
  currentMembers(draft).some((member) => currentRole(draft, member) === 'steward') ? fine : no('one steward stays')

/** "Whoever leaves takes the old key along, so a removal always comes with a new one"; "who comes is given the key". */
const keysFollow = (entry: ControlEntry): Verdict => {
  const rotates = entry.actions.some((action) => action.t === 'rotate')
  const removes = entry.actions.some((action) => action.t === 'removePerson' || action.t === 'removeOrg' || action.t === 'removeDevice')
  if (removes && !rotates) return no('a removal comes with a new key')
  const bare = entry.actions.some((action) => (action.t === 'addPerson' || action.t === 'addOrg') && action.wrap === null)
  if (bare && !rotates) return no('who comes is given the key')
  const misplaced = entry.actions.findIndex((action) => action.t === 'rotate')
  if (rotates && misplaced !== entry.actions.length - 1) return no('the new key comes last')
  return fine
}

const draftOf = (before: Membership | null, entry: ControlEntry, id: Head): Draft | null => {
  if (before) {
    const { space, kind, founder, epochs, members, cards, devices, orgKeys, dropped } = before
    return {
      space,
      kind,
      founder,
      epochs: [...epochs],
      members: { ...members },
      cards: { ...cards },
      devices: { ...devices },
      orgKeys: [...orgKeys],
      dropped: { ...dropped },
    }
  }
  const found = entry.actions[0]
  if (found?.t !== 'found') return null
  const draft: Draft = {
    space: spaceIdOf(id),
    kind: found.kind,
    founder: found.org,
    epochs: [],
    members: {},
    cards: {},
    devices: {},
    orgKeys: [],
    dropped: {},
  }
  return draft
}

const actorOf = (sha256: Sha256, before: Membership | null, draft: Draft, entry: ControlEntry, find: FindDevice): Scene['actor'] => {
  if (draft.kind === 'organisation') {
    const brought = ownCertificate(sha256, entry)
    if (brought) return { person: brought.person, org: null, role: (before && roleNow(before, brought.person)) ?? 'reader' }
    const known = before && knownDevice(before, entry.device)
    return known?.now ? { person: known.person, org: null, role: known.now } : null
  }
  const known: KnownDevice | null = find(entry.device)
  if (known === null) return null
  if (before === null) return known.org === draft.founder ? { person: known.person, org: known.org, role: known.highest } : null
  const role = roleNow(before, known.org)
  return role === null || draft.dropped[entry.device] !== undefined
    ? null
    : { person: known.person, org: known.org, role: lesser(role, known.highest) }
}

const wellFounded = (draft: Draft, entry: ControlEntry): Verdict => {
  const founds = entry.actions.filter((action) => action.t === 'found').length
  if (founds !== 1) return no('a space is founded once')
  if ((draft.kind === 'organisation') !== (draft.founder === null))
    return no('an organisation founds itself, other spaces are founded by one')
  if (draft.founder !== null && currentRole(draft, draft.founder) !== 'steward') return no('who founds a space is its steward')
  if (draft.kind === 'organisation' && (draft.orgKeys.length !== 1 || Object.keys(draft.devices).length !== 1))
    return no('an organisation starts with its keys and one device')
  return draft.epochs.length === 1 ? keepsSteward(draft) : no('a space starts with a key')
}

/**
 * Applies one entry whose signatures the caller has verified.
 * Errors: stale_control (not the next entry), unknown_device, not_permitted (with the sentence of the rule).
 */
export const applyControl = (
  sha256: Sha256,
  before: Membership | null,
  { entry, id }: ParsedControl,
  find: FindDevice,
): Result<Membership, ControlRefusal> => {
  if (before && isEnded(before)) return no('what has ended stays ended')
  if (before && entry.actions.length === 1 && entry.actions[0]?.t === 'end') return applyEnd(before, { entry, id }, entry.actions[0], find)
  if (entry.seq !== (before ? before.seq + 1 : 0)) return fail({ type: 'stale_control' })
  if (before && (entry.space !== before.space || entry.prev !== before.head)) return fail({ type: 'stale_control' })
  const draft = draftOf(before, entry, id)
  if (draft === null) return no('a space is founded once')
  const actor = actorOf(sha256, before, draft, entry, find)
  if (actor === null) return fail({ type: 'unknown_device' })
  const scene: Scene = { sha256, entry, actor, find, draft }
  for (const action of entry.actions) {
    const verdict = actions[action.t](scene, action as never)
    if (!verdict.ok) return verdict
  }
  const keys = keysFollow(entry)
  if (!keys.ok) return keys
  const founded = before === null ? wellFounded(draft, entry) : fine
  return founded.ok ? ok({ ...draft, seq: entry.seq, head: id }) : founded
}

/** Does this entry take somebody out? Then the relay also compares the content log's head (CTRL-9). */
export const removesSomeone = (entry: ControlEntry): boolean =>
  entry.actions.some(
    (action) =>
      action.t === 'removePerson' ||
      action.t === 'removeOrg' ||
      action.t === 'removeDevice' ||
      action.t === 'end' ||
      (action.t === 'rotate' && action.dropped.length > 0),
  )

/** Members before that are gone after, or the other way round. */
export const changedMembers = (
  before: Membership | null,
  after: Membership,
): { readonly came: readonly string[]; readonly went: readonly string[] } => {
  const was = new Set(before ? membersNow(before) : [])
  const is = new Set(membersNow(after))
  return { came: [...is].filter((member) => !was.has(member)), went: [...was].filter((member) => !is.has(member)) }
}
