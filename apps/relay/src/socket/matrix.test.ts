/** Every frame a client can send, by every kind of caller: a frame that has no row here fails the first test. */
import { beforeAll, describe, expect, it } from 'vitest'
import { decode, fromClient, type FromClient } from '@pergola/protocol'
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

const outcomes = (
  stranger: string,
  person: string,
  reader: string,
  contributor: string,
  editor: string,
  steward: string,
  other: string,
  removed: string,
) => ({
  stranger,
  person,
  reader,
  contributor,
  editor,
  steward,
  other,
  removed,
})

const asks =
  (request: Parameters<Scene['seats']['steward']['client']['outcome']>[0]): Tried =>
  ({ seats }, caller) =>
    seats[caller].client.outcome(request)

/** Only those of the case's organisation who may write. */
const enrolledFrom = (first: 'reader' | 'contributor' | 'editor' | 'steward', yes: string, other = yes) => {
  const from = CALLERS.indexOf(first)
  const of = (caller: CallerKind): string => (CALLERS.indexOf(caller) >= from ? yes : 'not_permitted')
  return outcomes('not_enrolled', 'not_enrolled', of('reader'), of('contributor'), of('editor'), of('steward'), other, 'not_enrolled')
}

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
  const { commits, signature } = writePush(device, caseStand, FIRST, 2)
  return client.outcome({ t: 'push', space: caseStand.space, commits, signature })
}

const snapshot: Tried = async ({ seats, caseStand }, caller) => {
  const { device, client } = seats[caller]
  return client.outcome({ t: 'snapshot', snapshot: writeSnapshot(device, caseStand, 1) })
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
  list: { tried: asks({ t: 'list' }), outcomes: outcomes('done', 'done', 'done', 'done', 'done', 'done', 'done', 'done') },
  fetch: {
    tried: (scene, caller) =>
      asks({ t: 'fetch', items: [{ space: scene.caseStand.space, control: 0, pos: 0, snapshot: true }] })(scene, caller),
    outcomes: outcomes('not_found', 'not_found', 'done', 'done', 'done', 'done', 'not_found', 'not_found'),
  },
  control: {
    tried: control,
    outcomes: outcomes('not_found', 'not_found', 'not_permitted', 'accepted', 'accepted', 'accepted', 'not_found', 'not_enrolled'),
  },
  push: {
    tried: push,
    outcomes: outcomes('not_found', 'not_found', 'not_permitted', 'receipt', 'receipt', 'receipt', 'not_found', 'not_member'),
  },
  snapshot: {
    tried: snapshot,
    outcomes: outcomes('not_found', 'not_found', 'not_permitted', 'not_permitted', 'done', 'done', 'not_found', 'not_found'),
  },
  alerts: { tried: asks({ t: 'alerts', after: 0 }), outcomes: enrolledFrom('reader', 'done') },
  dropAlerts: { tried: asks({ t: 'dropAlerts', numbers: [1] }), outcomes: enrolledFrom('contributor', 'done') },
  reply: { tried: reply, outcomes: enrolledFrom('contributor', 'done', 'not_found') },
  card: { tried: asks({ t: 'card', card: new Uint8Array(20) }), outcomes: enrolledFrom('editor', 'done') },
  invite: { tried: invite, outcomes: enrolledFrom('steward', 'done') },
  invitations: { tried: asks({ t: 'invitations' }), outcomes: enrolledFrom('steward', 'invitationList') },
  dropInvitation: { tried: asks({ t: 'dropInvitation', invitation: new Uint8Array(16) }), outcomes: enrolledFrom('steward', 'done') },
  pair: {
    tried: (scene, caller) => asks({ t: 'pair', pairing: fresh(16), box: new Uint8Array(80) })(scene, caller),
    outcomes: enrolledFrom('reader', 'done'),
  },
}

it('FRAME-3 has a row for every frame of the codec', () => {
  expect(Object.keys(MATRIX).sort()).toEqual(
    frameTags()
      .filter((tag) => tag !== 'hello')
      .sort(),
  )
})

describe('FRAME-3 who may send what', () => {
  for (const [tag, { tried, outcomes: expected }] of Object.entries(MATRIX)) {
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
