/**
 * What an unlocked client works with: secrets, the spaces it holds, what is unsent, who is who. Everything that sync,
 * commands and queries share, in one place; the life (connecting, sending) is in engine.ts.
 */
import {
  applyTo,
  emptyDoc,
  encodePayload,
  hlcAt,
  idIn,
  observe,
  rowAt,
  tick,
  type Author,
  type Doc,
  type Hlc,
  type Op,
  type Payload,
} from '@pergola/core/record'
import {
  NO_CHAIN,
  openOrganisation,
  orgOpener,
  personOpener,
  sealCommit,
  type Chain,
  type Opener,
  type OrgAccess,
} from '@pergola/core/space'
import { personFromSeed, type PersonSecret } from '@pergola/core/identity'
import {
  emptyHead,
  epochNow,
  lesser,
  parseControl,
  roleNow,
  type ControlEntry,
  type Membership,
  type OrgId,
  type Role,
  type SpaceId,
  type SpaceKind,
} from '@pergola/protocol'
import { bytesToUtf8, utf8ToBytes } from '@pergola/core/text'
import type { Answer, IntegrityAlarm, Problem } from '../contract/index.ts'
import { encodeSecrets, type Secrets } from '../local/vault.ts'
import type { LocalStore } from '../local/store.ts'
import type { Replica } from '../local/spaceRecord.ts'
import { enterKey, keyOf } from '../book/keyring.ts'
import type { Ports } from '../ports.ts'
import { summarise, type Summary } from '../views/index.ts'
import type { Me, Opened } from '../world/world.ts'
import { Alarms, type Named } from './alarms.ts'
import type { FollowContext } from './follow.ts'
import { Organisations } from './organisations.ts'
import { Outbox, payloadsIn, type OutboxItem } from './outbox.ts'
import { Replicas } from './replicas.ts'
import { rulesFor } from './rules.ts'

export const problem = (type: Problem['type'], args?: Problem['args']): { readonly ok: false; readonly problem: Problem } => ({
  ok: false,
  problem: args ? { type, args } : { type },
})
export const done: Answer<null> = { ok: true, value: null }

/** Told after a space changed, with what is now known of it. */
export type OnSpace = (space: SpaceId, opened: Opened, summary: Summary) => void

export class Desk {
  readonly ports: Ports
  readonly store: LocalStore
  readonly person: PersonSecret
  readonly replicas: Replicas
  readonly outbox: Outbox
  readonly organisations = new Organisations()
  readonly alarms: Alarms
  #secrets: Secrets
  #access: OrgAccess = { keys: {}, secrets: [] }
  #book: Replica | null = null
  #network: Replica | null = null
  #clock: Hlc
  readonly #toEnter: Op[] = []
  readonly #onSpace: OnSpace
  readonly #changed: () => void

  constructor(ports: Ports, store: LocalStore, secrets: Secrets, onSpace: OnSpace, changed: () => void) {
    this.ports = ports
    this.store = store
    this.#secrets = secrets
    this.person = personFromSeed(ports.crypto, secrets.personSeed)
    this.outbox = new Outbox(store)
    this.replicas = new Replicas(store, (space) => this.outbox.of(space).length > 0)
    this.alarms = new Alarms(
      ports.clock.now,
      (space) => this.#named(space),
      () => this.#keepAlarms(),
    )
    this.#clock = hlcAt(0)
    this.#onSpace = onSpace
    this.#changed = changed
  }

  /** Reads what the device holds: index, outbox, own book, network, organisations. */
  async load(): Promise<void> {
    await this.replicas.load()
    await this.outbox.load()
    const alarms = await this.store.get('secrets', 'alarms')
    if (alarms) this.alarms.restore(JSON.parse(bytesToUtf8(alarms)) as readonly IntegrityAlarm[])
    for (const [space, entry] of this.replicas.index) {
      if (entry.kind !== 'organisation') continue
      const replica = await this.replicas.get(space)
      if (replica) this.#takeBooks(replica)
    }
    if (this.#secrets.network) {
      const replica = await this.replicas.get(this.#secrets.network)
      if (replica) this.#takeBooks(replica)
    }
  }

  /** A case by its name, also where its identity part is meant; other spaces have no name of their own. */
  #named(space: SpaceId): Named {
    const { summaries } = this.replicas
    const summary = summaries.get(space)
    if (!summary) return { spaceName: '', spaceKind: null }
    const about = summary.kind === 'identity' && summary.caseSpace ? summaries.get(summary.caseSpace) : summary
    return { spaceName: about?.kind === 'case' ? about.pseudonym : '', spaceKind: summary.kind }
  }

  #keepAlarms(): void {
    void this.store.write([{ table: 'secrets', key: 'alarms', value: utf8ToBytes(JSON.stringify(this.alarms.list)) }])
    this.#changed()
  }

  get secrets(): Secrets {
    return this.#secrets
  }

  async saveSecrets(change: Partial<Secrets>): Promise<void> {
    this.#secrets = { ...this.#secrets, ...change }
    await this.store.write([{ table: 'secrets', key: 'me', value: encodeSecrets(this.#secrets) }])
    this.#changed()
  }

  get org(): OrgId {
    return this.#secrets.org
  }

  /** Has our organisation's own log let this device go, alone or with its person? The entry that did, or null. */
  #endedIn(membership: Membership): number | null {
    return membership.devices[this.#secrets.device.id]?.until ?? null
  }

  /** Our role in our own organisation; null also when our person is in and this device is not. */
  #roleHere(membership: Membership): Role | null {
    return this.#endedIn(membership) === null ? roleNow(membership, this.person.id) : null
  }

  /** When this device alone was ended (Unix ms, by the clock of who did it): its member is still in. Null otherwise. */
  get endedAt(): number | null {
    const book = this.#book
    if (!book || this.#endedIn(book.membership) === null || roleNow(book.membership, this.person.id) === null) return null
    return book.goneSince ?? this.ports.clock.now()
  }

  get role(): Role | null {
    return this.#book && roleNow(this.#book.membership, this.person.id)
  }

  get me(): Me {
    return { person: this.person.id, org: this.org, device: this.#secrets.device.id, role: this.role ?? 'reader' }
  }

  get access(): OrgAccess {
    return this.#access
  }

  get bookReplica(): Replica | null {
    return this.#book
  }

  get networkReplica(): Replica | null {
    return this.#network
  }

  readonly opener = (kind: SpaceKind): Opener => {
    if (kind === 'organisation') return personOpener(this.person)
    const book = this.#book?.doc ?? emptyDoc()
    return {
      ...orgOpener(this.org, this.#access.secrets),
      known: (hash) => keyOf(book, hash),
      opened: (hash, key) => this.#toEnter.push(enterKey(hash, key)),
    }
  }

  /** Keys opened since the last call that colleagues need not open again. */
  takeOpenedKeys(): readonly Op[] {
    return this.#toEnter.splice(0)
  }

  get followContext(): FollowContext {
    const { device } = this.#secrets
    return { crypto: this.ports.crypto, device: device.id, find: this.organisations.find, opener: this.opener, rulesFor, fresh: false }
  }

  /** Our role in a space now: the smaller of our own and our organisation's. Null when we are not in it. */
  roleIn(membership: Membership): Role | null {
    if (membership.kind === 'organisation') return roleNow(membership, this.person.id)
    const org = roleNow(membership, this.org)
    return org && this.role ? lesser(org, this.role) : null
  }

  author(membership: Membership): Author {
    return { device: this.#secrets.device.id, person: this.person.id, org: this.org, role: this.roleIn(membership) ?? 'reader' }
  }

  /** What was made last of a replica and what waits on top of it: one more that waits costs itself only. */
  readonly #opened = new WeakMap<Replica, { readonly items: readonly OutboxItem[]; readonly role: Role | null; readonly opened: Opened }>()

  /** Confirmed and pending operations together. */
  openedOf(replica: Replica): Opened {
    const items = this.outbox.of(replica.space)
    const role = this.roleIn(replica.membership)
    const before = this.#opened.get(replica)
    const held = before?.role === role ? before : undefined
    if (held?.items === items) return held.opened
    const isMore = held !== undefined && held.items.every((item, i) => item === items[i])
    const doc = this.#withWaiting(replica, isMore ? held.opened.doc : replica.doc, items.slice(isMore ? held.items.length : 0))
    const { space, membership, goneSince } = replica
    const opened = { space, doc, membership, pending: payloadsIn(items).length, goneSince }
    this.#opened.set(replica, { items, role, opened })
    return opened
  }

  #withWaiting({ membership }: Replica, doc: Doc, items: readonly OutboxItem[]): Doc {
    const author = this.author(membership)
    const entries = payloadsIn(items).map((payload) => ({ payload, author }))
    return entries.length === 0 ? doc : applyTo(doc, entries, rulesFor(membership.kind, membership)).doc
  }

  readonly #locks = new Map<SpaceId, Promise<unknown>>()

  /**
   * Reading a replica and putting its successor is one step for each space: writing, following and acknowledging would
   * otherwise undo one another. Not reentrant: what runs inside does not ask for the same space again.
   */
  locked<T>(space: SpaceId, work: () => Promise<T>): Promise<T> {
    const before = this.#locks.get(space) ?? Promise.resolve()
    const after = before.then(work, work)
    const quiet = after.catch(() => {})
    this.#locks.set(space, quiet)
    void quiet.then(() => {
      if (this.#locks.get(space) === quiet) this.#locks.delete(space)
    })
    return after
  }

  /** Takes a replica that is new or changed: books, outbox, index, summary, watchers. `Replicas.flush` makes it durable. */
  put(replica: Replica): void {
    const gone = this.#markGone(replica)
    const ownChain = gone.log.chains[this.#secrets.device.id] ?? NO_CHAIN
    const confirmed =
      gone.goneSince !== null
        ? this.outbox.confirm(gone.space, Infinity)
        : gone.log.pos > 0 || !this.outbox.of(gone.space).some((item) => item.control)
          ? this.outbox.confirm(gone.space, ownChain.seq)
          : []
    this.#takeBooks(gone)
    const opened = this.openedOf(gone)
    const summary = this.#summaryOf(gone, opened)
    this.replicas.put(gone, summary, confirmed)
    this.#onSpace(gone.space, opened, summary)
    this.#changed()
  }

  /** A founding entry stands at the relay. */
  async confirmFounding(space: SpaceId): Promise<void> {
    await this.store.write(this.outbox.confirm(space, 0))
  }

  #summaryOf(replica: Replica, opened: Opened): Summary {
    const before = this.replicas.summaries.get(replica.space)
    if (replica.goneSince !== null && before) return { ...before, goneSince: replica.goneSince, pending: 0 }
    return summarise(replica.space, replica.membership.kind, opened)
  }

  /** We are out: what follows is sealed for others, and what we were shown is put away. Only the fact and the day remain. */
  #markGone(replica: Replica): Replica {
    const { kind } = replica.membership
    const foreign = kind === 'organisation' && replica.space !== this.org
    if (
      replica.goneSince !== null ||
      foreign ||
      (kind === 'organisation' ? this.#roleHere(replica.membership) : roleNow(replica.membership, this.org)) !== null
    )
      return replica
    const last = replica.control.at(-1)
    const parsed = last && parseControl(this.ports.crypto.sha256, last)
    const since = parsed?.ok ? parsed.value.entry.time : this.ports.clock.now()
    // Shared again, it is read anew from its beginning; the heads stay, so that it cannot come back as another history.
    const log = { pos: 0, head: emptyHead(this.ports.crypto.sha256, replica.space), chains: {} }
    return { ...replica, goneSince: since, keys: {}, log, snapshotPos: 0, doc: emptyDoc() }
  }

  /** The network we were invited to, or that a colleague noted in the organisation's book; any other is not ours. */
  get #expectedNetwork(): SpaceId | null {
    return this.#secrets.network ?? (this.#book && idIn<SpaceId>(rowAt(this.#book.doc, 'setting', 'network'), 'space'))
  }

  #takeNetwork(replica: Replica): void {
    const expected = this.#expectedNetwork
    if (expected === null || expected === replica.space) this.#network = replica
    else this.alarms.raise(replica.space, { what: 'key_mismatch', position: null, device: null })
  }

  #takeBooks(replica: Replica): void {
    if (replica.membership.kind === 'network') this.#takeNetwork(replica)
    if (replica.membership.kind !== 'organisation') return
    this.organisations.put(replica.membership)
    if (replica.space !== this.org) return
    const renewed = this.#book?.control.length !== replica.control.length
    this.#book = replica
    if (renewed) this.#access = openOrganisation(this.ports.crypto, this.person, replica.membership, this.entriesOf(replica))
  }

  entriesOf(replica: Replica): readonly ControlEntry[] {
    return replica.control.flatMap((signed) => {
      const parsed = parseControl(this.ports.crypto.sha256, signed)
      return parsed.ok ? [parsed.value.entry] : []
    })
  }

  /** The newest of these operations' fields, so that what we write now is newer than what we saw. */
  #stamp(doc: Doc, ops: readonly Op[]): Hlc {
    for (const op of ops) {
      const row = rowAt(doc, op.c, op.i)
      for (const cell of Object.values(row?.cells ?? {})) this.#clock = observe(this.#clock, cell.at)
      for (const marks of Object.values(row?.marks ?? {})) {
        for (const { added, removed } of marks.values()) {
          if (added) this.#clock = observe(this.#clock, added.at)
          if (removed) this.#clock = observe(this.#clock, removed.at)
        }
      }
    }
    this.#clock = tick(this.#clock, this.ports.clock.now())
    return this.#clock
  }

  /** This device's chain in a space, pending commits included. */
  chainOf(replica: Replica): Chain {
    const last = this.outbox.of(replica.space).findLast((item) => item.control === null)
    return last ? { seq: last.seq, last: last.commit } : (replica.log.chains[this.#secrets.device.id] ?? NO_CHAIN)
  }

  seal(replica: Replica, chain: Chain, payload: Uint8Array): ReturnType<typeof sealCommit> {
    const { epoch } = epochNow(replica.membership)
    const key = replica.keys[epoch]
    if (!key) throw new Error('the current key of this space is not held')
    const { space, log, membership } = replica
    return sealCommit(
      this.ports.crypto,
      { space, epoch, key, device: this.#secrets.device.id, chain, control: membership.seq, seen: { pos: log.pos, head: log.head } },
      payload,
    )
  }

  /** Seals operations and keeps them durably; the engine sends them. */
  write(space: SpaceId, ops: readonly Op[]): Promise<Answer<null>> {
    return this.locked(space, async () => {
      const replica = await this.replicas.get(space)
      return replica ? this.#write(replica, ops) : problem('not_found')
    })
  }

  /** Several commits in one go: each is kept durably by itself, and the document is looked at anew once, after the last. */
  writeMany(space: SpaceId, batches: readonly (readonly Op[])[]): Promise<{ readonly written: number; readonly answer: Answer<null> }> {
    return this.locked(space, async () => {
      const replica = await this.replicas.get(space)
      if (!replica) return { written: 0, answer: problem('not_found') }
      const { doc } = this.openedOf(replica)
      let written = 0
      let answer = done
      for (const ops of batches) {
        answer = await this.#keep(replica, doc, ops)
        if (!answer.ok) break
        written += 1
      }
      if (written > 0) this.put(replica)
      return { written, answer }
    })
  }

  async #write(replica: Replica, ops: readonly Op[]): Promise<Answer<null>> {
    const kept = await this.#keep(replica, this.openedOf(replica).doc, ops)
    if (kept.ok) this.put(replica)
    return kept
  }

  /** Sealed and in the outbox. `doc`: what was seen before, so that what is written is newer. */
  async #keep(replica: Replica, doc: Doc, ops: readonly Op[]): Promise<Answer<null>> {
    const refused = this.#refusal(replica, ops)
    if (refused) return refused
    const payload: Payload = { at: this.#stamp(doc, ops), ops }
    const bytes = encodePayload(payload)
    if (!bytes.ok) return problem('too_large')
    const sealed = this.seal(replica, this.chainOf(replica), bytes.value)
    const unkept = await this.outbox.addCommit(replica.space, sealed, bytes.value)
    return unkept ? problem(unkept.type) : done
  }

  #refusal(replica: Replica, ops: readonly Op[]): Answer<null> | null {
    if (replica.goneSince !== null) return problem('gone')
    if (replica.distrusted) return problem('tampered')
    const role = this.roleIn(replica.membership)
    if (role === null || role === 'reader' || !replica.keys[epochNow(replica.membership).epoch]) return problem('not_permitted')
    const rules = rulesFor(replica.membership.kind, replica.membership)
    const author = this.author(replica.membership)
    return ops.some((op) => rules(op, author) !== 'ok') ? problem('not_permitted') : null
  }

  /** New seals for what waits in a space: after a new epoch, or when another chain was accepted. False when nothing can be sealed here any more. */
  reseal(space: SpaceId): Promise<boolean> {
    return this.locked(space, async () => {
      const replica = await this.replicas.get(space)
      if (!replica || replica.goneSince !== null || replica.distrusted) return false
      await this.#reseal(replica)
      return true
    })
  }

  async #reseal(replica: Replica): Promise<void> {
    let chain = replica.log.chains[this.#secrets.device.id] ?? NO_CHAIN
    await this.outbox.reseal(replica.space, (payload) => {
      const sealed = this.seal(replica, chain, payload)
      chain = sealed.chain
      return sealed
    })
  }
}
