/**
 * Where in-memory worlds meet: plain documents in place of sealed logs, with the real rules of each space. It orders what
 * arrives and tells everyone; nothing of it is sealed, so it belongs to tests only.
 */
import { applyTo, ceilingAt, emptyDoc, type Doc, type Entry, type RefusedReason } from '@pergola/core/record'
import {
  NO_HEAD,
  hex,
  membersNow,
  roleNow,
  type BlobId,
  type Membership,
  type OrgId,
  type PersonId,
  type Role,
  type SpaceId,
  type SpaceKind,
} from '@pergola/protocol'
import type { CryptoPort } from '@pergola/core/crypto'
import { rulesFor } from '../sync/rules.ts'
import type { SealedAlert } from '../world/world.ts'

/** Something accepted: who wrote it is in the entry. `at`: Unix ms by the hub. */
export interface Accepted {
  readonly entry: Entry
  readonly at: number
}

interface Shared {
  membership: Membership
  readonly log: Accepted[]
  /** How much of the log an organisation that was let go had seen, and since when. */
  readonly gone: Map<OrgId, { readonly pos: number; readonly since: number }>
  /** The last documents made, by length of the log: nobody folds a log from its beginning for one more entry. */
  folded: { readonly pos: number; readonly doc: Doc }
}

export interface Reply {
  readonly mailbox: string
  readonly envelope: Uint8Array
  readonly at: number
}

const oneStay = (role: Role, from = 0): Membership['members'][string] => [{ from, until: null, pin: null, roles: [{ from, role }] }]

export class Hub {
  readonly crypto: CryptoPort
  readonly replies: Reply[] = []
  readonly blobs = new Map<BlobId, Uint8Array>()
  readonly cards = new Map<OrgId, Uint8Array>()
  readonly editions = new Map<OrgId, Uint8Array>()
  /** Files for people outside, by id in hex. */
  readonly parcels = new Map<string, { readonly org: OrgId; readonly sealed: Uint8Array; openedAt: number }>()
  readonly organisations = new Map<OrgId, Membership>()
  readonly #alerts = new Map<OrgId, SealedAlert[]>()
  readonly #spaces = new Map<SpaceId, Shared>()
  readonly #listeners: ((space: SpaceId) => void)[] = []
  #now: number
  #numbers = 0

  constructor(crypto: CryptoPort, now: number) {
    this.crypto = crypto
    this.#now = now
  }

  /** Every look at the clock is a moment later, as between people. */
  now(): number {
    return ++this.#now
  }

  pass(ms: number): void {
    this.#now += ms
  }

  onChange(listener: (space: SpaceId) => void): void {
    this.#listeners.push(listener)
  }

  /** Joins a space made elsewhere: an organisation's own. */
  take(membership: Membership): void {
    this.#spaces.set(membership.space, { membership, log: [], gone: new Map(), folded: { pos: 0, doc: emptyDoc() } })
  }

  found(kind: SpaceKind, founder: OrgId): SpaceId {
    const space = hex(this.crypto.random(16)) as SpaceId
    const members = { [founder]: oneStay('steward') }
    this.take({
      space,
      kind,
      seq: 0,
      head: NO_HEAD,
      founder,
      epochs: [{ epoch: 1, from: 0, keyHash: new Uint8Array(32) }],
      members,
      cards: {},
      devices: {},
      orgKeys: [],
      dropped: {},
    })
    return space
  }

  addOrg(space: SpaceId, org: OrgId, role: Role): void {
    const { membership, gone } = this.#shared(space)
    if (roleNow(membership, org) !== null) return
    gone.delete(org)
    this.#addMember(space, membership, org, role)
  }

  addPerson(org: OrgId, person: PersonId, role: Role): void {
    this.#addMember(org, this.#shared(org).membership, person, role)
  }

  #addMember(space: SpaceId, membership: Membership, member: string, role: Role): void {
    const seq = membership.seq + 1
    const stays = [...(membership.members[member] ?? []), ...oneStay(role, seq)]
    this.#control(space, { ...membership, seq, members: { ...membership.members, [member]: stays } })
  }

  removeOrg(space: SpaceId, org: OrgId): void {
    const { membership, log, gone } = this.#shared(space)
    const seq = membership.seq + 1
    const stays = (membership.members[org] ?? []).map((stay) => (stay.until === null ? { ...stay, until: seq, pin: log.length } : stay))
    gone.set(org, { pos: log.length, since: this.now() })
    this.#control(space, { ...membership, seq, members: { ...membership.members, [org]: stays } })
  }

  /** How much was written in it. */
  length(space: SpaceId): number {
    return this.#shared(space).log.length
  }

  /** Nobody is in it any more and nothing is left to read. */
  end(space: SpaceId): void {
    const shared = this.#shared(space)
    const { membership, log, gone } = shared
    const since = this.now()
    for (const org of membersNow(membership)) gone.set(org as OrgId, { pos: 0, since })
    log.length = 0
    shared.folded = { pos: 0, doc: emptyDoc() }
    this.#control(space, { ...membership, seq: membership.seq + 1, epochs: [], members: {} })
  }

  #control(space: SpaceId, membership: Membership): void {
    this.#shared(space).membership = membership
    this.#tell(space)
  }

  /** The first rule that any of the operations breaks, or null once they stand in the log. */
  append(space: SpaceId, entry: Entry): RefusedReason | null {
    const shared = this.#shared(space)
    const { refused } = applyTo(emptyDoc(), [entry], rulesFor(shared.membership.kind, shared.membership))
    if (refused[0]) return refused[0].reason
    const at = this.now()
    shared.log.push({ entry: { ...entry, ceiling: ceilingAt(at) }, at })
    this.#tell(space)
    return null
  }

  /** What an organisation reads of a space; null when it never belonged to it. */
  read(
    space: SpaceId,
    org: OrgId,
  ): { readonly doc: Doc; readonly membership: Membership; readonly goneSince: number | null; readonly log: readonly Accepted[] } | null {
    const shared = this.#spaces.get(space)
    if (shared === undefined) return null
    const { membership, gone, log } = shared
    const left = gone.get(org)
    if (membership.kind === 'organisation' ? space !== org : left === undefined && roleNow(membership, org) === null) return null
    const pos = left?.pos ?? log.length
    return { doc: this.#docAt(shared, pos), membership, goneSince: left?.since ?? null, log: log.slice(0, pos) }
  }

  #docAt(shared: Shared, pos: number): Doc {
    const { membership, log, folded } = shared
    if (folded.pos === pos) return folded.doc
    const [from, base] = folded.pos < pos ? [folded.pos, folded.doc] : [0, emptyDoc()]
    const { doc } = applyTo(
      base,
      log.slice(from, pos).map(({ entry }) => entry),
      rulesFor(membership.kind, membership),
    )
    if (pos === log.length) shared.folded = { pos, doc }
    return doc
  }

  #shared(space: SpaceId): Shared {
    const shared = this.#spaces.get(space)
    if (shared === undefined) throw new RangeError(`no space ${space}`)
    return shared
  }

  #tell(space: SpaceId): void {
    for (const listener of this.#listeners) listener(space)
  }

  get spaces(): Iterable<SpaceId> {
    return this.#spaces.keys()
  }

  deliverAlert(org: OrgId, mailbox: Uint8Array, envelope: Uint8Array): void {
    this.#alerts.set(org, [...this.alertsOf(org), { number: ++this.#numbers, mailbox, time: this.now(), envelope }])
  }

  alertsOf(org: OrgId): readonly SealedAlert[] {
    return this.#alerts.get(org) ?? []
  }

  dropAlerts(org: OrgId, numbers: readonly number[]): void {
    this.#alerts.set(
      org,
      this.alertsOf(org).filter(({ number }) => !numbers.includes(number)),
    )
  }
}
