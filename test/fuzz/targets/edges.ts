/** What the relay reads beside codecs, what a device reads of itself, and files that members import. */
import { emptyDoc } from '@pergola/core/record'
import { decode, encode, hex, sameBytes, u64, type DeviceId, type Head, type OrgId, type PersonId, type SpaceId } from '@pergola/protocol'
import { confirms } from '../../../apps/relay/src/http/passkeys.ts'
import { neighbourhood } from '../../../apps/relay/src/limits/buckets.ts'
import { testPasskey } from '../../../apps/relay/src/testing/passkey.ts'
import { decodeReplica, encodeReplica, type Replica } from '../../../packages/client/src/local/spaceRecord.ts'
import { decodeSecrets, encodeSecrets, type Secrets } from '../../../packages/client/src/local/vault.ts'
import { readKept } from '../../../packages/client/src/session/begun.ts'
import { linesFrom } from '../../../packages/client/src/sync/caseIndex.ts'
import { createSearch } from '../../../packages/client/src/search/index.ts'
import { loadSearch, saveSearch } from '../../../packages/client/src/search/image.ts'
import { hold, text, utf8, type Target } from '../target.ts'
import { stands } from './protocol.ts'

const passkey = testPasskey()
const challenge = new Uint8Array(32).fill(3)
const good = passkey.answer(challenge)
const ORIGINS = ['http://localhost']

/** A different assertion that is taken would be a forgery. */
const clientData: Target = {
  name: 'passkey, client data',
  seeds: () => [good.clientData, utf8('{}'), utf8('null')],
  words: ['"type":"webauthn.get"', '"origin":"http://localhost"', '"crossOrigin":false', '{', '}', ','].map(utf8),
  run: (input) => {
    const taken = confirms([passkey.key], challenge, { ...good, clientData: input }, ORIGINS)
    hold(!taken || sameBytes(input, good.clientData), 'an assertion over other client data was taken')
    return taken
  },
}

const assertion: Target = {
  name: 'passkey, signature and data',
  seeds: () => [Uint8Array.of(37, ...good.authenticatorData, ...good.signature)],
  run: (input) => {
    const cut = 1 + (input[0] ?? 0)
    const [authenticatorData, signature] = [input.subarray(1, cut), input.subarray(cut)]
    const taken = confirms([passkey.key], challenge, { ...good, authenticatorData, signature }, ORIGINS)
    hold(!taken || sameBytes(authenticatorData, good.authenticatorData), 'an assertion over other data was taken')
    return taken
  },
}

const replica: Replica = {
  space: stands[0]!.space,
  control: [],
  membership: stands[0]!,
  keys: {},
  log: { pos: 0, head: 'cd'.repeat(32) as Head, chains: {} },
  heads: new Map(),
  snapshotPos: 0,
  goneSince: null,
  distrusted: false,
  doc: emptyDoc(),
}

const id = 'ab'.repeat(16)
const bytes32 = new Uint8Array(32)
const secrets: Secrets = {
  account: 'amina',
  personSeed: bytes32,
  device: {
    id: id as DeviceId,
    signSeed: bytes32,
    certificate: { person: id as PersonId, deviceKey: bytes32, created: 1, signature: new Uint8Array(64) },
  },
  org: id as OrgId,
  network: null,
  relayKey: bytes32,
  kitShown: true,
  autoLockMinutes: 15,
}

export const edgeTargets: readonly Target[] = [
  clientData,
  assertion,
  {
    name: 'network address',
    seeds: () => ['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::1', '::', 'fe80::1%eth0', ''].map(utf8),
    mostBytes: 80,
    run: (input) => neighbourhood(text(input)).length <= 200,
  },
  {
    name: 'hex and numbers',
    seeds: () => [encode(u64, 5), new Uint8Array(8)],
    run: (input) => {
      const read = decode(u64, input)
      hold(hex(input).length === 2 * input.length, 'hex has two digits a byte')
      return read.ok
    },
  },
  {
    name: 'space on the device',
    seeds: () => [encodeReplica(replica)],
    run: (input) => decodeReplica('ab'.repeat(16) as SpaceId, input) !== null,
  },
  {
    name: 'secrets on the device',
    seeds: () => [encodeSecrets(secrets)],
    run: (input) => {
      const read = decodeSecrets(input)
      return read !== null && encodeSecrets(read).length > 0
    },
  },
  {
    name: 'way in that was begun',
    seeds: () => [Uint8Array.of(1, 0, 0, 0, 5, ...utf8('amina'), 0, 0, 0, 1, 0, 0, 0, 6, ...utf8('answer'), 0, 0, 0, 2, 7, 7)],
    run: (input) => {
      const read = readKept(input)
      hold(read === null || [...read.parts.values()].every((part) => part instanceof Uint8Array), 'a part is bytes')
      return read !== null
    },
  },
  {
    name: 'list of cases that a colleague sealed',
    seeds: () => [utf8(JSON.stringify(['case', 'shelf'].map((kind) => ['ab'.repeat(16), { kind, summary: { kind, goneSince: null } }])))],
    words: ['"kind":', '"case"', '"shelf"', '"summary":', '[]', '{}', 'null', '"__proto__":'].map(utf8),
    run: (input) => {
      const lines = linesFrom(input)
      hold(
        lines.every(([space, { kind, summary }]) => space.length === 32 && kind !== 'shelf' && summary.kind === kind),
        'a line for what is listed, of one kind',
      )
      return lines.length > 0
    },
  },
  { name: 'search image', seeds: () => [saveSearch(createSearch())], run: (input) => loadSearch(input) !== null },
]
