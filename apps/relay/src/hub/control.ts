/** Control entries coming in: the rules of protocol/rules.ts, and what only a relay can hold (order, pins, founding). */
import {
  NO_HEAD,
  applyControl,
  changedMembers,
  deviceId,
  emptyHead,
  endIn,
  isEnded,
  parseControl,
  personId,
  removesSomeone,
  signaturesOf,
  spaceIdOf,
  type ControlEntry,
  type ControlRefusal,
  type DeviceId,
  type FindDevice,
  type Membership,
  type OrgId,
  type ParsedControl,
  type SignedControl,
  type SpaceId,
} from '@pergola/protocol'
import { admissible, verifies } from '../crypto/ed25519.ts'
import { sha256 } from '../crypto/sha256.ts'
import { refuse, type Answer, type Refusal } from '../refusal.ts'
import type { ControlAppend, MemberRow, Store } from '../store/store.ts'
import type { Draft } from './draft.ts'
import { mayFound, type Founding } from './founding.ts'
import { headAt } from './heads.ts'
import type { Change } from './herald.ts'
import { stateOf, type SpaceState } from './spaces.ts'
import { wasThere } from './standing.ts'

export interface ControlSent extends Founding {
  readonly device: DeviceId
  readonly signed: SignedControl
}

export interface ControlAccepted {
  readonly space: SpaceId
  readonly seq: number
  /** Null when the entry stood already. */
  readonly change: Change | null
}

const wireCode = (refusal: ControlRefusal): { readonly ok: false; readonly problem: Refusal } =>
  refuse(refusal.type === 'unknown_device' ? 'not_enrolled' : refusal.type)

/** Signing keys that this entry brings into the log. */
const newKeys = (entry: ControlEntry): readonly Uint8Array[] =>
  entry.actions.flatMap((action) => {
    if (action.t === 'addPerson') return [action.person.signKey]
    if (action.t === 'addDevice') return [action.certificate.deviceKey]
    return action.t === 'orgKeys' ? [action.keys.signKey] : []
  })

const checkSignatures = (before: Membership | null, parsed: ParsedControl, find: FindDevice): Answer<null> => {
  if (!newKeys(parsed.entry).every(admissible)) return refuse('bad_signature')
  const checks = signaturesOf(sha256, before, parsed, find)
  if (!checks.ok) return wireCode(checks.problem)
  const good = checks.value.every(({ key, message, signature }) => verifies(key, message, signature))
  return good ? { ok: true, value: null } : refuse('bad_signature')
}

/** The author saw a true prefix of this log; whoever removes somebody saw all of it (CTRL-9). */
const checkPin = async (draft: Draft, entry: ControlEntry, state: SpaceState | null): Promise<Answer<null>> => {
  const fine = { ok: true, value: null } as const
  if (state === null) return entry.pos === 0 && entry.head === NO_HEAD ? fine : refuse('malformed')
  const { row } = state
  if (removesSomeone(entry)) return entry.pos === row.pos && entry.head === row.head ? fine : refuse('stale_log', row.pos)
  if (entry.pos > row.pos) return refuse('stale_log', row.pos)
  const head = entry.pos === row.pos ? row.head : await headAt(row.space, entry.pos, (space, pos) => draft.pushAt(space, pos))
  return head === entry.head ? fine : refuse('stale_log', row.pos)
}

/** A device is enrolled in one organisation for all time: commits name the device alone. */
const checkEnrolment = async (draft: Draft, entry: ControlEntry): Promise<Answer<null>> => {
  for (const action of entry.actions) {
    if (action.t === 'addDevice' && (await draft.spaces.known(deviceId(sha256, action.certificate))) !== null)
      return refuse('not_permitted')
  }
  return { ok: true, value: null }
}

/** What the rules are told of the author is what holds now: a person of yesterday's role does not act with it. */
const asOfNow =
  (find: FindDevice, authors: readonly DeviceId[]): FindDevice =>
  (device) => {
    const known = find(device)
    if (!authors.includes(device) || known === null) return known
    return known.now === null ? null : { ...known, highest: known.now }
  }

const fold = async (
  draft: Draft,
  before: SpaceState | null,
  parsed: ParsedControl,
  kind: SpaceState['row']['kind'],
): Promise<Answer<Membership>> => {
  const second = endIn(parsed.entry)?.second
  const authors = [parsed.entry.device, ...(second ? [second.device] : [])]
  const find = asOfNow(await draft.spaces.finder(kind, parsed.entry), authors)
  const signed = checkSignatures(before?.membership ?? null, parsed, find)
  if (!signed.ok) return signed
  const applied = applyControl(sha256, before?.membership ?? null, parsed, find)
  return applied.ok ? applied : wireCode(applied.problem)
}

const memberRows = (before: Membership | null, after: Membership): readonly MemberRow[] => {
  const { came, went } = changedMembers(before, after)
  const rows = [...came.map((member) => ({ member, until: null })), ...went.map((member) => ({ member, until: after.seq }))]
  const own = before === null && after.kind === 'organisation' ? [{ member: after.space, until: null }] : []
  return [...rows, ...own].map((row) => ({ ...row, space: after.space }))
}

const appendOf = (
  parsed: ParsedControl,
  before: Membership | null,
  after: Membership,
  payer: OrgId,
  invitation: Uint8Array | null,
): ControlAppend => ({
  space: after.space,
  seq: after.seq,
  id: parsed.id,
  signed: parsed.signed,
  members: memberRows(before, after),
  devices: parsed.entry.actions.flatMap((action) => (action.t === 'addDevice' ? [deviceId(sha256, action.certificate)] : [])),
  persons: parsed.entry.actions.flatMap((action) =>
    action.t === 'addPerson' ? [{ person: personId(sha256, action.person), signKey: action.person.signKey }] : [],
  ),
  invitation,
  ended: endOf(parsed, payer),
})

/** Files go with a space as far as those who ended it stored them. */
const endOf = ({ entry }: ParsedControl, payer: OrgId): ControlAppend['ended'] => {
  const end = endIn(entry)
  return end && { org: payer, blobs: end.blobs }
}

/** Organisations that come into a space are known here. */
const cameAreKnown = async (draft: Draft, before: Membership | null, after: Membership): Promise<boolean> => {
  if (after.kind === 'organisation') return true
  for (const member of changedMembers(before, after).came) {
    if ((await draft.spaces.state(member as SpaceId))?.row.kind !== 'organisation') return false
  }
  return true
}

const write = async (
  draft: Draft,
  parsed: ParsedControl,
  before: SpaceState | null,
  after: Membership,
  sent: ControlSent,
): Promise<Answer<ControlAccepted>> => {
  const old = before?.membership ?? null
  if (!(await cameAreKnown(draft, old, after))) return refuse('not_found')
  const payer = after.kind === 'organisation' ? (after.space as OrgId) : (await draft.spaces.known(parsed.entry.device))!.org
  const bytes = parsed.signed.bytes.length
  if (!(await draft.fits(payer, bytes))) return refuse('quota', draft.usages.quotaMiB)
  const empty = { space: after.space, kind: after.kind, pos: 0, head: emptyHead(sha256, after.space), control: 0 }
  const state = stateOf({ ...(before?.row ?? empty), control: after.seq }, after, before?.chains ?? new Map())
  const entry = appendOf(parsed, old, after, payer, sent.permit?.invitation ?? null)
  for (const device of entry.devices) draft.spaces.enrol(device, after.space as OrgId)
  draft.charge(payer, bytes)
  draft.addControl(state, entry)
  return { ok: true, value: { space: after.space, seq: after.seq, change: { before: old, after: state, parsed } } }
}

/** The same entry again, after a lost answer, stands as before. */
const again = async (draft: Draft, space: SpaceId, parsed: ParsedControl): Promise<Answer<ControlAccepted>> => {
  const stored = await draft.controlAt(space, parsed.entry.seq)
  return stored?.id === parsed.id ? { ok: true, value: { space, seq: stored.seq, change: null } } : refuse('stale_control')
}

const found = async (
  store: Store,
  draft: Draft,
  parsed: ParsedControl,
  sent: ControlSent,
  time: number,
): Promise<Answer<ControlAccepted>> => {
  const space = spaceIdOf(parsed.id)
  if ((await draft.spaces.state(space)) !== null) return again(draft, space, parsed)
  const first = parsed.entry.actions[0]
  if (first?.t !== 'found') return refuse('not_permitted')
  const may = await mayFound(store, draft, first, sent, time)
  if (!may.ok) return may
  const pinned = await checkPin(draft, parsed.entry, null)
  if (!pinned.ok) return pinned
  const after = await fold(draft, null, parsed, first.kind)
  if (!after.ok) return after
  const enrols = await checkEnrolment(draft, parsed.entry)
  return enrols.ok ? write(draft, parsed, null, after.value, sent) : enrols
}

/** Who may not even read a space learns nothing from an attempt to change it. */
const mayKnow = async (draft: Draft, state: SpaceState, entry: ControlEntry): Promise<boolean> => {
  const known = await draft.spaces.known(entry.device)
  if (known) return wasThere(state.membership, known)
  return (
    state.row.kind === 'organisation' &&
    entry.actions.some((action) => action.t === 'addDevice' && state.membership.cards[action.certificate.person] !== undefined)
  )
}

const extend = async (draft: Draft, parsed: ParsedControl, sent: ControlSent): Promise<Answer<ControlAccepted>> => {
  const { entry } = parsed
  const state = await draft.spaces.state(entry.space)
  if (state && isEnded(state.membership) && state.membership.head === parsed.id) return again(draft, entry.space, parsed)
  if (state === null || !(await mayKnow(draft, state, entry))) return refuse('not_found')
  if (entry.seq <= state.membership.seq) return again(draft, entry.space, parsed)
  if (entry.seq !== state.membership.seq + 1 || entry.prev !== state.membership.head) return refuse('stale_control', state.membership.seq)
  const pinned = await checkPin(draft, entry, state)
  if (!pinned.ok) return pinned
  const after = await fold(draft, state, parsed, state.row.kind)
  if (!after.ok) return after
  const enrols = await checkEnrolment(draft, entry)
  return enrols.ok ? write(draft, parsed, state, after.value, { ...sent, permit: null }) : enrols
}

/** Checks an entry against the newest state and adds it to the draft. */
export const acceptControl = async (store: Store, draft: Draft, sent: ControlSent, time: number): Promise<Answer<ControlAccepted>> => {
  const parsed = parseControl(sha256, sent.signed)
  if (!parsed.ok) return refuse('malformed')
  if (parsed.value.entry.device !== sent.device) return refuse('not_permitted')
  return parsed.value.entry.seq === 0 ? found(store, draft, parsed.value, sent, time) : extend(draft, parsed.value, sent)
}
