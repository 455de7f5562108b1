/** Joost's shelter is taken out of the only network: what it may still do at this relay. */
import { randomBytes } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { answerInvitation, decode, encode, newAccount, problem, readInvitation, type Codec } from '@pergola/protocol'
import { signerOf } from '../crypto/ed25519.ts'
import { addPerson, foundOrganisation, newDevice, newPerson, permitOf, rotation, wrapTo, writeControl } from '../testing/author.ts'
import { createMemoryRelay, type MemoryRelay } from '../testing/memory-relay.ts'
import { foundNetwork, seat, stands, type TestNetwork } from '../testing/network.ts'

let relay: MemoryRelay
let network: TestNetwork
beforeEach(async () => {
  relay = createMemoryRelay()
  network = await foundNetwork(relay)
})

const bytes = (length: number): Uint8Array => Uint8Array.from(randomBytes(length))

const takeOut = async (): Promise<void> => {
  const { local, shelter } = network
  const actions = [{ t: 'removeOrg', org: shelter.org } as const, rotation(2, [local.org])]
  network.network = await stands(local.steward, writeControl(local.steward.device, network.network, actions))
}

const letIn = async (): Promise<void> => {
  const { local, shelter } = network
  const actions = [{ t: 'addOrg', org: shelter.org, role: 'contributor', wrap: wrapTo(shelter.org) } as const]
  network.network = await stands(local.steward, writeControl(local.steward.device, network.network, actions))
}

const joost = (request: Parameters<TestNetwork['shelter']['steward']['client']['outcome']>[0]): Promise<string> =>
  network.shelter.steward.client.outcome(request)

const invites = async (kind: 'person' | 'organisation' = 'person', by = network.shelter.steward) => {
  const { permitHash, ...permit } = permitOf()
  const { invitation } = permit
  const expires = Date.now() + 60_000
  return { permit, outcome: await by.client.outcome({ t: 'invite', invitation, permitHash, kind, expires, sealed: bytes(8) }) }
}

const post = async <T>(path: string, body: Codec<T>, value: T): Promise<string> => {
  const answer = await relay.request('POST', path, {}, encode(body, value))
  if (answer.status === 200) return 'ok'
  const told = decode(problem, answer.body)
  return told.ok ? told.value.error : 'nonsense'
}

const account = () => ({
  account: bytes(32),
  signInKey: signerOf(bytes(32)).publicKey,
  personKey: signerOf(bytes(32)).publicKey,
  sealedSeed: bytes(100),
})

it('FRAME-12 it publishes nothing, opens no intake and invites nobody, until it is let in again', async () => {
  const all = async () => [
    await joost({ t: 'publish', edition: bytes(40) }),
    await joost({ t: 'card', card: bytes(40) }),
    (await invites()).outcome,
  ]
  expect(await all()).toEqual(['malformed', 'done', 'done'])
  await takeOut()
  expect(await all()).toEqual(['not_member', 'not_member', 'not_member'])
  await letIn()
  expect(await all()).toEqual(['malformed', 'done', 'done'])
})

it('FRAME-12 an invitation that it made before lets nobody in', async () => {
  const { permit } = await invites()
  await takeOut()
  expect(await post('/api/invitations/read', readInvitation, permit)).toBe('expired')
  expect(await post('/api/invitations/answer', answerInvitation, { ...permit, answer: bytes(20) })).toBe('expired')
  expect(await post('/api/accounts', newAccount, { ...account(), permit })).toBe('expired')
  await letIn()
  expect(await post('/api/invitations/read', readInvitation, permit)).toBe('ok')
  expect(await post('/api/accounts', newAccount, { ...account(), permit })).toBe('ok')
})

it('FRAME-12 a steward of the network who invited an organisation and was taken out brings none in', async () => {
  const { local, shelter } = network
  const role = { t: 'setRole', member: shelter.org, role: 'steward' } as const
  network.network = await stands(local.steward, writeControl(local.steward.device, network.network, [role]))
  const { permit, outcome } = await invites('organisation')
  expect(outcome).toBe('done')
  await takeOut()
  const { device, client } = await seat(relay, newDevice(newPerson()))
  expect(await client.outcome({ t: 'control', entry: foundOrganisation(device).entry, permit })).toBe('expired')
})

it('FRAME-12 it takes down what it shows, reads, answers who wrote to it, and decides who belongs to it', async () => {
  const { shelter } = network
  await joost({ t: 'card', card: bytes(40) })
  const { permit } = await invites()
  const mailbox = bytes(32)
  await relay.store.addAlert({ org: shelter.org, mailbox, time: 1, envelope: bytes(10) }, [])
  await takeOut()
  expect(await joost({ t: 'publish', edition: null })).toBe('done')
  expect(await joost({ t: 'card', card: null })).toBe('done')
  expect(await relay.store.card(shelter.org)).toBeNull()
  expect(await joost({ t: 'dropInvitation', invitation: permit.invitation })).toBe('done')
  const [page] = await shelter.steward.client.ask({ t: 'alerts', after: 0 })
  expect(page?.t === 'alertPage' && page.alerts.length).toBe(1)
  expect(await joost({ t: 'reply', mailbox, envelope: bytes(20) })).toBe('done')
  const { entry } = addPerson(shelter.steward.device, shelter.stand, newPerson(), 'editor')
  expect(await joost({ t: 'control', entry, permit: null })).toBe('accepted')
})

it('FRAME-12 an organisation that is in no network yet invites its people', async () => {
  const { local } = network
  const { permit } = await invites('organisation', local.steward)
  const steward = await seat(relay, newDevice(newPerson()))
  await stands(steward, foundOrganisation(steward.device), permit)
  expect((await invites('person', steward)).outcome).toBe('done')
})
