/**
 * Everything the relay keeps, held against itself: control logs by the rules of protocol, each commit's place in its
 * device's chain and in the running hash, every signature, every file's hash. It says nothing of what is sealed. It shares no
 * code with the writing of the log but the protocol, so that a fault of one is found by the other.
 */
import { createHash } from 'node:crypto'
import {
  NO_COMMIT,
  applyControl,
  commitId,
  concat,
  decode,
  emptyHead,
  encode,
  endIn,
  knownDevice,
  loggedCommits,
  nextHead,
  parseCommit,
  parseControl,
  pushMessage,
  sameBytes,
  signaturesOf,
  u32,
  type CommitId,
  type DeviceId,
  type Head,
  type KnownDevice,
  type Membership,
  type Result,
} from '@pergola/protocol'
import type { Blobs } from '../blobs/blobs.ts'
import { verifies } from '../crypto/ed25519.ts'
import { sha256 } from '../crypto/sha256.ts'
import type { BlobRow, ControlRow, LogStore, PushRow, SpaceRow } from '../store/store.ts'

export interface Fault {
  /** `control`: a membership log; `chain`: a commit's place or signature; `head`: what the log comes to; `file`; `database`. */
  readonly what: 'database' | 'control' | 'chain' | 'head' | 'file'
  /** Id of the space or file. */
  readonly id: string
  /** Position where it was found, if there is one. */
  readonly at: number | null
}

export interface Audit {
  readonly spaces: number
  readonly entries: number
  readonly commits: number
  readonly files: number
  readonly fileBytes: number
  readonly faults: readonly Fault[]
}

interface Kept {
  readonly log: Pick<LogStore, 'controls' | 'pushes'>
  readonly spaces: Iterable<SpaceRow>
  readonly files: Iterable<BlobRow>
  readonly damage: readonly string[]
  readonly blobs: Blobs
}

const PAGE_BYTES = 4 * 1024 * 1024

class Auditor {
  readonly #log: Kept['log']
  readonly #faults: Fault[] = []
  readonly #organisations = new Map<string, Membership>()
  readonly #enrolled = new Map<DeviceId, string>()
  #entries = 0
  #commits = 0

  constructor(log: Kept['log']) {
    this.#log = log
  }

  get counts(): Pick<Audit, 'entries' | 'commits' | 'faults'> {
    return { entries: this.#entries, commits: this.#commits, faults: this.#faults }
  }

  fault(what: Fault['what'], id: string, at: number | null = null): void {
    this.#faults.push({ what, id, at })
  }

  #find(device: DeviceId): KnownDevice | null {
    const membership = this.#organisations.get(this.#enrolled.get(device) ?? '')
    return membership ? knownDevice(membership, device) : null
  }

  /** Organisations come first, because every other space names their devices. */
  async space(row: SpaceRow): Promise<void> {
    const ended = row.kind === 'organisation' || row.kind === 'network' ? null : await this.#endOf(row)
    if (ended !== null) return this.#end(row, ended)
    const membership = await this.#control(row)
    if (membership === null) return
    if (row.kind === 'organisation') {
      this.#organisations.set(row.space, membership)
      for (const device of Object.keys(membership.devices) as DeviceId[]) this.#enrolled.set(device, row.space)
    }
    await this.#pushes(row)
  }

  /** The end of a space that has ended: its one entry. */
  async #endOf(row: SpaceRow): Promise<ControlRow | null> {
    const [first] = await this.#log.controls(row.space, 0, row.control, 1)
    const parsed = first && first.seq === row.control ? parseControl(sha256, first.signed) : null
    return parsed?.ok && endIn(parsed.value.entry) ? first! : null
  }

  /** Signed by whom it says, of this space, over the log as long as it was; and nothing of that log is left. */
  async #end(row: SpaceRow, { id, seq, signed }: ControlRow): Promise<void> {
    const parsed = parseControl(sha256, signed)
    const checks = parsed.ok ? signaturesOf(sha256, null, parsed.value, (device) => this.#find(device)) : parsed
    const good = checks.ok && checks.value.every(({ key, message, signature }) => verifies(key, message, signature))
    if (!parsed.ok || !good || parsed.value.id !== id || parsed.value.entry.space !== row.space)
      return this.fault('control', row.space, seq)
    this.#entries += 1
    const { pos, head } = parsed.value.entry
    const left = await this.#log.pushes(row.space, 0, 1)
    if (left.length > 0 || pos !== row.pos || head !== row.head) this.fault('head', row.space, row.pos)
  }

  /** The membership that the log comes to; null with a fault at the entry that does not follow. */
  async #control(row: SpaceRow): Promise<Membership | null> {
    const find = (device: DeviceId): KnownDevice | null => this.#find(device)
    let membership: Membership | null = null
    for (let from = 0; from <= row.control;) {
      const entries = await this.#log.controls(row.space, from, row.control, PAGE_BYTES)
      if (entries.length === 0) return (this.fault('control', row.space, from), null)
      for (const { seq, id, signed } of entries) {
        const parsed = parseControl(sha256, signed)
        const checks = parsed.ok ? signaturesOf(sha256, membership, parsed.value, find) : parsed
        const applied: Result<Membership, unknown> = parsed.ok ? applyControl(sha256, membership, parsed.value, find) : parsed
        const good = checks.ok && checks.value.every(({ key, message, signature }) => verifies(key, message, signature))
        if (!parsed.ok || !applied.ok || !good || parsed.value.id !== id || seq !== from) {
          this.fault('control', row.space, seq)
          return null
        }
        membership = applied.value
        this.#entries += 1
        from += 1
      }
    }
    if (membership?.space === row.space && membership.kind === row.kind) return membership
    this.fault('control', row.space, 0)
    return null
  }

  async #pushes(row: SpaceRow): Promise<void> {
    let [pos, head] = [0, emptyHead(sha256, row.space)]
    const chains = new Map<DeviceId, { readonly seq: number; readonly id: CommitId }>()
    while (pos < row.pos) {
      const pushes = await this.#log.pushes(row.space, pos, PAGE_BYTES)
      if (pushes.length === 0) return this.fault('head', row.space, pos)
      for (const push of pushes) {
        const next: Head | null = push.first === pos + 1 ? this.#push(push, head, chains) : null
        if (next === null) return this.fault('chain', row.space, pos + 1)
        ;[pos, head] = [push.last, next]
      }
    }
    if (pos !== row.pos || head !== row.head) this.fault('head', row.space, pos)
  }

  /** The running hash after it, or null when it does not follow. */
  #push(push: PushRow, before: Head, chains: Map<DeviceId, { readonly seq: number; readonly id: CommitId }>): Head | null {
    const logged = decode(loggedCommits, concat(encode(u32, push.last - push.first + 1), push.bytes))
    const known = this.#find(push.device)
    if (!logged.ok || logged.value.length !== push.last - push.first + 1 || known === null) return null
    let head = before
    let chain = chains.get(push.device) ?? { seq: 0, id: NO_COMMIT }
    for (const { bytes, time } of logged.value) {
      const commit = parseCommit(bytes)
      if (!commit.ok) return null
      const { space, device, seq, prev } = commit.value.header
      if (space !== push.space || device !== push.device || seq !== chain.seq + 1 || prev !== chain.id) return null
      chain = { seq, id: commitId(sha256, bytes) }
      head = nextHead(sha256, head, chain.id, time)
    }
    const { signature = null, time = 0 } = logged.value.at(-1) ?? {}
    if (signature === null || time !== push.time || !verifies(known.deviceKey, pushMessage(chain.id), signature)) return null
    if (chain.id !== push.lastId || chain.seq !== push.lastSeq || head !== push.head) return null
    chains.set(push.device, chain)
    this.#commits += logged.value.length
    return head
  }
}

const isWhole = async ({ blob, bytes, sha256: expected }: BlobRow, blobs: Blobs): Promise<boolean> => {
  const source = await blobs.get(blob)
  if (source === null) return false
  const hash = createHash('sha256')
  let size = 0
  for await (const part of source) {
    size += part.length
    hash.update(part)
  }
  return size === bytes && sameBytes(hash.digest(), expected)
}

/** Reads everything once. A file that nobody named yet may go while we look; it is no fault. */
export const audit = async ({ log, spaces, files, damage, blobs }: Kept): Promise<Audit> => {
  const auditor = new Auditor(log)
  for (const line of damage) auditor.fault('database', line)
  let [spaceCount, fileCount, fileBytes] = [0, 0, 0]
  for (const row of spaces) {
    await auditor.space(row)
    spaceCount += 1
  }
  for (const row of files) {
    if (!(await isWhole(row, blobs)) && !row.orphan) auditor.fault('file', row.blob)
    fileCount += 1
    fileBytes += row.bytes
  }
  return { spaces: spaceCount, files: fileCount, fileBytes, ...auditor.counts }
}
