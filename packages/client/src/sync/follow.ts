/**
 * Takes one page from the relay into a replica: control entries first, then a snapshot if it is ahead, then commits. All
 * verification happens here and in core/space; the result is a new replica or the fault that was found.
 */
import { ceilingAt, applyTo, decodePayload, emptyDoc, type Entry, type Rules } from '@pergola/core/record'
import type { CryptoPort } from '@pergola/core/crypto'
import {
  followLog,
  keysFromLog,
  openCommit,
  openSnapshot,
  parseSnapshot,
  verifyControl,
  type Keys,
  type LogState,
  type Opener,
  type VerifiedCommit,
} from '@pergola/core/space'
import {
  atLeast,
  emptyHead,
  parseControl,
  roleOfAuthor,
  snapshotMessage,
  type ControlEntry,
  type DeviceId,
  type FindDevice,
  type Membership,
  type OrgId,
  type Page,
  type SignedControl,
  type SpaceKind,
} from '@pergola/protocol'
import type { Replica } from '../local/spaceRecord.ts'
import { faultOfControl, faultOfLog, type Fault } from './alarms.ts'
import { snapshotContent } from './snapshotContent.ts'

export interface FollowContext {
  readonly crypto: CryptoPort
  readonly find: FindDevice
  /** Opens what was wrapped for us in a space of this kind. */
  readonly opener: (kind: SpaceKind) => Opener
  readonly rulesFor: (kind: SpaceKind, membership: Membership) => Rules
}

export type FollowResult =
  | { readonly type: 'ok'; readonly replica: Replica; readonly ignored: readonly Fault[]; readonly entries: readonly Entry[] }
  /** Organisations whose control logs are needed first. */
  | { readonly type: 'needs_organisations'; readonly orgs: readonly OrgId[] }
  | { readonly type: 'needs_control' }
  /** The page starts after what we hold: fetch from where we are. */
  | { readonly type: 'gap' }
  | { readonly type: 'fault'; readonly fault: Fault }

interface Controlled {
  readonly membership: Membership
  readonly control: readonly SignedControl[]
  readonly keys: Keys
}

const RECENT_HEADS = 256

const entriesOf = (crypto: CryptoPort, control: readonly SignedControl[]): readonly ControlEntry[] =>
  control.flatMap((signed) => {
    const parsed = parseControl(crypto.sha256, signed)
    return parsed.ok ? [parsed.value.entry] : []
  })

/** The organisation whose control log must be known before a founding entry can be checked. */
const founderOf = (crypto: CryptoPort, signed: SignedControl): readonly OrgId[] => {
  const parsed = parseControl(crypto.sha256, signed)
  const found = parsed.ok ? parsed.value.entry.actions[0] : undefined
  return found?.t === 'found' && found.org ? [found.org] : []
}

/** Whoever may have written in a shared space. */
const everMembers = (membership: Membership): readonly OrgId[] =>
  membership.kind === 'organisation' ? [] : (Object.keys(membership.members) as OrgId[])

const followControl = async (context: FollowContext, before: Replica | null, page: Page): Promise<Controlled | FollowResult> => {
  const { crypto, find } = context
  const held = before?.control.length ?? 0
  const control = [...(before?.control ?? [])]
  let membership = before?.membership ?? null
  for (const signed of page.control) {
    if (isHeld(crypto, control, signed)) continue
    if (isAhead(crypto, control, signed)) return { type: 'gap' }
    const verified = await verifyControl(crypto, membership, signed, find)
    if (!verified.ok) {
      if (verified.problem.type === 'unknown_device')
        return { type: 'needs_organisations', orgs: membership ? everMembers(membership) : founderOf(crypto, signed) }
      return { type: 'fault', fault: faultOfControl(verified.problem) }
    }
    membership = verified.value.membership
    control.push(signed)
  }
  if (membership === null) return { type: 'fault', fault: { what: 'malformed', position: 0, device: null } }
  if (membership.space !== page.space) return { type: 'fault', fault: { what: 'wrong_space', position: 0, device: null } }
  const keys =
    control.length > held
      ? { ...keysFromLog(crypto, membership, entriesOf(crypto, control), context.opener(membership.kind)), ...before?.keys }
      : (before?.keys ?? {})
  return { membership, control, keys }
}

/** A page may repeat what we hold (two fetches crossed): the same bytes are no news. Other bytes in their place are a fork. */
const isHeld = (crypto: CryptoPort, control: readonly SignedControl[], signed: SignedControl): boolean => {
  const parsed = parseControl(crypto.sha256, signed)
  const ours = parsed.ok ? control[parsed.value.entry.seq] : undefined
  return ours !== undefined && ours.bytes.length === signed.bytes.length && ours.bytes.every((byte, at) => byte === signed.bytes[at])
}

const isAhead = (crypto: CryptoPort, control: readonly SignedControl[], signed: SignedControl): boolean => {
  const parsed = parseControl(crypto.sha256, signed)
  return parsed.ok && parsed.value.entry.seq > control.length
}

const emptyReplica = (crypto: CryptoPort, { membership, control, keys }: Controlled): Replica => ({
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

/** A snapshot ahead of what we hold: signed by an editor, of this space, and readable. */
const takeSnapshot = async (context: FollowContext, replica: Replica, page: Page): Promise<Replica | FollowResult> => {
  if (page.snapshot === null) return replica
  const header = parseSnapshot(page.snapshot)
  if (!header.ok) return { type: 'fault', fault: { what: 'bad_snapshot', position: null, device: null } }
  const { device, epoch, control, pos, head, space } = header.value
  const bad = (): FollowResult => ({ type: 'fault', fault: { what: 'bad_snapshot', position: pos, device } })
  if (pos <= replica.log.pos) return replica
  if (space !== replica.space) return { type: 'fault', fault: { what: 'wrong_space', position: pos, device } }
  const standing = roleOfAuthor(replica.membership, { device, epoch, control, pos }, context.find)
  if ('type' in standing) {
    if (standing.type === 'unknown_device') return { type: 'needs_organisations', orgs: everMembers(replica.membership) }
    return standing.type === 'unknown_control' ? { type: 'needs_control' } : bad()
  }
  const key = replica.keys[epoch]
  if (!key) return replica
  const signed = await context.crypto.verify(standing.known.deviceKey, snapshotMessage(page.snapshot.bytes), page.snapshot.signature)
  const opened = openSnapshot(page.snapshot, header.value, key)
  if (!signed || !atLeast(standing.role, 'editor') || !opened.ok) return bad()
  const content = snapshotContent.decode(opened.value)
  if (!content.ok) return bad()
  return {
    ...replica,
    log: { pos, head, chains: content.value.chains },
    heads: new Map([[pos, head]]),
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

const entriesFor = (replica: Replica, commits: readonly VerifiedCommit[]): { entries: Entry[]; ignored: Fault[] } => {
  const entries: Entry[] = []
  const ignored: Fault[] = []
  for (const { commit, author, role, time, pos } of commits) {
    const key = replica.keys[commit.header.epoch]
    // Epochs from before we came, or after we left, are not ours to read.
    if (!key) continue
    const plain = openCommit(commit, key)
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

/** The replica after this page. `before` is null for a space seen for the first time. */
export const followPage = async (context: FollowContext, before: Replica | null, page: Page): Promise<FollowResult> => {
  const controlled = await followControl(context, before, page)
  if ('type' in controlled) return controlled
  const based: Replica = before ? { ...before, ...controlled } : emptyReplica(context.crypto, controlled)
  const snapped = await takeSnapshot(context, based, page)
  if ('type' in snapped) return snapped
  const fresh = newCommits(snapped, page)
  if (fresh === null) return { type: 'gap' }
  const claimed = page.more ? null : { pos: page.pos, head: page.head }
  if (claimed && claimed.pos < snapped.log.pos) return { type: 'fault', fault: { what: 'rollback', position: claimed.pos, device: null } }
  const followed = await followLog(
    context.crypto,
    snapped.membership,
    snapped.log,
    fresh,
    context.find,
    (pos) => snapped.heads.get(pos) ?? null,
    claimed,
  )
  if (followed.type === 'unknown_device') return { type: 'needs_organisations', orgs: everMembers(snapped.membership) }
  if (followed.type === 'unknown_control') return { type: 'needs_control' }
  if (followed.type === 'fault') return { type: 'fault', fault: faultOfLog(followed.fault) }
  const { entries, ignored } = entriesFor(snapped, followed.commits)
  const folded = entries.length === 0 ? { doc: snapped.doc, refused: [] } : applyTo(snapped.doc, entries, context.rulesFor(snapped.membership.kind, snapped.membership))
  const replica: Replica = { ...snapped, log: followed.state, heads: keepRecent(snapped.heads, followed.heads), doc: folded.doc }
  const refused = folded.refused.map((refusal): Fault => {
    const device: DeviceId | null = entries[refusal.entry]?.author.device ?? null
    return { what: 'not_permitted', position: null, device }
  })
  return { type: 'ok', replica, ignored: [...followed.skipped.map(faultOfLog), ...ignored, ...refused], entries }
}
