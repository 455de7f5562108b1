import { webcrypto } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Subtle } from '@pergola/core/crypto'
import { newDevice, personFromSeed } from '@pergola/core/identity'
import { emptyDoc } from '@pergola/core/record'
import { foundOrganisation, personOpener, verifyControl, writeControl } from '@pergola/core/space'
import { emptyHead, type DeviceId, type Head, type Page } from '@pergola/protocol'
import type { Replica } from '../local/spaceRecord.ts'
import { testCrypto } from '../testing/index.ts'
import { followPage, type FollowContext } from './follow.ts'
import { rulesFor } from './rules.ts'

const crypto = testCrypto(webcrypto.subtle as unknown as Subtle, (length) => webcrypto.getRandomValues(new Uint8Array(length)))
const person = personFromSeed(crypto, crypto.random(32))
const context: FollowContext = {
  crypto,
  device: 'd'.repeat(32) as DeviceId,
  find: () => null,
  opener: () => personOpener(person),
  rulesFor,
  fresh: true,
}

/** Amina's organisation, as her device holds it: four commits verified so far. */
const held = async (): Promise<Replica> => {
  const device = await newDevice(crypto, person, 0)
  const { actions } = await foundOrganisation(crypto, person, device)
  const founding = await writeControl(crypto, device, null, null, 0, actions)
  const verified = await verifyControl(crypto, null, founding, () => null)
  if (!verified.ok) throw new Error(verified.problem.type)
  const { membership } = verified.value
  const log = { pos: 4, head: emptyHead(crypto.sha256, membership.space), chains: {} }
  return {
    space: membership.space,
    control: [founding],
    membership,
    keys: {},
    log,
    heads: new Map(),
    snapshotPos: 0,
    goneSince: null,
    distrusted: false,
    doc: emptyDoc(),
  }
}

const page = ({ space, membership }: Replica, after: number, pos: number): Page => ({
  id: 1,
  space,
  control: [],
  snapshot: null,
  after,
  commits: [],
  pos,
  head: 'f'.repeat(64) as Head,
  controlSeq: membership.seq,
  more: false,
})

test('news from a space that Joost was let into a moment ago, before its founding entry: something is missing, nothing is damaged', async () => {
  expect(await followPage(context, null, page(await held(), 0, 1))).toEqual({ type: 'gap' })
})

test('an answer that left before Amina’s last commit was taken is late; less than she asked from is a log that was cut', async () => {
  const replica = await held()
  expect(await followPage(context, replica, page(replica, 3, 3))).toMatchObject({ type: 'ok', replica: { log: { pos: 4 } } })
  expect(await followPage(context, replica, page(replica, 4, 2))).toMatchObject({ type: 'fault', fault: { what: 'rollback', position: 2 } })
})
