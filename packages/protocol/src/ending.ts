/**
 * The end of a space. Its keys and everything sealed with them are destroyed by whoever has them: the relay keeps this one entry
 * and how long the log was, a member's device keeps the entry alone. Numbers: SPEC.md END-*.
 *
 * Who comes back finds no chain of entries to follow, because the entries before carried the keys. So an end proves itself: it is
 * signed by a steward of the organisation that held the space as far as the reader knows, and by a second person of it who may edit,
 * if there is one.
 */
import { concat, encode, id, list, struct, u32 } from './codec.ts'
import type { Action, ControlEntry } from './control.ts'
import { atLeast, type BlobId, type DeviceId, type Head, type OrgId, type Role, type SpaceId } from './ids.ts'
import * as LABELS from './labels.ts'
import * as LIMITS from './limits.ts'
import { membersNow, roleNow, type FindDevice, type KnownDevice, type Membership } from './membership.ts'
import { fail, ok, type Result } from './result.ts'
import type { ControlRefusal, ParsedControl, SignatureCheck } from './rules.ts'

export type End = Extract<Action, { t: 'end' }>

/** What a second person agrees to: this log, up to where it goes, with these files, and nothing written after. */
const agreement = struct({
  space: id<SpaceId>(16),
  pos: u32,
  head: id<Head>(32),
  blobs: list(id<BlobId>(16), LIMITS.endedBlobs),
  device: id<DeviceId>(16),
})

export interface Ending {
  readonly space: SpaceId
  readonly pos: number
  readonly head: Head
  readonly blobs: readonly BlobId[]
}

/** What the device of the second person signs. */
export const endMessage = ({ space, pos, head, blobs }: Ending, device: DeviceId): Uint8Array =>
  concat(LABELS.end, encode(agreement, { space, pos, head, blobs, device }))

/** A space keeps a steward (CTRL-6) until it ends; after that nobody is in it. */
export const isEnded = (membership: Membership): boolean => membersNow(membership).length === 0

/** The end in this entry, if it is one. */
export const endIn = (entry: ControlEntry): End | null => {
  const [first] = entry.actions
  return entry.actions.length === 1 && first?.t === 'end' ? first : null
}

/** The signature of the second person, or null when their device is not known here. */
export const endCheck = (entry: ControlEntry, { blobs, second }: End, find: FindDevice): SignatureCheck | null => {
  const known = second && find(second.device)
  return known ? { key: known.deviceKey, message: endMessage({ ...entry, blobs }, known.device), signature: second!.signature } : null
}

/** What is left of the membership of a space that ended: which it was, whose, and the entry that ended it. */
export const endedMembership = (
  { space, kind, founder }: Pick<Membership, 'space' | 'kind' | 'founder'>,
  { entry, id: head }: Pick<ParsedControl, 'entry' | 'id'>,
): Membership => ({ space, kind, founder, seq: entry.seq, head, epochs: [], members: {}, cards: {}, devices: {}, orgKeys: [], dropped: {} })

const no = (rule: string): Result<never, ControlRefusal> => fail({ type: 'not_permitted', rule })

/** Who ends a space is of its organisation now, as far as is known here: keys of a device that was let go destroy nothing. */
const holdsNow = ({ now }: KnownDevice, least: Role): boolean => now !== null && atLeast(now, least)

/** Nobody else of this person's organisation may edit. */
const isAlone = ({ organisation, person }: KnownDevice): boolean =>
  membersNow(organisation).every((member) => member === person || !atLeast(roleNow(organisation, member)!, 'editor'))

/** "A steward of the organisation that holds it ends a space; two people decide, where there are two." */
const mayEnd = (before: Membership, entry: ControlEntry, { second }: End, find: FindDevice): Result<OrgId, ControlRefusal> => {
  if (before.kind === 'organisation' || before.kind === 'network') return no('an organisation and a network do not end')
  const author = find(entry.device)
  if (author === null) return fail({ type: 'unknown_device' })
  const role = roleNow(before, author.org)
  if (role !== 'steward' || !holdsNow(author, 'steward')) return no('a steward of the organisation that holds a space ends it')
  if (second === null) return isAlone(author) ? ok(author.org) : no('two people end a space where two may edit')
  const other = find(second.device)
  if (other === null) return fail({ type: 'unknown_device' })
  if (other.org !== author.org || other.person === author.person || !holdsNow(other, 'editor'))
    return no('another person of the organisation agrees to an end')
  return ok(author.org)
}

/**
 * An end, whatever came between what is known here and it (END-5). Signatures are checked by the caller. Errors as of
 * `applyControl`.
 */
export const applyEnd = (
  before: Membership,
  parsed: Pick<ParsedControl, 'entry' | 'id'>,
  end: End,
  find: FindDevice,
): Result<Membership, ControlRefusal> => {
  const { entry } = parsed
  if (entry.space !== before.space || entry.seq <= before.seq) return fail({ type: 'stale_control' })
  if (entry.seq === before.seq + 1 && entry.prev !== before.head) return fail({ type: 'stale_control' })
  const by = mayEnd(before, entry, end, find)
  return by.ok ? ok(endedMembership(before, parsed)) : by
}
