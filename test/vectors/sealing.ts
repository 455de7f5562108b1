/**
 * The golden bytes of everything sealed but files and alerts: test/vectors/sealing.json. Rules: packages/core/SPEC.md.
 * `node test/vectors/sealing.ts` writes the file anew, which is a new protocol.
 */
import { argon2Sync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import {
  LABELS,
  NO_COMMIT,
  commitId,
  concat,
  encode,
  hex,
  personCard,
  type Action,
  type OrgId,
  type SignedControl,
  type SpaceId,
  type Wrap,
} from '../../packages/protocol/src/index.ts'
import { STRETCH, asKey, sealBox, sealTo } from '../../packages/core/src/crypto/index.ts'
import { accountKeys, recoveryWords, safetyWords, sealAccount } from '../../packages/core/src/identity/index.ts'
import { invitationKeys, pairingCode, sealAnswer, sealInvitation, sealPairing } from '../../packages/core/src/invite/index.ts'
import {
  contentKey,
  epochKeyHash,
  parseCommit,
  sealCommit,
  sealSnapshot,
  wrapKeyring,
  wrapSealed,
  type EpochKey,
} from '../../packages/core/src/space/index.ts'
import { NOW, bytesOf, cryptoFrom, emptyLog, placeIn, setStage } from '../../packages/core/src/space/scene.fixture.ts'

export const VECTORS_FILE = new URL('sealing.json', import.meta.url)

const crypto = cryptoFrom('vectors', async (message, nonce) => {
  const { memoryKiB: memory, passes, lanes: parallelism, bytes: tagLength } = STRETCH
  return new Uint8Array(argon2Sync('argon2id', { message, nonce, memory, passes, parallelism, tagLength }))
})
const turned = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, n) => (n === at ? byte ^ 1 : byte))
const entryHex = ({ bytes, signature }: SignedControl) => ({ bytes: hex(bytes), signature: hex(signature) })
const wrapHex = ({ to, generation, how, box }: Wrap) => ({ to, generation, how, box: hex(box) })

type Stage = Awaited<ReturnType<typeof setStage>>

const organisationOf = ({ amina, local }: Stage) => {
  const founding = local.log.signed[0]!
  return {
    founding: entryHex(founding),
    space: local.id,
    personSeed: hex(amina.person.seed),
    person: amina.person.id,
    card: hex(encode(personCard, amina.person.card)),
    device: amina.device.id,
    epochKey: hex(local.keys[1]!),
    orgSeed: hex(local.secret.seed),
    refused: [
      {
        why: 'a signature with one bit turned',
        problem: 'bad_signature',
        ...entryHex({ ...founding, signature: turned(founding.signature, 0) }),
      },
      {
        why: 'another salt under the same signature',
        problem: 'bad_signature',
        ...entryHex({ ...founding, bytes: turned(founding.bytes, 125) }),
      },
      { why: 'cut short', problem: 'malformed', ...entryHex({ ...founding, bytes: founding.bytes.subarray(0, -1) }) },
      { why: 'another suite', problem: 'malformed', ...entryHex({ ...founding, bytes: turned(founding.bytes, 0) }) },
    ],
  }
}

/** `opener`: the organisation seed (keyring, seal) whose generation 1 opens it. `key` null: it must not open. */
const wrapsOf = ({ local, shelter, key, file }: Stage) => {
  const keyHash = epochKeyHash(crypto, key)
  const planted = asKey<'epoch'>(bytesOf('planted'))
  const rotation = file.entries[0]!.actions.at(-1) as Extract<Action, { t: 'rotate' }>
  const [own, theirs] = [local, shelter].map((org) => rotation.wraps.find((wrap) => wrap.to === org.id)!) as [Wrap, Wrap]
  const box = sealTo(shelter.secret.kem.publicKey, concat(LABELS.epochKey, keyHash), planted, crypto.random(64))
  const [localSeed, shelterSeed] = [local, shelter].map((org) => hex(org.secret.seed)) as [string, string]
  const opens = { keyHash: hex(keyHash), key: hex(key) }
  const closed = { keyHash: hex(keyHash), key: null }
  return {
    founding: entryHex(file.signed[0]!),
    space: file.membership.space,
    wraps: [
      { name: 'for the own organisation', opener: localSeed, wrap: wrapHex(own), ...opens },
      { name: 'for another organisation', opener: shelterSeed, wrap: wrapHex(theirs), ...opens },
      { name: 'opened by the wrong organisation', opener: localSeed, wrap: wrapHex(theirs), ...closed },
      { name: 'a planted key under the committed hash', opener: shelterSeed, wrap: wrapHex({ ...theirs, box }), ...closed },
      {
        name: 'made for another key hash',
        opener: shelterSeed,
        wrap: wrapHex(wrapSealed(crypto, shelter.id, 1, shelter.secret.kem.publicKey, planted)),
        ...closed,
      },
      {
        name: 'a keyring box of another key',
        opener: localSeed,
        wrap: wrapHex(wrapKeyring(crypto, local.id, local.secret, planted)),
        ...closed,
      },
      { name: 'one bit turned', opener: shelterSeed, wrap: wrapHex({ ...theirs, box: turned(theirs.box, 1200 - 40) }), ...closed },
    ],
  }
}

const paddedWrongly = (bytes: Uint8Array, key: EpochKey, space: SpaceId): Uint8Array => {
  const plaintext = new Uint8Array(256).fill(1, 255)
  const [header, nonce] = [bytes.subarray(0, 113), bytes.subarray(113, 137)]
  return concat(header, sealBox(contentKey(crypto, key, space), nonce, plaintext, header))
}

const commitsOf = async (stage: Stage) => {
  const { amina, key } = stage
  const place = { ...placeIn(stage, { seq: 0, last: NO_COMMIT }), device: amina.device.id }
  const payload = new TextEncoder().encode('Two adults and a child need a place from Friday.')
  const first = sealCommit(crypto, place, payload)
  const second = sealCommit(crypto, { ...place, chain: first.chain }, new Uint8Array(300).fill(7))
  const row = (name: string, bytes: Uint8Array, opened: Uint8Array | null, epochKey: Uint8Array = key) => ({
    name,
    epochKey: hex(epochKey),
    bytes: hex(bytes),
    id: parseCommit(bytes).ok ? commitId(crypto.sha256, bytes) : null,
    payload: opened && hex(opened),
  })
  const at = { space: place.space, epoch: 1, control: 0, pos: 0, head: emptyLog(stage).head }
  const snapshot = await sealSnapshot(crypto, amina.device, key, at, payload)
  return {
    commits: [
      row('the first of a device', first.bytes, payload),
      row('the next, of two padding steps', second.bytes, new Uint8Array(300).fill(7)),
      row('under another epoch key', first.bytes, null, bytesOf('another key')),
      row('with another number in its header', turned(first.bytes, 40), null),
      row('with one bit of the ciphertext turned', turned(first.bytes, 200), null),
      row('with padding other than zeros', paddedWrongly(first.bytes, key, place.space), null),
      row('of no padding step', first.bytes.subarray(0, -1), null),
    ],
    snapshot: {
      epochKey: hex(key),
      deviceKey: hex(amina.device.certificate.deviceKey),
      bytes: hex(snapshot.bytes),
      signature: hex(snapshot.signature),
      content: hex(payload),
    },
  }
}

const accountOf = async ({ amina, local }: Stage) => {
  const [name, passphrase] = ['Amina', 'abandon ability able about above absent absorb']
  const keys = await accountKeys(crypto, name, passphrase)
  const home = { org: local.id, relayKey: bytesOf('relay') }
  const sealed = sealAccount(keys, crypto.random, amina.person.seed, home)
  return {
    name,
    passphrase,
    account: hex(keys.account),
    signInKey: hex(keys.signInKey),
    boxKey: hex(keys.boxKey),
    vaultKey: hex(keys.vaultKey),
    sealed: hex(sealed),
    seed: hex(amina.person.seed),
    home: { org: home.org, relayKey: hex(home.relayKey) },
    recovery: recoveryWords(amina.person.seed).join(' '),
    refused: [
      { why: 'one bit of the seed box turned', sealed: hex(turned(sealed, 30)), opens: 'home' },
      { why: 'one bit of the home turned', sealed: hex(turned(sealed, 100)), opens: 'seed' },
      { why: 'without a home', sealed: hex(sealed.subarray(0, 72)), opens: 'seed' },
      { why: 'empty', sealed: '', opens: 'nothing' },
    ],
  }
}

const invitationOf = ({ elif, local, shelter }: Stage) => {
  const secret = bytesOf('invitation', 16)
  const keys = invitationKeys(secret)
  const content = {
    kind: 'person' as const,
    network: null,
    org: local.id,
    role: 'editor' as const,
    relayKey: bytesOf('relay'),
    networkName: 'Shelters by the sea',
    orgName: 'المجموعة المحلية',
    invitedBy: 'Amina',
    expires: NOW,
  }
  const sealed = sealInvitation(crypto, keys, content)
  const answer = sealAnswer(crypto, keys, { name: 'Elif', person: elif.person.card, org: null })
  const pairing = { seed: elif.person.seed, org: local.id as OrgId, relayKey: content.relayKey, account: 'Elif' }
  return {
    invitation: {
      secret: hex(secret),
      id: hex(keys.id),
      permit: hex(keys.permit),
      key: hex(keys.key),
      sealed: hex(sealed),
      content: { ...content, relayKey: hex(content.relayKey) },
      answer: hex(answer),
      answered: { name: 'Elif', person: hex(encode(personCard, elif.person.card)), org: null },
      refused: [
        { why: 'an answer in the place of the invitation', sealed: hex(answer), answer: hex(sealed) },
        { why: 'one bit turned', sealed: hex(turned(sealed, 50)), answer: hex(turned(answer, 50)) },
        { why: 'empty', sealed: '', answer: '' },
      ],
    },
    pairing: {
      secret: hex(secret),
      code: pairingCode(secret),
      box: hex(sealPairing(crypto, secret, pairing)),
      content: { ...pairing, seed: hex(pairing.seed), relayKey: hex(pairing.relayKey) },
      refused: [`U${pairingCode(secret).slice(1)}`, `8${pairingCode(secret).slice(1)}`, pairingCode(secret).slice(1)],
    },
    safetyWords: { one: local.id, other: shelter.id, words: safetyWords(crypto, local.id, shelter.id).join(' ') },
  }
}

export const makeVectors = async () => {
  const stage = await setStage()
  return {
    about:
      'Sealed bytes of suite 1, hex. Made by test/vectors/sealing.ts; rules in packages/core/SPEC.md. What must not open is there too.',
    organisation: organisationOf(stage),
    shared: wrapsOf(stage),
    ...(await commitsOf(stage)),
    account: await accountOf(stage),
    ...invitationOf(stage),
  }
}

export type Vectors = Awaited<ReturnType<typeof makeVectors>>

if (import.meta.main) writeFileSync(VECTORS_FILE, `${JSON.stringify(await makeVectors(), null, 1)}\n`)
