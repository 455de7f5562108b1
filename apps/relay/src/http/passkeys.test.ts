/** Amina's account asks for a passkey: what the passphrase alone still gets, and what no false passkey gets. */
import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  challengeBody,
  changeAccount,
  changeFactors,
  decode,
  encode,
  factorCount,
  factorMessage,
  factorsMessage,
  newAccount,
  originBytes,
  problem,
  recoverAccount,
  recoverMessage,
  signIn,
  signInMessage,
  signInWithFactor,
  signedIn,
  type Codec,
  type FactorAssertion,
} from '@pergola/protocol'
import { signerOf } from '../crypto/ed25519.ts'
import { sha256 } from '../crypto/sha256.ts'
import { createMemoryRelay, type MemoryRelay } from '../testing/memory-relay.ts'
import { testPasskey, type Saying } from '../testing/passkey.ts'

const bytes = (length: number): Uint8Array => Uint8Array.from(randomBytes(length))
const ORIGIN = sha256(originBytes('http://localhost'))
const SEALED = bytes(100)
const ACCOUNT = bytes(32)
const passphrase = signerOf(bytes(32))
const person = signerOf(bytes(32))
const amina = testPasskey()
let relay: MemoryRelay

const post = <T>(path: string, codec: Codec<T>, value: T) => relay.request('POST', path, {}, encode(codec, value))
const outcome = ({ status, body }: { status: number; body: Uint8Array }): string => {
  if (status === 200) return 'ok'
  const told = decode(problem, body)
  return told.ok ? told.value.error : 'nonsense'
}
const nonce = async (): Promise<Uint8Array> => {
  const said = decode(challengeBody, (await relay.request('POST', '/api/challenge', {}, new Uint8Array(0))).body)
  if (!said.ok) throw new Error(said.problem.why)
  return said.value.nonce
}
const proof = async (signer = passphrase) => {
  const fresh = await nonce()
  return { account: ACCOUNT, nonce: fresh, origin: ORIGIN, signature: signer.sign(signInMessage(fresh, ORIGIN, ACCOUNT)) }
}
const bySaying = async (saying: Saying, key = amina, signer = passphrase) => {
  const proved = await proof(signer)
  const assertion = key.answer(sha256(factorMessage(proved.nonce, ORIGIN, ACCOUNT)), saying)
  return post('/api/sign-in/factor', signInWithFactor, { ...proved, assertion })
}
const setFactors = async (change: readonly Uint8Array[] | null, signer = person) => {
  const fresh = await nonce()
  const signature = signer.sign(factorsMessage(fresh, ORIGIN, ACCOUNT, change))
  return post('/api/factors', changeFactors, { account: ACCOUNT, nonce: fresh, origin: ORIGIN, signature, change })
}
const replaceBy = async (path: string, codec: typeof changeAccount, signer: typeof person) => {
  const fresh = await nonce()
  const signature = signer.sign(recoverMessage(fresh, ORIGIN, ACCOUNT, passphrase.publicKey))
  const body = { account: ACCOUNT, nonce: fresh, origin: ORIGIN, signature, signInKey: passphrase.publicKey, sealedSeed: SEALED }
  return post(path, codec, body)
}

beforeEach(async () => {
  relay = createMemoryRelay()
  const keys = { signInKey: passphrase.publicKey, personKey: person.publicKey }
  await post('/api/accounts', newAccount, { account: ACCOUNT, ...keys, sealedSeed: SEALED, permit: null })
  await setFactors([amina.key])
})

describe('an account that asks for a passkey', () => {
  it('HTTP-20 gives the sealed seed to passphrase and passkey together', async () => {
    expect(outcome(await post('/api/sign-in', signIn, await proof()))).toBe('factor')
    const answer = decode(signedIn, (await bySaying({})).body)
    expect(answer.ok && answer.value.sealedSeed).toEqual(SEALED)
  })

  it('HTTP-20 does not say to a wrong passphrase that there is a passkey', async () => {
    const stranger = signerOf(bytes(32))
    expect(outcome(await post('/api/sign-in', signIn, await proof(stranger)))).toBe('denied')
    expect(outcome(await bySaying({}, amina, stranger))).toBe('denied')
  })

  const FALSE: Readonly<Record<string, Saying>> = {
    'from another site': { origin: 'https://elsewhere.example' },
    'from another origin under our name': { origin: 'http://localhost:9999' },
    'for another site': { site: 'elsewhere.example' },
    'from a frame of another site': { crossOrigin: true },
    'made to register, not to sign in': { type: 'webauthn.create' },
    'without the person being recognised': { flags: 1 },
    'without the person being there': { flags: 4 },
  }
  for (const [what, saying] of Object.entries(FALSE))
    it(`HTTP-20 refuses an assertion ${what}`, async () => expect(outcome(await bySaying(saying))).toBe('denied'))

  it('HTTP-20 refuses another passkey, another sign-in’s assertion and bytes that are none', async () => {
    expect(outcome(await bySaying({}, testPasskey()))).toBe('denied')
    const old = amina.answer(sha256(factorMessage(await nonce(), ORIGIN, ACCOUNT)))
    const tried = async (assertion: FactorAssertion) =>
      outcome(await post('/api/sign-in/factor', signInWithFactor, { ...(await proof()), assertion }))
    expect(await tried(old)).toBe('denied')
    expect(await tried({ authenticatorData: bytes(10), clientData: bytes(10), signature: bytes(10) })).toBe('denied')
    expect(await tried({ ...old, clientData: new TextEncoder().encode('null') })).toBe('denied')
  })

  it('HTTP-20 does not let the passphrase alone change the passkeys or the passphrase', async () => {
    expect(outcome(await setFactors([], passphrase))).toBe('denied')
    expect(outcome(await replaceBy('/api/account', changeAccount, passphrase))).toBe('factor')
    const count = decode(factorCount, (await setFactors(null)).body)
    expect(count.ok && count.value.count).toBe(1)
  })

  it('HTTP-20 takes keys that are points of the curve and nothing else', async () => {
    expect(outcome(await setFactors([bytes(64)]))).toBe('malformed')
  })

  it('HTTP-20 forgets its passkeys when the person says so, and when they recover with the kit', async () => {
    expect(outcome(await replaceBy('/api/recover', recoverAccount, person))).toBe('ok')
    expect(outcome(await post('/api/sign-in', signIn, await proof()))).toBe('ok')
    await setFactors([amina.key])
    expect(outcome(await post('/api/sign-in', signIn, await proof()))).toBe('factor')
    await setFactors([])
    expect(outcome(await post('/api/sign-in', signIn, await proof()))).toBe('ok')
    expect(outcome(await bySaying({}))).toBe('denied')
  })
})
