import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hex, LIMITS, type OrgId, type SpaceId } from '@pergola/protocol'
import { derive, openBox, sealBox } from '../crypto/index.ts'
import { bytesOf, cryptoFrom, NOW, someone } from '../space/scene.fixture.ts'
import {
  INVITATION_BYTES,
  invitationKeys,
  openAnswer,
  openInvitation,
  openPairing,
  pairingCode,
  pairingId,
  pairingSecret,
  sealAnswer,
  sealInvitation,
  sealPairing,
  secretFromLink,
  secretToLink,
  type InvitationContent,
} from './index.ts'

const crypto = cryptoFrom('invitations')
const secret = bytesOf('invitation', INVITATION_BYTES)
const keys = invitationKeys(secret)
const others = invitationKeys(bytesOf('another', INVITATION_BYTES))
const { person: elif } = await someone('Elif')
const content: InvitationContent = {
  kind: 'person',
  network: '0c'.repeat(16) as SpaceId,
  org: '0a'.repeat(16) as OrgId,
  role: 'editor',
  relayKey: bytesOf('relay'),
  networkName: 'Shelters by the sea',
  orgName: 'المجموعة المحلية',
  invitedBy: 'Amina',
  expires: NOW,
}
const secrets = fc.uint8Array({ minLength: 16, maxLength: 16 })
const turned = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, n) => (n === at ? byte ^ 1 : byte))

describe('invitations', () => {
  it('INV-1 number, permit and keys follow from 16 bytes, and none tells another', () => {
    expect(secret).toHaveLength(16)
    expect(keys.id).toEqual(derive(secret, 'invitation id', 16))
    expect(keys.permit).toEqual(derive(secret, 'invitation permit'))
    expect(keys.key).toEqual(derive(secret, 'invitation key'))
    expect(keys.way).toEqual(derive(secret, 'invitation way'))
    const all = [keys.id, keys.permit.subarray(0, 16), keys.key.subarray(0, 16), keys.way.subarray(0, 16), secret]
    expect(new Set(all.map(hex)).size).toBe(5)
  })

  it('INV-2 a link carries 32 hex digits, found also in what was pasted around them', () => {
    fc.assert(fc.property(secrets, (bytes) => hex(secretFromLink(secretToLink(bytes))!) === hex(bytes)))
    const link = secretToLink(secret)
    for (const text of [
      link,
      ` ${link}\n`,
      link.toUpperCase(),
      `https://pergola.example/#/join/${link}`,
      `"#/join/${link}"`,
      `Elif, open /#/join/${link}.`,
    ])
      expect(secretFromLink(text)).toEqual(secret)
  })

  it('INV-2 a link cut short or run together is none', () => {
    const link = secretToLink(secret)
    for (const text of ['', link.slice(1), `${link}0`, `a${link}`, link.replace(/.$/, 'x'), '#/join/'])
      expect(secretFromLink(text)).toBeNull()
    fc.assert(fc.property(fc.string(), (text) => (secretFromLink(text)?.length ?? 16) === 16))
  })

  it('INV-3 Elif sees who invites her to what, in any script', () => {
    const sealed = sealInvitation(crypto, keys, content)
    expect(openInvitation(keys, sealed)).toEqual(content)
    expect(openInvitation(keys, sealInvitation(crypto, keys, { ...content, network: null }))).toEqual({ ...content, network: null })
    expect(sealed.length).toBeLessThan(LIMITS.invitationBytes)
  })

  it('INV-3 the relay can neither read nor change it, nor show the one of another link', () => {
    const sealed = sealInvitation(crypto, keys, content)
    expect(openInvitation(others, sealed)).toBeNull()
    expect(openInvitation({ ...keys, id: others.id }, sealed)).toBeNull()
    for (const at of [0, 24, 60, sealed.length - 1]) expect(openInvitation(keys, turned(sealed, at))).toBeNull()
    expect(openInvitation(keys, new Uint8Array())).toBeNull()
    const bytes = openBox(keys.key, sealed, keys.id)!
    expect(bytes[0]).toBe(1)
    expect(openInvitation(keys, sealBox(keys.key, crypto.random(24), bytes.with(0, 2), keys.id))).toBeNull()
    expect(openInvitation(keys, sealBox(keys.key, crypto.random(24), bytes.subarray(1), keys.id))).toBeNull()
  })

  it('INV-4 the answer is sealed with the link: name and keys of a person, or an organisation', () => {
    const person = { name: 'إليف', person: elif.card, org: null }
    const organisation = { name: 'Joost', person: null, org: '0b'.repeat(16) as OrgId }
    for (const answer of [person, organisation]) expect(openAnswer(keys, sealAnswer(crypto, keys, answer))).toEqual(answer)
  })

  it('INV-4 an answer from outside, to another link, changed, or an invitation sent back is none', () => {
    const answer = { name: 'Elif', person: elif.card, org: null }
    const sealed = sealAnswer(crypto, keys, answer)
    expect(openAnswer(keys, sealAnswer(crypto, others, answer))).toBeNull()
    expect(openAnswer(others, sealed)).toBeNull()
    for (const at of [0, 24, 60, sealed.length - 1]) expect(openAnswer(keys, turned(sealed, at))).toBeNull()
    expect(openAnswer(keys, new Uint8Array())).toBeNull()
    const context = derive(keys.key, 'answer', 16)
    const bytes = openBox(keys.key, sealed, context)!
    /** The same bytes in the other box, or with another version, open nowhere. */
    expect(openAnswer(keys, sealBox(keys.key, crypto.random(24), bytes, keys.id))).toBeNull()
    expect(openAnswer(keys, sealBox(keys.key, crypto.random(24), bytes.with(0, 2), context))).toBeNull()
    expect(openInvitation(keys, sealed)).toBeNull()
  })
})

describe('pairing', () => {
  const pairing = { seed: bytesOf('Amina seed'), org: content.org, relayKey: bytesOf('relay'), account: 'أمينة' }

  it('INV-5 a code is 26 Crockford letters in fives for 16 bytes, and back', () => {
    fc.assert(
      fc.property(secrets, (bytes) => {
        const code = pairingCode(bytes)
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]$/)
        expect(pairingSecret(code)).toEqual(bytes)
      }),
    )
    expect(pairingCode(new Uint8Array(16))).toBe('00000-00000-00000-00000-00000-0')
    expect(pairingCode(new Uint8Array(16).fill(255))).toBe('7ZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-Z')
  })

  it('INV-5 small letters, spaces, O for 0 and I or L for 1 are understood', () => {
    const bytes = new Uint8Array(16).fill(0x01, 3)
    const code = pairingCode(bytes)
    expect(code).toMatch(/0/)
    expect(code).toMatch(/1/)
    for (const typed of [
      code.toLowerCase(),
      code.replaceAll('-', ' '),
      code.replaceAll('-', ''),
      code.replaceAll('0', 'o'),
      code.replaceAll('1', 'I'),
      code.replaceAll('1', 'l'),
      ` ${code}\n`,
    ])
      expect(pairingSecret(typed)).toEqual(bytes)
  })

  it('INV-5 a letter missing, too many, none of the alphabet or beyond 128 bits is no code', () => {
    const code = pairingCode(secret)
    for (const typed of [
      '',
      code.slice(1),
      `${code}0`,
      `U${code.slice(1)}`,
      `${code.slice(0, -1)}!`,
      `8${code.slice(1)}`,
      `Z${code.slice(1)}`,
    ])
      expect([typed, pairingSecret(typed)]).toEqual([typed, null])
  })

  it('INV-6 the new device gets seed, organisation, relay and account from the box of its code', () => {
    const box = sealPairing(crypto, secret, pairing)
    expect(openPairing(secret, box)).toEqual(pairing)
    expect(pairingId(secret)).toEqual(derive(secret, 'pairing id', 16))
    expect(openBox(derive(secret, 'pairing key'), box)?.[0]).toBe(1)
  })

  it('INV-6 a box of another code, changed, of another version or larger than the relay keeps is not opened', () => {
    const box = sealPairing(crypto, secret, pairing)
    expect(openPairing(bytesOf('another', 16), box)).toBeNull()
    for (const at of [0, 24, 60, box.length - 1]) expect(openPairing(secret, turned(box, at))).toBeNull()
    expect(openPairing(secret, new Uint8Array())).toBeNull()
    const key = derive(secret, 'pairing key')
    expect(openPairing(secret, sealBox(key, crypto.random(24), openBox(key, box)!.with(0, 2)))).toBeNull()
    const long = (letters: number): Uint8Array => sealPairing(crypto, secret, { ...pairing, account: 'a'.repeat(letters) })
    expect(openPairing(secret, long(300))).not.toBeNull()
    expect(long(300).length).toBeLessThanOrEqual(LIMITS.sealedSeedBytes)
    expect(openPairing(secret, new Uint8Array(LIMITS.sealedSeedBytes + 1))).toBeNull()
  })
})
