/** The ways in: found, join, sign in, pair, recover. Each ends with a vault on this device and the secrets to open a desk. */
import { foundOrganisation, verifyControl, writeControl } from '@pergola/core/space'
import { newDevice, newPassphrase, personFromSeed, recoveryWords, seedFromWords, type PersonSecret } from '@pergola/core/identity'
import {
  invitationKeys,
  openInvitation,
  openPairing,
  pairingCode,
  pairingId,
  sealAnswer,
  secretFromLink,
  type InvitationContent,
  type InvitationKeys,
} from '@pergola/core/invite'
import {
  answerInvitation,
  invitationBody,
  pairingBody,
  readInvitation,
  sameBytes,
  takePairing,
  type OrgId,
  type SignedControl,
} from '@pergola/protocol'
import type { Answer, InvitationPreview, NewAccount, PasskeyAssertion } from '../contract/index.ts'
import { localStore, type LocalStore } from '../local/store.ts'
import { createVault, decodeSecrets, encodeSecrets, hasVault, openVault, type Secrets } from '../local/vault.ts'
import { openWithPasskey } from '../local/passkey.ts'
import type { Ports } from '../ports.ts'
import { Wire } from '../sync/wire.ts'
import { invitedBy, keepInvited, readInvited, type Invited } from './invited.ts'
import {
  challenge,
  draftAccount,
  recover as recoverAtRelay,
  sendAccount,
  signInTo,
  type AccountDraft,
  type Permit,
  type SignedIn,
} from './accounts.ts'
import type { Way } from './begun.ts'
import { post } from './relayHttp.ts'

/** What a session starts from. */
export interface Entered {
  readonly store: LocalStore
  readonly secrets: Secrets
  /** A just-founded organisation's first control entry, already at the relay. */
  readonly founding: SignedControl | null
  /** The invitation this device came in by, if it did. */
  readonly invited: Invited | null
}

const DEFAULT_AUTO_LOCK = 15

const settle = async (ports: Ports, passphrase: string, secrets: Secrets, founding: SignedControl | null = null): Promise<Entered> => {
  const key = await createVault(ports, passphrase)
  const store = localStore(ports.storage, ports.local, key)
  await store.write([{ table: 'secrets', key: 'me', value: encodeSecrets(secrets) }])
  return { store, secrets, founding, invited: null }
}

const secretsFor = async (
  ports: Ports,
  account: string,
  person: PersonSecret,
  org: OrgId,
  relayKey: Uint8Array,
  kitShown: boolean,
): Promise<Secrets> => ({
  account,
  personSeed: person.seed,
  device: await newDevice(ports.crypto, person, ports.clock.now()),
  org,
  network: null,
  relayKey,
  kitShown,
  autoLockMinutes: DEFAULT_AUTO_LOCK,
})

/** The secrets of a locked device. */
export const unlock = async (ports: Ports, passphrase: string): Promise<Answer<Entered>> =>
  unlocked(ports, await openVault(ports, passphrase), 'wrong_passphrase')

export const unlockWithPasskey = async (ports: Ports, secret: Uint8Array): Promise<Answer<Entered>> =>
  unlocked(ports, await openWithPasskey(ports, secret), 'wrong_passkey')

const unlocked = async (ports: Ports, key: Uint8Array | null, wrong: 'wrong_passphrase' | 'wrong_passkey'): Promise<Answer<Entered>> => {
  if (key === null) return { ok: false, problem: { type: (await hasVault(ports)) ? wrong : 'storage_gone' } }
  const store = localStore(ports.storage, ports.local, key)
  const bytes = await store.get('secrets', 'me')
  if (!bytes) return { ok: false, problem: { type: 'storage_gone' } }
  const secrets = decodeSecrets(bytes)
  if (!secrets) return { ok: false, problem: { type: 'tampered' } }
  return { ok: true, value: { store, secrets, founding: null, invited: await readInvited(store) } }
}

interface Draft {
  readonly person: PersonSecret
  readonly secrets: Secrets
  readonly founding: SignedControl
  readonly account: AccountDraft
}

/** A new person with an organisation of their own, as yet on this device only: the organisation's id follows from its founding entry. */
const draftOrganisation = async (ports: Ports, account: string, permit: Permit | null, relayKey: Uint8Array): Promise<Draft> => {
  const { crypto, clock } = ports
  const person = personFromSeed(crypto, crypto.random(32))
  const unplaced = await secretsFor(ports, account, person, '' as OrgId, relayKey, true)
  const { actions } = await foundOrganisation(crypto, person, unplaced.device)
  const founding = await writeControl(crypto, unplaced.device, null, null, clock.now(), actions)
  const verified = await verifyControl(crypto, null, founding, () => null)
  if (!verified.ok) throw new Error(`our own founding entry does not stand: ${verified.problem.type}`)
  const secrets = { ...unplaced, org: verified.value.membership.space as OrgId }
  return { person, secrets, founding, account: await draftAccount(ports, account, permit, person, { org: secrets.org, relayKey }) }
}

/** Brings the founding entry to the relay, as a device nobody knows yet. */
const foundAtRelay = async (ports: Ports, { secrets, founding }: Draft, permit: Permit | null): Promise<Answer<null>> => {
  const wire = await Wire.open(ports, secrets, true, { onEvent: () => {}, onClose: () => {} })
  if (!(wire instanceof Wire)) return { ok: false, problem: { type: wire.t === 'offline' ? 'offline' : 'relay_refused' } }
  const answer = await wire.request({ t: 'control', entry: founding, permit })
  wire.close()
  if (answer.t === 'accepted') return { ok: true, value: null }
  if (answer.t !== 'refused') return { ok: false, problem: { type: 'offline' } }
  return {
    ok: false,
    problem: { type: answer.error === 'used' ? 'invitation_used' : answer.error === 'expired' ? 'invitation_expired' : 'relay_refused' },
  }
}

export interface Founded {
  readonly entered: Entered
  readonly shown: NewAccount
}

/** The first visitor of an empty relay: account, person, organisation. The network itself is founded by the session. */
export const foundFirst = (ports: Ports, account: string, way: Way): Promise<Answer<Founded>> => foundWith(ports, account, null, way)

const foundWith = async (ports: Ports, account: string, invitation: Invitation | null, way: Way): Promise<Answer<Founded>> => {
  const nonce = await challenge(ports)
  if (!nonce.ok) return nonce
  const permit = invitation && permitOf(invitation)
  if (invitation && !sameBytes(nonce.value.relayKey, invitation.content.relayKey)) return { ok: false, problem: { type: 'tampered' } }
  if (permit === null && nonce.value.empty !== 1) return { ok: false, problem: { type: 'not_permitted' } }
  const draft = await way.take('organisation', () => draftOrganisation(ports, account, permit, nonce.value.relayKey))
  const made = await sendAccount(ports, draft.account)
  if (!made.ok) return made
  const atRelay = await foundAtRelay(ports, draft, permit)
  if (!atRelay.ok) return atRelay
  const secrets = { ...draft.secrets, network: invitation?.content.network ?? null }
  const entered = await settle(ports, made.value.passphrase, secrets, draft.founding)
  return { ok: true, value: { entered, shown: made.value.shown } }
}

export interface Invitation {
  readonly keys: InvitationKeys
  readonly content: InvitationContent
}

/** What a link says, from the relay's sealed copy. */
export const readLink = async ({ transport, clock }: Ports, link: string): Promise<Answer<Invitation>> => {
  const secret = secretFromLink(link)
  if (secret === null) return { ok: false, problem: { type: 'invitation_unknown' } }
  const keys = invitationKeys(secret)
  const answer = await post(transport, '/api/invitations/read', [readInvitation, { invitation: keys.id }], invitationBody)
  if (!answer.ok) return answer.problem.type === 'not_found' ? { ok: false, problem: { type: 'invitation_unknown' } } : answer
  const content = openInvitation(keys, answer.value.sealed)
  if (content === null) return { ok: false, problem: { type: 'tampered' } }
  // The relay, by its clock, still has it: that ours has run past it says that one of the two is wrong.
  if (content.expires < clock.now()) return { ok: false, problem: { type: 'clock' } }
  return { ok: true, value: { keys, content } }
}

export const previewOf = ({ content }: Invitation): InvitationPreview => ({
  kind: content.kind,
  networkName: content.networkName,
  orgName: content.orgName,
  invitedBy: content.invitedBy,
  expires: content.expires,
})

const permitOf = ({ keys }: Invitation): Permit => ({ invitation: keys.id, permit: keys.permit })

/** The invitation, also when the relay has our answer to it already and would say that the link was used. */
const onTheWay = async (ports: Ports, way: Way, link: string, kind: InvitationContent['kind']): Promise<Answer<Invitation>> => {
  const read = await way.ask('invitation', () => readLink(ports, link))
  return read.ok && read.value.content.kind !== kind ? { ok: false, problem: { type: 'invitation_unknown' } } : read
}

type InvitationReply = Parameters<typeof sealAnswer>[2]

/** The relay keeps the first answer to an invitation: sent again, it is the same one. */
const sendAnswer = async (ports: Ports, way: Way, { keys }: Invitation, reply: InvitationReply): Promise<Answer<null>> => {
  const answer = await way.take('answer', async () => sealAnswer(ports.crypto, keys, reply))
  return post(ports.transport, '/api/invitations/answer', [answerInvitation, { invitation: keys.id, permit: keys.permit, answer }], null)
}

/** From now on this device knows whom it waits for. */
const waitingFor = async ({ content }: Invitation, { entered, shown }: Founded): Promise<Founded> => {
  const invited = invitedBy(content)
  await keepInvited(entered.store, invited)
  return { entered: { ...entered, invited }, shown }
}

/** Joins the inviting organisation: an account now, membership once somebody there lets them in. */
export const joinAsPerson = async (ports: Ports, link: string, personName: string, account: string, way: Way): Promise<Answer<Founded>> => {
  const read = await onTheWay(ports, way, link, 'person')
  if (!read.ok) return read
  const { org, relayKey, network } = read.value.content
  const { person, draft } = await way.take('person', async () => {
    const made = personFromSeed(ports.crypto, ports.crypto.random(32))
    return { person: made, draft: await draftAccount(ports, account, permitOf(read.value), made, { org, relayKey }) }
  })
  const made = await sendAccount(ports, draft)
  if (!made.ok) return made
  const answered = await sendAnswer(ports, way, read.value, { name: personName, person: person.card, org: null })
  if (!answered.ok) return answered
  const secrets = { ...(await secretsFor(ports, account, person, org, relayKey, true)), network }
  return {
    ok: true,
    value: await waitingFor(read.value, { entered: await settle(ports, made.value.passphrase, secrets), shown: made.value.shown }),
  }
}

/** Founds a new organisation on an invitation; the inviting network lets it in. */
export const joinAsOrganisation = async (
  ports: Ports,
  link: string,
  orgName: string,
  account: string,
  way: Way,
): Promise<Answer<Founded>> => {
  const read = await onTheWay(ports, way, link, 'organisation')
  if (!read.ok) return read
  const founded = await foundWith(ports, account, read.value, way)
  if (!founded.ok) return founded
  const reply = { name: orgName, person: null, org: founded.value.entered.secrets.org }
  const answered = await sendAnswer(ports, way, read.value, reply)
  return answered.ok ? { ok: true, value: await waitingFor(read.value, founded.value) } : answered
}

/** A sign-in that waits for a passkey. */
export interface SignInToConfirm {
  readonly confirm: Uint8Array
  readonly finish: (assertion: PasskeyAssertion) => Promise<Answer<Entered>>
}

export const signIn = async (ports: Ports, account: string, passphrase: string): Promise<Answer<Entered | SignInToConfirm>> => {
  const enter = async ({ person, home }: SignedIn): Promise<Answer<Entered>> => ({
    ok: true,
    value: await settle(ports, passphrase, await secretsFor(ports, account, person, home.org, home.relayKey, true)),
  })
  const signed = await signInTo(ports, account, passphrase)
  if (!signed.ok) return signed
  if ('person' in signed.value) return enter(signed.value)
  const { challenge: confirm, finish } = signed.value
  const finishing = async (assertion: PasskeyAssertion): Promise<Answer<Entered>> => {
    const confirmed = await finish(assertion)
    return confirmed.ok ? enter(confirmed.value) : confirmed
  }
  return { ok: true, value: { confirm, finish: finishing } }
}

export const recover = async (ports: Ports, account: string, words: readonly string[]): Promise<Answer<Founded>> => {
  const seed = seedFromWords(words)
  if (seed === null) return { ok: false, problem: { type: 'wrong_words' } }
  const answer = await recoverAtRelay(ports, account, seed)
  if (!answer.ok) return answer
  const { person, home, passphrase, shown } = answer.value
  const secrets = await secretsFor(ports, account, person, home.org, home.relayKey, true)
  return { ok: true, value: { entered: await settle(ports, passphrase, secrets), shown } }
}

/** A new device's side of pairing: the code it shows, then one look for the approval. */
export class Pairing {
  readonly code: string
  readonly expires: number
  readonly #secret: Uint8Array
  readonly #ports: Ports

  constructor(ports: Ports) {
    this.#ports = ports
    this.#secret = ports.crypto.random(16)
    this.code = pairingCode(this.#secret)
    this.expires = ports.clock.now() + 10 * 60_000
  }

  /** `pairing_unknown` while nobody has approved yet. */
  async finish(): Promise<Answer<{ readonly entered: Entered; readonly passphrase: string }>> {
    const ports = this.#ports
    if (ports.clock.now() > this.expires) return { ok: false, problem: { type: 'pairing_expired' } }
    const answer = await post(ports.transport, '/api/pairings/take', [takePairing, { pairing: pairingId(this.#secret) }], pairingBody)
    if (!answer.ok) return answer.problem.type === 'not_found' ? { ok: false, problem: { type: 'pairing_unknown' } } : answer
    const content = openPairing(this.#secret, answer.value.box)
    if (content === null) return { ok: false, problem: { type: 'tampered' } }
    const person = personFromSeed(ports.crypto, content.seed)
    const passphrase = newPassphrase(ports.crypto.random)
    const secrets = await secretsFor(ports, content.account, person, content.org, content.relayKey, true)
    return { ok: true, value: { entered: await settle(ports, passphrase, secrets), passphrase } }
  }
}

export const kitOf = (secrets: Secrets): { readonly account: string; readonly words: readonly string[] } => ({
  account: secrets.account,
  words: recoveryWords(secrets.personSeed),
})
