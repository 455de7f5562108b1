/** The membership half of following a page: its control entries verified one after the other, and the keys that they give us. */
import type { CryptoPort } from '@pergola/core/crypto'
import { keysFromLog, readCommit, parseSnapshot, verifyParsed, type Keys } from '@pergola/core/space'
import {
  endIn,
  epochNow,
  fail,
  isEnded,
  parseControl,
  pushMessage,
  sameBytes,
  snapshotMessage,
  spaceIdOf,
  type ControlEntry,
  type Membership,
  type OrgId,
  type Page,
  type ParsedControl,
  type SignatureCheck,
  type SignedControl,
} from '@pergola/protocol'
import type { Replica } from '../local/spaceRecord.ts'
import { faultOfControl } from './alarms.ts'
import type { FollowContext, FollowResult } from './follow.ts'

export interface Controlled {
  readonly membership: Membership
  readonly control: readonly SignedControl[]
  readonly keys: Keys
}

export const entriesOf = (crypto: CryptoPort, control: readonly SignedControl[]): readonly ControlEntry[] =>
  control.flatMap((signed) => {
    const parsed = parseControl(crypto.sha256, signed)
    return parsed.ok ? [parsed.value.entry] : []
  })

/** Whoever may have written in a shared space. */
export const everMembers = (membership: Membership): readonly OrgId[] =>
  membership.kind === 'organisation' ? [] : (Object.keys(membership.members) as OrgId[])

/** The organisation whose control log must be known before a founding entry can be checked. */
const founderOf = ({ entry }: ParsedControl): readonly OrgId[] => {
  const found = entry.actions[0]
  return found?.t === 'found' && found.org ? [found.org] : []
}

/** A page may repeat what we hold (two fetches crossed): the same bytes are no news. Other bytes in their place are a fork. */
const isHeld = (control: readonly SignedControl[], { entry, signed }: ParsedControl): boolean => {
  const ours = control[entry.seq]
  return ours !== undefined && sameBytes(ours.bytes, signed.bytes)
}

/**
 * Something that the founder's device signed in the space it founded: the page's snapshot, or its newest commit. The space's id
 * is the hash of the founding entry, and both name it (docs/decisions/0024-fewer-signature-checks.md). `key`: the founder's.
 */
const standsForFounding = (crypto: CryptoPort, page: Page, { id, entry }: ParsedControl, key: Uint8Array): SignatureCheck | null => {
  const space = spaceIdOf(id)
  const snapshot = page.snapshot && parseSnapshot(page.snapshot)
  if (snapshot?.ok && snapshot.value.device === entry.device && snapshot.value.space === space)
    return { key, message: snapshotMessage(page.snapshot!.bytes), signature: page.snapshot!.signature }
  for (const logged of page.commits.toReversed()) {
    const read = logged.signature && readCommit(crypto, logged)
    if (read && read.ok && read.value.commit.header.device === entry.device && read.value.commit.header.space === space)
      return { key, message: pushMessage(read.value.id), signature: logged.signature! }
  }
  return null
}

type Verified = Awaited<ReturnType<typeof verifyParsed>>

const verifyEntry = async (
  { crypto, find, everySignature }: FollowContext,
  membership: Membership | null,
  parsed: ParsedControl,
  page: Page,
): Promise<Verified> => {
  const founds = membership === null && page.space === spaceIdOf(parsed.id) && everySignature !== true
  if (!founds) return verifyParsed(crypto, membership, parsed, find)
  return verifyParsed(crypto, membership, parsed, find, async (own) => {
    const instead = standsForFounding(crypto, page, parsed, own.key)
    return instead !== null && crypto.verify(instead.key, instead.message, instead.signature)
  })
}

/** The page's entries on top of what we hold, as far as they are new; or what is missing, or the fault. */
const verifiedEntries = async (
  context: FollowContext,
  before: Replica | null,
  page: Page,
): Promise<{ membership: Membership; control: SignedControl[]; entries: ControlEntry[] } | FollowResult> => {
  const { crypto } = context
  const control = [...(before?.control ?? [])]
  const entries: ControlEntry[] = []
  let membership = before?.membership ?? null
  for (const signed of page.control) {
    const parsed = parseControl(crypto.sha256, signed)
    if (parsed.ok && isHeld(control, parsed.value)) continue
    const end = parsed.ok ? endIn(parsed.value.entry) : null
    // Before an end nothing is left to fetch, and it proves itself (END-5).
    if (end === null && parsed.ok && parsed.value.entry.seq > control.length) return { type: 'gap' }
    const verified: Verified = parsed.ok ? await verifyEntry(context, membership, parsed.value, page) : fail(parsed.problem)
    if (!verified.ok) {
      const orgs = membership ? everMembers(membership) : parsed.ok ? founderOf(parsed.value) : []
      // Who was let in, promoted or let go a moment ago may act on it before we have heard.
      const unheard = verified.problem.type === 'unknown_device' || (verified.problem.type === 'not_permitted' && !context.fresh)
      if (unheard && orgs.length > 0) return { type: 'needs_organisations', orgs }
      return { type: 'fault', fault: faultOfControl(verified.problem) }
    }
    membership = verified.value.membership
    if (end !== null) return { membership, control: [signed], entries: [] }
    control.push(signed)
    entries.push(verified.value.entry)
  }
  // News from a space that we have been let into a moment ago can be quicker than its founding entry.
  return membership === null ? { type: 'gap' } : { membership, control, entries }
}

export const followControl = async (context: FollowContext, before: Replica | null, page: Page): Promise<Controlled | FollowResult> => {
  if (before && isEnded(before.membership)) return { membership: before.membership, control: before.control, keys: {} }
  const verified = await verifiedEntries(context, before, page)
  if ('type' in verified) return verified
  const { membership, control, entries } = verified
  if (membership.space !== page.space) return { type: 'fault', fault: { what: 'wrong_space', position: 0, device: null } }
  if (isEnded(membership)) return { membership, control, keys: {} }
  const held = before?.keys ?? {}
  if (entries.length === 0 && held[epochNow(membership).epoch] !== undefined) return { membership, control, keys: held }
  const all = [...entriesOf(context.crypto, before?.control ?? []), ...entries]
  return { membership, control, keys: { ...keysFromLog(context.crypto, membership, all, context.opener(membership.kind)), ...held } }
}
