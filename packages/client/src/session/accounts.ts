/** Accounts at the relay: made, signed in to, recovered. The relay sees a hash of the name, public keys and a sealed box. */
import {
  accountHash,
  accountKeys,
  newPassphrase,
  openHome,
  openSeed,
  personFromSeed,
  recoveryWords,
  sealAccount,
  type AccountKeys,
  type Home,
  type PersonSecret,
} from '@pergola/core/identity'
import {
  challengeBody,
  changeFactors,
  factorCount,
  factorMessage,
  factorsMessage,
  newAccount,
  originBytes,
  recoverAccount,
  recoverMessage,
  sameBytes,
  signIn,
  signInMessage,
  signInWithFactor,
  signedIn,
  type NewAccountBody,
  type Of,
} from '@pergola/protocol'
import type { Answer, NewAccount, PasskeyAssertion, Problem } from '../contract/index.ts'
import type { Ports } from '../ports.ts'
import { post } from './relayHttp.ts'

export type Challenge = Of<typeof challengeBody>
export const challenge = ({ transport }: Ports): Promise<Answer<Challenge>> => post(transport, '/api/challenge', null, challengeBody)

export type Permit = NonNullable<Of<typeof newAccount>['permit']>

export interface Made {
  readonly passphrase: string
  readonly shown: NewAccount
}

export const shownOf = (account: string, passphrase: string, person: PersonSecret): NewAccount => ({
  account,
  passphrase,
  recoveryWords: recoveryWords(person.seed),
})

/** An account that is on this device only: the same bytes may go to the relay again, which then answers as the first time. */
export interface AccountDraft {
  readonly passphrase: string
  readonly body: NewAccountBody
}

export const draftAccount = async (
  { crypto }: Ports,
  account: string,
  permit: Permit | null,
  person: PersonSecret,
  home: Home,
): Promise<AccountDraft> => {
  const passphrase = newPassphrase(crypto.random)
  const keys = await accountKeys(crypto, account, passphrase)
  const body = {
    account: keys.account,
    signInKey: keys.signInKey,
    personKey: person.card.signKey,
    sealedSeed: sealAccount(keys, crypto.random, person.seed, home),
    permit,
  }
  return { body, passphrase }
}

/** `account_taken` when the name is in use by somebody else. */
export const sendAccount = async ({ transport }: Ports, { body }: AccountDraft): Promise<Answer<null>> => {
  const answer = await post<NewAccountBody, null>(transport, '/api/accounts', [newAccount, body], null)
  return answer.ok ? answer : { ok: false, problem: refusedAccount(answer.problem) }
}

/** An account for a new person. `account_taken` when the name is in use. */
export const makeAccount = async (
  ports: Ports,
  account: string,
  permit: Permit | null,
  person: PersonSecret,
  home: Home,
): Promise<Answer<Made>> => {
  const draft = await draftAccount(ports, account, permit, person, home)
  const { passphrase } = draft
  const sent = await sendAccount(ports, draft)
  return sent.ok ? { ok: true, value: { passphrase, shown: shownOf(account, passphrase, person) } } : sent
}

/** "used" is the name; "denied" the permit. */
const refusedAccount = (problem: Problem): Problem => {
  if (problem.type === 'invitation_used') return { type: 'account_taken', field: 'account' }
  return problem.type === 'wrong_passphrase' ? { type: 'invitation_used' } : problem
}

export interface SignedIn {
  readonly person: PersonSecret
  readonly home: Home
}

/** The passphrase was right; this waits for the passkey that the account asks for as well. */
export interface Confirming {
  /** What the passkey signs: 32 bytes, made from a nonce that is good for five minutes. */
  readonly challenge: Uint8Array
  readonly finish: (assertion: PasskeyAssertion) => Promise<Answer<SignedIn>>
}

/** Proves the passphrase over a fresh nonce. */
const proofOf = async (ports: Ports, keys: AccountKeys, { nonce }: Challenge) => {
  const origin = ports.crypto.sha256(originBytes(ports.transport.origin))
  const signature = await ports.crypto.sign(keys.signInSeed, signInMessage(nonce, origin, keys.account))
  return { account: keys.account, nonce, origin, signature }
}

export const signInTo = async (ports: Ports, account: string, passphrase: string): Promise<Answer<SignedIn | Confirming>> => {
  const nonce = await challenge(ports)
  if (!nonce.ok) return nonce
  const keys = await accountKeys(ports.crypto, account, passphrase)
  const answer = await post(ports.transport, '/api/sign-in', [signIn, await proofOf(ports, keys, nonce.value)], signedIn)
  if (answer.ok) return opened(ports, keys, answer.value.sealedSeed, nonce.value.relayKey)
  return answer.problem.type === 'wrong_passkey' ? confirming(ports, keys) : answer
}

const confirming = async (ports: Ports, keys: AccountKeys): Promise<Answer<Confirming>> => {
  const nonce = await challenge(ports)
  if (!nonce.ok) return nonce
  const proof = await proofOf(ports, keys, nonce.value)
  const finish = async (assertion: PasskeyAssertion): Promise<Answer<SignedIn>> => {
    const answer = await post(ports.transport, '/api/sign-in/factor', [signInWithFactor, { ...proof, assertion }], signedIn)
    if (answer.ok) return opened(ports, keys, answer.value.sealedSeed, nonce.value.relayKey)
    return answer.problem.type === 'wrong_passphrase' ? { ok: false, problem: { type: 'wrong_passkey' } } : answer
  }
  return { ok: true, value: { challenge: ports.crypto.sha256(factorMessage(proof.nonce, proof.origin, proof.account)), finish } }
}

/** Which passkeys the relay asks for at sign-in: `change` null only counts them. Needs the person's own key, which the passphrase alone does not give. */
export const signInPasskeys = async (
  ports: Ports,
  account: string,
  seed: Uint8Array,
  change: readonly Uint8Array[] | null,
): Promise<Answer<number>> => {
  const { crypto, transport } = ports
  const nonce = await challenge(ports)
  if (!nonce.ok) return nonce
  const name = accountHash(crypto, account)
  const origin = crypto.sha256(originBytes(transport.origin))
  const message = factorsMessage(nonce.value.nonce, origin, name, change)
  const signature = await crypto.sign(personFromSeed(crypto, seed).signSeed, message)
  const body = { account: name, nonce: nonce.value.nonce, origin, signature, change }
  const answer = await post(transport, '/api/factors', [changeFactors, body], factorCount)
  return answer.ok ? { ok: true, value: answer.value.count } : answer
}

/** The home is the sealed one; a relay with another key than then is not the relay one signed up at. */
const homeIn = (account: Uint8Array, seed: Uint8Array, sealed: Uint8Array, relayKey: Uint8Array): Home | null => {
  const home = openHome(account, seed, sealed)
  return home && sameBytes(home.relayKey, relayKey) ? home : null
}

const opened = (ports: Ports, keys: AccountKeys, sealed: Uint8Array, relayKey: Uint8Array): Answer<SignedIn> => {
  const seed = openSeed(keys, sealed)
  const home = seed && homeIn(keys.account, seed, sealed, relayKey)
  if (!seed || !home) return { ok: false, problem: { type: 'tampered' } }
  return { ok: true, value: { person: personFromSeed(ports.crypto, seed), home } }
}

export interface Recovered extends SignedIn {
  readonly passphrase: string
  readonly shown: NewAccount
}

/** One call of the recovery route. An empty `sealed` changes nothing and asks for what is kept. */
const askToRecover = async (
  ports: Ports,
  person: PersonSecret,
  keys: AccountKeys,
  sealed: Uint8Array,
): Promise<Answer<{ kept: Uint8Array; relayKey: Uint8Array }>> => {
  const { crypto, transport } = ports
  const nonce = await challenge(ports)
  if (!nonce.ok) return nonce
  const origin = crypto.sha256(originBytes(transport.origin))
  const message = recoverMessage(nonce.value.nonce, origin, keys.account, keys.signInKey)
  const signature = await crypto.sign(person.signSeed, message)
  const body = { account: keys.account, nonce: nonce.value.nonce, origin, signature, signInKey: keys.signInKey, sealedSeed: sealed }
  const answer = await post(transport, '/api/recover', [recoverAccount, body], signedIn)
  if (!answer.ok) return answer.problem.type === 'wrong_passphrase' ? { ok: false, problem: { type: 'wrong_words' } } : answer
  return { ok: true, value: { kept: answer.value.sealedSeed, relayKey: nonce.value.relayKey } }
}

/** The recovery kit proves who one is and opens the sealed home; a new passphrase replaces the lost one. */
export const recover = async (ports: Ports, account: string, seed: Uint8Array): Promise<Answer<Recovered>> => {
  const { crypto } = ports
  const person = personFromSeed(crypto, seed)
  const passphrase = newPassphrase(crypto.random)
  const keys = await accountKeys(crypto, account, passphrase)
  const looked = await askToRecover(ports, person, keys, new Uint8Array())
  if (!looked.ok) return looked
  const home = homeIn(keys.account, seed, looked.value.kept, looked.value.relayKey)
  if (!home) return { ok: false, problem: { type: 'tampered' } }
  const replaced = await askToRecover(ports, person, keys, sealAccount(keys, crypto.random, seed, home))
  return replaced.ok ? { ok: true, value: { person, home, passphrase, shown: shownOf(account, passphrase, person) } } : replaced
}
