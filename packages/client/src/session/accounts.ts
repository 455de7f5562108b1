/** Accounts at the relay: made, signed in to, recovered. The relay sees a hash of the name, public keys and a sealed box. */
import {
  accountKeys,
  newPassphrase,
  openSeed,
  personFromSeed,
  recoveryWords,
  sealSeed,
  type AccountKeys,
  type PersonSecret,
} from '@pergola/core/identity'
import {
  challengeBody,
  newAccount,
  originBytes,
  recoverAccount,
  recoverMessage,
  signIn,
  signInMessage,
  signedIn,
  type Of,
  type OrgId,
} from '@pergola/protocol'
import type { Answer, NewAccount, Problem } from '../contract/index.ts'
import type { Ports } from '../ports.ts'
import { post } from './relayHttp.ts'

export type Challenge = Of<typeof challengeBody>
export const challenge = ({ transport }: Ports): Promise<Answer<Challenge>> => post(transport, '/api/challenge', null, challengeBody)

export type Permit = NonNullable<Of<typeof newAccount>['permit']>

export interface Made {
  readonly person: PersonSecret
  readonly passphrase: string
  readonly shown: NewAccount
}

const shownOf = (account: string, passphrase: string, person: PersonSecret): NewAccount => ({
  account,
  passphrase,
  recoveryWords: recoveryWords(person.seed),
})

/** A new person with an account. `account_taken` when the name is in use. */
export const makeAccount = async (ports: Ports, account: string, permit: Permit | null): Promise<Answer<Made>> => {
  const { crypto, transport } = ports
  const person = personFromSeed(crypto, crypto.random(32))
  const passphrase = newPassphrase(crypto.random)
  const keys = await accountKeys(crypto, account, passphrase)
  const body = {
    account: keys.account,
    signInKey: keys.signInKey,
    personKey: person.card.signKey,
    sealedSeed: sealSeed(keys, crypto.random(24), person.seed),
    permit,
  }
  const answer = await post(transport, '/api/accounts', [newAccount, body], null)
  if (!answer.ok) return { ok: false, problem: refusedAccount(answer.problem) }
  return { ok: true, value: { person, passphrase, shown: shownOf(account, passphrase, person) } }
}

/** "used" is the name; "denied" the permit. */
const refusedAccount = (problem: Problem): Problem => {
  if (problem.type === 'invitation_used') return { type: 'account_taken', field: 'account' }
  return problem.type === 'wrong_passphrase' ? { type: 'invitation_used' } : problem
}

export interface SignedIn {
  readonly person: PersonSecret
  readonly org: OrgId | null
  readonly relayKey: Uint8Array
}

export const signInTo = async (ports: Ports, account: string, passphrase: string): Promise<Answer<SignedIn>> => {
  const nonce = await challenge(ports)
  if (!nonce.ok) return nonce
  const keys = await accountKeys(ports.crypto, account, passphrase)
  const origin = ports.crypto.sha256(originBytes(ports.transport.origin))
  const signature = await ports.crypto.sign(keys.signInSeed, signInMessage(nonce.value.nonce, origin, keys.account))
  const answer = await post(
    ports.transport,
    '/api/sign-in',
    [signIn, { account: keys.account, nonce: nonce.value.nonce, origin, signature }],
    signedIn,
  )
  return answer.ok ? opened(ports, keys, answer.value, nonce.value.relayKey) : answer
}

const opened = (ports: Ports, keys: AccountKeys, value: Of<typeof signedIn>, relayKey: Uint8Array): Answer<SignedIn> => {
  const seed = openSeed(keys, value.sealedSeed)
  if (seed === null) return { ok: false, problem: { type: 'tampered' } }
  return { ok: true, value: { person: personFromSeed(ports.crypto, seed), org: value.org, relayKey } }
}

export interface Recovered extends SignedIn {
  readonly passphrase: string
  readonly shown: NewAccount
}

/** The recovery kit proves who one is; a new passphrase replaces the lost one. */
export const recover = async (ports: Ports, account: string, seed: Uint8Array): Promise<Answer<Recovered>> => {
  const { crypto, transport } = ports
  const nonce = await challenge(ports)
  if (!nonce.ok) return nonce
  const person = personFromSeed(crypto, seed)
  const passphrase = newPassphrase(crypto.random)
  const keys = await accountKeys(crypto, account, passphrase)
  const origin = crypto.sha256(originBytes(transport.origin))
  const message = recoverMessage(nonce.value.nonce, origin, keys.account, keys.signInKey)
  const body = {
    account: keys.account,
    nonce: nonce.value.nonce,
    origin,
    signature: await crypto.sign(person.signSeed, message),
    signInKey: keys.signInKey,
    sealedSeed: sealSeed(keys, crypto.random(24), person.seed),
  }
  const answer = await post(transport, '/api/recover', [recoverAccount, body], signedIn)
  if (!answer.ok) return answer.problem.type === 'wrong_passphrase' ? { ok: false, problem: { type: 'wrong_words' } } : answer
  return {
    ok: true,
    value: { person, org: answer.value.org, relayKey: nonce.value.relayKey, passphrase, shown: shownOf(account, passphrase, person) },
  }
}
