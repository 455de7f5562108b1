/** Accounts: a sealed seed behind a name's hash and a key that signs. Unknown names cost and answer like wrong keys. */
import { randomBytes } from 'node:crypto'
import {
  challengeBody,
  changeAccount,
  changeFactors,
  concat,
  encode,
  factorCount,
  factorMessage,
  factorsMessage,
  hex,
  newAccount,
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
import { admissible, signerOf, verifies } from '../crypto/ed25519.ts'
import { sha256 } from '../crypto/sha256.ts'
import type { House } from '../house.ts'
import { openInvitation } from '../hub/founding.ts'
import { refuse, type Answer } from '../refusal.ts'
import type { AccountRow } from '../store/store.ts'
import { admissibleFactor, confirms, factorsIn } from './passkeys.ts'
import { EMPTY, bodyRoute, good, written, type Route } from './route.ts'

const BODY_BYTES = 2048
const ASSERTED_BYTES = 4096

/** Verified against when there is no such account, so that the work is the same. */
const NOBODY = signerOf(randomBytes(32)).publicKey
const PURPOSE = 'account'

interface Proof {
  readonly account: Uint8Array
  readonly nonce: Uint8Array
  readonly origin: Uint8Array
  readonly signature: Uint8Array
}

/** The account whose `key` signed `message` with a nonce of ours for an origin of ours; one no for everything else. */
const proved = async (house: House, proof: Proof, key: 'signInKey' | 'personKey', message: Uint8Array): Promise<Answer<AccountRow>> => {
  const fresh = await house.nonces.take(proof.nonce, PURPOSE)
  const row = await house.store.account(hex(proof.account))
  const signed = verifies(row?.[key] ?? NOBODY, message, proof.signature)
  const here = house.settings.originHashes.has(hex(proof.origin))
  if (!fresh) return refuse('expired')
  return row !== null && signed && here ? { ok: true, value: row } : refuse('denied')
}

const opened = async (house: House, row: AccountRow): Promise<Answer<Uint8Array>> => ({
  ok: true,
  value: encode(signedIn, { sealedSeed: row.sealedSeed, org: await house.store.orgOfKey(row.personKey) }),
})

/** The first account of an empty relay needs no permit; afterwards every account comes with an invitation, used once. */
const mayCreate = async (house: House, body: NewAccountBody): Promise<Answer<null>> => {
  if (body.permit === null) return (await house.store.networks()).length === 0 ? { ok: true, value: null } : refuse('denied')
  const open = await openInvitation(house.store, body.permit, house.now())
  if (!open.ok) return open
  return open.value.account === null || open.value.account === hex(body.account) ? { ok: true, value: null } : refuse('used')
}

const sameAccount = (row: AccountRow, body: NewAccountBody): boolean =>
  sameBytes(row.signInKey, body.signInKey) && sameBytes(row.personKey, body.personKey) && sameBytes(row.sealedSeed, body.sealedSeed)

const create = async (house: House, body: NewAccountBody): Promise<Answer<Uint8Array>> => {
  if (!admissible(body.signInKey) || !admissible(body.personKey)) return refuse('malformed')
  const may = await mayCreate(house, body)
  if (!may.ok) return may
  const { signInKey, personKey, sealedSeed } = body
  const account = hex(body.account)
  const outcome = await house.store.createAccount(
    { account, signInKey, personKey, sealedSeed, factors: EMPTY },
    body.permit?.invitation ?? null,
  )
  if (outcome !== 'taken') return written(outcome)
  const held = await house.store.account(account)
  return held && sameAccount(held, body) ? { ok: true, value: EMPTY } : refuse('used')
}

/** The passphrase is right; an account with passkeys asks for one of them as well. */
const signedInBy = async (house: House, body: Of<typeof signIn>): Promise<Answer<Uint8Array>> => {
  const row = await proved(house, body, 'signInKey', signInMessage(body.nonce, body.origin, body.account))
  if (!row.ok) return row
  return row.value.factors.length === 0 ? opened(house, row.value) : refuse('factor')
}

const signedInByBoth = async (house: House, body: Of<typeof signInWithFactor>): Promise<Answer<Uint8Array>> => {
  const { nonce, origin, account, assertion } = body
  const row = await proved(house, body, 'signInKey', signInMessage(nonce, origin, account))
  if (!row.ok) return row
  const asked = sha256(factorMessage(nonce, origin, account))
  const confirmed = confirms(factorsIn(row.value.factors), asked, assertion, house.settings.origins)
  return confirmed ? opened(house, row.value) : refuse('denied')
}

/** Who holds the person's own key (a device that is in, or the recovery kit) says which passkeys are asked for; the passphrase alone cannot. */
const factorsChanged = async (house: House, body: Of<typeof changeFactors>): Promise<Answer<Uint8Array>> => {
  const { account, nonce, origin, change } = body
  if (change?.some((factor) => !admissibleFactor(factor))) return refuse('malformed')
  const row = await proved(house, body, 'personKey', factorsMessage(nonce, origin, account, change))
  if (!row.ok) return row
  if (change === null) return { ok: true, value: encode(factorCount, { count: factorsIn(row.value.factors).length }) }
  const outcome = await house.store.setFactors(row.value.account, concat(...change))
  return outcome === 'done' ? { ok: true, value: encode(factorCount, { count: change.length }) } : written(outcome)
}

const challenge: Route = {
  method: 'POST',
  path: '/api/challenge',
  group: 'challenge',
  handle: async (house) => {
    const empty = (await house.store.networks()).length === 0 ? 1 : 0
    return good(encode(challengeBody, { nonce: house.nonces.issue(PURPOSE), relayKey: house.signer.publicKey, empty, now: house.now() }))
  },
}

export const accountRoutes: readonly Route[] = [
  challenge,
  bodyRoute({ path: '/api/accounts', group: 'accounts', body: newAccount, maxBytes: BODY_BYTES, run: create }),
  bodyRoute({
    path: '/api/sign-in',
    group: 'sign-in',
    body: signIn,
    maxBytes: BODY_BYTES,
    run: signedInBy,
  }),
  bodyRoute({ path: '/api/sign-in/factor', group: 'sign-in', body: signInWithFactor, maxBytes: ASSERTED_BYTES, run: signedInByBoth }),
  bodyRoute({ path: '/api/factors', group: 'sign-in', body: changeFactors, maxBytes: BODY_BYTES, run: factorsChanged }),
  bodyRoute({
    path: '/api/recover',
    group: 'sign-in',
    body: recoverAccount,
    maxBytes: BODY_BYTES,
    run: async (house, body) => {
      const { account, nonce, origin, signInKey, sealedSeed } = body
      if (!admissible(signInKey)) return refuse('malformed')
      const row = await proved(house, body, 'personKey', recoverMessage(nonce, origin, account, signInKey))
      if (!row.ok) return row
      // An empty box changes nothing: the person looks at what is kept before sealing it anew.
      if (sealedSeed.length === 0) return opened(house, row.value)
      const outcome = await house.store.replaceKeys(row.value.account, signInKey, sealedSeed)
      if (outcome !== 'done') return written(outcome)
      // The kit stands above the passkey: who lost the one comes back with the other.
      const forgotten = row.value.factors.length === 0 ? 'done' : await house.store.setFactors(row.value.account, EMPTY)
      return forgotten === 'done' ? opened(house, { ...row.value, sealedSeed }) : written(forgotten)
    },
  }),
  bodyRoute({
    path: '/api/account',
    group: 'sign-in',
    body: changeAccount,
    maxBytes: BODY_BYTES,
    run: async (house, body) => {
      const { account, nonce, origin, signInKey, sealedSeed } = body
      if (!admissible(signInKey)) return refuse('malformed')
      const row = await proved(house, body, 'signInKey', recoverMessage(nonce, origin, account, signInKey))
      if (!row.ok) return row
      if (row.value.factors.length > 0) return refuse('factor')
      return written(await house.store.replaceKeys(row.value.account, signInKey, sealedSeed))
    },
  }),
]
