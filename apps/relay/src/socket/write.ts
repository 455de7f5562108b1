/** `push`, `control`, `snapshot`: through the writer, acknowledged when safe, then told to the other readers. */
import {
  SNAPSHOT_HEADER_BYTES,
  NONCE_BYTES,
  SUITE,
  TAG_BYTES,
  atLeast,
  changedMembers,
  decode,
  epochNow,
  roleOfAuthor,
  snapshotHeader,
  snapshotMessage,
  type OrgId,
  type PersonId,
  type SignedSnapshot,
  type SnapshotHeader,
} from '@pergola/protocol'
import { verifies } from '../crypto/ed25519.ts'
import type { House } from '../house.ts'
import { acceptControl, type ControlAccepted } from '../hub/control.ts'
import { headAt } from '../hub/heads.ts'
import { acceptPush, readPush, receiptOf, type Accepted } from '../hub/push.ts'
import { roleIn } from '../hub/standing.ts'
import { refuse, type Answer } from '../refusal.ts'
import { conclude, type Context, type Handler } from './context.ts'
import type { Member } from './member.ts'
import { pageFrame } from './pages.ts'

const tellPush = (house: House, author: Member, { row, state }: Accepted): void => {
  if (row === null) return
  const { membership, readers } = state
  const { space, last: pos, head } = row
  const page = { id: 0, space, control: [], snapshot: null, after: 0, pushes: [row], pos, head, controlSeq: membership.seq, more: false }
  house.audience.tell(readers, () => pageFrame(page), author)
}

export const push: Handler<'push'> = async ({ house, member, underway }, { id, ...sent }) => {
  const read = readPush(sent, member)
  if (!read.ok) return member.refuse(id, read.problem)
  const bytes = sent.commits.reduce((sum, commit) => sum + commit.length, 0)
  underway.bytes += bytes
  house.writer.submit({
    prepare: async (draft) => {
      const accepted = await acceptPush(draft, read.value, house.now())
      if (!accepted.ok) return accepted
      return {
        ok: true,
        value: () => {
          underway.bytes -= bytes
          member.send({ t: 'receipt', id, receipt: receiptOf(house.signer, sent.space, accepted.value.place) })
          tellPush(house, member, accepted.value)
        },
      }
    },
    refused: (refusal) => {
      underway.bytes -= bytes
      member.refuse(id, refusal)
    },
  })
}

type Change = NonNullable<ControlAccepted['change']>

/** Those who are out hear it with the proof, those who came that there is something to list. */
const tellMembers = async (house: House, author: Member, { before, after, parsed }: Change): Promise<void> => {
  const { came, went } = changedMembers(before, after.membership)
  const space = after.row.space
  if (after.row.kind !== 'organisation') {
    for (const org of went) for (const member of house.audience.of(org as OrgId)) member.send({ t: 'gone', space, entry: parsed.signed })
    for (const org of came)
      for (const member of house.audience.of(org as OrgId)) if (member !== author) member.send({ t: 'news', what: 'spaces' })
    return
  }
  for (const person of came) for (const member of house.audience.waiting(person as PersonId)) member.send({ t: 'news', what: 'spaces' })
  for (const member of house.audience.of(space as OrgId)) {
    const known = await house.spaces.known(member.device)
    if (known?.now) continue
    member.send({ t: 'gone', space, entry: parsed.signed })
    house.audience.mute(member)
  }
}

const tellControl = (house: House, author: Member, change: Change): void => {
  const { after, parsed } = change
  if (parsed.entry.actions.some((action) => action.t === 'addDevice')) house.audience.join(author, after.row.space as OrgId)
  const { space, pos, head } = after.row
  const page = {
    id: 0,
    space,
    control: [parsed.signed],
    snapshot: null,
    after: pos,
    pushes: [],
    pos,
    head,
    controlSeq: parsed.entry.seq,
    more: false,
  }
  if (change.before !== null) house.audience.tell(after.readers, () => pageFrame(page), author)
  void tellMembers(house, author, change)
}

export const control: Handler<'control'> = async ({ house, member }, { id, entry, permit }) => {
  house.writer.submit({
    prepare: async (draft) => {
      const sent = { device: member.device, signed: entry, permit }
      const accepted = await acceptControl(house.store, draft, sent, house.now())
      if (!accepted.ok) return accepted
      const { space, seq, change } = accepted.value
      return {
        ok: true,
        value: () => {
          member.send({ t: 'accepted', id, space, control: seq })
          if (change) tellControl(house, member, change)
        },
      }
    },
    refused: (refusal) => member.refuse(id, refusal),
  })
}

const readSnapshot = ({ bytes, signature }: SignedSnapshot, member: Member): Answer<SnapshotHeader> => {
  if (bytes.length < SNAPSHOT_HEADER_BYTES + NONCE_BYTES + TAG_BYTES) return refuse('malformed')
  const header = decode(snapshotHeader, bytes.subarray(0, SNAPSHOT_HEADER_BYTES))
  if (!header.ok) return refuse('malformed')
  if (header.value.suite !== SUITE) return refuse('unsupported')
  if (header.value.device !== member.device) return refuse('not_permitted')
  return verifies(member.deviceKey, snapshotMessage(bytes), signature) ? header : refuse('bad_signature')
}

/** Who pays for it, when it may stand. */
const maySnapshot = async ({ house, member }: Context, header: SnapshotHeader, bytes: number): Promise<Answer<OrgId>> => {
  const state = await house.spaces.state(header.space)
  const known = await house.spaces.known(member.device)
  const role = state && known && roleIn(state.membership, known)
  if (!state || !known || !role) return refuse('not_found')
  if (!atLeast(role, 'editor')) return refuse('not_permitted')
  if (header.epoch !== epochNow(state.membership).epoch) return refuse('stale_epoch', epochNow(state.membership).epoch)
  const author = roleOfAuthor(state.membership, header, () => known)
  if ('type' in author || !atLeast(author.role, 'editor')) return refuse('not_permitted')
  const head = await headAt(header.space, header.pos, (space, pos) => house.store.pushAt(space, pos))
  if (head !== header.head) return refuse('stale_log', state.row.pos)
  return (await house.usages.fits(known.org, bytes)) ? { ok: true, value: known.org } : refuse('quota', house.usages.quotaMiB)
}

export const snapshot: Handler<'snapshot'> = async (context, { id, snapshot: sent }) => {
  const { house, member } = context
  const header = readSnapshot(sent, member)
  if (!header.ok) return member.refuse(id, header.problem)
  const { space, pos } = header.value
  const payer = await maySnapshot(context, header.value, sent.bytes.length)
  if (!payer.ok) return member.refuse(id, payer.problem)
  const bytes = sent.bytes.length
  const written = await house.store.putSnapshot({ space, pos, snapshot: sent }, { org: payer.value, bytes })
  if (written === 'done') house.usages.written(payer.value, bytes)
  conclude(context, id, written)
}
