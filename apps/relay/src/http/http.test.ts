import { beforeEach, describe, expect, it } from 'vitest'
import {
  LIMITS,
  challengeBody,
  changeAccount,
  decode,
  encode,
  intakeOffer,
  invitationBody,
  answerInvitation,
  mailboxContent,
  mailboxMessage,
  newAccount,
  openMailbox,
  originBytes,
  pairingBody,
  problem,
  readInvitation,
  recoverAccount,
  recoverMessage,
  sendAlert,
  signIn,
  signInMessage,
  signedIn,
  takePairing,
  workMessage,
  writeMailbox,
  hex,
  type Codec,
} from '@pergola/protocol'
import { randomBytes } from 'node:crypto'
import { signerOf, type Signer } from '../crypto/ed25519.ts'
import { sha256 } from '../crypto/sha256.ts'
import { Callers } from '../limits/buckets.ts'
import { permitOf } from '../testing/author.ts'
import { createMemoryRelay, type MemoryRelay } from '../testing/memory-relay.ts'
import { foundNetwork, type TestNetwork } from '../testing/network.ts'

let relay: MemoryRelay
let network: TestNetwork
let clock: number

beforeEach(async () => {
  clock = Date.now()
  relay = createMemoryRelay({ now: () => clock })
  network = await foundNetwork(relay, clock)
})

const bytes = (length: number): Uint8Array => Uint8Array.from(randomBytes(length))
const ORIGIN = sha256(originBytes('http://localhost'))

/** `ok`, or the error in the catalogue's word. */
const outcome = ({ status, body }: { status: number; body: Uint8Array }): string => {
  if (status === 200) return 'ok'
  const told = decode(problem, body)
  return told.ok ? told.value.error : 'nonsense'
}
const post = <T>(path: string, codec: Codec<T>, value: T) => relay.request('POST', path, {}, encode(codec, value))
const opened = <T>(codec: Codec<T>, { body }: { body: Uint8Array }): T => {
  const value = decode(codec, body)
  if (!value.ok) throw new Error(value.problem.why)
  return value.value
}
const nonce = async (): Promise<Uint8Array> =>
  opened(challengeBody, await relay.request('POST', '/api/challenge', {}, new Uint8Array(0))).nonce

const invitation = async (kind: 'person' | 'organisation' = 'person', life = 60_000) => {
  const { permitHash, ...permit } = permitOf()
  const sealed = bytes(30)
  const { client } = network.local.steward
  expect(await client.outcome({ t: 'invite', invitation: permit.invitation, permitHash, kind, expires: clock + life, sealed })).toBe('done')
  return { permit, sealed }
}

const account = async (signer: Signer = signerOf(bytes(32)), person: Signer = signerOf(bytes(32))) => {
  const { permit } = await invitation()
  const body = { account: bytes(32), signInKey: signer.publicKey, personKey: person.publicKey, sealedSeed: bytes(100), permit }
  return { body, signer, person, created: outcome(await post('/api/accounts', newAccount, body)) }
}

describe('accounts', () => {
  const tries = async (name: Uint8Array, signer: Signer, changes: { origin?: Uint8Array; nonce?: Uint8Array } = {}) => {
    const proof = { account: name, nonce: changes.nonce ?? (await nonce()), origin: changes.origin ?? ORIGIN }
    return post('/api/sign-in', signIn, { ...proof, signature: signer.sign(signInMessage(proof.nonce, proof.origin, name)) })
  }

  it('HTTP-1 a person signs in from a new device and gets the sealed seed and their organisation', async () => {
    const { steward } = network.local
    const { body, signer } = await account(undefined, steward.device.person.signer)
    const answer = await tries(body.account, signer)
    expect(opened(signedIn, answer)).toEqual({ sealedSeed: body.sealedSeed, org: network.local.org })
  })

  it('HTTP-2 an unknown name, a wrong passphrase and another site get one and the same answer', async () => {
    const { body, signer } = await account()
    const elsewhere = sha256(originBytes('https://elsewhere.example'))
    const answers = [
      await tries(bytes(32), signer),
      await tries(body.account, signerOf(bytes(32))),
      await tries(body.account, signer, { origin: elsewhere }),
    ]
    expect(answers.map(outcome)).toEqual(['denied', 'denied', 'denied'])
    expect(new Set(answers.map((answer) => hex(answer.body))).size).toBe(1)
  })

  it('HTTP-3 a challenge works once, for five minutes, and only if it is ours', async () => {
    const { body, signer } = await account()
    const once = await nonce()
    expect(outcome(await tries(body.account, signer, { nonce: once }))).toBe('ok')
    expect(outcome(await tries(body.account, signer, { nonce: once }))).toBe('expired')
    expect(outcome(await tries(body.account, signer, { nonce: bytes(32) }))).toBe('expired')
    const old = await nonce()
    clock += 5 * 60_000 + 1
    expect(outcome(await tries(body.account, signer, { nonce: old }))).toBe('expired')
  })

  it('HTTP-4 an account needs an invitation once there is a network, and each makes one account', async () => {
    const { body, created } = await account()
    expect(created).toBe('ok')
    expect(outcome(await post('/api/accounts', newAccount, body))).toBe('ok')
    expect(outcome(await post('/api/accounts', newAccount, { ...body, account: bytes(32) }))).toBe('used')
    expect(outcome(await post('/api/accounts', newAccount, { ...body, permit: null }))).toBe('denied')
    const { permit } = await invitation()
    expect(outcome(await post('/api/accounts', newAccount, { ...body, sealedSeed: bytes(10), permit }))).toBe('used')
    const empty = createMemoryRelay()
    expect(outcome(await empty.request('POST', '/api/accounts', {}, encode(newAccount, { ...body, permit: null })))).toBe('ok')
  })

  it('HTTP-5 a new passphrase is set with the old one, or with the own key from the recovery kit', async () => {
    const { body, signer, person } = await account()
    const fresh = signerOf(bytes(32))
    const change = async (by: Signer, path: string) => {
      const proof = { account: body.account, nonce: await nonce(), origin: ORIGIN, signInKey: fresh.publicKey }
      const signature = by.sign(recoverMessage(proof.nonce, proof.origin, proof.account, proof.signInKey))
      return outcome(
        await post(path, path === '/api/account' ? changeAccount : recoverAccount, { ...proof, signature, sealedSeed: bytes(90) }),
      )
    }
    expect(await change(fresh, '/api/account')).toBe('denied')
    expect(await change(person, '/api/account')).toBe('denied')
    expect(await change(signer, '/api/recover')).toBe('denied')
    expect(await change(signer, '/api/account')).toBe('ok')
    expect(outcome(await tries(body.account, signer))).toBe('denied')
    expect(outcome(await tries(body.account, fresh))).toBe('ok')
    expect(await change(person, '/api/recover')).toBe('ok')
  })
})

describe('invitations', () => {
  it('HTTP-6 is read by who has its number, answered once with its permit, and its organisation hears of it', async () => {
    const { permit, sealed } = await invitation()
    expect(opened(invitationBody, await post('/api/invitations/read', readInvitation, permit))).toMatchObject({ kind: 'person', sealed })
    const answers = async (answer: Uint8Array, with_: typeof permit) =>
      outcome(await post('/api/invitations/answer', answerInvitation, { ...with_, answer }))
    const answer = bytes(40)
    expect(await answers(answer, { ...permit, permit: bytes(32) })).toBe('denied')
    expect(await answers(answer, { ...permit, invitation: bytes(16) })).toBe('denied')
    expect(await answers(answer, permit)).toBe('ok')
    expect(await answers(answer, permit)).toBe('ok')
    expect(await answers(bytes(40), permit)).toBe('used')
    expect(outcome(await post('/api/invitations/read', readInvitation, permit))).toBe('used')
    expect(
      await network.local.steward.client.until(() => network.local.steward.client.of('news').find((news) => news.what === 'invitations')),
    ).toBeDefined()
    const [list] = await network.local.steward.client.ask({ t: 'invitations' })
    expect(list?.t === 'invitationList' && list.rows.find((row) => hex(row.invitation) === hex(permit.invitation))?.answer).toEqual(answer)
  })

  it('HTTP-6 that is expired or unknown says so', async () => {
    const { permit } = await invitation('person', 1000)
    clock += 1001
    expect(outcome(await post('/api/invitations/read', readInvitation, permit))).toBe('expired')
    expect(outcome(await post('/api/invitations/answer', answerInvitation, { ...permit, answer: bytes(1) }))).toBe('expired')
    expect(outcome(await post('/api/invitations/read', readInvitation, { invitation: bytes(16) }))).toBe('not_found')
  })
})

it('HTTP-7 a box for the other device is taken once, within ten minutes', async () => {
  const [pairing, box] = [bytes(16), bytes(80)]
  await network.local.steward.client.outcome({ t: 'pair', pairing, box })
  expect(opened(pairingBody, await post('/api/pairings/take', takePairing, { pairing })).box).toEqual(box)
  expect(outcome(await post('/api/pairings/take', takePairing, { pairing }))).toBe('not_found')
  await network.local.steward.client.outcome({ t: 'pair', pairing, box })
  clock += 10 * 60_000 + 1
  expect(outcome(await post('/api/pairings/take', takePairing, { pairing }))).toBe('not_found')
})

describe('the intake', () => {
  const card = bytes(100)
  const work = async () => {
    const offer = opened(intakeOffer, await relay.request('GET', `/api/intake/${network.local.org}`, {}, new Uint8Array(0)))
    for (let n = 0; ; n++) {
      const solution = Uint8Array.from({ length: 8 }, (_, at) => (n >> (8 * at)) & 255)
      if (sha256(workMessage(offer.challenge, solution))[0]! < 16) return { challenge: offer.challenge, solution }
    }
  }
  const alert = async (token: Uint8Array, changes: object = {}) => {
    const body = { ...(await work()), mailbox: sha256(mailboxMessage(token)), envelope: bytes(200), blobs: [], ...changes }
    return outcome(await post(`/api/intake/${network.local.org}/alerts`, sendAlert, body))
  }
  const open = async (token: Uint8Array) => (await post('/api/mailbox', openMailbox, { token })).body
  const content = (answer: Uint8Array) => {
    const length = new DataView(answer.buffer, answer.byteOffset).getUint32(0)
    return decode(mailboxContent, answer.subarray(4, 4 + length))
  }

  beforeEach(async () => {
    await network.local.steward.client.outcome({ t: 'card', card })
  })

  it('HTTP-8 takes an alert, tells the organisation, and gives the answer to who comes back with the phrase', async () => {
    const token = bytes(32)
    const { client } = network.local.steward
    expect(await alert(token)).toBe('ok')
    await client.until(() => client.of('news').find((news) => news.what === 'alerts'))
    const [page] = await client.ask({ t: 'alerts', after: 0 })
    if (page?.t !== 'alertPage') throw new Error('no alerts')
    const { mailbox } = page.alerts[0]!
    const envelope = bytes(300)
    expect(await client.outcome({ t: 'reply', mailbox, envelope })).toBe('done')
    const told = content(await open(token))
    expect(told.ok && told.value.replies.map((reply) => reply.envelope)).toEqual([envelope])
    const written = { ...(await work()), token, envelope: bytes(100), blobs: [] }
    expect(outcome(await post('/api/mailbox/send', writeMailbox, written))).toBe('ok')
    expect(await client.outcome({ t: 'dropAlerts', numbers: [1] })).toBe('done')
    const [after] = await client.ask({ t: 'alerts', after: 0 })
    expect(after?.t === 'alertPage' && after.alerts.map((row) => row.number)).toEqual([2])
  })

  it('HTTP-9 answers for a phrase that was never given with as many bytes, that mean nothing, and always the same', async () => {
    const [known, unknown] = [bytes(32), bytes(32)]
    await alert(known)
    const answers = [await open(known), await open(unknown), await open(unknown)]
    expect(answers.map((answer) => answer.length)).toEqual([LIMITS.mailboxBytes, LIMITS.mailboxBytes, LIMITS.mailboxBytes])
    expect(content(answers[1]!).ok).toBe(false)
    expect(answers[1]).toEqual(answers[2])
    const empty = content(answers[0]!)
    expect(empty.ok && empty.value.replies).toEqual([])
    const sent = { ...(await work()), token: unknown, envelope: bytes(100), blobs: [] }
    expect(outcome(await post('/api/mailbox/send', writeMailbox, sent))).toBe('ok')
  })

  it('HTTP-10 asks for work, once for each thing sent', async () => {
    const done = await work()
    expect(await alert(bytes(32), { challenge: bytes(40) })).toBe('work')
    expect(await alert(bytes(32), done)).toBe('ok')
    expect(await alert(bytes(32), done)).toBe('work')
    const late = await work()
    clock += 10 * 60_000 + 1
    expect(await alert(bytes(32), late)).toBe('work')
  })

  it('HTTP-11 keeps files of an alert and forgets after a day those that no alert names', async () => {
    const put = async (blob: string, data: Uint8Array) => {
      const { challenge, solution } = await work()
      return outcome(
        await relay.request(
          'PUT',
          `/api/intake/${network.local.org}/blobs/${blob}`,
          { 'Pergola-Work': `${hex(challenge)}.${hex(solution)}` },
          data,
        ),
      )
    }
    const [named, orphan] = [hex(bytes(16)), hex(bytes(16))]
    expect(await put(named, bytes(50))).toBe('ok')
    expect(await put(orphan, bytes(50))).toBe('ok')
    expect(await put(named, bytes(50))).toBe('used')
    expect(await alert(bytes(32), { blobs: [named] })).toBe('ok')
    clock += 24 * 60 * 60_000 + 1
    await relay.sweep()
    expect(await relay.store.blob(orphan)).toBeNull()
    const session = hex((await network.local.steward.client.first('welcome')).session)
    const got = await relay.request('GET', `/api/blobs/${named}`, { Authorization: `Bearer ${session}` }, new Uint8Array(0))
    expect(got.body.length).toBe(50)
  })

  it('HTTP-8 is closed where no card is published', async () => {
    await network.local.steward.client.outcome({ t: 'card', card: null })
    expect(outcome(await relay.request('GET', `/api/intake/${network.local.org}`, {}, new Uint8Array(0)))).toBe('not_found')
  })

  it('HTTP-8 refuses a reply that no mailbox could show', async () => {
    const token = bytes(32)
    await alert(token)
    const reply = { t: 'reply', mailbox: sha256(mailboxMessage(token)), envelope: bytes(66_000) } as const
    expect(await network.local.steward.client.outcome(reply)).toBe('too_large')
  })
})

describe('files', () => {
  it('HTTP-12 the same file again is fine, another under its id is not, and a closed socket opens nothing', async () => {
    const { client } = network.local.steward
    const headers = { authorization: `Bearer ${hex((await client.first('welcome')).session)}` }
    const [path, data] = [`/api/blobs/${hex(bytes(16))}`, bytes(100)]
    expect(outcome(await relay.request('PUT', path, headers, data))).toBe('ok')
    expect(outcome(await relay.request('PUT', path, headers, data))).toBe('ok')
    expect(outcome(await relay.request('PUT', path, headers, bytes(100)))).toBe('used')
    expect((await relay.request('GET', path, headers, new Uint8Array(0))).body).toEqual(data)
    expect(outcome(await relay.request('PUT', '/api/blobs/..%2f..%2frelay-key', headers, data))).toBe('malformed')
    client.close()
    expect(outcome(await relay.request('GET', path, headers, new Uint8Array(0)))).toBe('denied')
  })
})

it('HTTP-14 one address that asks too often waits, others do not', async () => {
  const callers = new Callers(() => clock)
  const rate = { burst: 2, perSecond: 1 }
  const takes = (address: string): number => callers.take('sign-in', rate, address)
  expect([takes('a'), takes('a'), takes('b')]).toEqual([0, 0, 0])
  expect(takes('a')).toBe(1000)
  clock += 1000
  expect(takes('a')).toBe(0)
})
