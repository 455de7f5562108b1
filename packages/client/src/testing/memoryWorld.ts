/** A world on plain documents: the whole interface, for several organisations and several members of one, in one process. */
import { dayOf, type Instant } from '@pergola/core/casework'
import { personFromSeed, newDevice } from '@pergola/core/identity'
import { HLC_ZERO, applyTo, effectiveAt, observe, setOp, tick, type Author, type Entry, type Hlc, type Op } from '@pergola/core/record'
import { foundOrganisation, verifyControl, writeControl, type OrgSecret } from '@pergola/core/space'
import {
  hex,
  lesser,
  roleNow,
  type DeviceId,
  type Membership,
  type OrgId,
  type PersonId,
  type Role,
  type SpaceId,
  type WorkSpaceKind,
} from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import { shelvesOf } from '../book/words.ts'
import { createSearch, searchTexts } from '../search/index.ts'
import { rulesFor } from '../sync/rules.ts'
import { summarise } from '../views/index.ts'
import { answer, done, problem } from '../views/problems.ts'
import { SummaryMap } from '../world/summaries.ts'
import type { Gateway, HistoryOp, Me, Opened, World } from '../world/world.ts'
import type { Hub } from './hub.ts'

export interface MemoryOrg {
  readonly org: OrgId
  readonly founding: Uint8Array
  readonly secret: OrgSecret
  readonly membership: Membership
}

/** A real founding entry, so that an intake card proves itself from it. */
export const foundOrg = async (hub: Hub): Promise<MemoryOrg> => {
  const person = personFromSeed(hub.crypto, hub.crypto.random(32))
  const device = await newDevice(hub.crypto, person, hub.now())
  const { actions, secret } = await foundOrganisation(hub.crypto, person, device)
  const signed = await writeControl(hub.crypto, device, null, null, hub.now(), actions)
  const verified = await verifyControl(hub.crypto, null, signed, () => null)
  if (!verified.ok) throw new Error(verified.problem.type)
  const { membership } = verified.value
  // Whoever signed this works nowhere: the people of a story are its members.
  hub.take({ ...membership, members: {} })
  const org = membership.space as OrgId
  hub.organisations.set(org, membership)
  return { org, founding: signed.bytes, secret, membership }
}

export interface MemoryMember {
  readonly world: World
  /** What is written offline waits here and goes out in order. */
  readonly setOnline: (online: boolean) => void
}

interface Waiting {
  readonly space: SpaceId
  readonly entry: Entry
}

type Read = NonNullable<ReturnType<Hub['read']>>

/** One member's device: what it has seen, and what it has written while the relay could not be reached. */
class Device {
  readonly me: Me
  readonly summaries = new SummaryMap()
  readonly search = createSearch()
  readonly #hub: Hub
  readonly #outbox: Waiting[] = []
  readonly #invitations: (() => void)[] = []
  /** As it was when the connection was lost; null while online. */
  #held: Map<SpaceId, Read> | null = null
  #clock: Hlc = HLC_ZERO

  constructor(hub: Hub, org: OrgId, role: Role) {
    this.#hub = hub
    this.me = { person: hex(hub.crypto.random(16)) as PersonId, device: hex(hub.crypto.random(16)) as DeviceId, org, role }
    hub.onChange((space) => this.refresh(space))
    for (const space of hub.spaces) this.refresh(space)
  }

  get online(): boolean {
    return this.#held === null
  }

  setOnline(online: boolean): void {
    if (online === this.online) return
    if (!online) {
      this.#held = new Map([...this.#hub.spaces].flatMap((space) => this.#entryOf(space)))
      return
    }
    this.#held = null
    for (const { space, entry } of this.#outbox.splice(0)) this.#hub.append(space, entry)
    for (const invite of this.#invitations.splice(0)) invite()
    for (const space of this.#hub.spaces) this.refresh(space)
  }

  #entryOf(space: SpaceId): readonly (readonly [SpaceId, Read])[] {
    const read = this.#hub.read(space, this.me.org)
    return read === null ? [] : [[space, read]]
  }

  #read(space: SpaceId): Read | null {
    return this.#held ? (this.#held.get(space) ?? null) : this.#hub.read(space, this.me.org)
  }

  open(space: SpaceId): Opened | null {
    const read = this.#read(space)
    if (read === null) return null
    const { membership, goneSince } = read
    const own = this.#outbox.filter((waiting) => waiting.space === space).map(({ entry }) => entry)
    const doc = own.length === 0 ? read.doc : applyTo(read.doc, own, rulesFor(membership.kind, membership)).doc
    return { space, doc, membership, goneSince, pending: own.length }
  }

  refresh(space: SpaceId): void {
    const opened = this.open(space)
    if (opened === null) return
    for (const { entry } of this.#read(space)?.log.slice(-1) ?? []) this.#clock = observe(this.#clock, entry.payload.at)
    this.summaries.set(space, summarise(space, opened.membership.kind, opened))
    const { kind } = opened.membership
    this.search.index(space, searchTexts(space, kind, opened.doc, shelvesOf(this.summaries, this.me.org)))
    if (kind === 'shelf') this.refresh(this.me.org as string as SpaceId)
  }

  write(space: SpaceId, ops: readonly Op[]): Answer<null> {
    const opened = this.open(space)
    if (opened === null) return problem('not_found')
    return opened.goneSince === null ? this.#append(opened, ops) : problem('gone')
  }

  #append({ space, doc, membership }: Pick<Opened, 'space' | 'doc' | 'membership'>, ops: readonly Op[]): Answer<null> {
    this.#clock = tick(this.#clock, this.#hub.now())
    const entry: Entry = { payload: { at: this.#clock, ops }, author: this.#authorIn(membership) }
    const { refused } = applyTo(doc, [entry], rulesFor(membership.kind, membership))
    if (refused.length > 0 || entry.author.role === 'reader') return problem('not_permitted')
    if (this.online) this.#hub.append(space, entry)
    else this.#outbox.push({ space, entry })
    this.refresh(space)
    return done
  }

  #authorIn(membership: Membership): Author {
    const { org, role, device, person } = this.me
    const inSpace = membership.kind === 'organisation' ? role : (roleNow(membership, org) ?? 'reader')
    return { device, person, org, role: lesser(role, inSpace) }
  }

  found(kind: WorkSpaceKind, others: readonly { readonly org: OrgId; readonly role: Role }[], ops: readonly Op[]): Answer<SpaceId> {
    const space = this.#hub.found(kind, this.me.org)
    for (const read of this.#entryOf(space)) this.#held?.set(...read)
    const invite = (): void => others.forEach(({ org, role }) => this.#hub.addOrg(space, org, role))
    if (this.online) invite()
    else this.#invitations.push(invite)
    const written = this.write(space, ops)
    return written.ok ? answer(space) : written
  }

  history(space: SpaceId): Answer<readonly HistoryOp[]> {
    const read = this.#read(space)
    if (read === null) return problem('not_found')
    const of = (entry: Entry, at: number, pending: boolean): readonly HistoryOp[] =>
      entry.payload.ops.map((op) => ({ at, clock: effectiveAt(entry), author: entry.author, op, pending }))
    const waiting = this.#outbox.filter((one) => one.space === space).flatMap(({ entry }) => of(entry, this.#hub.now(), true))
    return answer([...read.log.flatMap(({ entry, at }) => of(entry, at, false)), ...waiting])
  }
}

/** Alerts come in pages of two, so that turning the page is tried as well. */
const ALERTS_A_PAGE = 2

const gatewayOf = (hub: Hub, device: Device, { org, founding }: MemoryOrg): Gateway => {
  const ifOnline = async <T>(value: () => Answer<T>): Promise<Answer<T>> => (device.online ? value() : problem('offline'))
  const put = (change: () => unknown): Promise<Answer<null>> =>
    ifOnline(() => {
      change()
      return done
    })
  return {
    origin: 'https://relay.example',
    putBlob: (id, bytes) => put(() => hub.blobs.set(id, bytes)),
    getBlob: (id) => ifOnline(() => (hub.blobs.has(id) ? answer(hub.blobs.get(id) as Uint8Array) : problem('not_found'))),
    alerts: (after) =>
      ifOnline(() =>
        answer(
          hub
            .alertsOf(org)
            .filter(({ number }) => number > after)
            .slice(0, ALERTS_A_PAGE),
        ),
      ),
    dropAlerts: (numbers) => put(() => hub.dropAlerts(org, numbers)),
    beginConversation: (mailbox, envelope) => put(() => hub.deliverAlert(org, mailbox, envelope)),
    putParcel: (parcel, _expires, sealed) => put(() => hub.parcels.set(hex(parcel), { org, sealed, openedAt: 0 })),
    parcelStates: (parcels) =>
      ifOnline(() =>
        answer(
          parcels.flatMap((parcel) => {
            const kept = hub.parcels.get(hex(parcel))
            return kept?.org === org ? [{ parcel, openedAt: kept.openedAt }] : []
          }),
        ),
      ),
    dropEnded: (blob) => put(() => hub.blobs.delete(blob)),
    dropParcel: (parcel) => put(() => hub.parcels.delete(hex(parcel))),
    replyToMailbox: (mailbox, envelope) => put(() => hub.replies.push({ mailbox: hex(mailbox), envelope, at: hub.now() })),
    publish: (edition) => put(() => (edition === null ? hub.editions.delete(org) : hub.editions.set(org, edition))),
    ownPage: async () => (hub.editions.has(org) ? 'shown' : 'unknown'),
    putCard: (card) => put(() => (card === null ? hub.cards.delete(org) : hub.cards.set(org, card))),
    ownFounding: async () => answer(founding),
  }
}

/** One member's device. `network` is the network's space, or null before one is joined. */
export const memberOf = (hub: Hub, own: MemoryOrg, network: SpaceId | null, name: string, role: Role): MemoryMember => {
  const device = new Device(hub, own.org, role)
  const online = async (act: () => void): Promise<Answer<null>> => {
    if (device.online) act()
    return device.online ? done : problem('offline')
  }
  const world: World = {
    crypto: hub.crypto,
    age: () => import('age-encryption'),
    me: device.me,
    now: () => hub.now(),
    today: () => dayOf(hub.now() as Instant),
    summaries: device.summaries,
    book: () => device.open(own.org) as Opened,
    network: () => (network === null ? null : device.open(network)),
    organisations: hub.organisations,
    orgSecrets: () => [own.secret],
    open: async (space) => device.open(space),
    write: async (space, ops) => device.write(space, ops),
    writeMany: async (space, batches) => {
      let written = 0
      for (const ops of batches) {
        const one = device.write(space, ops)
        if (!one.ok) return { written, answer: one }
        written += 1
      }
      return { written, answer: done }
    },
    found: async (kind, others, ops) => device.found(kind, others, ops),
    share: (space, org, as) => online(() => hub.addOrg(space, org, as)),
    revoke: (space, org) => online(() => hub.removeOrg(space, org)),
    agreeToEnd: async (space) => {
      const opened = device.open(space)
      if (!device.online) return problem('offline')
      if (opened === null) return problem('not_found')
      const { head } = opened.membership
      return answer({ pos: hub.length(space), head, device: device.me.device, signature: new Uint8Array(64) })
    },
    end: async (space, blobs, agreed) => {
      if (!device.online) return problem('offline')
      if (agreed !== null && agreed.pos !== hub.length(space)) return problem('invalid', 'changed')
      hub.end(space)
      for (const blob of blobs) hub.blobs.delete(blob)
      return done
    },
    farewells: () => [],
    dismissFarewell: async () => undefined,
    endedFiles: () => [],
    forgetEndedFiles: async () => undefined,
    history: async (space) => device.history(space),
    gateway: gatewayOf(hub, device, own),
    search: device.search,
    progress: () => ({ report: () => undefined, cancelled: () => false, end: () => undefined }),
  }
  hub.addPerson(own.org, device.me.person, role)
  device.write(own.org, [setOp('member', device.me.person, { name })])
  return { world, setOnline: (now) => device.setOnline(now) }
}
