/** Writes true entries and commits with keys that follow from a number, so that every run gives the same bytes. */
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import {
  KEM_PUBLIC_BYTES,
  NO_COMMIT,
  NO_HEAD,
  NO_SPACE,
  SUITE,
  applyControl,
  certificateMessage,
  commitBytes,
  commitId,
  controlEntry,
  controlMessage,
  deviceId,
  emptyHead,
  encode,
  knownDevice,
  orgKeysMessage,
  parseControl,
  personId,
  pushMessage,
  signaturesOf,
  type Action,
  type CommitHeader,
  type CommitId,
  type ControlRefusal,
  type DeviceCertificate,
  type DeviceId,
  type FindDevice,
  type Head,
  type Membership,
  type OrgId,
  type OrgKeys,
  type PersonCard,
  type PersonId,
  type Result,
  type Sha256,
  type SignedControl,
  type SpaceId,
  type SpaceKind,
} from '../src/index.ts'

export const sha256: Sha256 = (bytes) => Uint8Array.from(createHash('sha256').update(bytes).digest())

/** Bytes that follow from a name. */
export const bytesOf = (name: string, length: number): Uint8Array => {
  const bytes = new Uint8Array(length)
  for (let at = 0, n = 0; at < length; at += 32, n++)
    bytes.set(sha256(new TextEncoder().encode(`${name} ${n}`)).subarray(0, length - at), at)
  return bytes
}

export interface Key {
  readonly publicKey: Uint8Array
  sign(message: Uint8Array): Uint8Array
}

export const keyOf = (name: string): Key => {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), bytesOf(name, 32)])
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  const publicKey = Uint8Array.from(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32))
  return { publicKey, sign: (message) => Uint8Array.from(sign(null, message, key)) }
}

export const verified = (key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key])
  return verify(null, message, createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature)
}

export interface Person {
  readonly id: PersonId
  readonly card: PersonCard
  readonly key: Key
}

export interface Device {
  readonly id: DeviceId
  readonly certificate: DeviceCertificate
  readonly key: Key
  readonly person: Person
}

export const personOf = (name: string): Person => {
  const key = keyOf(`${name} signing`)
  const card = { signKey: key.publicKey, kemKey: bytesOf(`${name} kem`, KEM_PUBLIC_BYTES) }
  return { id: personId(sha256, card), card, key }
}

export const deviceOf = (person: Person, name: string): Device => {
  const key = keyOf(`${name} device`)
  const body = { person: person.id, deviceKey: key.publicKey, created: 1_700_000_000_000 }
  const certificate = { ...body, signature: person.key.sign(certificateMessage(body)) }
  return { id: deviceId(sha256, certificate), certificate, key, person }
}

export const wrapTo = (to: string) => ({ to: to as PersonId, generation: 1, how: 'seal' as const, box: bytesOf(`wrap ${to}`, 60) })

export const rotate = (epoch: number, members: readonly string[], dropped: readonly DeviceId[] = []): Action => ({
  t: 'rotate',
  epoch,
  keyHash: bytesOf(`epoch ${epoch}`, 32),
  wraps: members.map(wrapTo),
  previous: epoch === 1 ? null : bytesOf(`previous ${epoch}`, 72),
  dropped,
})

export const keysOf = (generation: number, before?: Key): OrgKeys => {
  const keys = {
    generation,
    signKey: keyOf(`org keys ${generation}`).publicKey,
    kemKey: bytesOf(`org kem ${generation}`, KEM_PUBLIC_BYTES),
  }
  return { ...keys, sealedSeed: bytesOf('seed', 72), signature: before ? before.sign(orgKeysMessage(keys)) : new Uint8Array(64) }
}

export const foundingOf = (kind: SpaceKind, org: OrgId | null, salt: string): Action => ({ t: 'found', kind, org, salt: bytesOf(salt, 16) })
export const enrol = (device: Device): Action => ({ t: 'addDevice', certificate: device.certificate })
export const addPerson = (person: Person, role: 'reader' | 'contributor' | 'editor' | 'steward', wrap = true): Action => ({
  t: 'addPerson',
  person: person.card,
  role,
  wrap: wrap ? wrapTo(person.id) : null,
})

/** One space's control log, grown entry by entry. */
export class Log {
  membership: Membership | null = null
  readonly entries: SignedControl[] = []
  readonly #find: FindDevice

  constructor(find: FindDevice = () => null) {
    this.#find = find
  }

  get space(): SpaceId {
    return this.membership!.space
  }

  get known(): Membership {
    return this.membership!
  }

  entry(
    device: Device,
    actions: readonly Action[],
    changes: { readonly pos?: number; readonly seq?: number; readonly prev?: Head; readonly suite?: number } = {},
  ): SignedControl {
    const before = this.membership
    const bytes = encode(controlEntry, {
      suite: SUITE,
      space: before?.space ?? NO_SPACE,
      seq: before ? before.seq + 1 : 0,
      prev: before?.head ?? NO_HEAD,
      device: device.id,
      time: 1_700_000_000_000,
      pos: 0,
      head: before ? emptyHead(sha256, before.space) : NO_HEAD,
      actions,
      ...changes,
    })
    return { bytes, signature: device.key.sign(controlMessage(bytes)) }
  }

  /** As every reader takes an entry: form, signatures, rules. */
  take(signed: SignedControl): Result<Membership, ControlRefusal> {
    const parsed = parseControl(sha256, signed)
    if (!parsed.ok) return parsed
    const checks = signaturesOf(sha256, this.membership, parsed.value, this.#find)
    if (!checks.ok) return checks
    if (!checks.value.every(({ key, message, signature }) => verified(key, message, signature)))
      return { ok: false, problem: { type: 'bad_signature' } }
    return applyControl(sha256, this.membership, parsed.value, this.#find)
  }

  /** The rules alone, as if every signature were true. */
  judges(device: Device, actions: readonly Action[]): Result<Membership, ControlRefusal> {
    const parsed = parseControl(sha256, this.entry(device, actions))
    return parsed.ok ? applyControl(sha256, this.membership, parsed.value, this.#find) : parsed
  }

  tries(device: Device, actions: readonly Action[], changes: Parameters<Log['entry']>[2] = {}): Result<Membership, ControlRefusal> {
    return this.take(this.entry(device, actions, changes))
  }

  /** Appends, or throws. */
  write(device: Device, actions: readonly Action[], changes: Parameters<Log['entry']>[2] = {}): this {
    const entry = this.entry(device, actions, changes)
    const after = this.take(entry)
    if (!after.ok) throw new Error(JSON.stringify(after.problem))
    this.membership = after.value
    this.entries.push(entry)
    return this
  }
}

export const foundOrganisation = (device: Device, salt: string): Log =>
  new Log().write(device, [
    foundingOf('organisation', null, salt),
    addPerson(device.person, 'steward', false),
    enrol(device),
    { t: 'orgKeys', keys: keysOf(1) },
    rotate(1, [device.person.id]),
  ])

/** Chained commits, signed once. */
export const writePush = (
  device: Device,
  space: SpaceId,
  count: number,
  from: { readonly seq: number; readonly prev: CommitId } = { seq: 0, prev: NO_COMMIT },
) => {
  const commits: Uint8Array[] = []
  let { seq, prev } = from
  for (let n = 0; n < count; n++) {
    const seen = { seenPos: 0, seenHead: emptyHead(sha256, space) }
    const header: CommitHeader = { suite: SUITE, space, epoch: 1, device: device.id, seq: ++seq, prev, control: 0, ...seen }
    const bytes = commitBytes(header, bytesOf(`nonce ${seq}`, 24), bytesOf(`sealed ${seq}`, 256 + 16))
    prev = commitId(sha256, bytes)
    commits.push(bytes)
  }
  return { commits, signature: device.key.sign(pushMessage(prev)), last: prev }
}

/** Amina's local group with three people, Joost's shelter, a case and a network they share. */
export const setStage = () => {
  const people = { amina: personOf('Amina'), elif: personOf('Elif'), rosa: personOf('Rosa'), joost: personOf('Joost') }
  const amina = deviceOf(people.amina, 'Amina')
  const elif = deviceOf(people.elif, 'Elif')
  const rosa = deviceOf(people.rosa, 'Rosa')
  const joost = deviceOf(people.joost, 'Joost')
  const local = foundOrganisation(amina, 'local group')
  for (const [device, role] of [
    [elif, 'editor'],
    [rosa, 'reader'],
  ] as const) {
    local.write(amina, [addPerson(device.person, role)])
    local.write(device, [enrol(device)])
  }
  const shelter = foundOrganisation(joost, 'shelter')
  const find: FindDevice = (device) => knownDevice(local.known, device) ?? knownDevice(shelter.known, device)
  const [localId, shelterId] = [local.space as OrgId, shelter.space as OrgId]
  const shared = (kind: 'case' | 'network', role: 'contributor' | 'editor') =>
    new Log(find).write(amina, [
      foundingOf(kind, localId, kind),
      { t: 'addOrg', org: localId, role: 'steward', wrap: null },
      { t: 'addOrg', org: shelterId, role, wrap: null },
      rotate(1, [localId, shelterId]),
    ])
  return {
    amina,
    elif,
    rosa,
    joost,
    local,
    shelter,
    localId,
    shelterId,
    find,
    file: shared('case', 'contributor'),
    network: shared('network', 'editor'),
  }
}
