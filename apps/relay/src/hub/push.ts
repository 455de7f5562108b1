/** Commits coming in: form, author, order, right to write. See protocol/commit.ts for the bytes. */
import {
  LIMITS,
  NO_COMMIT,
  atLeast,
  epochNow,
  hex,
  parseCommit,
  pushMessage,
  receiptMessage,
  roleOfAuthor,
  type CommitHeader,
  type CommitId,
  type DeviceId,
  type KnownDevice,
  type Receipt,
  type SpaceId,
} from '@pergola/protocol'
import { verifies, type Signer } from '../crypto/ed25519.ts'
import { hashCommit, runHead } from './hashing.ts'
import { refuse, type Answer } from '../refusal.ts'
import type { PushRow } from '../store/store.ts'
import type { Draft } from './draft.ts'
import { headAt, placeIn, type Place } from './heads.ts'
import { encodeLogged } from './logged.ts'
import type { Chain, SpaceState } from './spaces.ts'
import { roleIn, wasThere } from './standing.ts'

interface Sent {
  readonly header: CommitHeader
  readonly id: CommitId
  /** The id as bytes. */
  readonly rawId: Uint8Array
  readonly bytes: Uint8Array
}

export interface Push {
  readonly space: SpaceId
  readonly device: DeviceId
  /** At least one, chained. */
  readonly commits: readonly Sent[]
  readonly signature: Uint8Array
}

const follows = (before: Sent, { header }: Sent): boolean => header.seq === before.header.seq + 1 && header.prev === before.id

/** Everything that can be checked without looking anything up. */
export const readPush = (
  sent: { readonly space: SpaceId; readonly commits: readonly Uint8Array[]; readonly signature: Uint8Array },
  author: { readonly device: DeviceId; readonly deviceKey: Uint8Array },
): Answer<Push> => {
  if (sent.commits.length === 0) return refuse('malformed')
  if (sent.commits.reduce((sum, commit) => sum + commit.length, 0) > LIMITS.pushBytes) return refuse('too_large', LIMITS.pushBytes)
  const commits: Sent[] = []
  for (const bytes of sent.commits) {
    const commit = parseCommit(bytes)
    if (!commit.ok) return refuse('malformed')
    const { header } = commit.value
    if (header.space !== sent.space || header.seq === 0) return refuse('malformed')
    if (header.device !== author.device) return refuse('not_permitted')
    const before = commits.at(-1)
    const rawId = hashCommit(bytes)
    const next = { header, id: hex(rawId) as CommitId, rawId, bytes }
    if (before && !follows(before, next)) return refuse('bad_chain')
    commits.push(next)
  }
  if (!verifies(author.deviceKey, pushMessage(commits.at(-1)!.id), sent.signature)) return refuse('bad_signature')
  return { ok: true, value: { space: sent.space, device: author.device, commits, signature: sent.signature } }
}

export interface Accepted {
  readonly place: Place
  /** What others do not have yet; null when all of it was here already. */
  readonly row: PushRow | null
  readonly state: SpaceState
}

/** May this device write these commits now, and for all readers to come? */
const mayWrite = (state: SpaceState, known: KnownDevice, push: Push): Answer<null> => {
  const { membership, row } = state
  const role = roleIn(membership, known)
  if (role === null || !atLeast(role, 'contributor')) return refuse('not_permitted')
  const epoch = epochNow(membership).epoch
  let seen = -1
  for (const { header } of push.commits) {
    if (header.epoch !== epoch) return refuse('stale_epoch', epoch)
    if (header.control === seen) continue
    seen = header.control
    const standing = { device: push.device, epoch, control: seen, pos: row.pos + push.commits.length }
    const author = roleOfAuthor(membership, standing, () => known)
    if ('type' in author)
      return author.type === 'wrong_epoch'
        ? refuse('stale_epoch', epoch)
        : refuse(seen > membership.seq ? 'stale_control' : 'not_permitted')
    if (!atLeast(author.role, 'contributor')) return refuse('not_permitted')
  }
  return { ok: true, value: null }
}

/** The same commits again, after a lost answer: the receipt again. Other ones in their place: a copied profile. */
const again = async (draft: Draft, state: SpaceState, push: Push): Promise<Answer<Accepted>> => {
  const last = push.commits.at(-1)!
  const row = await draft.pushOf(push.space, push.device, last.header.seq)
  if (row === null) return refuse('bad_chain')
  const place = await placeIn(row, row.last - (row.lastSeq - last.header.seq), (space, pos) => draft.pushAt(space, pos))
  return place.id === last.id ? { ok: true, value: { place, row: null, state } } : refuse('bad_chain')
}

const append = (draft: Draft, state: SpaceState, push: Push, org: KnownDevice['org'], time: number): Accepted => {
  const { row: before } = state
  const ids = push.commits.map((commit) => commit.rawId)
  const head = runHead(before.head, ids, time)
  const last = push.commits.at(-1)!
  const row: PushRow = {
    space: push.space,
    first: before.pos + 1,
    last: before.pos + push.commits.length,
    device: push.device,
    firstSeq: push.commits[0]!.header.seq,
    lastSeq: last.header.seq,
    lastId: last.id,
    head,
    time,
    bytes: encodeLogged(
      push.commits.map((commit) => commit.bytes),
      push.signature,
      time,
    ),
  }
  state.chains.set(push.device, { seq: row.lastSeq, id: row.lastId })
  const after: SpaceState = { ...state, row: { ...before, pos: row.last, head } }
  draft.addPush(after, row)
  draft.charge(org, row.bytes.length)
  return { place: { pos: row.last, id: row.lastId, head, time }, row, state: after }
}

/**
 * Is the history that these commits quote the one of this log? Members take a false quote for a fork, so a relay that let one
 * pass would let any member accuse it (LOG-12).
 */
const quotesThisLog = async (draft: Draft, { row }: SpaceState, push: Push): Promise<boolean> => {
  let checked = ''
  for (const { header } of push.commits) {
    const quote = `${header.seenPos}/${header.seenHead}`
    if (quote === checked) continue
    if (header.seenPos > row.pos) return false
    const head = header.seenPos === row.pos ? row.head : await headAt(push.space, header.seenPos, (space, pos) => draft.pushAt(space, pos))
    if (head !== header.seenHead) return false
    checked = quote
  }
  return true
}

const NO_CHAIN: Chain = { seq: 0, id: NO_COMMIT }

/** Checks a push against the newest state and adds what is new of it to the draft. */
export const acceptPush = async (draft: Draft, push: Push, time: number): Promise<Answer<Accepted>> => {
  const state = await draft.spaces.state(push.space)
  const known = await draft.spaces.known(push.device)
  if (state === null || known === null || !wasThere(state.membership, known)) return refuse('not_found')
  if (roleIn(state.membership, known) === null) return refuse('not_member')
  const chain = (await draft.chain(state, push.device)) ?? NO_CHAIN
  if (push.commits.at(-1)!.header.seq <= chain.seq) return again(draft, state, push)
  const fresh = push.commits.filter((commit) => commit.header.seq > chain.seq)
  if (fresh[0]!.header.seq !== chain.seq + 1) return refuse('bad_sequence', chain.seq)
  if (fresh[0]!.header.prev !== chain.id) return refuse('bad_chain', chain.seq)
  const news = { ...push, commits: fresh }
  const may = mayWrite(state, known, news)
  if (!may.ok) return may
  if (!(await quotesThisLog(draft, state, news))) return refuse('stale_log', state.row.pos)
  const bytes = fresh.reduce((sum, commit) => sum + commit.bytes.length, 0)
  if (!(await draft.fits(known.org, bytes))) return refuse('quota', draft.usages.quotaMiB)
  return { ok: true, value: append(draft, state, news, known.org, time) }
}

export const receiptOf = (signer: Signer, space: SpaceId, { pos, head, time }: Place): Receipt => {
  const body = { space, pos, head, time }
  return { ...body, signature: signer.sign(receiptMessage(body)) }
}
