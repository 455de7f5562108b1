/** Two processes of one relay on one PostgreSQL: Amina is connected to one of them, Joost to the other. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  answerInvitation,
  challengeBody,
  decode,
  encode,
  endMessage,
  hex,
  intakeOffer,
  pairingBody,
  problem,
  sendAlert,
  takePairing,
  workMessage,
  type Codec,
} from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import { startRelay, type Relay } from '../index.ts'
import { FIRST, foundSpace, rotation, writeControl, permitOf, wrapTo, writePush, type Stand, type Writing } from '../testing/author.ts'
import { temporaryFolder } from '../testing/folder.ts'
import { foundNetwork, join as letIn, seat, stands, type Seat, type TestNetwork } from '../testing/network.ts'
import { postgresMissing, startPostgres, type TestPostgres } from '../testing/postgres.ts'
import { removePerson } from '../testing/scene.ts'
import { socketLink } from '../testing/socket-link.ts'

const missing = postgresMissing()

describe.skipIf(missing !== null)(`two processes on one database${missing ? `: ${missing}` : ''}`, () => {
  let server: TestPostgres
  let url: string
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let relays: Relay[]
  let told: string[]
  let network: TestNetwork
  let amina: Seat
  let joost: Seat
  let caseStand: Stand

  const start = async (): Promise<Relay> => {
    const tell = (event: string): void => void told.push(event)
    const relay = await startRelay({
      dataFolder: join(folder.path, 'data'),
      port: 0,
      origins: ['http://localhost'],
      database: { url },
      routeRates: null,
      frameRate: null,
      workBits: 4,
      tell,
    })
    relays.push(relay)
    return relay
  }
  const link = (at: number) => socketLink(relays[at]!.url)

  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server?.stop())

  /** The local group's steward is at the first process, their colleague Joost at the second. */
  beforeEach(async () => {
    relays = []
    told = []
    folder = await temporaryFolder()
    url = await server.database()
    await Promise.all([start(), start()])
    network = await foundNetwork(link(0))
    amina = network.local.steward
    caseStand = await stands(amina, foundSpace(amina.device, 'case', network.local.org))
    const colleague = await letIn(link(0), network.local, 'editor')
    colleague.client.close()
    joost = await seat(link(1), colleague.device)
  })

  afterEach(async () => {
    await Promise.all(relays.map((relay) => relay.stop()))
    await folder.remove()
  })

  const workFor = (challenge: Uint8Array): Uint8Array => {
    for (let n = 0; ; n++) {
      const solution = Uint8Array.from({ length: 8 }, (_, at) => (n >> (8 * at)) & 255)
      if (sha256(workMessage(challenge, solution))[0]! < 16) return solution
    }
  }

  const writesOn = (who: Seat, at: Stand = caseStand) => {
    let writing: Writing = FIRST
    return async (count = 1): Promise<string> => {
      const { commits, signature, next } = writePush(who.device, at, writing, count)
      writing = next
      return who.client.outcome({ t: 'push', space: at.space, commits, signature })
    }
  }

  /** Positions of the case as this member was told of them, in the order of telling. */
  const heard = (who: Seat): readonly number[] =>
    who.client
      .of('page')
      .filter(({ space, id, commits }) => id === 0 && space === caseStand.space && commits.length > 0)
      .flatMap(({ after, commits }) => commits.map((_, n) => after + n + 1))

  const hears = (who: Seat, pos: number): Promise<true> => who.client.until(() => (heard(who).includes(pos) ? true : undefined))

  const post = async <T>(at: number, path: string, body: Uint8Array, codec: Codec<T>): Promise<T | number> => {
    const answer = await fetch(`${relays[at]!.url}${path}`, { method: 'POST', body: Buffer.from(body) })
    if (answer.status !== 200) return answer.status
    const value = decode(codec, new Uint8Array(await answer.arrayBuffer()))
    return value.ok ? value.value : 0
  }

  it('DB-1 takes writes to one case at both at the same time: all are kept, no position twice', async () => {
    const [first, second] = [writesOn(amina), writesOn(joost)]
    const both = Array.from({ length: 25 }, async (_, n) => [await first(1 + (n % 3)), await second(2)])
    expect(new Set((await Promise.all(both)).flat())).toEqual(new Set(['receipt']))
    for (const who of [amina, joost]) {
      const pages = await who.client.fetch(caseStand.space)
      expect(pages.at(-1)!.pos).toBe(pages.flatMap(({ commits }) => commits).length)
    }
  })

  it('END-3 END-5 a case that ends at one process takes nothing at the other; who is there is asked to compare, and finds the end', async () => {
    const [first, second] = [writesOn(amina), writesOn(joost)]
    expect([await first(2), await second()]).toEqual(['receipt', 'receipt'])
    const page = (await amina.client.fetch(caseStand.space)).at(-1)!
    const stand = { ...caseStand, pos: page.pos, head: page.head }
    const agreed = { space: stand.space, pos: stand.pos, head: stand.head, blobs: [] }
    const signature = joost.device.signer.sign(endMessage(agreed, joost.device.id))
    const before = joost.client.of('news').length
    const end = writeControl(amina.device, stand, [{ t: 'end', blobs: [], second: { device: joost.device.id, signature } }])
    await stands(amina, end)
    expect(await second()).toBe('not_found')
    await joost.client.until(() => (joost.client.of('news').length > before ? true : undefined))
    const [found] = await joost.client.fetch(caseStand.space)
    expect(found).toMatchObject({ control: [end.entry], commits: [], snapshot: null, more: false })
    const listed = (await joost.client.ask({ t: 'list' })).flatMap((frame) => (frame.t === 'listed' ? frame.spaces : []))
    expect(listed.find(({ space }) => space === caseStand.space)?.gone).toBe(true)
  })

  it('DB-2 tells members at the other process, in order, and nobody twice', async () => {
    const [first, second] = [writesOn(amina), writesOn(joost)]
    for (let n = 0; n < 10; n++) {
      expect(await first()).toBe('receipt')
      expect(await second(2)).toBe('receipt')
    }
    await hears(amina, 30)
    await hears(joost, 28)
    expect(heard(amina)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1).filter((pos) => pos % 3 !== 1))
    expect(heard(joost)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1).filter((pos) => pos % 3 === 1))
  })

  it('DB-2 tells an organisation that a case was shared with it, and that it was taken back', async () => {
    const shelter = await seat(link(1), network.shelter.steward.device)
    const share = { t: 'addOrg', org: network.shelter.org, role: 'contributor', wrap: wrapTo(network.shelter.org) } as const
    caseStand = await stands(amina, writeControl(amina.device, caseStand, [share]))
    await shelter.client.until(() => shelter.client.of('news').find(({ what }) => what === 'spaces'))
    expect(await writesOn(amina)()).toBe('receipt')
    await hears(shelter, 1)
    const takeBack = [{ t: 'removeOrg', org: network.shelter.org } as const, rotation(2, [network.local.org])]
    const { pos, head } = (await amina.client.fetch(caseStand.space)).at(-1)!
    await stands(amina, writeControl(amina.device, { ...caseStand, pos, head }, takeBack))
    expect((await shelter.client.first('gone')).space).toBe(caseStand.space)
  })

  it('DB-2 tells of answers to invitations and of alerts', async () => {
    const { permitHash, ...permit } = permitOf()
    const invite = { t: 'invite', invitation: permit.invitation, permitHash, kind: 'person', expires: Date.now() + 60_000 } as const
    expect(await amina.client.outcome({ ...invite, sealed: new Uint8Array(8) })).toBe('done')
    const answer = encode(answerInvitation, { ...permit, answer: Uint8Array.from(randomBytes(40)) })
    expect((await fetch(`${relays[1]!.url}/api/invitations/answer`, { method: 'POST', body: Buffer.from(answer) })).status).toBe(200)
    await amina.client.until(() => amina.client.of('news').find(({ what }) => what === 'invitations'))
    expect(await amina.client.outcome({ t: 'card', card: Uint8Array.from(randomBytes(300)) })).toBe('done')
    const offered = await fetch(`${relays[0]!.url}/api/intake/${network.local.org}`)
    const offer = decode(intakeOffer, new Uint8Array(await offered.arrayBuffer()))
    if (!offer.ok) throw new Error('no offer')
    const { challenge } = offer.value
    const body = { challenge, solution: workFor(challenge), mailbox: randomBytes(32), envelope: randomBytes(200), blobs: [] }
    const sent = Buffer.from(encode(sendAlert, body))
    expect((await fetch(`${relays[0]!.url}/api/intake/${network.local.org}/alerts`, { method: 'POST', body: sent })).status).toBe(200)
    await joost.client.until(() => joost.client.of('news').find(({ what }) => what === 'alerts'))
  })

  it('DB-3 takes nothing from somebody who was let go at the other process', async () => {
    const write = writesOn(joost)
    expect(await write()).toBe('receipt')
    await removePerson(network, joost.device.person.id, [amina.device.person.id])
    expect(await write()).toBe('not_member')
    await joost.client.first('gone')
    expect(await amina.client.outcome({ t: 'fetch', items: [{ space: caseStand.space, control: 0, pos: 0, snapshot: false }] })).toBe(
      'done',
    )
    expect(await joost.client.outcome({ t: 'fetch', items: [{ space: caseStand.space, control: 0, pos: 0, snapshot: false }] })).toBe(
      'not_found',
    )
  })

  it('DB-4 takes a sign-in challenge of the other process, and takes it once', async () => {
    const { nonce } = (await post(0, '/api/challenge', new Uint8Array(0), challengeBody)) as { nonce: Uint8Array }
    const body = Buffer.concat([randomBytes(32), nonce, randomBytes(32), randomBytes(64)])
    const sent = [0, 1, 0, 1].map((at) => fetch(`${relays[at]!.url}/api/sign-in`, { method: 'POST', body }))
    const answers = await Promise.all(sent.map(async (answer) => decode(problem, new Uint8Array(await (await answer).arrayBuffer()))))
    const outcomes = answers.map((answer) => (answer.ok ? answer.value.error : 'nonsense'))
    expect(outcomes.toSorted()).toEqual(['denied', 'expired', 'expired', 'expired'])
  })

  it('DB-4 gives a pairing box out at the other process, once', async () => {
    const pairing = Uint8Array.from(randomBytes(16))
    const box = Uint8Array.from(randomBytes(100))
    expect(await amina.client.outcome({ t: 'pair', pairing, box })).toBe('done')
    expect(await post(1, '/api/pairings/take', encode(takePairing, { pairing }), pairingBody)).toEqual({ box })
    expect(await post(0, '/api/pairings/take', encode(takePairing, { pairing }), pairingBody)).toBe(404)
  })

  it('DB-4 takes and gives files with the token of a socket at the other process, while it is open', async () => {
    const blob = hex(Uint8Array.from(randomBytes(16)))
    const token = hex(amina.client.of('welcome')[0]!.session)
    const at = (n: number) => `${relays[n]!.url}/api/blobs/${blob}`
    const headers = { authorization: `Bearer ${token}` }
    expect((await fetch(at(1), { method: 'PUT', headers, body: 'sealed' })).status).toBe(200)
    expect(await (await fetch(at(1), { headers })).text()).toBe('sealed')
    amina.client.close()
    await expect.poll(async () => (await fetch(at(1), { headers })).status).toBe(401)
  })

  it('DB-5 asks members to compare when news could not be heard for a time', async () => {
    const write = writesOn(amina)
    const before = joost.client.of('news').length
    await server.run("select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' or query = 'select 1'")
    expect(await write()).toBe('receipt')
    await expect.poll(() => told.filter((event) => event === 'news heard again').length).toBe(2)
    await joost.client.until(() =>
      joost.client
        .of('news')
        .slice(before)
        .find(({ what }) => what === 'spaces'),
    )
    const [page] = await joost.client.fetch(caseStand.space)
    expect(page?.pos).toBe(1)
    expect(await write()).toBe('receipt')
    await hears(joost, 2)
  })

  it('DB-5 goes on after every connection was cut, also in the middle of writing', async () => {
    const [first, second] = [writesOn(amina), writesOn(joost)]
    expect([await first(), await second()]).toEqual(['receipt', 'receipt'])
    await server.run("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'pergola'")
    await expect.poll(() => told.filter((event) => event === 'news heard again').length).toBe(2)
    expect([await first(), await second()]).toEqual(['receipt', 'receipt'])
  })

  it('DB-1 a device whose process went away goes on at the other, where it was', async () => {
    const write = writesOn(joost)
    for (let n = 0; n < 5; n++) expect(await write(2)).toBe('receipt')
    await relays.pop()!.stop()
    Object.assign(joost, await seat(link(0), joost.device))
    expect(await write()).toBe('receipt')
    expect((await joost.client.fetch(caseStand.space)).at(-1)!.pos).toBe(11)
  })
})
