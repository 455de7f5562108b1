/**
 * Following a content log: every commit is checked against the chain of its device, the running hash, the signature of its
 * push and the membership at its position, before anyone reads a word of it. What does not check out is named, and the
 * space is not trusted further (`stop`) unless every member would skip the commit alike (`skip`).
 */
import {
  commitId,
  loggedCommit,
  nextHead,
  ok,
  parseCommit,
  pushMessage,
  roleOfAuthor,
  type Commit,
  type CommitId,
  type DeviceId,
  type FindDevice,
  type Head,
  type KnownDevice,
  type LoggedCommit,
  type Malformed,
  type Membership,
  type Of,
  type Result,
  type Role,
} from '@pergola/protocol'
import type { CryptoPort } from '../crypto/index.ts'
import { NO_CHAIN, type Chain } from './commit.ts'

/** A log as verified so far. */
export interface LogState {
  readonly pos: number
  readonly head: Head
  readonly chains: Readonly<Record<DeviceId, Chain>>
}

export type LogFault =
  | { readonly type: 'malformed'; readonly pos: number }
  | { readonly type: 'wrong_space'; readonly pos: number; readonly device: DeviceId }
  | { readonly type: 'broken_chain'; readonly pos: number; readonly device: DeviceId }
  | { readonly type: 'bad_signature'; readonly pos: number; readonly device: DeviceId }
  /** The author saw another history than we did. */
  | { readonly type: 'fork'; readonly pos: number; readonly device: DeviceId | null }
  /** Ignored by every member alike. */
  | { readonly type: 'not_permitted'; readonly pos: number; readonly device: DeviceId }

export interface VerifiedCommit {
  readonly pos: number
  readonly id: CommitId
  readonly commit: Commit
  readonly role: Role
  readonly author: KnownDevice
  /** The relay's time, bound into the running hash. Unix ms. */
  readonly time: number
}

export type Followed =
  | {
      readonly type: 'ok'
      readonly state: LogState
      readonly commits: readonly VerifiedCommit[]
      readonly skipped: readonly LogFault[]
      readonly heads: ReadonlyMap<number, Head>
    }
  /** A device that no organisation's log we hold knows: fetch those logs, then follow again. */
  | { readonly type: 'unknown_device'; readonly device: DeviceId }
  /** The commit was written under a newer membership than we hold: fetch the control log, then follow again. */
  | { readonly type: 'unknown_control' }
  | { readonly type: 'fault'; readonly fault: LogFault }

interface Step {
  readonly commit: Commit
  readonly id: CommitId
  readonly pos: number
  readonly logged: Of<typeof loggedCommit>
}

type Read = Pick<Step, 'commit' | 'id'>

/** What stands for a founding entry is read before it is followed: once, because its bytes are hashed. */
const alreadyRead = new WeakMap<LoggedCommit, Result<Read, Malformed>>()

/** A commit's parts and id. */
export const readCommit = (crypto: Pick<CryptoPort, 'sha256'>, logged: LoggedCommit): Result<Read, Malformed> => {
  const before = alreadyRead.get(logged)
  if (before) return before
  const parsed = parseCommit(logged.bytes)
  const read = parsed.ok ? ok({ commit: parsed.value, id: commitId(crypto.sha256, logged.bytes) }) : parsed
  alreadyRead.set(logged, read)
  return read
}

/** Form, space, running hash and device chain of consecutive commits: synchronous and cheap. */
const chain = (
  crypto: CryptoPort,
  membership: Membership,
  before: LogState,
  commits: readonly LoggedCommit[],
): { steps: Step[]; state: LogState; heads: Map<number, Head> } | LogFault => {
  const steps: Step[] = []
  const chains: Record<DeviceId, Chain> = { ...before.chains }
  const heads = new Map<number, Head>([[before.pos, before.head]])
  let { pos, head } = before
  for (const logged of commits) {
    pos += 1
    const read = readCommit(crypto, logged)
    if (!read.ok) return { type: 'malformed', pos }
    const { commit, id } = read.value
    const { header } = commit
    if (header.space !== membership.space) return { type: 'wrong_space', pos, device: header.device }
    const own = chains[header.device] ?? NO_CHAIN
    if (header.seq !== own.seq + 1 || header.prev !== own.last) return { type: 'broken_chain', pos, device: header.device }
    head = nextHead(crypto.sha256, head, id, logged.time)
    heads.set(pos, head)
    chains[header.device] = { seq: header.seq, last: id }
    steps.push({ commit, id, pos, logged })
  }
  return { steps, state: { pos, head, chains }, heads }
}

/**
 * Each push ends in a signature by its device that covers, through the chain, every commit of that device before it: so the
 * newest of each device in these steps is enough, and `every` asks for all.
 */
const signatures = async (
  crypto: CryptoPort,
  steps: readonly Step[],
  authors: ReadonlyMap<DeviceId, KnownDevice>,
  every: boolean,
): Promise<LogFault | null> => {
  const newest = new Map<DeviceId, Step>()
  for (const step of steps) newest.set(step.commit.header.device, step)
  for (const { logged, pos, commit } of newest.values())
    if (logged.signature === null) return { type: 'bad_signature', pos, device: commit.header.device }
  const asked = every ? steps.filter(({ logged }) => logged.signature !== null) : [...newest.values()]
  const verdicts = await Promise.all(
    asked.map(({ commit, id, logged }) => crypto.verify(authors.get(commit.header.device)!.deviceKey, pushMessage(id), logged.signature!)),
  )
  const bad = asked[verdicts.indexOf(false)]
  return bad ? { type: 'bad_signature', pos: bad.pos, device: bad.commit.header.device } : null
}

/** The history that an author quotes must be ours. `headAt`: heads verified earlier, where still held. */
const forks = (steps: readonly Step[], heads: ReadonlyMap<number, Head>, headAt: (pos: number) => Head | null): LogFault | null => {
  for (const { commit, pos } of steps) {
    const { seenPos, seenHead, device } = commit.header
    const ours = heads.get(seenPos) ?? headAt(seenPos)
    if (seenPos >= pos || (ours !== null && ours !== seenHead)) return { type: 'fork', pos, device }
  }
  return null
}

/**
 * Verifies `commits`, which follow `before` in the log. `claimed`: the relay's running hash when these are its newest;
 * ours must be the same. `everySignature`: also those that a later one of the same device covers.
 */
export const followLog = async (
  crypto: CryptoPort,
  membership: Membership,
  before: LogState,
  commits: readonly LoggedCommit[],
  find: FindDevice,
  headAt: (pos: number) => Head | null,
  claimed: { readonly pos: number; readonly head: Head } | null,
  everySignature = false,
): Promise<Followed> => {
  const chained = chain(crypto, membership, before, commits)
  if ('type' in chained) return { type: 'fault', fault: chained }
  const { steps, state, heads } = chained
  const verified: VerifiedCommit[] = []
  const skipped: LogFault[] = []
  const authors = new Map<DeviceId, KnownDevice>()
  for (const { commit, id, pos, logged } of steps) {
    const { device, epoch, control } = commit.header
    const verdict = roleOfAuthor(membership, { device, epoch, control, pos }, find)
    if ('type' in verdict) {
      if (verdict.type === 'unknown_device') return { type: 'unknown_device', device }
      if (verdict.type === 'unknown_control') return { type: 'unknown_control' }
      const known = find(device)
      if (known) authors.set(device, known)
      skipped.push({ type: 'not_permitted', pos, device })
      continue
    }
    authors.set(device, verdict.known)
    if (verdict.role === 'reader') skipped.push({ type: 'not_permitted', pos, device })
    else verified.push({ pos, id, commit, role: verdict.role, author: verdict.known, time: logged.time })
  }
  const signed = steps.filter((step) => authors.has(step.commit.header.device))
  const bad = (await signatures(crypto, signed, authors, everySignature)) ?? forks(steps, heads, headAt)
  if (bad) return { type: 'fault', fault: bad }
  if (claimed && claimed.pos === state.pos && claimed.head !== state.head)
    return { type: 'fault', fault: { type: 'fork', pos: state.pos, device: null } }
  return { type: 'ok', state, commits: verified, skipped, heads }
}
