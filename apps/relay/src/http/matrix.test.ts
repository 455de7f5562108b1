/**
 * Every route by every kind of caller: a route that is new has no row here and fails the first test. Each caller shows the token of
 * their own socket and sends what is well formed; what it names is somebody else's or nobody's. Only the routes of files look at who
 * asks; for all others a token must change nothing.
 */
import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  answerInvitation,
  askParcels,
  changeAccount,
  changeFactors,
  decode,
  dropParcel,
  encode,
  endedFile,
  hex,
  joinParts,
  newAccount,
  openMailbox,
  openParcel,
  problem,
  putParcel,
  readInvitation,
  recoverAccount,
  sendAlert,
  signIn,
  signInWithFactor,
  takePairing,
  writeMailbox,
} from '@pergola/protocol'
import { signerOf } from '../crypto/ed25519.ts'
import { sha256 } from '../crypto/sha256.ts'
import type { Settings } from '../settings.ts'
import { createMemoryRelay } from '../testing/memory-relay.ts'
import { CALLERS, setScene, type CallerKind, type Scene } from '../testing/scene.ts'
import { routes } from './router.ts'

const bytes = (length: number): Uint8Array => Uint8Array.from(randomBytes(length))
const NOTHING = new Uint8Array(0)

type Expected = Readonly<Record<CallerKind | 'outsider', string>>

interface Row {
  /** What is sent: the path filled in, and a body. */
  readonly sent: (scene: Scene, caller: CallerKind | 'outsider') => { readonly path: string; readonly body: Uint8Array }
  readonly outcomes: Expected
}

const WHO = ['outsider', ...CALLERS] as const
const everybody = (what: string): Expected => Object.fromEntries(WHO.map((who) => [who, what])) as unknown as Expected
const NO_FILES = {
  stranger: 'not_enrolled',
  person: 'not_enrolled',
  removed: 'not_enrolled',
  revoked: 'not_enrolled',
  operator: 'not_enrolled',
}

/**
 * For members: a reader gets `read`, whoever may write `written`; other organisations keep files of their own. One that was taken out
 * of the network reads what it can name, takes back what it gave out and stores nothing more.
 */
const members = (read: string, written: string, removedOrg = 'not_member'): Expected => ({
  ...everybody(written),
  ...NO_FILES,
  outsider: 'denied',
  reader: read,
  removedOrg,
})

const post = (path: string, body: Uint8Array, what: string): Row => ({ sent: () => ({ path, body }), outcomes: everybody(what) })
const proof = () => ({ account: bytes(32), nonce: bytes(32), origin: bytes(32), signature: bytes(64) })
const keys = () => ({ signInKey: signerOf(bytes(32)).publicKey, sealedSeed: bytes(100) })
const work = () => ({ challenge: bytes(40), solution: bytes(8) })
const assertion = () => ({ authenticatorData: bytes(37), clientData: bytes(80), signature: bytes(70) })

/** A file that the case's organisation keeps: its id is known to everybody here, as after a leak. */
const KEPT = hex(bytes(16))
const fileOf =
  (id: string, more = ''): Row['sent'] =>
  () => ({ path: `/api/blobs/${id}${more}`, body: bytes(10) })
const whole = bytes(10)

/** Put by nobody here: a parcel of one organisation is to all others as if it were not there (parcels.test.ts). */
const SOMEBODYS_PARCEL = bytes(32)

const MATRIX: Readonly<Record<string, Row>> = {
  'GET /healthz': post('/healthz', NOTHING, 'ok'),
  'GET /readyz': post('/readyz', NOTHING, 'ok'),
  'POST /api/challenge': post('/api/challenge', NOTHING, 'ok'),
  'POST /api/accounts': post(
    '/api/accounts',
    encode(newAccount, { account: bytes(32), personKey: signerOf(bytes(32)).publicKey, ...keys(), permit: null }),
    'denied',
  ),
  'POST /api/sign-in': post('/api/sign-in', encode(signIn, proof()), 'expired'),
  'POST /api/sign-in/factor': post('/api/sign-in/factor', encode(signInWithFactor, { ...proof(), assertion: assertion() }), 'expired'),
  'POST /api/factors': post('/api/factors', encode(changeFactors, { ...proof(), change: null }), 'expired'),
  'POST /api/recover': post('/api/recover', encode(recoverAccount, { ...proof(), ...keys() }), 'expired'),
  'POST /api/account': post('/api/account', encode(changeAccount, { ...proof(), ...keys() }), 'expired'),
  'POST /api/invitations/read': post('/api/invitations/read', encode(readInvitation, { invitation: bytes(16) }), 'not_found'),
  'POST /api/invitations/answer': post(
    '/api/invitations/answer',
    encode(answerInvitation, { invitation: bytes(16), permit: bytes(32), answer: bytes(20) }),
    'denied',
  ),
  'POST /api/pairings/take': post('/api/pairings/take', encode(takePairing, { pairing: bytes(16) }), 'not_found'),
  'PUT /api/blobs/:id': {
    sent: () => ({ path: `/api/blobs/${hex(bytes(16))}`, body: bytes(10) }),
    outcomes: members('not_permitted', 'ok'),
  },
  'GET /api/blobs/:id': { sent: fileOf(KEPT), outcomes: members('ok', 'ok', 'ok') },
  'GET /api/blobs/:id/parts': { sent: fileOf(hex(bytes(16)), '/parts'), outcomes: members('not_permitted', 'ok') },
  'PUT /api/blobs/:id/parts/:n': {
    sent: () => ({ path: `/api/blobs/${hex(bytes(16))}/parts/0`, body: bytes(10) }),
    outcomes: members('not_permitted', 'ok'),
  },
  'POST /api/blobs/:id/join': {
    sent: () => ({ path: `/api/blobs/${hex(bytes(16))}/join`, body: encode(joinParts, { parts: 1, bytes: 10, sha256: sha256(whole) }) }),
    outcomes: members('not_permitted', 'not_found'),
  },
  'POST /api/blobs/:id/ended': {
    sent: ({ caseStand }) => ({ path: `/api/blobs/${KEPT}/ended`, body: encode(endedFile, { space: caseStand.space }) }),
    outcomes: { ...members('not_permitted', 'not_found', 'not_found'), contributor: 'not_permitted' },
  },
  'GET /api/intake/:org': {
    sent: ({ org }) => ({ path: `/api/intake/${org}`, body: NOTHING }),
    outcomes: everybody('not_found'),
  },
  'PUT /api/intake/:org/blobs/:id': {
    sent: ({ org }) => ({ path: `/api/intake/${org}/blobs/${hex(bytes(16))}`, body: bytes(10) }),
    outcomes: everybody('work'),
  },
  'POST /api/intake/:org/blobs/:id/begin': {
    sent: ({ org }) => ({ path: `/api/intake/${org}/blobs/${hex(bytes(16))}/begin`, body: NOTHING }),
    outcomes: everybody('work'),
  },
  'PUT /api/intake/:org/blobs/:id/parts/:n': {
    sent: ({ org }) => ({ path: `/api/intake/${org}/blobs/${hex(bytes(16))}/parts/0`, body: bytes(10) }),
    outcomes: everybody('work'),
  },
  'POST /api/intake/:org/blobs/:id/join': {
    sent: ({ org }) => ({
      path: `/api/intake/${org}/blobs/${hex(bytes(16))}/join`,
      body: encode(joinParts, { parts: 1, bytes: 10, sha256: sha256(whole) }),
    }),
    outcomes: everybody('work'),
  },
  'POST /api/intake/:org/alerts': {
    sent: ({ org }) => ({
      path: `/api/intake/${org}/alerts`,
      body: encode(sendAlert, { ...work(), mailbox: bytes(32), envelope: bytes(50), blobs: [] }),
    }),
    outcomes: everybody('work'),
  },
  'GET /public': post('/public', NOTHING, 'ok'),
  'GET /public/organizations.json': post('/public/organizations.json', NOTHING, 'ok'),
  'GET /public/feed.xml': post('/public/feed.xml', NOTHING, 'ok'),
  'GET /public/calls.ics': post('/public/calls.ics', NOTHING, 'ok'),
  'GET /public/page.css': post('/public/page.css', NOTHING, 'ok'),
  'GET /public/organisations/:org': {
    sent: ({ org }) => ({ path: `/public/organisations/${org}`, body: NOTHING }),
    outcomes: everybody('not_found'),
  },
  'GET /public/editions/:org': {
    sent: ({ org }) => ({ path: `/public/editions/${org}`, body: NOTHING }),
    outcomes: everybody('not_found'),
  },
  'POST /api/parcels': {
    sent: () => ({
      path: '/api/parcels',
      body: encode(putParcel, { parcel: bytes(32), expires: Date.now() + 86_400_000, sealed: bytes(50) }),
    }),
    outcomes: members('not_permitted', 'ok'),
  },
  'POST /api/parcels/state': {
    sent: () => ({ path: '/api/parcels/state', body: encode(askParcels, { parcels: [bytes(32)] }) }),
    outcomes: members('ok', 'ok', 'ok'),
  },
  'POST /api/parcels/drop': {
    sent: () => ({ path: '/api/parcels/drop', body: encode(dropParcel, { parcel: SOMEBODYS_PARCEL }) }),
    outcomes: members('not_permitted', 'not_found', 'not_found'),
  },
  'POST /api/parcels/open': post('/api/parcels/open', encode(openParcel, { token: bytes(32) }), 'not_found'),
  'POST /api/parcels/burn': post('/api/parcels/burn', encode(openParcel, { token: bytes(32) }), 'ok'),
  'POST /api/mailbox': post('/api/mailbox', encode(openMailbox, { token: bytes(32) }), 'ok'),
  'POST /api/mailbox/send': post(
    '/api/mailbox/send',
    encode(writeMailbox, { ...work(), token: bytes(32), envelope: bytes(50), blobs: [] }),
    'work',
  ),
}

/** `ok`, or the error in the catalogue's word. */
const outcome = ({ status, body }: { readonly status: number; readonly body: Uint8Array }): string => {
  if (status === 200) return 'ok'
  const told = decode(problem, body)
  return told.ok ? told.value.error : 'nonsense'
}

const headersOf = async ({ seats }: Scene, who: CallerKind | 'outsider'): Promise<Readonly<Record<string, string>>> => {
  if (who === 'outsider') return {}
  return { authorization: `Bearer ${hex((await seats[who].client.first('welcome')).session)}` }
}

let scene: Scene
beforeAll(async () => {
  scene = await setScene()
  await scene.relay.request('PUT', `/api/blobs/${KEPT}`, await headersOf(scene, 'steward'), whole)
})

describe('HTTP-13 who gets what', () => {
  it('HTTP-13 has a row for every route', () => {
    expect(Object.keys(MATRIX).sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort())
  })

  for (const [route, { sent, outcomes }] of Object.entries(MATRIX)) {
    for (const who of WHO) {
      it(`${route}, ${who}: ${outcomes[who]}`, async () => {
        const { path, body } = sent(scene, who)
        const [method = ''] = route.split(' ')
        expect(outcome(await scene.relay.request(method, path, await headersOf(scene, who), body))).toBe(outcomes[who])
      })
    }
    it(`HTTP-13 ${route}, empty or absurd: no more than a word`, async () => {
      const [method = '', path = ''] = route.split(' ')
      const absurd = path.replace(/:\w+/g, '..')
      for (const body of [NOTHING, bytes(3000)]) {
        const answer = await scene.relay.request(method, absurd, { authorization: 'Bearer x', 'pergola-work': '.' }, body)
        expect(['ok', 'malformed', 'too_large', 'denied', 'not_found', 'work']).toContain(outcome(answer))
      }
    })
  }
})

describe('HTTP-14 who asks too often', () => {
  /** The same word for everybody, looked at once a second at most. */
  const UNLIMITED = new Set(['GET /healthz', 'GET /readyz'])

  it('HTTP-14 what anybody may ask is limited by address; what is not asks for a session first', () => {
    for (const { method, path, group } of routes) {
      const name = `${method} ${path}`
      if (group === null && !UNLIMITED.has(name)) expect(MATRIX[name]!.outcomes.outsider, name).toBe('denied')
    }
  })

  const once = { burst: 1, perSecond: 1e-6 }
  const groups = [...new Set(routes.flatMap(({ group }) => group ?? []))]

  it.each(routes.filter(({ group }) => group !== null).map(({ method, path }) => [`${method} ${path}`]))(
    'HTTP-14 %s: the second time within no time waits',
    async (name) => {
      const rates = Object.fromEntries([...groups, 'socket'].map((group) => [group, once]))
      const relay = createMemoryRelay({ routeRates: rates as unknown as Settings['routeRates'] })
      const { path, body } = MATRIX[name]!.sent(scene, 'outsider')
      const [method = ''] = name.split(' ')
      const [first, second] = [await relay.request(method, path, {}, body), await relay.request(method, path, {}, body)]
      expect(outcome(first)).not.toBe('rate')
      expect(outcome(second)).toBe('rate')
      await relay.stop()
    },
  )
})
