/**
 * Takes one page from the relay into a replica: control entries first, then a snapshot if it is ahead, then commits. All
 * verification happens here and in core/space; the result is a new replica or the fault that was found.
 */
import { ceilingAt, applyTo, decodePayload, emptyDoc, type Entry, type Rules } from '@pergola/core/record'
import type { CryptoPort } from '@pergola/core/crypto'
import { followLog, openCommit, openSnapshot, parseSnapshot, type LogState, type Opener, type VerifiedCommit } from '@pergola/core/space'
import {
  atLeast,
  emptyHead,
  epochNow,
  isEnded,
  roleNow,
  roleOfAuthor,
  sameBytes,
  snapshotMessage,
  type DeviceId,
  type FindDevice,
  type Membership,
  type OrgId,
  type Page,
  type SpaceKind,
} from '@pergola/protocol'
import type { Replica } from '../local/spaceRecord.ts'
import { faultOfLog, type Fault } from './alarms.ts'
import { entriesOf, everMembers, followControl, type Controlled } from './followControl.ts'
import { snapshotContent } from './snapshotContent.ts'

export interface FollowContext {
  readonly crypto: CryptoPort
  /** This device: once its organisation's log let it go, it is given that log and nothing else. */
  readonly device: DeviceId
  readonly find: FindDevice
  /** Opens what was wrapped for us in a space of this kind. */
  readonly opener: (kind: SpaceKind) => Opener
  readonly rulesFor: (kind: SpaceKind, membership: Membership) => Rules
  /** Organisations' control logs and our own keys were fetched a moment ago: what they do not allow now is not allowed. */
  readonly fresh: boolean
  /** Also those that another signature of the same device stands for: when a log is read again to be sure of it. */
  readonly everySignature?: true
}

export type FollowResult =
  | { readonly type: 'ok'; readonly replica: Replica; readonly ignored: readonly Fault[]; readonly entries: readonly Entry[] }
  /** Organisations whose control logs are needed first. */
  | { readonly type: 'needs_organisations'; readonly orgs: readonly OrgId[] }
  | { readonly type: 'needs_control' }
  /** The page starts after what we hold: fetch from where we are. */
  | { readonly type: 'gap' }
  | { readonly type: 'fault'; readonly fault: Fault }

const RECENT_HEADS = 256

/** Who started the epoch of today. */
const rotatedBy = ({ crypto }: FollowContext, { control }: Replica): DeviceId | null =>
  entriesOf(crypto, control).findLast((entry) => entry.actions.some((action) => action.t === 'rotate'))?.device ?? null

/** A space of which only the control log is known yet. */
export const emptyReplica = (crypto: CryptoPort, { membership, control, keys }: Controlled): Replica => ({
  space: membership.space,
  control,
  membership,
  keys,
  log: { pos: 0, head: emptyHead(crypto.sha256, membership.space), chains: {} },
  heads: new Map(),
  snapshotPos: 0,
  goneSince: null,
  distrusted: false,
  doc: emptyDoc(),
})

/** Of a space that ended: the entry that says so. */
const nothingLeft = (crypto: CryptoPort, before: Replica | null, controlled: Controlled): Replica => ({
  ...emptyReplica(crypto, controlled),
  goneSince: before?.goneSince ?? null,
})

/** A snapshot ahead of what we hold: signed by an editor, of this space, and readable. */
const takeSnapshot = async (context: FollowContext, replica: Replica, page: Page): Promise<Replica | FollowResult> => {
  if (page.snapshot === null) return replica
  const header = parseSnapshot(page.snapshot)
  if (!header.ok) return { type: 'fault', fault: { what: 'bad_snapshot', position: null, device: null } }
  const { device, epoch, control, pos, head, space } = header.value
  const bad = (): FollowResult => ({ type: 'fault', fault: { what: 'bad_snapshot', position: pos, device } })
  // It stands for a history we have not read, never for one we have: that one goes on from where we are.
  if (replica.log.pos > 0 || pos === 0) return replica
  if (space !== replica.space) return { type: 'fault', fault: { what: 'wrong_space', position: pos, device } }
  const standing = roleOfAuthor(replica.membership, { device, epoch, control, pos }, context.find)
  if ('type' in standing) {
    if (standing.type === 'unknown_control') return { type: 'needs_control' }
    const unheard = standing.type === 'unknown_device' || !context.fresh
    return unheard ? { type: 'needs_organisations', orgs: everMembers(replica.membership) } : bad()
  }
  const key = replica.keys[epoch]
  if (!key) return replica
  const signed = await context.crypto.verify(standing.known.deviceKey, snapshotMessage(page.snapshot.bytes), page.snapshot.signature)
  const opened = openSnapshot(context.crypto, page.snapshot, header.value, key)
  if (!signed || !atLeast(standing.role, 'editor') || !opened.ok) return bad()
  const content = snapshotContent.decode(opened.value)
  if (!content.ok) return bad()
  if ((replica.heads.get(pos) ?? head) !== head) return { type: 'fault', fault: { what: 'fork', position: pos, device } }
  return {
    ...replica,
    log: { pos, head, chains: content.value.chains },
    heads: new Map([...replica.heads, [pos, head]]),
    snapshotPos: pos,
    doc: content.value.doc,
  }
}

/** Commits that we hold already are dropped; null when what remains does not follow directly. */
const newCommits = (replica: Replica, page: Page): Page['commits'] | null => {
  const skip = replica.log.pos - page.after
  if (skip < 0 && page.commits.length > 0) return null
  return page.commits.slice(Math.max(0, skip))
}

const entriesFor = (crypto: CryptoPort, replica: Replica, commits: readonly VerifiedCommit[]): { entries: Entry[]; ignored: Fault[] } => {
  const entries: Entry[] = []
  const ignored: Fault[] = []
  for (const { commit, author, role, time, pos } of commits) {
    const key = replica.keys[commit.header.epoch]
    // Epochs from before we came, or after we left, are not ours to read.
    if (!key) continue
    const plain = openCommit(crypto, commit, key)
    const payload = plain && decodePayload(plain)
    if (!payload || !payload.ok) {
      ignored.push({ what: plain ? 'malformed' : 'undecryptable', position: pos, device: author.device })
      continue
    }
    entries.push({
      payload: payload.value,
      author: { device: author.device, person: author.person, org: author.org, role },
      ceiling: ceilingAt(time),
    })
  }
  return { entries, ignored }
}

const keepRecent = (
  heads: ReadonlyMap<number, LogState['head']>,
  more: ReadonlyMap<number, LogState['head']>,
): Map<number, LogState['head']> => {
  const all = new Map([...heads, ...more])
  for (const pos of all.keys()) {
    if (all.size <= RECENT_HEADS) break
    all.delete(pos)
  }
  return all
}

/** Heads verified earlier, and those that membership entries quote, must be the heads of this log. */
const otherHistory = (
  { crypto }: FollowContext,
  page: Page,
  { heads: held, control }: Replica,
  followed: ReadonlyMap<number, LogState['head']>,
): Fault | null => {
  for (const [position, head] of followed) {
    const before = held.get(position)
    if (before !== undefined && before !== head) return { what: 'fork', position, device: null }
  }
  // The founding entry quotes nothing, and of most spaces there is no other.
  for (const { pos, head, seq, device } of entriesOf(
    crypto,
    page.control.filter((signed) => signed !== control[0]),
  )) {
    const ours = followed.get(pos) ?? held.get(pos)
    if (seq > 0 && pos > 0 && ours !== undefined && ours !== head) return { what: 'fork', position: pos, device }
  }
  return null
}

/** A signature that is asked for twice in one page is verified once. */
const eachOnce = (verify: CryptoPort['verify']): CryptoPort['verify'] => {
  const asked = new Map<Uint8Array, { readonly key: Uint8Array; readonly message: Uint8Array; readonly verdict: Promise<boolean> }>()
  return (key, message, signature) => {
    const before = asked.get(signature)
    if (before && sameBytes(before.key, key) && sameBytes(before.message, message)) return before.verdict
    const verdict = verify(key, message, signature)
    asked.set(signature, { key, message, verdict })
    return verdict
  }
}

/** The replica after this page. `before` is null for a space seen for the first time. */
export const followPage = (context: FollowContext, before: Replica | null, page: Page): Promise<FollowResult> =>
  follow({ ...context, crypto: { ...context.crypto, verify: eachOnce(context.crypto.verify) } }, before, page)

const follow = async (context: FollowContext, before: Replica | null, page: Page): Promise<FollowResult> => {
  const controlled = await followControl(context, before, page)
  if ('type' in controlled) return controlled
  if (isEnded(controlled.membership))
    return { type: 'ok', replica: nothingLeft(context.crypto, before, controlled), ignored: [], entries: [] }
  const based: Replica = before ? { ...before, ...controlled } : emptyReplica(context.crypto, controlled)
  const { kind } = based.membership
  const { me } = context.opener(kind)
  // Who is not (any longer) in a space is given its membership and none of its content: other organisations, and what is gone.
  const isDeviceEnded = (based.membership.devices[context.device]?.until ?? null) !== null
  if (isDeviceEnded || roleNow(based.membership, me) === null) return { type: 'ok', replica: based, ignored: [], entries: [] }
  const lacksKey = based.keys[epochNow(based.membership).epoch] === undefined
  if (lacksKey && !context.fresh && kind !== 'organisation') return { type: 'needs_organisations', orgs: [me as OrgId] }
  const snapped = await takeSnapshot(context, based, page)
  if ('type' in snapped) return snapped
  const fresh = newCommits(snapped, page)
  if (fresh === null) return { type: 'gap' }
  const newest = page.more ? null : { pos: page.pos, head: page.head }
  // Less than what we asked from is a log that was cut; less than what we have got meanwhile is only an answer that is late.
  if (newest && newest.pos < page.after) return { type: 'fault', fault: { what: 'rollback', position: newest.pos, device: null } }
  const claimed = newest && newest.pos < snapped.log.pos ? null : newest
  const followed = await followLog(
    context.crypto,
    snapped.membership,
    snapped.log,
    fresh,
    context.find,
    (pos) => snapped.heads.get(pos) ?? null,
    claimed,
    context.everySignature === true,
  )
  const doubted = followed.type === 'unknown_device' || (followed.type === 'ok' && followed.skipped.length > 0 && !context.fresh)
  if (doubted && kind !== 'organisation') return { type: 'needs_organisations', orgs: everMembers(snapped.membership) }
  if (followed.type === 'unknown_device')
    return { type: 'fault', fault: { what: 'bad_signature', position: snapped.log.pos, device: followed.device } }
  if (followed.type === 'unknown_control') return { type: 'needs_control' }
  if (followed.type === 'fault') return { type: 'fault', fault: faultOfLog(followed.fault) }
  // An answer that says there is more than it gives was cut short. (Events may overtake one another.)
  if (page.id !== 0 && newest && newest.pos > followed.state.pos) return { type: 'gap' }
  const other = otherHistory(context, page, snapped, followed.heads)
  if (other) return { type: 'fault', fault: other }
  const { entries, ignored } = entriesFor(context.crypto, snapped, followed.commits)
  const folded =
    entries.length === 0
      ? { doc: snapped.doc, refused: [] }
      : applyTo(snapped.doc, entries, context.rulesFor(snapped.membership.kind, snapped.membership))
  const replica: Replica = { ...snapped, log: followed.state, heads: keepRecent(snapped.heads, followed.heads), doc: folded.doc }
  const refused = folded.refused.map((refusal): Fault => {
    const device: DeviceId | null = entries[refusal.entry]?.author.device ?? null
    return { what: 'not_permitted', position: null, device }
  })
  // Whoever renewed the key left us out of it, or sealed us something else: we are in and cannot read on.
  const shutOut: readonly Fault[] = lacksKey ? [{ what: 'undecryptable', position: null, device: rotatedBy(context, replica) }] : []
  return { type: 'ok', replica, ignored: [...followed.skipped.map(faultOfLog), ...ignored, ...refused, ...shutOut], entries }
}
