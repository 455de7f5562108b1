import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commitId, concat, decode, encode, hex, personCard, snapshotMessage, unhex, type Wrap } from '@pergola/protocol'
import { makeVectors, VECTORS_FILE, type Vectors } from '../../../../test/vectors/sealing.ts'
import { asKey } from '../crypto/index.ts'
import { accountKeys, openHome, openSeed, personFromSeed, recoveryWords, safetyWords, seedFromWords } from '../identity/index.ts'
import { invitationKeys, openAnswer, openInvitation, openPairing, pairingCode, pairingSecret } from '../invite/index.ts'
import { openCommit, openSnapshot, parseCommit, parseSnapshot } from './commit.ts'
import { verifyControl } from './control.ts'
import { openWrap, orgSecret } from './keys.ts'
import { cryptoFrom } from './scene.fixture.ts'
import { openOrganisation, orgOpener } from './secrets.ts'

const text = readFileSync(VECTORS_FILE, 'utf8')
const vectors = JSON.parse(text) as Vectors
const crypto = cryptoFrom('nothing random here')
const from = (digits: string): Uint8Array => unhex(digits)!
const hexOf = (bytes: Uint8Array | null): string | null => bytes && hex(bytes)
const signedOf = (row: { readonly bytes: string; readonly signature: string }) => ({
  bytes: from(row.bytes),
  signature: from(row.signature),
})

describe('the golden file of sealed bytes', () => {
  it('SPACE-13 what is sealed today from the same randomness has the same bytes', async () => {
    expect(`${JSON.stringify(await makeVectors(), null, 1)}\n`).toBe(text)
  })

  it('SPACE-13 the organisation stands, and its steward opens its keys from the seed alone', async () => {
    const { organisation: row } = vectors
    const person = personFromSeed(crypto, from(row.personSeed))
    expect([person.id, hex(encode(personCard, person.card))]).toEqual([row.person, row.card])
    const verified = await verifyControl(crypto, null, signedOf(row.founding), () => null)
    if (!verified.ok) throw new Error(verified.problem.type)
    const { membership, entry } = verified.value
    expect([membership.space, entry.device]).toEqual([row.space, row.device])
    const { keys, secrets } = openOrganisation(crypto, person, membership, [entry])
    expect([hexOf(keys[1]!), hexOf(secrets[0]!.seed)]).toEqual([row.epochKey, row.orgSeed])
  })

  it('SPACE-13 what is no founding entry is refused', async () => {
    for (const row of vectors.organisation.refused) {
      const verified = await verifyControl(crypto, null, signedOf(row), () => null)
      expect([row.why, verified.ok ? 'stands' : verified.problem.type]).toEqual([row.why, row.problem])
    }
  })

  it('SPACE-13 each wrap opens to its key or to nothing', () => {
    for (const { name, opener, wrap, keyHash, key } of vectors.shared.wraps) {
      const read = { ...wrap, box: from(wrap.box) } as Wrap
      const secret = orgSecret(1, from(opener))
      const opened = openWrap(crypto, read, { epoch: 1, from: 0, keyHash: from(keyHash) }, orgOpener(wrap.to as never, [secret]))
      expect([name, hexOf(opened)]).toEqual([name, key])
    }
  })

  it('SPACE-13 each commit opens to its payload or to nothing, and the snapshot to its content', async () => {
    for (const { name, epochKey, bytes, id, payload } of vectors.commits) {
      const parsed = parseCommit(from(bytes))
      expect([name, parsed.ok ? commitId(crypto.sha256, from(bytes)) : null]).toEqual([name, id])
      const opened = parsed.ok ? openCommit(crypto, parsed.value, asKey<'epoch'>(from(epochKey))) : null
      expect([name, hexOf(opened)]).toEqual([name, payload])
    }
    const { snapshot: row } = vectors
    const header = parseSnapshot(signedOf(row))
    if (!header.ok) throw new Error(header.problem.why)
    const opened = openSnapshot(crypto, signedOf(row), header.value, asKey<'epoch'>(from(row.epochKey)))
    expect(opened.ok && hex(opened.value)).toBe(row.content)
    expect(await crypto.verify(from(row.deviceKey), snapshotMessage(from(row.bytes)), from(row.signature))).toBe(true)
  })

  it('SPACE-13 the account opens from name and passphrase, stretched in JavaScript, and from the recovery kit', async () => {
    const { account: row } = vectors
    const keys = await accountKeys(crypto, row.name, row.passphrase)
    expect([keys.account, keys.signInKey, keys.boxKey, keys.vaultKey].map(hex)).toEqual([
      row.account,
      row.signInKey,
      row.boxKey,
      row.vaultKey,
    ])
    const seed = openSeed(keys, from(row.sealed))!
    expect(hex(seed)).toBe(row.seed)
    expect(recoveryWords(seed).join(' ')).toBe(row.recovery)
    const home = openHome(keys.account, seedFromWords(row.recovery.split(' '))!, from(row.sealed))!
    expect({ ...home, relayKey: hex(home.relayKey) }).toEqual(row.home)
    for (const { why, sealed, opens } of row.refused) {
      const opened = { seed: openSeed(keys, from(sealed)) !== null, home: openHome(keys.account, seed, from(sealed)) !== null }
      expect([why, opened]).toEqual([why, { seed: opens === 'seed', home: opens === 'home' }])
    }
  })

  it('SPACE-13 invitation, answer and pairing box open from their secret, and from nothing else', () => {
    const { invitation: row, pairing } = vectors
    const keys = invitationKeys(from(row.secret))
    expect([keys.id, keys.permit, keys.key].map(hex)).toEqual([row.id, row.permit, row.key])
    expect(openInvitation(keys, from(row.sealed))).toEqual({ ...row.content, relayKey: from(row.content.relayKey) })
    const card = decode(personCard, from(row.answered.person))
    expect(openAnswer(keys, from(row.answer))).toEqual({ ...row.answered, person: card.ok && card.value })
    for (const { why, sealed, answer } of row.refused)
      expect([why, openInvitation(keys, from(sealed)), openAnswer(keys, from(answer))]).toEqual([why, null, null])

    expect(hexOf(pairingSecret(pairing.code))).toBe(pairing.secret)
    expect(pairingCode(from(pairing.secret))).toBe(pairing.code)
    const { seed, relayKey, ...rest } = pairing.content
    expect(openPairing(from(pairing.secret), from(pairing.box))).toEqual({ ...rest, seed: from(seed), relayKey: from(relayKey) })
    for (const code of pairing.refused) expect([code, pairingSecret(code)]).toEqual([code, null])
    expect(openPairing(from(pairing.secret), concat(from(pairing.box), from('00')))).toBeNull()
  })

  it('SPACE-13 the safety words of two organisations are the same everywhere', () => {
    const { one, other, words } = vectors.safetyWords
    expect(safetyWords(crypto, one, other).join(' ')).toBe(words)
  })
})
