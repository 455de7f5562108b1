/**
 * What an unlocked client works with: secrets, the spaces it holds, what is unsent, who is who. Everything that sync,
 * commands and queries share, in one place; the life (connecting, sending) is in engine.ts.
 */
import { applyTo, emptyDoc, idIn, rowAt, type Author, type Doc, type Op } from '@pergola/core/record'
import { NO_CHAIN, openOrganisation, orgOpener, personOpener, type Opener, type OrgAccess } from '@pergola/core/space'
import { personFromSeed, type PersonSecret } from '@pergola/core/identity'
import {
  emptyHead,
  endIn,
  isEnded,
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
import type { IntegrityAlarm } from '../contract/index.ts'
import { encodeSecrets, type Secrets } from '../local/vault.ts'
import type { LocalChange, LocalStore } from '../local/store.ts'
import type { Replica } from '../local/spaceRecord.ts'
import { enterKey, forgetKey, keyOf } from '../book/keyring.ts'
import type { Ports } from '../ports.ts'
import { summarise, type Summary } from '../views/index.ts'
import type { Me, Opened } from '../world/world.ts'
import { Alarms, type Named } from './alarms.ts'
import { FAREWELLS, Farewells, farewellTo, filesOfOurs } from './farewells.ts'
import type { FollowContext } from './follow.ts'
import { Organisations } from './organisations.ts'
import { oneByOne } from '../oneByOne.ts'
import { Outbox, payloadsIn, type OutboxItem } from './outbox.ts'
import { Pen } from './pen.ts'
import { Replicas } from './replicas.ts'
import { rulesFor } from './rules.ts'

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
  readonly farewells = new Farewells()
  readonly pen: Pen = new Pen(this)
  readonly #endedHere = new Set<SpaceId>()
  #secrets: Secrets
  #access: OrgAccess = { keys: {}, secrets: [] }
  #book: Replica | null = null
  #network: Replica | null = null
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
    this.#onSpace = onSpace
    this.#changed = changed
  }

  /** Reads what the device holds: index, outbox, own book, network, organisations. */
  async load(): Promise<void> {
    await this.replicas.load()
    await this.outbox.load()
    const alarms = await this.store.get('secrets', 'alarms')
    this.farewells.restore(await this.store.get(FAREWELLS.table, FAREWELLS.key), this.ports.clock.now())
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
    if (!summary || summary.kind === 'ended') return { spaceName: '', spaceKind: null }
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

  /** When our person was taken out of the organisation (Unix ms); null while they are in it, and before they were let in. */
  get removedAt(): number | null {
    const book = this.#book
    if (!book || roleNow(book.membership, this.person.id) !== null) return null
    return book.membership.members[this.person.id] === undefined ? null : (book.goneSince ?? this.ports.clock.now())
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
      opened: (hash, covered) => this.#toEnter.push(enterKey(hash, covered)),
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

  /**
   * A space as it is now. Between reading a replica and laying on it what waits, the relay may acknowledge some of that: a replica from
   * before with a list from after would show neither. So both are taken in one step (SYNC-27).
   */
  async open(space: SpaceId): Promise<Opened | null> {
    await this.replicas.get(space)
    const replica = this.replicas.held(space)
    return replica && this.openedOf(replica)
  }

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

  /**
   * Reading a replica and putting its successor is one step for each space: writing, following and acknowledging would
   * otherwise undo one another. Not reentrant: what runs inside does not ask for the same space again.
   */
  readonly locked = oneByOne<SpaceId>()

  /**
   * Takes a replica that is new or changed: books, outbox, index, summary, watchers. `Replicas.flush` makes it durable. `before`: what was
   * held of it, where it may have ended.
   */
  put(replica: Replica, before: Replica | null = null): void {
    const gone = this.#markGone(replica)
    const farewell = this.#farewell(gone, before)
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
    this.replicas.put(gone, summary, [...confirmed, ...farewell])
    this.#onSpace(gone.space, opened, summary)
    this.#changed()
  }

  /** A founding entry stands at the relay. */
  async confirmFounding(space: SpaceId): Promise<void> {
    await this.store.write(this.outbox.confirm(space, 0))
  }

  /** A space has just ended: what somebody here is told of it, and which of its files are ours. */
  #farewell({ space, membership, goneSince, control }: Replica, held: Replica | null): readonly LocalChange[] {
    const before = this.replicas.summaries.get(space)
    if (!isEnded(membership) || before?.kind === 'ended') return []
    this.alarms.forget(space)
    if (this.#endedHere.has(space)) return []
    const farewell = farewellTo(membership, before, this.outbox.payloads(space), goneSince ?? this.ports.clock.now())
    const parsed = membership.founder === this.org ? null : parseControl(this.ports.crypto.sha256, control[0]!)
    const named = parsed?.ok ? (endIn(parsed.value.entry)?.blobs ?? []) : []
    const blobs = held === null ? [] : filesOfOurs(held.doc, this.org, named)
    return this.farewells.add(farewell, blobs.length === 0 ? null : { space, blobs })
  }

  async forgetEndedFiles(space: SpaceId): Promise<void> {
    await this.store.write(this.farewells.lookedThrough(space))
  }

  /** Keys of a space that ended go from the book, where a colleague entered them. */
  forgetKeysOf({ epochs }: Membership): void {
    const book = this.#book?.doc
    if (book) for (const { keyHash } of epochs) if (keyOf(book, keyHash)) this.#toEnter.push(forgetKey(keyHash))
  }

  async dismissFarewell(space: SpaceId): Promise<void> {
    await this.store.write(this.farewells.dismiss(space))
    this.#changed()
  }

  /** What this device itself ends, it need not be told. */
  endsHere(space: SpaceId): void {
    this.#endedHere.add(space)
  }

  #summaryOf(replica: Replica, opened: Opened): Summary {
    const before = this.replicas.summaries.get(replica.space)
    if (replica.goneSince !== null && before && !isEnded(replica.membership)) return { ...before, goneSince: replica.goneSince, pending: 0 }
    return summarise(replica.space, replica.membership.kind, opened)
  }

  /** We are out: what follows is sealed for others, and what we were shown is put away. Only the fact and the day remain. */
  #markGone(replica: Replica): Replica {
    const { kind } = replica.membership
    const foreign = kind === 'organisation' && replica.space !== this.org
    const role = kind === 'organisation' ? this.#roleHere(replica.membership) : roleNow(replica.membership, this.org)
    if (foreign || role !== null) return replica
    const last = replica.control.at(-1)
    const parsed = last && parseControl(this.ports.crypto.sha256, last)
    const since = replica.goneSince ?? (parsed?.ok ? parsed.value.entry.time : this.ports.clock.now())
    // Shared again, it is read anew from its beginning; the heads stay, so that it cannot come back as another history.
    // Also of what was gone before: a page that was under way may have brought keys again.
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
}
