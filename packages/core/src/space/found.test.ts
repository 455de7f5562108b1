import { describe, expect, it } from 'vitest'
import {
  controlEntry,
  controlId,
  controlMessage,
  emptyHead,
  encode,
  epochNow,
  membersNow,
  roleNow,
  spaceIdOf,
  type Action,
  type ControlRefusal,
  type Result,
} from '@pergola/protocol'
import { verifyControl, writeControl, type VerifiedControl } from './control.ts'
import {
  foundOrganisation,
  foundSpace,
  letIn,
  orgTarget,
  endOwnDevice,
  orgKeysAreStale,
  removeFromOrganisation,
  renewOrgKeys,
  renewKey,
  revokeFrom,
  rotation,
  shareWith,
} from './found.ts'
import { keysFromLog, orgSecret, publishOrgKeys } from './keys.ts'
import { bytesOf, enrol, entryOf, NOW, organisationOf, secondDevice, setStage, someone, tries, write } from './scene.fixture.ts'
import { openOrganisation, orgOpener } from './secrets.ts'

const stage = await setStage()
const { crypto, amina, elif, rosa, joost, local, shelter, file, find, key } = stage
const keys = { 1: key }
const third = await organisationOf(crypto, await someone('Maria'))
const targetOf = (org: typeof local) => orgTarget(org.log.membership)
const refusal = (outcome: Result<VerifiedControl, ControlRefusal>): string => {
  if (outcome.ok) return 'stands'
  return outcome.problem.type === 'not_permitted' ? outcome.problem.rule : outcome.problem.type
}

describe('control entries', () => {
  it('SPACE-1 an entry names space, place, the entry before and the content log as its author saw it', async () => {
    const seen = { pos: 7, head: emptyHead(crypto.sha256, local.id) }
    const signed = await writeControl(
      crypto,
      amina.device,
      file.membership,
      seen,
      NOW,
      shareWith(crypto, file.membership, keys, local.own, targetOf(third), 'reader'),
    )
    const { actions, ...entry } = entryOf(signed)
    expect(entry).toEqual({
      suite: 1,
      space: file.membership.space,
      seq: 1,
      prev: controlId(crypto.sha256, file.signed[0]!.bytes),
      device: amina.device.id,
      time: NOW,
      pos: 7,
      head: seen.head,
    })
    expect(actions).toHaveLength(1)
    expect(await crypto.verify(amina.device.certificate.deviceKey, controlMessage(signed.bytes), signed.signature)).toBe(true)
    const unseen = entryOf(await writeControl(crypto, amina.device, file.membership, null, NOW, actions))
    expect([unseen.pos, unseen.head]).toEqual([0, emptyHead(crypto.sha256, file.membership.space)])
  })

  it("SPACE-1 one bit turned, another's hand, another place: it does not stand", async () => {
    const actions = shareWith(crypto, file.membership, keys, local.own, targetOf(third), 'reader')
    const signed = await writeControl(crypto, amina.device, file.membership, null, NOW, actions)
    const verify = (entry: typeof signed, before: typeof file.membership | null = file.membership) =>
      verifyControl(crypto, before, entry, find)
    expect(refusal(await verify(signed))).toBe('stands')
    expect(refusal(await verify({ ...signed, signature: signed.signature.map((byte, at) => (at === 0 ? byte ^ 1 : byte)) }))).toBe(
      'bad_signature',
    )
    expect(refusal(await verify({ ...signed, signature: await crypto.sign(elif.device.signSeed, controlMessage(signed.bytes)) }))).toBe(
      'bad_signature',
    )
    const late = encode(controlEntry, { ...entryOf(signed), time: NOW + 1 })
    expect(refusal(await verify({ ...signed, bytes: late }))).toBe('bad_signature')
    expect(refusal(await verify({ ...signed, bytes: signed.bytes.subarray(1) }))).toBe('malformed')
    const stranger = await someone('Stranger')
    expect(refusal(await tries(crypto, file, stranger, actions, find))).toBe('unknown_device')
    const { value } = (await verify(signed)) as { value: VerifiedControl }
    expect(refusal(await verify(signed, value.membership))).toBe('stale_control')
  })

  it('SPACE-1 a signing key that is not admissible never enters a log', async () => {
    const smallOrder = new Uint8Array(32)
    const { person, device } = await someone('Newcomer')
    const invite = letIn(crypto, local.log.membership, local.keys, { ...person.card, signKey: smallOrder }, person.id, 'reader')
    expect(refusal(await tries(crypto, local.log, amina, invite))).toBe('bad_signature')
    const founded = await foundOrganisation(crypto, person, device)
    const swapped = founded.actions.map((action) =>
      action.t === 'orgKeys' ? { ...action, keys: { ...action.keys, signKey: smallOrder } } : action,
    )
    expect(refusal(await tries(crypto, null, { person, device }, founded.actions))).toBe('stands')
    expect(refusal(await tries(crypto, null, { person, device }, swapped))).toBe('bad_signature')
    const bare = founded.actions.map((action): Action =>
      action.t === 'addDevice' ? { t: 'addDevice', certificate: { ...action.certificate, deviceKey: smallOrder } } : action,
    )
    expect(refusal(await tries(crypto, null, { person, device }, bare))).toBe('bad_signature')
  })

  it('SPACE-1 a device is enrolled only with the word of its person', async () => {
    const second = await secondDevice(elif)
    expect(refusal(await tries(crypto, local.log, second, [enrol(second)]))).toBe('stands')
    const forged: Action = { t: 'addDevice', certificate: { ...second.device.certificate, signature: bytesOf('nothing', 64) } }
    expect(refusal(await tries(crypto, local.log, second, [forged]))).toBe('bad_signature')
  })
})

describe('founding', () => {
  it('SPACE-2 Amina founds an organisation: herself as steward, her device, first keys, first epoch', async () => {
    const { membership, entries, signed } = (await organisationOf(crypto, amina)).log
    expect(entries[0]!.actions.map(({ t }) => t)).toEqual(['found', 'addPerson', 'addDevice', 'orgKeys', 'rotate'])
    expect(membership).toMatchObject({
      kind: 'organisation',
      founder: null,
      seq: 0,
      space: spaceIdOf(controlId(crypto.sha256, signed[0]!.bytes)),
    })
    expect(membersNow(membership)).toEqual([amina.person.id])
    expect(roleNow(membership, amina.person.id)).toBe('steward')
    expect(Object.keys(membership.devices)).toEqual([amina.device.id])
    const access = openOrganisation(crypto, amina.person, membership, entries)
    expect([Object.keys(access.keys), access.secrets.map(({ generation }) => generation)]).toEqual([['1'], [1]])
    const again = (await organisationOf(crypto, amina)).log.membership.space
    expect(again).not.toBe(membership.space)
  })

  it('SPACE-3 a case is founded by an organisation, shared from the start, and each member opens it', () => {
    expect(file.entries[0]!.actions.map(({ t }) => t)).toEqual(['found', 'addOrg', 'addOrg', 'rotate'])
    expect(file.membership).toMatchObject({ kind: 'case', founder: local.id })
    expect([roleNow(file.membership, local.id), roleNow(file.membership, shelter.id)]).toEqual(['steward', 'contributor'])
    for (const org of [local, shelter])
      expect(keysFromLog(crypto, file.membership, file.entries, orgOpener(org.id, [org.secret]))).toEqual(keys)
    expect(keysFromLog(crypto, file.membership, file.entries, orgOpener(third.id, [third.secret]))).toEqual({})
  })

  it('SPACE-3 an identity part is founded for the own organisation alone, and by nobody in the name of another', async () => {
    const { actions } = foundSpace(crypto, 'identity', local.own, [])
    const identity = await write(crypto, null, elif, actions, find)
    expect(membersNow(identity.membership)).toEqual([local.id])
    expect(refusal(await tries(crypto, null, joost, actions, find))).toBe('unknown_device')
  })
})

describe('sharing', () => {
  it('SPACE-4 one wrap of the key that holds shares a case with an organisation', async () => {
    const actions = shareWith(crypto, file.membership, keys, local.own, targetOf(third), 'reader')
    const shared = await write(crypto, file, elif, actions, find)
    expect(membersNow(shared.membership)).toContain(third.id)
    expect(epochNow(shared.membership).epoch).toBe(1)
    expect(keysFromLog(crypto, shared.membership, shared.entries, orgOpener(third.id, [third.secret]))).toEqual(keys)
    expect(refusal(await tries(crypto, file, joost, actions, find))).toBe('the organisation that holds a space decides who shares it')
  })

  it('SPACE-4 who does not hold the key that holds cannot share it', () => {
    expect(() => shareWith(crypto, file.membership, {}, local.own, targetOf(third), 'reader')).toThrow(RangeError)
    expect(() => letIn(crypto, local.log.membership, {}, joost.person.card, joost.person.id, 'reader')).toThrow(RangeError)
    expect(() => rotation(crypto, file.membership, {}, key, [], [])).toThrow(RangeError)
  })

  it('SPACE-5 an organisation is taken out with a new key for those who stay', async () => {
    const actions = revokeFrom(crypto, file.membership, keys, local.own, shelter.id, [targetOf(local)])
    const after = await write(crypto, file, amina, actions, find)
    expect(membersNow(after.membership)).toEqual([local.id])
    expect(epochNow(after.membership).epoch).toBe(2)
    const generous = revokeFrom(crypto, file.membership, keys, local.own, shelter.id, [targetOf(local), targetOf(shelter)])
    expect(refusal(await tries(crypto, file, amina, generous, find))).toBe('a new key goes to exactly the members')
  })

  it('SPACE-5 a key is renewed for the same members by any of them who may write', async () => {
    const targets = [local, shelter].map(targetOf)
    const renewed = await write(crypto, file, joost, renewKey(crypto, file.membership, keys, shelter.own, targets, []), find)
    expect(membersNow(renewed.membership)).toEqual(membersNow(file.membership))
    for (const org of [local, shelter]) {
      const opened = keysFromLog(crypto, renewed.membership, renewed.entries, orgOpener(org.id, [org.secret]))
      expect([Object.keys(opened), opened[1]]).toEqual([['1', '2'], key])
    }
    expect(refusal(await tries(crypto, file, rosa, renewKey(crypto, file.membership, keys, local.own, targets, []), find))).toBe(
      'any member who may write may renew the key',
    )
  })
})

describe('leaving an organisation', () => {
  const { membership } = local.log
  const elifsDevice: Extract<Action, { t: 'removeDevice' }> = { t: 'removeDevice', device: elif.device.id }

  it('SPACE-6 who is removed gets neither the new epoch nor the new keys of the organisation', async () => {
    const removal = { t: 'removePerson', person: elif.person.id } as const
    const { actions, secret } = await removeFromOrganisation(crypto, membership, local.keys, local.secret, removal)
    expect(actions.map(({ t }) => t)).toEqual(['removePerson', 'orgKeys', 'rotate'])
    const after = await write(crypto, local.log, amina, actions)
    expect(membersNow(after.membership)).toEqual([amina.person.id, rosa.person.id].sort())
    expect(after.membership.orgKeys.map(({ generation }) => generation)).toEqual([1, 2])
    expect(orgTarget(after.membership)).toEqual({ org: local.id, generation: 2, kemKey: secret.kem.publicKey })
    const promotion: Action = { t: 'setRole', member: rosa.person.id, role: 'steward' }
    expect(refusal(await tries(crypto, after, elif, [promotion]))).toBe('unknown_device')
  })

  it("SPACE-6 Elif, no steward, ends her lost telephone; the organisation's keys it knew wait for a steward's client", async () => {
    const second = await secondDevice(elif)
    const enrolled = await write(crypto, local.log, second, [enrol(second)])
    expect(orgKeysAreStale(enrolled.entries)).toBe(false)
    const ended = await write(crypto, enrolled, second, endOwnDevice(crypto, enrolled.membership, local.keys, elifsDevice))
    expect(ended.membership.devices[elif.device.id]!.until).toBe(ended.membership.seq)
    expect(orgKeysAreStale(ended.entries)).toBe(true)
    const { keys } = openOrganisation(crypto, amina.person, ended.membership, ended.entries)
    const renewed = await write(crypto, ended, amina, await renewOrgKeys(crypto, ended.membership, keys, local.secret))
    expect(orgKeysAreStale(renewed.entries)).toBe(false)
    for (const who of [amina, elif, rosa])
      expect(openOrganisation(crypto, who.person, renewed.membership, renewed.entries).secrets.map(({ generation }) => generation)).toEqual(
        [1, 2],
      )
  })

  it('SPACE-6 with her own device or without, she publishes no keys of the organisation', async () => {
    const second = await secondDevice(elif)
    const enrolled = await write(crypto, local.log, second, [enrol(second)])
    const { actions } = await removeFromOrganisation(crypto, enrolled.membership, local.keys, local.secret, elifsDevice)
    for (const tried of [actions, actions.slice(1)])
      expect(refusal(await tries(crypto, enrolled, second, tried))).toBe("a steward renews the organisation's keys")
    const others: Action = { t: 'removeDevice', device: amina.device.id }
    expect(refusal(await tries(crypto, enrolled, second, [others, actions[2]!]))).toBe('a person revokes their own devices, a steward any')
  })

  it('SPACE-6 a new generation that the one before did not sign does not stand', async () => {
    const { actions } = await removeFromOrganisation(crypto, membership, local.keys, local.secret, elifsDevice)
    const forged = await publishOrgKeys(crypto, orgSecret(2, bytesOf('mine')), key, orgSecret(1, bytesOf('not theirs')))
    expect(refusal(await tries(crypto, local.log, amina, [actions[0]!, { t: 'orgKeys', keys: forged }, actions[2]!]))).toBe('bad_signature')
  })
})
