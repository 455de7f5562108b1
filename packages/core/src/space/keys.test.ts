import { describe, expect, it } from 'vitest'
import { ascii, concat, encode, hex, idBytes, LABELS, u32, type Action, type Wrap } from '@pergola/protocol'
import { asKey, derive, sealBox, sealTo } from '../crypto/index.ts'
import { letIn, newEpochKey, orgTarget, removeFromOrganisation, renewKey, revokeFrom } from './found.ts'
import {
  contentKey,
  epochKeyHash,
  keysFromLog,
  openOrgKeys,
  openWrap,
  orgSecret,
  previousBoxes,
  publishOrgKeys,
  sealPrevious,
  wrapKeyring,
  wrapSealed,
  type EpochKey,
  type Opener,
} from './keys.ts'
import { bytesOf, cryptoFrom, setStage, someone, write } from './scene.fixture.ts'
import { openOrganisation, orgOpener, personOpener } from './secrets.ts'

const stage = await setStage()
const { crypto, amina, elif, rosa, local, shelter, file, find } = stage
const localOpener = orgOpener(local.id, [local.secret])
const shelterOpener = orgOpener(shelter.id, [shelter.secret])
const key = asKey<'epoch'>(bytesOf('an epoch key'))
const planted = asKey<'epoch'>(bytesOf('a planted key'))
const epochOf = (one: EpochKey) => ({ epoch: 1, from: 0, keyHash: epochKeyHash(crypto, one) })
const toShelter = (one: EpochKey): Wrap => wrapSealed(crypto, shelter.id, 1, shelter.secret.kem.publicKey, one)

describe('what follows from an epoch key', () => {
  it('SEAL-7 its hash and the key of its contents have labels, and a space has its own', () => {
    expect(epochKeyHash(crypto, key)).toEqual(crypto.sha256(concat(ascii('pergola/1 epoch key\0'), key)))
    expect(contentKey(crypto, key, file.membership.space)).toEqual(derive(key, 'content', 32, idBytes(file.membership.space)))
    expect(contentKey(crypto, key, local.id)).not.toEqual(contentKey(crypto, key, file.membership.space))
  })

  it('SEAL-8 a new key opens the one before it, and only if the log commits to that one', async () => {
    const second = newEpochKey(crypto)
    const chain = async (previous: EpochKey) => {
      const targets = [local, shelter].map((org) => orgTarget(org.log.membership))
      const [action] = renewKey(crypto, file.membership, { 1: previous }, local.own, targets, [])
      return write(crypto, file, amina, [action!], find)
    }
    const honest = await chain(stage.key)
    const latest = honest.entries.slice(1)
    expect(Object.keys(keysFromLog(crypto, honest.membership, latest, shelterOpener))).toEqual(['1', '2'])
    expect(keysFromLog(crypto, honest.membership, latest, shelterOpener)[1]).toEqual(stage.key)

    const false_ = await chain(planted)
    expect(Object.keys(keysFromLog(crypto, false_.membership, false_.entries.slice(1), shelterOpener))).toEqual(['2'])
    expect(sealPrevious(crypto, second, key)).toHaveLength(72)
    expect(Object.keys(previousBoxes(honest.entries))).toEqual(['2'])
  })
})

describe('wraps', () => {
  it('SEAL-10 another organisation gets an HPKE box, the own one a keyring box', () => {
    const rotation = file.entries[0]!.actions.at(-1) as Extract<Action, { t: 'rotate' }>
    const shape = Object.fromEntries(rotation.wraps.map((wrap) => [wrap.to, [wrap.how, wrap.generation, wrap.box.length]]))
    expect(shape).toEqual({ [local.id]: ['keyring', 1, 72], [shelter.id]: ['seal', 1, 1168] })
    expect(keysFromLog(crypto, file.membership, file.entries, localOpener)).toEqual({ 1: stage.key })
    expect(keysFromLog(crypto, file.membership, file.entries, shelterOpener)).toEqual({ 1: stage.key })
  })

  it('SEAL-10 a wrap opens with the generation it was made for, and for nobody else', () => {
    const wrap = toShelter(key)
    expect(openWrap(crypto, wrap, epochOf(key), shelterOpener)).toEqual(key)
    expect(openWrap(crypto, { ...wrap, generation: 2 }, epochOf(key), shelterOpener)).toBeNull()
    expect(openWrap(crypto, wrap, epochOf(key), orgOpener(shelter.id, [local.secret]))).toBeNull()
    expect(openWrap(crypto, wrap, epochOf(key), personOpener(amina.person))).toBeNull()
    const ring = wrapKeyring(crypto, local.id, local.secret, key)
    expect(openWrap(crypto, ring, epochOf(key), localOpener)).toEqual(key)
    expect(openWrap(crypto, ring, epochOf(key), orgOpener(local.id, [orgSecret(1, bytesOf('other'))]))).toBeNull()
    expect(openWrap(crypto, ring, epochOf(key), personOpener(amina.person))).toBeNull()
  })

  it('SEAL-4 a planted key is refused: the wrap must open to the key whose hash the signed entry holds', () => {
    const info = concat(LABELS.epochKey, epochKeyHash(crypto, key))
    const forged: Wrap = { ...toShelter(key), box: sealTo(shelter.secret.kem.publicKey, info, planted, crypto.random(64)) }
    expect(openWrap(crypto, forged, epochOf(key), shelterOpener)).toBeNull()
    const ring: Wrap = {
      ...wrapKeyring(crypto, local.id, local.secret, key),
      box: sealBox(local.secret.keyring, crypto.random(24), planted, info),
    }
    expect(openWrap(crypto, ring, epochOf(key), localOpener)).toBeNull()
    /** Not a key at all. */
    const short: Wrap = { ...forged, box: sealTo(shelter.secret.kem.publicKey, info, key.subarray(1), crypto.random(64)) }
    expect(openWrap(crypto, short, epochOf(key), shelterOpener)).toBeNull()
  })

  it('SEAL-4 a box made for one key hash opens under no other', () => {
    expect(openWrap(crypto, toShelter(planted), epochOf(key), shelterOpener)).toBeNull()
    expect(openWrap(crypto, wrapKeyring(crypto, local.id, local.secret, planted), epochOf(key), localOpener)).toBeNull()
  })

  it('SEAL-4 a key that a colleague entered in the book is believed only if its hash is the one', () => {
    const told: string[] = []
    const opener = (inBook: Uint8Array | null): Opener => ({
      ...shelterOpener,
      known: () => inBook,
      opened: (hash) => told.push(hex(hash)),
    })
    expect(openWrap(crypto, { ...toShelter(key), box: new Uint8Array() }, epochOf(key), opener(key))).toEqual(key)
    expect(told).toEqual([])
    expect(openWrap(crypto, { ...toShelter(key), box: new Uint8Array() }, epochOf(key), opener(planted))).toBeNull()
    expect(openWrap(crypto, toShelter(key), epochOf(key), opener(planted))).toEqual(key)
    expect(openWrap(crypto, toShelter(key), epochOf(key), opener(new Uint8Array(5)))).toEqual(key)
    expect(told).toEqual([hex(epochKeyHash(crypto, key)), hex(epochKeyHash(crypto, key))])
    /** What a keyring opens costs little and is not entered. */
    const own: Opener = { ...localOpener, opened: (hash) => told.push(hex(hash)) }
    expect(openWrap(crypto, wrapKeyring(crypto, local.id, local.secret, key), epochOf(key), own)).toEqual(key)
    expect(told).toHaveLength(2)
  })
})

describe('a key in the book', () => {
  const stored: Uint8Array[] = []
  const shelter1: Opener = { ...shelterOpener, opened: (_hash, covered) => stored.push(covered) }

  it('SEAL-15 is entered covered, opens with its wrap for a colleague, and with nothing else', () => {
    const wrap = toShelter(key)
    expect(openWrap(crypto, wrap, epochOf(key), shelter1)).toEqual(key)
    const [covered] = stored
    expect(covered).toHaveLength(32)
    expect(covered).not.toEqual(key)
    // A colleague needs no KEM operation: none of theirs could open this.
    const colleague: Opener = { me: shelterOpener.me, kem: () => null, keyring: () => null, known: () => covered! }
    expect(openWrap(crypto, wrap, epochOf(key), colleague)).toEqual(key)
    expect(openWrap(crypto, { ...wrap, box: wrap.box.map((byte, at) => (at === 9 ? byte ^ 1 : byte)) }, epochOf(key), colleague)).toBeNull()
    expect(openWrap(crypto, toShelter(key), epochOf(key), colleague)).toBeNull()
  })

  it('SEAL-15 one that an earlier version entered as it is still opens', () => {
    const colleague: Opener = { me: shelterOpener.me, kem: () => null, keyring: () => null, known: () => key }
    expect(openWrap(crypto, toShelter(key), epochOf(key), colleague)).toEqual(key)
  })
})

describe("an organisation's keys", () => {
  const first = orgSecret(1, bytesOf('organisation seed'))

  it('SEAL-9 one seed gives the signing, KEM and keyring key of a generation', () => {
    expect(first.signSeed).toEqual(derive(first.seed, 'organisation sign'))
    expect(first.kem.secretKey).toEqual(derive(first.seed, 'organisation kem'))
    expect(first.keyring).toEqual(derive(first.seed, 'keyring'))
  })

  it('SEAL-9 the seed stands sealed under the epoch key, and the generation before signs the public keys', async () => {
    const second = orgSecret(2, bytesOf('second seed'))
    const published = await publishOrgKeys(crypto, second, key, first)
    expect(published.sealedSeed).toHaveLength(72)
    expect(openOrgKeys(crypto, published, key)).toEqual(second)
    const message = concat(LABELS.orgKeys, encode(u32, 2), published.signKey, published.kemKey)
    const { signKey } = await publishOrgKeys(crypto, first, key, null)
    expect(await crypto.verify(signKey, message, published.signature)).toBe(true)
    expect((await publishOrgKeys(crypto, first, key, null)).signature).toEqual(new Uint8Array(64))
  })

  it('SEAL-9 a seed under another epoch key or generation, or of other public keys, is not taken', async () => {
    const published = await publishOrgKeys(crypto, first, key, null)
    const other = await publishOrgKeys(crypto, orgSecret(1, bytesOf('other')), key, null)
    expect(openOrgKeys(crypto, published, planted)).toBeNull()
    expect(openOrgKeys(crypto, { ...published, generation: 2 }, key)).toBeNull()
    expect(openOrgKeys(crypto, { ...published, sealedSeed: other.sealedSeed }, key)).toBeNull()
    expect(openOrgKeys(crypto, { ...published, signKey: other.signKey }, key)).toBeNull()
    expect(openOrgKeys(crypto, { ...published, kemKey: other.kemKey }, key)).toBeNull()
  })
})

describe('who was there and who is', () => {
  it('SEAL-14 who was taken out of an organisation keeps what they knew and opens nothing that follows', async () => {
    const removal = { t: 'removePerson', person: elif.person.id } as const
    const { actions, secret } = await removeFromOrganisation(crypto, local.log.membership, local.keys, local.secret, removal)
    const after = await write(crypto, local.log, amina, actions)
    const seenBy = (who: typeof elif) => openOrganisation(crypto, who.person, after.membership, after.entries)
    expect(Object.keys(seenBy(elif).keys)).toEqual(['1'])
    expect(seenBy(elif).secrets.map(({ generation }) => generation)).toEqual([1])
    for (const who of [amina, rosa]) {
      expect(Object.keys(seenBy(who).keys)).toEqual(['1', '2'])
      expect(seenBy(who).secrets).toEqual([local.secret, secret])
    }
  })

  it('SEAL-14 an organisation that no longer shares a case opens nothing that follows', async () => {
    const actions = revokeFrom(crypto, file.membership, { 1: stage.key }, local.own, shelter.id, [orgTarget(local.log.membership)])
    const after = await write(crypto, file, amina, actions, find)
    expect(keysFromLog(crypto, after.membership, after.entries, shelterOpener)).toEqual({ 1: stage.key })
    expect(Object.keys(keysFromLog(crypto, after.membership, after.entries, localOpener))).toEqual(['1', '2'])
  })

  it('SEAL-14 who comes later reads what was written before', async () => {
    const removal = { t: 'removePerson', person: elif.person.id } as const
    const { actions } = await removeFromOrganisation(crypto, local.log.membership, local.keys, local.secret, removal)
    const renewed = await write(crypto, local.log, amina, actions)
    const { keys } = openOrganisation(crypto, amina.person, renewed.membership, renewed.entries)
    const newcomer = await someone('Newcomer')
    const { card, id } = newcomer.person
    const joined = await write(cryptoFrom('joined'), renewed, amina, letIn(crypto, renewed.membership, keys, card, id, 'editor'))
    const access = openOrganisation(crypto, newcomer.person, joined.membership, joined.entries)
    expect(access.keys).toEqual(keys)
    expect(access.secrets.map(({ generation }) => generation)).toEqual([1, 2])
  })

  it('SPACE-7 who was never let in learns nothing from the log', async () => {
    const stranger = await someone('Stranger')
    expect(openOrganisation(crypto, stranger.person, local.log.membership, local.log.entries)).toEqual({ keys: {}, secrets: [] })
  })

  it('SPACE-7 a member learns the epoch keys from their wrap and every generation from those', () => {
    expect(openOrganisation(crypto, elif.person, local.log.membership, local.log.entries)).toEqual({
      keys: local.keys,
      secrets: [local.secret],
    })
  })
})
