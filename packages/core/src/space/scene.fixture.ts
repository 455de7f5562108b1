/** Amina's local group, Joost's shelter and a case they share, with keys that follow from names: every run has the same bytes. */
import { utf8ToBytes } from '@noble/hashes/utils.js'
import {
  decode,
  controlEntry,
  emptyHead,
  knownDevice,
  pushMessage,
  type Action,
  type ControlEntry,
  type ControlRefusal,
  type FindDevice,
  type LoggedCommit,
  type Membership,
  type OrgId,
  type Result,
  type Role,
  type SignedControl,
} from '@pergola/protocol'
import { cryptoOn, derive, type CryptoPort, type Subtle } from '../crypto/index.ts'
import { newDevice, personFromSeed, type DeviceSecret, type PersonSecret } from '../identity/index.ts'
import { sealCommit, type Chain, type Place } from './commit.ts'
import { verifyControl, writeControl, type Seen, type VerifiedControl } from './control.ts'
import { foundOrganisation, foundSpace, letIn, orgTarget, type OwnOrg } from './found.ts'
import type { EpochKey, Keys, OrgSecret } from './keys.ts'
import type { LogState } from './log.ts'

const { subtle } = (globalThis as unknown as { readonly crypto: { readonly subtle: Subtle } }).crypto

export const NOW = 1_750_000_000_000

/** Bytes that follow from a name. */
export const bytesOf = (name: string, length = 32): Uint8Array => derive(utf8ToBytes(name), 'story', length)

/** The platform's cryptography with random bytes that follow from a name. */
export const cryptoFrom = (name: string, stretch?: CryptoPort['stretch']): CryptoPort => {
  let count = 0
  return cryptoOn({ subtle, random: (length) => bytesOf(`${name} ${count++}`, length), ...(stretch && { stretch }) })
}

export interface Someone {
  readonly person: PersonSecret
  readonly device: DeviceSecret
}

export const someone = async (name: string): Promise<Someone> => {
  const crypto = cryptoFrom(name)
  const person = personFromSeed(crypto, bytesOf(`${name} seed`))
  return { person, device: await newDevice(crypto, person, NOW) }
}

export const secondDevice = async ({ person }: Someone): Promise<Someone> => ({
  person,
  device: await newDevice(cryptoFrom(`second ${person.id}`), person, NOW + 1),
})

export interface Log {
  readonly membership: Membership
  readonly entries: readonly ControlEntry[]
  readonly signed: readonly SignedControl[]
}

const nobody: FindDevice = () => null

export const tries = async (
  crypto: CryptoPort,
  log: Log | null,
  by: Someone,
  actions: readonly Action[],
  find: FindDevice = nobody,
  seen: Seen | null = null,
): Promise<Result<VerifiedControl, ControlRefusal>> => {
  const before = log?.membership ?? null
  return verifyControl(crypto, before, await writeControl(crypto, by.device, before, seen, NOW, actions), find)
}

/** Appends an entry that every reader takes, or throws. */
export const write = async (
  crypto: CryptoPort,
  log: Log | null,
  by: Someone,
  actions: readonly Action[],
  find: FindDevice = nobody,
  seen: Seen | null = null,
): Promise<Log> => {
  const before = log?.membership ?? null
  const signed = await writeControl(crypto, by.device, before, seen, NOW, actions)
  const after = await verifyControl(crypto, before, signed, find)
  if (!after.ok) throw new Error(JSON.stringify(after.problem))
  return {
    membership: after.value.membership,
    entries: [...(log?.entries ?? []), after.value.entry],
    signed: [...(log?.signed ?? []), signed],
  }
}

export const enrol = ({ device }: Someone): Action => ({ t: 'addDevice', certificate: device.certificate })

export interface Organisation {
  readonly log: Log
  readonly id: OrgId
  readonly secret: OrgSecret
  readonly keys: Keys
  readonly own: OwnOrg
}

export const organisationOf = async (crypto: CryptoPort, founder: Someone): Promise<Organisation> => {
  const { actions, key, secret } = await foundOrganisation(crypto, founder.person, founder.device)
  const log = await write(crypto, null, founder, actions)
  const id = log.membership.space as OrgId
  return { log, id, secret, keys: { 1: key }, own: { org: id, secret } }
}

const joined = async (crypto: CryptoPort, org: Organisation, by: Someone, who: Someone, role: Role): Promise<Organisation> => {
  const { card, id } = who.person
  const invited = await write(crypto, org.log, by, letIn(crypto, org.log.membership, org.keys, card, id, role))
  return { ...org, log: await write(crypto, invited, who, [enrol(who)]) }
}

/** Amina (steward), Elif (editor) and Rosa (reader) in a local group, Joost (steward) in a shelter; a case both work on. */
export const setStage = async () => {
  const crypto = cryptoFrom('stage')
  const [amina, elif, rosa, joost] = await Promise.all([someone('Amina'), someone('Elif'), someone('Rosa'), someone('Joost')])
  const founded = await organisationOf(crypto, amina)
  const local = await joined(crypto, await joined(crypto, founded, amina, elif, 'editor'), amina, rosa, 'reader')
  const shelter = await organisationOf(crypto, joost)
  const find: FindDevice = (device) => knownDevice(local.log.membership, device) ?? knownDevice(shelter.log.membership, device)
  const asked = { target: orgTarget(shelter.log.membership), role: 'contributor' } as const
  const { actions, key } = foundSpace(crypto, 'case', local.own, [asked])
  return { crypto, amina, elif, rosa, joost, local, shelter, find, key, file: await write(crypto, null, amina, actions, find) }
}
export type Stage = Awaited<ReturnType<typeof setStage>>

export const emptyLog = ({ crypto, file }: Stage): LogState => ({
  pos: 0,
  head: emptyHead(crypto.sha256, file.membership.space),
  chains: {},
})

/** Commits of one device, signed once at the end. */
export const pushOf = async (
  crypto: CryptoPort,
  by: Someone,
  place: Omit<Place, 'device'>,
  payloads: readonly string[],
): Promise<{ readonly commits: readonly LoggedCommit[]; readonly chain: Chain }> => {
  let { chain } = place
  const sealed = payloads.map((payload) => {
    const commit = sealCommit(crypto, { ...place, device: by.device.id, chain }, utf8ToBytes(payload))
    chain = commit.chain
    return commit.bytes
  })
  const signature = await crypto.sign(by.device.signSeed, pushMessage(chain.last))
  return { commits: sealed.map((bytes, at) => ({ bytes, signature: at === sealed.length - 1 ? signature : null, time: NOW })), chain }
}

/** Where the case's first epoch is written, by someone who saw nothing yet. */
export const placeIn = (stage: Stage, chain: Chain, seen: Seen = emptyLog(stage)): Omit<Place, 'device'> => ({
  space: stage.file.membership.space,
  epoch: 1,
  key: stage.key as EpochKey,
  chain,
  control: 0,
  seen: { pos: seen.pos, head: seen.head },
})

export const entryOf = (signed: SignedControl): ControlEntry => {
  const entry = decode(controlEntry, signed.bytes)
  if (!entry.ok) throw new Error(entry.problem.why)
  return entry.value
}
