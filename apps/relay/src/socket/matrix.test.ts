/** Every frame a client can send, by every kind of caller: a frame that has no row here fails the first test. */
import { beforeAll, describe, expect, it } from 'vitest'
import { atLeast, decode, fromClient, type FromClient, type Role } from '@pergola/protocol'
import { FIRST, rotation, writeControl, writePush, writeSnapshot } from '../testing/author.ts'
import { CALLERS, setScene, type CallerKind, type Scene } from '../testing/scene.ts'

/** All tags of the codec: zeros of some length decode to every variant. */
const frameTags = (): readonly string[] => {
  const tags: string[] = []
  for (let tag = 0; ; tag++) {
    const found = Array.from({ length: 600 }, (_, length) => decode(fromClient, Uint8Array.of(tag, ...new Uint8Array(length)))).find(
      (value) => value.ok,
    )
    if (!found?.ok) return tags
    tags.push(found.value.t)
  }
}

type Tried = (scene: Scene, caller: CallerKind) => Promise<string>
type Row = { readonly tried: Tried; readonly outcomes: Readonly<Record<CallerKind, string>> }

/** Those of the case's organisation from least to most; everybody else by name. */
interface Expected {
  readonly reader: string
  readonly contributor: string
  readonly editor: string
  readonly steward: string
  readonly other: string
  readonly removedOrg: string
  readonly revoked: string
  readonly removed: string
  /** Who was never enrolled: a stranger, a member's new device, whoever holds the relay's key. */
  readonly outside: string
}

const outcomes = ({ outside, ...rest }: Expected): Readonly<Record<CallerKind, string>> => ({
  ...rest,
  stranger: outside,
  person: outside,
  operator: outside,
})

const asks =
  (request: Parameters<Scene['seats']['steward']['client']['outcome']>[0]): Tried =>
  ({ seats }, caller) =>
    seats[caller].client.outcome(request)

/** Only those of the case's organisation who may write. `others`: what other organisations get, the one that was taken out too. */
const enrolledFrom = (first: Role, yes: string, others: Partial<Pick<Expected, 'other' | 'removedOrg'>> = {}) => {
  const of = (role: Role): string => (atLeast(role, first) ? yes : 'not_permitted')
  const inside = { reader: of('reader'), contributor: of('contributor'), editor: of('editor'), steward: of('steward') }
  const gone = { revoked: 'not_enrolled', removed: 'not_enrolled', outside: 'not_enrolled' }
  return outcomes({ ...inside, other: yes, removedOrg: yes, ...others, ...gone })
}

const everybody = (what: string) =>
  Object.fromEntries(CALLERS.map((caller) => [caller, what])) as unknown as Readonly<Record<CallerKind, string>>

const control: Tried = async (scene, caller) => {
  const { device, client } = scene.seats[caller]
  const epoch = scene.caseStand.seq + 2
  const { entry, stand } = writeControl(device, scene.caseStand, [rotation(epoch, [scene.org])])
  const outcome = await client.outcome({ t: 'control', entry, permit: null })
  if (outcome === 'accepted') scene.caseStand = stand
  return outcome
}

const push: Tried = async ({ seats, caseStand }, caller) => {
  const { device, client } = seats[caller]
  const { commits, signature } = writePush(device, caseStand, { ...FIRST, epoch: caseStand.seq + 1, control: caseStand.seq }, 2)
  return client.outcome({ t: 'push', space: caseStand.space, commits, signature })
}

const snapshot: Tried = async ({ seats, caseStand }, caller) => {
  const { device, client } = seats[caller]
  return client.outcome({ t: 'snapshot', snapshot: writeSnapshot(device, caseStand, caseStand.seq + 1) })
}

const MAILBOX = new Uint8Array(32).fill(9)
const reply: Tried = async (scene, caller) => {
  await scene.relay.store.addAlert({ org: scene.org, mailbox: MAILBOX, time: 1, envelope: new Uint8Array(10) }, [])
  return asks({ t: 'reply', mailbox: MAILBOX, envelope: new Uint8Array(20) })(scene, caller)
}

/** Fresh numbers for what may be used once. */
let used = 0
const fresh = (length: number): Uint8Array => Uint8Array.from(Buffer.from((++used).toString(16).padStart(2 * length, '0'), 'hex'))
const invite: Tried = (scene, caller) =>
  asks({ t: 'invite', invitation: fresh(16), permitHash: fresh(32), kind: 'person', expires: Date.now() + 1000, sealed: fresh(8) })(
    scene,
    caller,
  )

const MATRIX: Readonly<Record<Exclude<FromClient['t'], 'hello'>, Row>> = {
  list: { tried: asks({ t: 'list' }), outcomes: everybody('done') },
  fetch: {
    tried: (scene, caller) =>
      asks({ t: 'fetch', items: [{ space: scene.caseStand.space, control: 0, pos: 0, snapshot: true }] })(scene, caller),
    outcomes: outcomes({
      ...{ reader: 'done', contributor: 'done', editor: 'done', steward: 'done' },
      // Its membership up to the entry that took the organisation out, and nothing else: FRAME-5.
      removedOrg: 'done',
      ...{ other: 'not_found', revoked: 'not_found', removed: 'not_found', outside: 'not_found' },
    }),
  },
  control: {
    tried: control,
    outcomes: outcomes({
      ...{ reader: 'not_permitted', contributor: 'accepted', editor: 'accepted', steward: 'accepted' },
      ...{ other: 'not_found', removedOrg: 'not_enrolled', revoked: 'not_enrolled', removed: 'not_enrolled', outside: 'not_found' },
    }),
  },
  push: {
    tried: push,
    outcomes: outcomes({
      ...{ reader: 'not_permitted', contributor: 'receipt', editor: 'receipt', steward: 'receipt' },
      ...{ other: 'not_found', removedOrg: 'not_member', revoked: 'not_member', removed: 'not_member', outside: 'not_found' },
    }),
  },
  snapshot: {
    tried: snapshot,
    outcomes: outcomes({
      ...{ reader: 'not_permitted', contributor: 'not_permitted', editor: 'done', steward: 'done' },
      ...{ other: 'not_found', removedOrg: 'not_found', revoked: 'not_found', removed: 'not_found', outside: 'not_found' },
    }),
  },
  alerts: { tried: asks({ t: 'alerts', after: 0 }), outcomes: enrolledFrom('reader', 'done') },
  dropAlerts: { tried: asks({ t: 'dropAlerts', numbers: [1] }), outcomes: enrolledFrom('contributor', 'done') },
  reply: { tried: reply, outcomes: enrolledFrom('contributor', 'done', { other: 'not_found', removedOrg: 'not_found' }) },
  // Who may publish gets as far as what is in it: EDN-1.
  publish: {
    tried: asks({ t: 'publish', edition: new Uint8Array(20) }),
    outcomes: enrolledFrom('steward', 'malformed', { removedOrg: 'not_member' }),
  },
  card: { tried: asks({ t: 'card', card: new Uint8Array(20) }), outcomes: enrolledFrom('editor', 'done', { removedOrg: 'not_member' }) },
  invite: { tried: invite, outcomes: enrolledFrom('steward', 'done', { removedOrg: 'not_member' }) },
  invitations: { tried: asks({ t: 'invitations' }), outcomes: enrolledFrom('steward', 'invitationList') },
  dropInvitation: { tried: asks({ t: 'dropInvitation', invitation: new Uint8Array(16) }), outcomes: enrolledFrom('steward', 'done') },
  pair: {
    tried: (scene, caller) => asks({ t: 'pair', pairing: fresh(16), box: new Uint8Array(80) })(scene, caller),
    outcomes: enrolledFrom('reader', 'done'),
  },
}

/** The same frames to take down what is shown, which those who were taken out may do as well. */
const TAKING_DOWN: Readonly<Record<string, Row>> = {
  'publish nothing': { tried: asks({ t: 'publish', edition: null }), outcomes: enrolledFrom('steward', 'done') },
  'close the intake': { tried: asks({ t: 'card', card: null }), outcomes: enrolledFrom('editor', 'done') },
}

it('FRAME-3 has a row for every frame of the codec', () => {
  expect(Object.keys(MATRIX).sort()).toEqual(
    frameTags()
      .filter((tag) => tag !== 'hello')
      .sort(),
  )
})

describe('FRAME-3 who may send what', () => {
  for (const [tag, { tried, outcomes: expected }] of Object.entries({ ...MATRIX, ...TAKING_DOWN })) {
    describe(tag, () => {
      let scene: Scene
      beforeAll(async () => {
        scene = await setScene()
      })
      for (const caller of CALLERS) {
        it(`${caller}: ${expected[caller]}`, async () => expect(await tried(scene, caller)).toBe(expected[caller]))
      }
    })
  }
})
