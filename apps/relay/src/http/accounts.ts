/** Accounts: a sealed seed behind a name's hash and a key that signs. Unknown names cost and answer like wrong keys. */
import { randomBytes } from 'node:crypto'
import {
  challengeBody,
  changeAccount,
  encode,
  hex,
  newAccount,
  recoverAccount,
  recoverMessage,
  sameBytes,
  signIn,
  signInMessage,
  signedIn,
  type NewAccountBody,
} from '@pergola/protocol'
import { admissible, signerOf, verifies } from '../crypto/ed25519.ts'
import type { House } from '../house.ts'
import { openInvitation } from '../hub/founding.ts'
import { refuse, type Answer } from '../refusal.ts'
import type { AccountRow } from '../store/store.ts'
import { EMPTY, bodyRoute, good, written, type Route } from './route.ts'

const BODY_BYTES = 2048

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
  const fresh = house.nonces.take(proof.nonce, PURPOSE)
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
  const outcome = await house.store.createAccount({ account, signInKey, personKey, sealedSeed }, body.permit?.invitation ?? null)
  if (outcome !== 'taken') return written(outcome)
  const held = await house.store.account(account)
  return held && sameAccount(held, body) ? { ok: true, value: EMPTY } : refuse('used')
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
    run: async (house, body) => {
      const row = await proved(house, body, 'signInKey', signInMessage(body.nonce, body.origin, body.account))
      return row.ok ? opened(house, row.value) : row
    },
  }),
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
      return outcome === 'done' ? opened(house, { ...row.value, sealedSeed }) : written(outcome)
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
      return row.ok ? written(await house.store.replaceKeys(row.value.account, signInKey, sealedSeed)) : row
    },
  }),
]
