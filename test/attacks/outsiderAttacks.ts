/** Strangers at the relay's door, with nothing, with what they recorded, or with somebody else's link. */
import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import { newReceipt, parseReceipt, receiptKeys } from '@pergola/core/intake'
import {
  LIMITS,
  answerInvitation,
  challengeBody,
  decode,
  encode,
  hex,
  openMailbox,
  originBytes,
  problem,
  sendAlert,
  signIn,
  signInMessage,
} from '@pergola/protocol'
import { createMemoryRelay } from '@pergola/relay/testing'
import { signerOf } from '../../apps/relay/src/crypto/ed25519.ts'
import { sha256 } from '../../apps/relay/src/crypto/sha256.ts'
import { settingsOf } from '../../apps/relay/src/settings.ts'
import { FIRST, writePush } from '../../apps/relay/src/testing/author.ts'
import { DeviceClient } from '../../apps/relay/src/testing/device-client.ts'
import type { MemoryRelay } from '../../apps/relay/src/testing/memory-relay.ts'
import { setScene } from '../../apps/relay/src/testing/scene.ts'
import { circle, crypto, linkTo, ORIGIN, someone } from '../stories/people.ts'
import { caseFor } from '../stories/cases.ts'
import { visitor } from '../stories/visitor.ts'
import { attacksOf, prevented } from './attack.ts'

const { all: attacks, attack } = attacksOf('outsider')
export const OUTSIDER_ATTACKS = attacks

const NOTHING = new Uint8Array(0)
const bytes = (length: number): Uint8Array => Uint8Array.from(randomBytes(length))

/** `ok`, or the error in the catalogue's word. */
const outcome = ({ status, body }: { readonly status: number; readonly body: Uint8Array }): string => {
  if (status === 200) return 'ok'
  const told = decode(problem, body)
  return told.ok ? told.value.error : 'nonsense'
}

/** The same relay, and everything that is sent to it over one line. */
const recorded = (relay: MemoryRelay): { readonly relay: Pick<MemoryRelay, 'connect'>; readonly said: Uint8Array[] } => {
  const said: Uint8Array[] = []
  const connect: MemoryRelay['connect'] = (handlers) => {
    const line = relay.connect(handlers)
    return { close: line.close, send: (sent) => (said.push(sent.slice()), line.send(sent)) }
  }
  return { relay: { connect }, said }
}

attack(
  'replay recorded frames',
  prevented('each socket has a nonce of its own'),
  'FRAME-1 a recorded session, said again, gets no further than hello',
  async () => {
    const { relay, seats, caseStand } = await setScene()
    const tapped = recorded(relay)
    const { device } = seats.steward
    const client = new DeviceClient(tapped.relay)
    expect((await client.greet(device)).t).toBe('welcome')
    const push = writePush(device, caseStand, { ...FIRST, epoch: caseStand.seq + 1, control: caseStand.seq }, 2)
    expect(await client.outcome({ t: 'push', space: caseStand.space, commits: push.commits, signature: push.signature })).toBe('receipt')
    const before = await relay.store.space(caseStand.space)
    const stranger = new DeviceClient(relay)
    await stranger.first('challenge')
    for (const frame of tapped.said) stranger.sendBytes(frame)
    expect((await stranger.first('refused')).error).toBe('bad_signature')
    await relay.settled()
    expect(stranger.of('welcome')).toEqual([])
    expect(await relay.store.space(caseStand.space)).toEqual(before)
  },
)

attack(
  "send another one's recorded push",
  prevented('a push names its author, and the socket is somebody else’s'),
  "LOG-3 another member's push, sent again over one's own socket, is refused",
  async () => {
    const { relay, seats, caseStand } = await setScene()
    const push = writePush(seats.steward.device, caseStand, { ...FIRST, epoch: caseStand.seq + 1, control: caseStand.seq }, 1)
    const sent = { t: 'push', space: caseStand.space, commits: push.commits, signature: push.signature } as const
    for (const who of ['editor', 'other', 'removedOrg', 'stranger'] as const)
      expect(await seats[who].client.outcome(sent)).toBe('not_permitted')
    expect((await relay.store.space(caseStand.space))!.pos).toBe(0)
  },
)

attack(
  'forge a sign-in',
  prevented('only the passphrase’s key signs; every failure is one answer'),
  'HTTP-2 HTTP-3 a recorded sign-in works no second time, a forged one never, and nobody learns whether the name exists',
  async () => {
    const { relay, accounts } = await circle()
    const bodies: Uint8Array[] = []
    const phone = someone(
      () => relay,
      0,
      undefined,
      (transport) => ({
        ...transport,
        request: (method, path, headers, body) => {
          if (path === '/api/sign-in') bodies.push(body.slice())
          return transport.request(method, path, headers, body)
        },
      }),
    )
    await phone.do('signIn', { account: 'amina', passphrase: accounts.amina.passphrase })
    const post = (body: Uint8Array) => relay.request('POST', '/api/sign-in', {}, body)
    expect(outcome(await post(bodies[0]!))).toBe('expired')
    const body = decode(signIn, bodies[0]!)
    if (!body.ok) throw new Error(body.problem.why)
    const forge = async (account: Uint8Array) => {
      const challenge = decode(challengeBody, (await relay.request('POST', '/api/challenge', {}, NOTHING)).body)
      if (!challenge.ok) throw new Error(challenge.problem.why)
      const { nonce } = challenge.value
      const origin = sha256(originBytes(ORIGIN))
      return post(encode(signIn, { account, nonce, origin, signature: signerOf(bytes(32)).sign(signInMessage(nonce, origin, account)) }))
    }
    const [known, unknown] = [await forge(body.value.account), await forge(bytes(32))]
    expect([outcome(known), hex(known.body)]).toEqual(['denied', hex(unknown.body)])
  },
)

/** An organisation with an intake page, and somebody who wrote there. */
const intake = async () => {
  const all = await circle()
  await all.amina.do('openIntake', { intro: 'Invented for a test.', languages: ['en'] })
  const link = linkTo(() => all.relay)
  const sender = visitor({ crypto, transport: link.transport, org: all.orgs.amina })
  await sender.write('Please help.')
  const [alert] = await all.amina.sees('alerts', {}, (alerts) => alerts.length === 1)
  await all.amina.do('replyToAlert', { id: alert!.id, text: 'We are here.' })
  expect(await sender.read()).toEqual(['We are here.'])
  return { ...all, sender }
}

const mailboxOf = (relay: MemoryRelay, token: Uint8Array) => relay.request('POST', '/api/mailbox', {}, encode(openMailbox, { token }))

attack(
  'guessing phrases',
  prevented('110 bits; every box answers alike, and few a minute for one caller'),
  'HTTP-9 HTTP-14 INTAKE-1 whoever guesses phrases gets boxes that look like the true one, and soon none',
  async () => {
    const { relay, sender } = await intake()
    const keysOf = (text: string) => {
      const receipt = parseReceipt(text)
      return receipt.ok ? receiptKeys(crypto.sha256, receipt.value) : null
    }
    const real = await mailboxOf(relay, keysOf(sender.receipt)!.token)
    const words = sender.receipt.split(' ')
    const near = words.map((_, at) => words.with(at, words[(at + 1) % words.length]!).join(' '))
    const guesses = [
      ...near.flatMap((text) => keysOf(text)?.token ?? []),
      ...Array.from({ length: 30 }, () => receiptKeys(crypto.sha256, newReceipt('words', crypto.random(15))).token),
    ]
    for (const token of guesses) {
      const box = await mailboxOf(relay, token)
      expect([box.status, box.body.length]).toEqual([real.status, real.body.length])
      expect(hex(box.body)).toBe(hex((await mailboxOf(relay, token)).body))
    }
    const strict = createMemoryRelay({ store: relay.store, routeRates: settingsOf({ origins: [ORIGIN] }).routeRates })
    const answers: string[] = []
    for (let n = 0; n < 100; n++) answers.push(outcome(await mailboxOf(strict, bytes(32))))
    expect(answers.filter((answer) => answer === 'ok').length).toBeLessThanOrEqual(60)
    expect(answers.at(-1)).toBe('rate')
  },
)

attack(
  'enumerating mailboxes or spaces',
  prevented('unknown and forbidden are the same answer'),
  'FRAME-4 HTTP-13 a case that is there and one that is not are told apart by nobody who is not in it',
  async () => {
    const { seats, caseStand, relay, org } = await setScene()
    const ask = async (who: 'other' | 'stranger' | 'removed', space: string) =>
      (await seats[who].client.ask({ t: 'fetch', items: [{ space: space as never, control: 0, pos: 0, snapshot: true }] })).map(
        (frame) => ({ ...frame, id: 0 }),
      )
    for (const who of ['other', 'stranger', 'removed'] as const)
      expect(await ask(who, caseStand.space)).toEqual(await ask(who, hex(bytes(16))))
    const intakes = await Promise.all([org, hex(bytes(16))].map((id) => relay.request('GET', `/api/intake/${id}`, {}, NOTHING)))
    expect(new Set(intakes.map(({ status, body }) => `${status} ${hex(body)}`)).size).toBe(1)
  },
)

const organisationOf = async (person: Awaited<ReturnType<typeof circle>>['amina']) => {
  const session = await person.ask('session', {})
  if (session.state !== 'open') throw new Error('not open')
  return session.org
}

attack(
  "use another one's invitation",
  prevented('the number alone answers nothing, a used link serves nobody'),
  "HTTP-6 SES-22 who knows an invitation's number, guesses its permit, or finds a used link gets nowhere",
  async () => {
    const { relay, amina } = await circle()
    const { link } = await amina.do('invitePerson', { label: 'Yusuf', role: 'editor', days: 7 })
    const row = (await relay.store.invitations(await organisationOf(amina))).find(({ answer }) => answer === null)
    const guess = { invitation: row!.invitation, permit: bytes(32), answer: bytes(40) }
    expect(outcome(await relay.request('POST', '/api/invitations/answer', {}, encode(answerInvitation, guess)))).toBe('denied')
    expect((await relay.store.invitation(row!.invitation))!.answer).toBeNull()
    const yusuf = someone(() => relay)
    await yusuf.do('joinAsPerson', { link, personName: 'Yusuf', account: 'yusuf' })
    const used = { ok: false, problem: { type: 'invitation_used' } }
    expect(await someone(() => relay).pergola.run('joinAsPerson', { link, personName: 'Eve', account: 'eve' })).toMatchObject(used)
    const bent = link.slice(0, -1) + (link.endsWith('0') ? '1' : '0')
    expect((await someone(() => relay).pergola.run('joinAsPerson', { link: bent, personName: 'Eve', account: 'eve' })).ok).toBe(false)
  },
)

attack(
  'malformed files',
  prevented('an id is 32 hex digits, a file needs a session or work, and is never written twice'),
  'HTTP-12 a file under a path for an id, without a session, or under an id that is taken changes nothing',
  async () => {
    const { relay, amina } = await intake()
    const { space } = await caseFor(amina, [])
    await amina.do('attachFile', { space, name: 'a.txt', type: 'text/plain', content: bytes(1000) })
    const kept = async (): Promise<readonly string[]> => {
      const ids: string[] = []
      for await (const { id } of relay.blobs.all()) ids.push(id)
      return ids.sort()
    }
    const before = await kept()
    const tokens = [{}, { authorization: 'Bearer ' }, { authorization: `Bearer ${hex(bytes(32))}` }, { authorization: '../../relay-key' }]
    const ids = [before[0]!, hex(bytes(16)), '..', '..%2f..%2frelay-key', 'A'.repeat(32), 'g'.repeat(32), '0'.repeat(33)]
    const tries = tokens.flatMap((headers) => ids.map((id) => ({ headers, id })))
    for (const { headers, id } of tries)
      expect(['denied', 'not_found', 'malformed']).toContain(outcome(await relay.request('PUT', `/api/blobs/${id}`, headers, bytes(100))))
    const org = await organisationOf(amina)
    for (const id of ids)
      expect(['work', 'not_found']).toContain(outcome(await relay.request('PUT', `/api/intake/${org}/blobs/${id}`, {}, bytes(100))))
    expect(await kept()).toEqual(before)
  },
)

attack(
  'oversize intake',
  prevented('refused with the limit before it is kept or unpacked'),
  'HTTP-10 INTAKE-8 an alert larger than any may be, or that claims to be, is refused and not kept',
  async () => {
    const { relay, orgs } = await intake()
    const before = await relay.store.countAlerts(orgs.amina)
    const draft = { challenge: bytes(40), solution: bytes(8), mailbox: bytes(32), envelope: bytes(LIMITS.intakeEnvelopeBytes), blobs: [] }
    const largest = encode(sendAlert, draft)
    const claims = largest.slice()
    claims.set([255, 255, 255, 255], 40 + 8 + 32)
    const post = async (body: Uint8Array) => outcome(await relay.request('POST', `/api/intake/${orgs.amina}/alerts`, {}, body))
    expect(await post(Uint8Array.from(Buffer.concat([largest, randomBytes(5_000_000)])))).toBe('too_large')
    expect(await post(claims)).toBe('malformed')
    expect(await post(largest)).toBe('work')
    expect(await relay.store.countAlerts(orgs.amina)).toBe(before)
  },
)
