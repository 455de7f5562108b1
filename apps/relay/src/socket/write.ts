/** `push`, `control`, `snapshot`: through the writer, acknowledged when safe, then told to the other readers. */
import {
  SNAPSHOT_HEADER_BYTES,
  NONCE_BYTES,
  SUITE,
  TAG_BYTES,
  atLeast,
  decode,
  endIn,
  epochNow,
  roleOfAuthor,
  snapshotHeader,
  snapshotMessage,
  type OrgId,
  type SignedSnapshot,
  type SnapshotHeader,
} from '@pergola/protocol'
import { verifies } from '../crypto/ed25519.ts'
import { acceptControl } from '../hub/control.ts'
import { headAt } from '../hub/heads.ts'
import { acceptPush, readPush, receiptOf } from '../hub/push.ts'
import { roleIn } from '../hub/standing.ts'
import { refuse, type Answer } from '../refusal.ts'
import { forgetEnded } from '../sweep.ts'
import { conclude, type Context, type Handler } from './context.ts'
import type { Member } from './member.ts'

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
          // Others wait for somebody else's writing, the author for a signature only.
          house.herald.pushed(member, accepted.value)
          member.send({ t: 'receipt', id, receipt: receiptOf(house.signer, sent.space, accepted.value.place) })
        },
      }
    },
    refused: (refusal) => {
      underway.bytes -= bytes
      member.refuse(id, refusal)
    },
  })
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
          if (change) house.herald.changed(member, change)
          if (change && endIn(change.parsed.entry)) void forgetEnded(house)
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
