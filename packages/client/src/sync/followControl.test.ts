/** Amina's local group founds a case and writes in it; a colleague opens it on a device that has read nothing yet. */
import { webcrypto } from 'node:crypto'
import { expect, test } from 'vitest'
import type { CryptoPort, Subtle } from '@pergola/core/crypto'
import { newDevice, personFromSeed, type DeviceSecret } from '@pergola/core/identity'
import { emptyDoc, encodePayload, hlcAt } from '@pergola/core/record'
import {
  NO_CHAIN,
  foundOrganisation,
  foundSpace,
  orgOpener,
  sealCommit,
  sealSnapshot,
  verifyControl,
  writeControl,
  type Chain,
} from '@pergola/core/space'
import {
  emptyHead,
  knownDevice,
  nextHead,
  pushMessage,
  type DeviceId,
  type LoggedCommit,
  type Membership,
  type OrgId,
  type Page,
} from '@pergola/protocol'
import { testCrypto } from '../testing/index.ts'
import { followPage, type FollowContext } from './follow.ts'
import { rulesFor } from './rules.ts'
import { snapshotContent } from './snapshotContent.ts'

const crypto = testCrypto(webcrypto.subtle as unknown as Subtle, (length) => webcrypto.getRandomValues(new Uint8Array(length)))
const turned = (bytes: Uint8Array): Uint8Array => bytes.map((byte, at) => (at === 3 ? byte ^ 1 : byte))

const person = personFromSeed(crypto, crypto.random(32))
const amina = await newDevice(crypto, person, 0)
const laptop = await newDevice(crypto, person, 1)
const founded = await foundOrganisation(crypto, person, amina)
const withPhone = await verifyControl(crypto, null, await writeControl(crypto, amina, null, null, 0, founded.actions), () => null)
if (!withPhone.ok) throw new Error(withPhone.problem.type)
const second = await writeControl(crypto, laptop, withPhone.value.membership, null, 0, [
  { t: 'addDevice', certificate: laptop.certificate },
])
const local = await verifyControl(crypto, withPhone.value.membership, second, () => null)
if (!local.ok) throw new Error(local.problem.type)
const organisation: Membership = local.value.membership
const org = organisation.space as OrgId
const find = (device: DeviceId) => knownDevice(organisation, device)

const contextWith = (verify: CryptoPort['verify'] = crypto.verify): FollowContext => ({
  crypto: { ...crypto, verify },
  device: 'd'.repeat(32) as DeviceId,
  find,
  opener: () => orgOpener(org, [founded.secret]),
  rulesFor,
  fresh: true,
})

/** A case that Amina's telephone founded, with a push of one commit by `writer`. */
const caseBy = async (writer: DeviceSecret, inSpace?: Membership) => {
  const { actions, key } = foundSpace(crypto, 'case', { org, secret: founded.secret }, [])
  const founding = await writeControl(crypto, amina, null, null, 0, actions)
  const verified = await verifyControl(crypto, null, founding, find)
  if (!verified.ok) throw new Error(verified.problem.type)
  const membership = inSpace ?? verified.value.membership
  const { space } = membership
  const start = { pos: 0, head: emptyHead(crypto.sha256, space) }
  const pushed = async (chain: Chain): Promise<{ readonly logged: LoggedCommit; readonly chain: Chain }> => {
    const payload = encodePayload({ at: hlcAt(0), ops: [] })
    if (!payload.ok) throw new Error(payload.problem.type)
    const place = { space, epoch: 1, key, device: writer.id, chain, control: 0, seen: start }
    const sealed = sealCommit(crypto, place, payload.value)
    const signature = await crypto.sign(writer.signSeed, pushMessage(sealed.id))
    return { logged: { bytes: sealed.bytes, signature, time: 0 }, chain: sealed.chain }
  }
  const one = await pushed(NO_CHAIN)
  const two = await pushed(one.chain)
  const heads = [one, two].reduce((all, { chain }) => [...all, nextHead(crypto.sha256, all.at(-1)!, chain.last, 0)], [start.head])
  const page: Page = {
    id: 1,
    space: verified.value.membership.space,
    control: [founding],
    snapshot: null,
    after: 0,
    commits: [one.logged, two.logged],
    pos: 2,
    head: heads[2]!,
    controlSeq: 0,
    more: false,
  }
  const content = snapshotContent.encode({ chains: { [writer.id]: two.chain }, doc: emptyDoc() })!
  const at = { space, epoch: 1, control: 0, pos: 2, head: heads[2]! }
  return { page, founding, membership, snapshot: await sealSnapshot(crypto, writer, key, at, content) }
}

/** As a relay could hand it out that does not keep signatures as they were. */
const spoilt = (page: Page): Page => ({ ...page, control: page.control.map((entry) => ({ ...entry, signature: turned(entry.signature) })) })
const notSigned = { type: 'fault', fault: { what: 'bad_signature' } }

test('SPACE-14 a case founded and written by one device costs one signature check', async () => {
  const { page } = await caseBy(amina)
  let checks = 0
  const counting: CryptoPort['verify'] = (key, message, signature) => {
    checks += 1
    return crypto.verify(key, message, signature)
  }
  expect(await followPage(contextWith(counting), null, page)).toMatchObject({ type: 'ok', replica: { log: { pos: 2 } } })
  expect(checks).toBe(1)
})

test('SPACE-14 the founding entry stands by what its device signed in the space; an audit asks for its own signature', async () => {
  const { page } = await caseBy(amina)
  expect(await followPage(contextWith(), null, spoilt(page))).toMatchObject({ type: 'ok', replica: { log: { pos: 2 } } })
  expect(await followPage({ ...contextWith(), everySignature: true }, null, page)).toMatchObject({ type: 'ok' })
  expect(await followPage({ ...contextWith(), everySignature: true }, null, spoilt(page))).toMatchObject(notSigned)
})

test('SPACE-14 or by its snapshot, also when there is no commit after it', async () => {
  const { page, snapshot } = await caseBy(amina)
  const short = { ...page, snapshot, after: 2, commits: [] }
  expect(await followPage(contextWith(), null, spoilt(short))).toMatchObject({ type: 'ok', replica: { snapshotPos: 2 } })
  const forged = { ...short, snapshot: { ...snapshot, signature: turned(snapshot.signature) } }
  expect(await followPage(contextWith(), null, spoilt(forged))).toMatchObject(notSigned)
})

test('SPACE-14 where nothing of its device stands in the space, its own signature does or nothing', async () => {
  const { page } = await caseBy(amina)
  const bare = { ...page, commits: [], pos: 0, head: emptyHead(crypto.sha256, page.space) }
  expect(await followPage(contextWith(), null, bare)).toMatchObject({ type: 'ok' })
  expect(await followPage(contextWith(), null, spoilt(bare))).toMatchObject(notSigned)
})

test("SPACE-14 neither another device's commits stand for it, nor a false signature, nor what was signed in another case", async () => {
  const byLaptop = await caseBy(laptop)
  expect(await followPage(contextWith(), null, byLaptop.page)).toMatchObject({ type: 'ok' })
  expect(await followPage(contextWith(), null, spoilt(byLaptop.page))).toMatchObject(notSigned)
  const { page, membership } = await caseBy(amina)
  const forged = page.commits.map((commit) => ({ ...commit, signature: turned(commit.signature!) }))
  expect(await followPage(contextWith(), null, spoilt({ ...page, commits: forged }))).toMatchObject(notSigned)
  const elsewhere = await caseBy(amina, membership)
  expect(await followPage(contextWith(), null, spoilt(elsewhere.page))).toMatchObject(notSigned)
})
