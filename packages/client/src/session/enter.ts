/** The ways in to an account that there is: unlock, sign in, pair, recover. Each ends with a vault on this device and the secrets to open a desk. */
import { newDevice, newPassphrase, personFromSeed, recoveryWords, seedFromWords, type PersonSecret } from '@pergola/core/identity'
import { openPairing, pairingCode, pairingId } from '@pergola/core/invite'
import { pairingBody, takePairing, type OrgId, type SignedControl } from '@pergola/protocol'
import type { Answer, NewAccount, PasskeyAssertion } from '../contract/index.ts'
import { localStore, type LocalStore } from '../local/store.ts'
import { createVault, decodeSecrets, encodeSecrets, hasVault, openVault, type Secrets } from '../local/vault.ts'
import { openWithPasskey } from '../local/passkey.ts'
import type { Ports } from '../ports.ts'
import { readInvited, type Invited } from './invited.ts'
import { recover as recoverAtRelay, signInTo, type SignedIn } from './accounts.ts'
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

export const settle = async (
  ports: Ports,
  passphrase: string,
  secrets: Secrets,
  founding: SignedControl | null = null,
): Promise<Entered> => {
  const key = await createVault(ports, passphrase)
  const store = localStore(ports.storage, ports.local, key)
  await store.write([{ table: 'secrets', key: 'me', value: encodeSecrets(secrets) }])
  return { store, secrets, founding, invited: null }
}

export const secretsFor = async (
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

export interface Founded {
  readonly entered: Entered
  readonly shown: NewAccount
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
