/** What every store must do. Called by the test file of each adapter with a way to make an empty one. */
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hex, type BlobId, type CommitId, type DeviceId, type Head, type OrgId, type PersonId, type SpaceId } from '@pergola/protocol'
import type { Batch, ControlAppend, InvitationRow, PushRow, SpaceRow, Store } from './store.ts'

const bytes = (length: number): Uint8Array => Uint8Array.from(randomBytes(length))
const id = <T extends string>(length: 16 | 32): T => hex(bytes(length)) as T
const empty: Batch = { pushes: [], controls: [], spaces: [], usage: [], seen: [], networks: null }

const spaceRow = (kind: SpaceRow['kind'] = 'case'): SpaceRow => ({ space: id<SpaceId>(16), kind, pos: 0, head: id<Head>(32), control: 0 })

const entry = (space: SpaceId, seq: number, changes: Partial<ControlAppend> = {}): ControlAppend => ({
  space,
  seq,
  id: id<Head>(32),
  signed: { bytes: bytes(100), signature: bytes(64) },
  members: [],
  devices: [],
  persons: [],
  invitation: null,
  ended: null,
  ...changes,
})

const push = (space: SpaceId, first: number, count: number, device: DeviceId, firstSeq: number, size = 50): PushRow => ({
  space,
  first,
  last: first + count - 1,
  device,
  firstSeq,
  lastSeq: firstSeq + count - 1,
  lastId: id<CommitId>(32),
  head: id<Head>(32),
  time: 1_800_000_000_000,
  bytes: bytes(size),
})

const found = async (store: Store, row: SpaceRow, changes: Partial<ControlAppend> = {}): Promise<ControlAppend> => {
  const founding = entry(row.space, 0, changes)
  expect(await store.append({ ...empty, controls: [founding], spaces: [row] })).toBe('done')
  return founding
}

type Opened = () => Store

const logContract = (store: Opened): void => {
  it('gives back what was appended, in order', async () => {
    const row = spaceRow()
    const device = id<DeviceId>(16)
    const founding = await found(store(), row)
    const pushes = [push(row.space, 1, 3, device, 1), push(row.space, 4, 1, device, 4)]
    const after = { ...row, pos: 4, head: pushes[1]!.head, control: 1 }
    const second = entry(row.space, 1)
    await store().append({ ...empty, pushes, controls: [second], spaces: [after] })
    expect(await store().space(row.space)).toEqual(after)
    expect(await store().pushes(row.space, 0, 10_000)).toEqual(pushes)
    const { space, seq, id: entryId, signed } = second
    expect(await store().controls(row.space, 1, 5, 10_000)).toEqual([{ space, seq, id: entryId, signed }])
    expect((await store().controls(row.space, 0, 0, 10_000)).map((held) => held.id)).toEqual([founding.id])
  })

  it('finds the push at a position and the push that holds a commit of a device', async () => {
    const row = spaceRow()
    const [amina, joost] = [id<DeviceId>(16), id<DeviceId>(16)]
    await found(store(), row)
    const pushes = [push(row.space, 1, 3, amina, 1), push(row.space, 4, 2, joost, 1), push(row.space, 6, 2, amina, 4)]
    await store().append({ ...empty, pushes, spaces: [{ ...row, pos: 7 }] })
    expect((await store().pushAt(row.space, 5))?.first).toBe(4)
    expect(await store().pushAt(row.space, 8)).toBeNull()
    expect((await store().pushOf(row.space, amina, 5))?.first).toBe(6)
    expect(await store().pushOf(row.space, joost, 3)).toBeNull()
    expect(await store().chain(row.space, amina)).toEqual({ seq: 5, id: pushes[2]!.lastId })
    expect(await store().chain(row.space, id<DeviceId>(16))).toBeNull()
  })

  it('starts a page with the push that holds the position asked for, and bounds it by size with at least one push', async () => {
    const row = spaceRow()
    const device = id<DeviceId>(16)
    await found(store(), row)
    const pushes = [push(row.space, 1, 2, device, 1, 100), push(row.space, 3, 2, device, 3, 100), push(row.space, 5, 2, device, 5, 100)]
    await store().append({ ...empty, pushes, spaces: [{ ...row, pos: 6 }] })
    const firsts = async (after: number, maxBytes: number) => (await store().pushes(row.space, after, maxBytes)).map((held) => held.first)
    expect(await firsts(3, 1000)).toEqual([3, 5])
    expect(await firsts(0, 250)).toEqual([1, 3])
    expect(await firsts(0, 1)).toEqual([1])
    expect(await firsts(6, 1000)).toEqual([])
  })

  it('refuses a second entry or push in a place that is taken, and then holds nothing of the batch', async () => {
    const row = spaceRow()
    const device = id<DeviceId>(16)
    await found(store(), row)
    await store().append({ ...empty, pushes: [push(row.space, 1, 2, device, 1)], spaces: [{ ...row, pos: 2 }] })
    const taken = push(row.space, 2, 1, id<DeviceId>(16), 1)
    await expect(store().append({ ...empty, pushes: [taken], spaces: [{ ...row, pos: 2 }] })).rejects.toThrow()
    await expect(store().append({ ...empty, controls: [entry(row.space, 0)], spaces: [row] })).rejects.toThrow()
    expect((await store().space(row.space))?.pos).toBe(2)
  })

  it('refuses a push or entry that does not follow what is held, though no place of it is taken', async () => {
    const row = spaceRow()
    await found(store(), row)
    const overlapping = push(row.space, 1, 1, id<DeviceId>(16), 1)
    await store().append({ ...empty, pushes: [push(row.space, 1, 2, id<DeviceId>(16), 1)], spaces: [{ ...row, pos: 2 }] })
    await expect(store().append({ ...empty, pushes: [overlapping], spaces: [{ ...row, pos: 1 }] })).rejects.toThrow()
    const gap = push(row.space, 5, 1, id<DeviceId>(16), 1)
    await expect(store().append({ ...empty, pushes: [gap], spaces: [{ ...row, pos: 5 }] })).rejects.toThrow()
    await expect(store().append({ ...empty, controls: [entry(row.space, 3)], spaces: [{ ...row, pos: 2, control: 3 }] })).rejects.toThrow()
    expect(await store().space(row.space)).toEqual({ ...row, pos: 2 })
    expect((await store().pushes(row.space, 0, 10_000)).length).toBe(1)
  })

  it('END-4 keeps of a space that ended the entry that says so, its row and who was in it; its room is free and its files are orphans', async () => {
    const [row, beside] = [spaceRow(), spaceRow()]
    const [org, other, device] = [id<OrgId>(16), id<OrgId>(16), id<DeviceId>(16)]
    await store().append({
      ...empty,
      controls: [entry(org, 0, { devices: [device] })],
      spaces: [{ ...spaceRow('organisation'), space: org }],
    })
    const member = { space: row.space, member: org, until: null }
    await found(store(), row, { members: [member] })
    await found(store(), beside)
    const pushes = [push(row.space, 1, 2, device, 1, 70), push(row.space, 3, 1, device, 3, 30), push(beside.space, 1, 1, device, 1, 500)]
    const full = { ...row, pos: 3, head: pushes[1]!.head }
    await store().append({ ...empty, pushes, spaces: [full, { ...beside, pos: 1, head: pushes[2]!.head }], usage: [{ org, bytes: 600 }] })
    const snapshot = { space: row.space, pos: 3, snapshot: { bytes: bytes(40), signature: bytes(64) } }
    await store().putSnapshot(snapshot, { org, bytes: 40 })
    const file = (of: OrgId, blob: BlobId) => ({ blob, org: of, bytes: 5, sha256: bytes(32), time: 9e12, orphan: false })
    const blobs = [id<BlobId>(16), id<BlobId>(16)] as const
    await store().addBlob(file(org, blobs[0]))
    await store().addBlob(file(other, blobs[1]))
    const end = entry(row.space, 1, { members: [{ ...member, until: 1 }], ended: { org, blobs } })
    await store().append({ ...empty, controls: [end], spaces: [{ ...full, control: 1 }] })
    expect((await store().controls(row.space, 0, 9, 10_000)).map(({ seq, id: of }) => [seq, of])).toEqual([[1, end.id]])
    expect([
      await store().pushes(row.space, 0, 10_000),
      await store().pushAt(row.space, 1),
      await store().newestSnapshot(row.space),
    ]).toEqual([[], null, null])
    expect([await store().space(row.space), await store().membership(org, row.space)]).toEqual([
      { ...full, control: 1 },
      { ...member, until: 1 },
    ])
    expect((await store().pushes(beside.space, 0, 10_000)).length).toBe(1)
    expect(await store().usage(org)).toBe(600 + 40 + 5 - 100)
    expect((await store().orphansBefore(1)).map(({ blob }) => blob)).toEqual([blobs[0]])
    await store().putSnapshot(snapshot, { org, bytes: 40 })
    expect([await store().newestSnapshot(row.space), await store().usage(org)]).toEqual([null, 545])
    for (const blob of blobs) await store().removeBlob(blob)
  })

  it('lists the spaces of a member in pages, with those it is out of marked', async () => {
    const member = id<OrgId>(16)
    const rows = [spaceRow(), spaceRow('identity'), spaceRow('referral')].sort((a, b) => (a.space < b.space ? -1 : 1))
    for (const row of rows) await found(store(), row, { members: [{ space: row.space, member, until: null }] })
    const [first] = rows
    const out = entry(first!.space, 1, { members: [{ space: first!.space, member, until: 1 }] })
    await store().append({ ...empty, controls: [out], spaces: [{ ...first!, control: 1 }] })
    expect(await store().listed(member, null, 2)).toEqual([
      { ...first!, control: 1, until: 1 },
      { ...rows[1]!, until: null },
    ])
    expect((await store().listed(member, rows[1]!.space, 2)).map((row) => row.space)).toEqual([rows[2]!.space])
    expect(await store().membership(member, first!.space)).toEqual({ space: first!.space, member, until: 1 })
    expect(await store().membership(id(16), first!.space)).toBeNull()
  })

  it('knows networks, the organisation of a device and of a person by their key while they are in it', async () => {
    const org = spaceRow('organisation')
    const network = spaceRow('network')
    const person = id<PersonId>(16)
    const device = id<DeviceId>(16)
    const signKey = bytes(32)
    const member = { space: org.space, member: person, until: null }
    await found(store(), org, { members: [member], devices: [device], persons: [{ person, signKey }] })
    await found(store(), network)
    expect(await store().networks()).toEqual([network.space])
    expect(await store().orgOfDevice(device)).toBe(org.space)
    expect(await store().orgOfDevice(id(16))).toBeNull()
    expect(await store().orgOfKey(signKey)).toBe(org.space)
    await store().append({
      ...empty,
      controls: [entry(org.space, 1, { members: [{ ...member, until: 1 }] })],
      spaces: [{ ...org, control: 1 }],
    })
    expect(await store().orgOfKey(signKey)).toBeNull()
  })

  it('adds up what an organisation uses and keeps the newest two snapshots', async () => {
    const row = spaceRow()
    const org = id<OrgId>(16)
    await found(store(), row)
    await store().append({ ...empty, usage: [{ org, bytes: 100 }] })
    const snapshot = { bytes: bytes(200), signature: bytes(64) }
    for (const pos of [5, 3, 9]) await store().putSnapshot({ space: row.space, pos, snapshot }, { org, bytes: 7 })
    expect(await store().usage(org)).toBe(121)
    expect(await store().usage(id(16))).toBe(0)
    expect(await store().newestSnapshot(row.space)).toEqual({ space: row.space, pos: 9, snapshot })
    expect(await store().newestSnapshot(id(16))).toBeNull()
  })
}

const invitationRow = (org: OrgId, expires = 1000): InvitationRow => ({
  invitation: bytes(16),
  org,
  kind: 'organisation',
  permitHash: bytes(32),
  expires,
  sealed: bytes(40),
  answer: null,
  account: null,
  founded: null,
})

const entranceContract = (store: Opened): void => {
  it('creates an account once, in place of one whose founding broke off while there is no network, and replaces its keys', async () => {
    const row = { account: id<string>(32), signInKey: bytes(32), personKey: bytes(32), sealedSeed: bytes(100), factors: new Uint8Array(0) }
    const invitation = invitationRow(id<OrgId>(16))
    await store().createInvitation(invitation)
    expect(await store().createAccount({ ...row, personKey: bytes(32), factors: bytes(64) }, null)).toBe('done')
    expect(await store().createAccount(row, invitation.invitation)).toBe('taken')
    expect(await store().createAccount(row, null)).toBe('done')
    await found(store(), spaceRow('network'))
    expect(await store().createAccount({ ...row, personKey: bytes(32) }, null)).toBe('taken')
    expect(await store().account(row.account)).toEqual(row)
    const fresh = { signInKey: bytes(32), sealedSeed: bytes(90) }
    await store().replaceKeys(row.account, fresh.signInKey, fresh.sealedSeed)
    expect(await store().account(row.account)).toEqual({ ...row, ...fresh })
    const factors = bytes(128)
    expect(await store().setFactors(row.account, factors)).toBe('done')
    expect(await store().account(row.account)).toEqual({ ...row, ...fresh, factors })
    expect(await store().account(id(32))).toBeNull()
  })

  it('keeps an invitation with its answer and what was made with it', async () => {
    const org = id<OrgId>(16)
    const row = invitationRow(org)
    expect(await store().createInvitation(row)).toBe('done')
    expect(await store().createInvitation(row)).toBe('taken')
    const account = id<string>(32)
    await store().createAccount(
      { account, signInKey: bytes(32), personKey: bytes(32), sealedSeed: bytes(100), factors: new Uint8Array(0) },
      row.invitation,
    )
    const answer = bytes(60)
    await store().answerInvitation(row.invitation, answer)
    const space = spaceRow('organisation')
    await found(store(), space, { invitation: row.invitation })
    expect(await store().invitation(row.invitation)).toEqual({ ...row, answer, account, founded: space.space })
    expect(await store().invitation(bytes(16))).toBeNull()
  })

  it('makes one account and takes one answer for an invitation, whoever asks at the same time', async () => {
    const row = invitationRow(id<OrgId>(16))
    await store().createInvitation(row)
    const account = () => ({
      account: id<string>(32),
      signInKey: bytes(32),
      personKey: bytes(32),
      sealedSeed: bytes(100),
      factors: new Uint8Array(0),
    })
    const [amina, joost] = [account(), account()]
    const made = await Promise.all([amina, joost].map((one) => store().createAccount(one, row.invitation)))
    expect(made.toSorted()).toEqual(['done', 'taken'])
    const held = await Promise.all([amina, joost].map((one) => store().account(one.account)))
    expect(held.filter((one) => one !== null).length).toBe(1)
    const [first, second] = [bytes(60), bytes(60)]
    expect(await store().answerInvitation(row.invitation, first)).toBe('done')
    expect(await store().answerInvitation(row.invitation, first)).toBe('done')
    expect(await store().answerInvitation(row.invitation, second)).toBe('taken')
    expect((await store().invitation(row.invitation))?.answer).toEqual(first)
  })

  it('drops invitations: by their own organisation only, and the long expired', async () => {
    const org = id<OrgId>(16)
    const [kept, dropped, old] = [invitationRow(org), invitationRow(org), invitationRow(org, 10)]
    for (const row of [kept, dropped, old]) await store().createInvitation(row)
    await store().dropInvitation(id(16), kept.invitation)
    await store().dropInvitation(org, dropped.invitation)
    expect(await store().dropInvitationsBefore(11)).toBe(1)
    expect(await store().invitations(org)).toEqual([kept])
    expect(await store().invitations(id(16))).toEqual([])
  })
}

const intakeContract = (store: Opened): void => {
  it('queues alerts with numbers that count up and are not used again', async () => {
    const org = id<OrgId>(16)
    const alert = () => ({ org, mailbox: bytes(32), time: 5, envelope: bytes(300) })
    const sent = [alert(), alert(), alert()]
    for (const one of sent.slice(0, 2)) await store().addAlert(one, [])
    expect(await store().alerts(org, 0, 10_000)).toEqual(sent.slice(0, 2).map((one, at) => ({ ...one, number: at + 1 })))
    expect((await store().alerts(org, 0, 1)).length).toBe(1)
    await store().dropAlerts(org, [1, 2])
    await store().addAlert(sent[2]!, [])
    expect((await store().alerts(org, 0, 10_000)).map((row) => row.number)).toEqual([3])
    expect(await store().countAlerts(org)).toBe(1)
    expect(await store().alerts(id(16), 0, 10_000)).toEqual([])
  })

  it('opens a mailbox with its first alert and keeps the newest replies that fit', async () => {
    const org = id<OrgId>(16)
    const mailbox = bytes(32)
    await store().addReply(mailbox, { time: 1, envelope: bytes(10) }, 1000)
    expect(await store().replies(mailbox)).toEqual([])
    expect(await store().mailboxOrg(mailbox)).toBeNull()
    await store().addAlert({ org, mailbox, time: 5, envelope: bytes(30) }, [])
    expect(await store().mailboxOrg(mailbox)).toBe(org)
    const replies = [1, 2, 3].map((time) => ({ time, envelope: bytes(400) }))
    for (const reply of replies) await store().addReply(mailbox, reply, 1000)
    expect(await store().replies(mailbox)).toEqual(replies.slice(1))
  })

  it('keeps and closes an intake card', async () => {
    const org = id<OrgId>(16)
    const card = bytes(500)
    await store().putCard(org, bytes(10))
    await store().putCard(org, card)
    expect(await store().card(org)).toEqual(card)
    await store().putCard(org, null)
    expect(await store().card(org)).toBeNull()
  })

  it('keeps the newest edition of each organisation, until it is taken down', async () => {
    const [first, second] = [id<OrgId>(16), id<OrgId>(16)].sort()
    const row = (org: OrgId, issued: number) => ({ org, issued, edition: bytes(3000) })
    await store().putEdition(row(first!, 1))
    const [newer, other] = [row(first!, 2), row(second!, 1)]
    await store().putEdition(other)
    await store().putEdition(newer)
    expect(await store().edition(first!)).toEqual(newer)
    expect(await store().editions()).toEqual([newer, other])
    expect(await store().dropEdition(first!)).toBe('done')
    expect(await store().edition(first!)).toBeNull()
    expect(await store().editions()).toEqual([other])
  })

  it('keeps a file for somebody outside until it is due, and when it was opened for longer', async () => {
    const org = id<OrgId>(16)
    const row = (due: number, blob: string | null) => ({ parcel: bytes(32), org, blob, due, expires: due, opened: 0 })
    const [waiting, due, burnt] = [row(90, id<string>(16)), row(10, id<string>(16)), row(10, null)]
    for (const one of [waiting, due, burnt]) expect(await store().putParcel(one)).toBe('done')
    expect(await store().parcel(bytes(32))).toBeNull()
    expect(await store().parcelsDue(50)).toEqual([due])
    await store().putParcel({ ...due, blob: null, opened: 7 })
    expect(await store().parcel(due.parcel)).toEqual({ ...due, blob: null, opened: 7 })
    expect(await store().parcelsDue(50)).toEqual([])
    expect([await store().dropParcelsBefore(11), await store().dropParcelsBefore(11)]).toEqual([2, 0])
    expect(await store().parcel(waiting.parcel)).toEqual(waiting)
    await store().dropParcelsBefore(100)
  })

  it('counts files to their organisation, and finds those that no alert named', async () => {
    const org = id<OrgId>(16)
    const file = (time: number) => ({ blob: id<string>(16), org, bytes: 70, sha256: bytes(32), time, orphan: true })
    const [named, orphan, late] = [file(1), file(2), file(90)]
    for (const row of [named, orphan, late]) await store().addBlob(row)
    await store().addAlert({ org, mailbox: bytes(32), time: 5, envelope: bytes(30) }, [named.blob])
    expect(await store().blob(named.blob)).toEqual({ ...named, orphan: false })
    expect(await store().orphansBefore(50)).toEqual([orphan])
    await store().removeBlob(orphan.blob)
    expect(await store().blob(orphan.blob)).toBeNull()
    expect(await store().usage(org)).toBe(140)
  })
}

export const storeContract = (name: string, open: () => Promise<Store>): void => {
  describe(`store: ${name}`, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())
    logContract(() => store)
    entranceContract(() => store)
    intakeContract(() => store)
  })
}
