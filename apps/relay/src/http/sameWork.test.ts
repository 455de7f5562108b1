/** Guessing account names: neither the answer nor the work behind it tells whether somebody is there. */
import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  challengeBody,
  decode,
  encode,
  factorMessage,
  factorsMessage,
  changeFactors,
  newAccount,
  originBytes,
  recoverAccount,
  recoverMessage,
  signIn,
  signInMessage,
  signInWithFactor,
} from '@pergola/protocol'
import { signerOf, type Signer } from '../crypto/ed25519.ts'
import { sha256 } from '../crypto/sha256.ts'
import { createMemoryRelay } from '../testing/memory-relay.ts'
import { testPasskey } from '../testing/passkey.ts'
import { callsDuring } from '../testing/work-done.ts'

const bytes = (length: number): Uint8Array => Uint8Array.from(randomBytes(length))
const ORIGIN = sha256(originBytes('http://localhost'))
const relay = createMemoryRelay()
const person = signerOf(bytes(32))
const passkey = testPasskey()

const ACCOUNTS = { 'with a passkey': bytes(32), 'with none': bytes(32), 'that is nobody’s': bytes(32) } as const

const nonce = async (): Promise<Uint8Array> => {
  const said = decode(challengeBody, (await relay.request('POST', '/api/challenge', {}, new Uint8Array(0))).body)
  if (!said.ok) throw new Error(said.problem.why)
  return said.value.nonce
}

interface Guess {
  readonly account: Uint8Array
  readonly fresh: Uint8Array
  readonly guesser: Signer
}

/** Each way in, tried with a key that is not the account's. */
const WAYS: Readonly<Record<string, { readonly path: string; readonly body: (guess: Guess) => Uint8Array }>> = {
  'the passphrase': {
    path: '/api/sign-in',
    body: ({ account, fresh, guesser }) =>
      encode(signIn, { account, nonce: fresh, origin: ORIGIN, signature: guesser.sign(signInMessage(fresh, ORIGIN, account)) }),
  },
  'passphrase and passkey': {
    path: '/api/sign-in/factor',
    body: ({ account, fresh, guesser }) =>
      encode(signInWithFactor, {
        ...{ account, nonce: fresh, origin: ORIGIN, signature: guesser.sign(signInMessage(fresh, ORIGIN, account)) },
        assertion: passkey.answer(sha256(factorMessage(fresh, ORIGIN, account))),
      }),
  },
  'the recovery kit': {
    path: '/api/recover',
    body: ({ account, fresh, guesser }) => {
      const signature = guesser.sign(recoverMessage(fresh, ORIGIN, account, guesser.publicKey))
      return encode(recoverAccount, {
        account,
        nonce: fresh,
        origin: ORIGIN,
        signature,
        signInKey: guesser.publicKey,
        sealedSeed: bytes(100),
      })
    },
  },
  'the list of passkeys': {
    path: '/api/factors',
    body: ({ account, fresh, guesser }) =>
      encode(changeFactors, {
        ...{ account, nonce: fresh, origin: ORIGIN, change: null },
        signature: guesser.sign(factorsMessage(fresh, ORIGIN, account, null)),
      }),
  },
}

beforeAll(async () => {
  for (const account of [ACCOUNTS['with a passkey'], ACCOUNTS['with none']]) {
    const keys = { signInKey: signerOf(bytes(32)).publicKey, personKey: person.publicKey, sealedSeed: bytes(100) }
    await relay.request('POST', '/api/accounts', {}, encode(newAccount, { account, ...keys, permit: null }))
  }
  const fresh = await nonce()
  const account = ACCOUNTS['with a passkey']
  const change = [passkey.key]
  const signature = person.sign(factorsMessage(fresh, ORIGIN, account, change))
  await relay.request('POST', '/api/factors', {}, encode(changeFactors, { account, nonce: fresh, origin: ORIGIN, signature, change }))
})

describe('HTTP-2 the same answer for the same work', () => {
  for (const [way, { path, body }] of Object.entries(WAYS)) {
    it(`HTTP-2 guessing by ${way}, counted call by call`, async () => {
      const guesser = signerOf(bytes(32))
      const tried = async (account: Uint8Array) => {
        const sent = body({ account, fresh: await nonce(), guesser })
        let answer = ''
        const calls = await callsDuring('/apps/relay/src/', async () => {
          const { status, body: told } = await relay.request('POST', path, {}, sent)
          answer = `${status} ${Buffer.from(told).toString('hex')}`
        })
        return { answer, calls: [...calls].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) }
      }
      // Once before, so that what is kept parsed after the first use does not count.
      for (const account of Object.values(ACCOUNTS)) await tried(account)
      const all = []
      for (const account of Object.values(ACCOUNTS)) all.push(await tried(account))
      const [first, ...others] = all
      expect(first!.calls.length).toBeGreaterThan(5)
      expect(first!.answer).toMatch(/^401 /)
      for (const other of others) expect(other).toEqual(first)
    })
  }

  it('HTTP-2 the count does tell a right guess from a wrong one', async () => {
    const { path, body } = WAYS['the list of passkeys']!
    const sent = body({ account: ACCOUNTS['with none'], fresh: await nonce(), guesser: person })
    const right = await callsDuring('/apps/relay/src/', () => relay.request('POST', path, {}, sent))
    const wrong = await callsDuring('/apps/relay/src/', async () =>
      relay.request('POST', path, {}, body({ account: ACCOUNTS['with none'], fresh: bytes(32), guesser: person })),
    )
    expect([...right]).not.toEqual([...wrong])
  })
})
