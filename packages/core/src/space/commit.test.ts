import { describe, expect, it } from 'vitest'
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import {
  commitHeader,
  commitId,
  concat,
  encode,
  paddedLength,
  snapshotHeader,
  snapshotMessage,
  type Commit,
  type DeviceId,
  type Head,
} from '@pergola/protocol'
import { asKey, sealBox } from '../crypto/index.ts'
import { NO_CHAIN, openCommit, openSnapshot, parseCommit, parseSnapshot, sealCommit, sealSnapshot, type Place } from './commit.ts'
import { contentKey } from './keys.ts'
import { bytesOf, emptyLog, placeIn, setStage } from './scene.fixture.ts'

const stage = await setStage()
const { crypto, amina, key, local } = stage
const place: Place = { ...placeIn(stage, NO_CHAIN), device: amina.device.id }
const words = utf8ToBytes('Two adults and a child need a place from Friday.')

const parsed = (bytes: Uint8Array): Commit => {
  const commit = parseCommit(bytes)
  if (!commit.ok) throw new Error(commit.problem.why)
  return commit.value
}
const otherKey = asKey<'epoch'>(bytesOf('other'))

describe('commits', () => {
  it('SEAL-11 what Amina seals opens with the epoch key, and its header says where it stands', () => {
    const sealed = sealCommit(crypto, place, words)
    const commit = parsed(sealed.bytes)
    expect(openCommit(crypto, commit, key)).toEqual(words)
    expect(openCommit(crypto, commit, otherKey)).toBeNull()
    expect(commit.header).toMatchObject({ space: place.space, epoch: 1, device: amina.device.id, seq: 1, control: 0, seenPos: 0 })
    expect(sealed.id).toBe(commitId(crypto.sha256, sealed.bytes))
    const next = sealCommit(crypto, { ...place, chain: sealed.chain }, words)
    expect(parsed(next.bytes).header).toMatchObject({ seq: 2, prev: sealed.id })
    expect(next.bytes.subarray(113, 137)).not.toEqual(sealed.bytes.subarray(113, 137))
  })

  it('SEAL-11 it is XChaCha20-Poly1305 under the content key with the 113 bytes of the header as associated data', () => {
    const { bytes } = sealCommit(crypto, place, words)
    const content = contentKey(crypto, key, place.space)
    const padded = xchacha20poly1305(content, bytes.subarray(113, 137), bytes.subarray(0, 113)).decrypt(bytes.subarray(137))
    expect(padded.length).toBe(256)
    expect(padded).toEqual(concat(Uint8Array.of(0, 0, 0, words.length), words, new Uint8Array(252 - words.length)))
  })

  it('SEAL-11 no field of the header can be exchanged, nor one bit turned', () => {
    const commit = parsed(sealCommit(crypto, place, words).bytes)
    const forged: readonly Commit['header'][] = [
      { ...commit.header, epoch: 2 },
      { ...commit.header, device: '0'.repeat(32) as DeviceId },
      { ...commit.header, seq: 2 },
      { ...commit.header, prev: '1'.repeat(64) as Commit['header']['prev'] },
      { ...commit.header, control: 1 },
      { ...commit.header, seenPos: 1 },
      { ...commit.header, seenHead: '1'.repeat(64) as Head },
      { ...commit.header, space: local.id },
    ]
    for (const header of forged)
      expect(openCommit(crypto, { ...commit, header, headerBytes: encode(commitHeader, header) }, key)).toBeNull()
    expect(openCommit(crypto, { ...commit, nonce: commit.nonce.map((byte) => byte ^ 1) }, key)).toBeNull()
    expect(openCommit(crypto, { ...commit, ciphertext: commit.ciphertext.map((byte, at) => (at === 9 ? byte ^ 1 : byte)) }, key)).toBeNull()
  })

  it('SEAL-12 a commit tells only the padding step of what is in it', () => {
    for (const [length, step] of [
      [0, 256],
      [252, 256],
      [253, 512],
      [508, 512],
      [4092, 4096],
      [4093, paddedLength(4097)],
      [100_000, paddedLength(100_004)],
    ] as const) {
      const payload = new Uint8Array(length).fill(7)
      const commit = parsed(sealCommit(crypto, place, payload).bytes)
      expect(commit.ciphertext.length).toBe(step + 16)
      expect(openCommit(crypto, commit, key)).toEqual(payload)
    }
  })

  it('SEAL-12 padding has one form: other zeros, lengths or steps do not open', () => {
    const honest = parsed(sealCommit(crypto, place, words).bytes)
    const withPlaintext = (plaintext: Uint8Array): Uint8Array | null => {
      const ciphertext = xchacha20poly1305(contentKey(crypto, key, place.space), honest.nonce, honest.headerBytes).encrypt(plaintext)
      return openCommit(crypto, { ...honest, ciphertext }, key)
    }
    const plain = (length: number, of: number, last = 0): Uint8Array => {
      const bytes = new Uint8Array(of)
      new DataView(bytes.buffer).setUint32(0, length)
      if (last) bytes[of - 1] = last
      return bytes
    }
    expect(withPlaintext(plain(10, 256))).toEqual(new Uint8Array(10))
    expect(withPlaintext(plain(10, 256, 1))).toBeNull()
    expect(withPlaintext(plain(10, 512))).toBeNull()
    expect(withPlaintext(plain(10, 300))).toBeNull()
    expect(withPlaintext(plain(253, 256))).toBeNull()
    expect(withPlaintext(plain(0xffffffff, 256))).toBeNull()
    expect(withPlaintext(new Uint8Array(3))).toBeNull()
    expect(withPlaintext(new Uint8Array())).toBeNull()
  })
})

describe('snapshots', async () => {
  const { space } = place
  const at = { space, epoch: 1, control: 0, pos: 0, head: emptyLog(stage).head }
  const snapshot = await sealSnapshot(crypto, amina.device, key, at, words)

  it('SEAL-13 a snapshot is 77 bytes of header and a box with the header as associated data, signed by its device', async () => {
    const header = parseSnapshot(snapshot)
    if (!header.ok) throw new Error(header.problem.why)
    expect(header.value).toEqual({ ...at, suite: 1, device: amina.device.id })
    expect(openSnapshot(crypto, snapshot, header.value, key)).toEqual({ ok: true, value: words })
    expect(snapshot.bytes.length).toBe(77 + 24 + 256 + 16)
    const { deviceKey } = amina.device.certificate
    expect(await crypto.verify(deviceKey, snapshotMessage(snapshot.bytes), snapshot.signature)).toBe(true)
  })

  it('SEAL-13 another key, a changed header or content, and bad padding do not open', () => {
    const header = { ...at, suite: 1, device: amina.device.id }
    const refused = { ok: false, problem: { type: 'undecryptable' } }
    const open = (bytes: Uint8Array, one = key) => openSnapshot(crypto, { ...snapshot, bytes }, header, one)
    expect(open(snapshot.bytes, otherKey)).toEqual(refused)
    for (const turned of [20, 40, 76, 77, 120, snapshot.bytes.length - 1])
      expect(open(snapshot.bytes.map((byte, n) => (n === turned ? byte ^ 1 : byte)))).toEqual(refused)
    const headerBytes = encode(snapshotHeader, header)
    const unpadded = sealBox(contentKey(crypto, key, space), crypto.random(24), concat(Uint8Array.of(0, 0, 0, 1, 5)), headerBytes)
    expect(open(concat(headerBytes, unpadded))).toEqual(refused)
  })

  it('SEAL-13 a header cut short or of another suite is malformed', () => {
    expect(parseSnapshot({ ...snapshot, bytes: snapshot.bytes.subarray(0, 76) })).toMatchObject({ problem: { type: 'malformed' } })
    const other = snapshot.bytes.map((byte, n) => (n === 0 ? 2 : byte))
    expect(parseSnapshot({ ...snapshot, bytes: other })).toMatchObject({ problem: { type: 'malformed' } })
  })
})
