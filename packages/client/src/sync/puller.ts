/** Bringing spaces up to date: what changed, fetching it, and following every page. Pages of one space are followed in order. */
import { endIn, isEnded, membersNow, parseControl, roleNow, type OrgId, type Page, type SpaceId } from '@pergola/protocol'
import type { Replica } from '../local/spaceRecord.ts'
import type { Fault } from './alarms.ts'
import type { Desk } from './desk.ts'
import type { IndexEntry } from './replicas.ts'
import { followPage, type FollowResult } from './follow.ts'
import type { Wire } from './wire.ts'

export interface Want {
  readonly space: SpaceId
  readonly control: number
  readonly pos: number
  readonly snapshot: boolean
}

const BATCH = 250
/** Looking up who wrote can lead to more to look up (a founder, then those who came later), but not for ever. */
const ROUNDS = 4

export class Puller {
  readonly #desk: Desk
  readonly #wire: Wire
  readonly #report: (done: number, of: number) => void
  /** Called when the own book is up to date, before the thousands that may follow. */
  readonly #bookReady: () => Promise<void>

  constructor(desk: Desk, wire: Wire, report: (done: number, of: number) => void, bookReady: () => Promise<void>) {
    this.#desk = desk
    this.#wire = wire
    this.#report = report
    this.#bookReady = bookReady
  }

  /** Everything this member may read, brought up to date: own book first (it holds the keys), then the network, then the rest. */
  async all(): Promise<void> {
    // The relay makes its list while the own book is read.
    const listing = this.#listed()
    await this.only([this.#desk.org])
    await this.#bookReady()
    const { wants, listed } = await listing
    if (listed) this.#forgetAllBut(listed)
    await this.organisations()
    let [done, before] = [0, Promise.resolve()]
    for (let from = 0; from < wants.length; from += BATCH) {
      const batch = wants.slice(from, from + BATCH)
      const { answered, kept } = this.#ask(batch)
      await answered
      // The next ones are on their way while these are followed.
      await before
      before = kept.then(() => this.#report((done += batch.length), wants.length))
    }
    await before
  }

  /**
   * What the relay lists and we do not hold; `listed` is null when the list broke off and does not say what is not there. By
   * itself, so that lines of the index are not held on to while they are replaced.
   */
  async #listed(): Promise<{ readonly wants: readonly Want[]; readonly listed: ReadonlySet<SpaceId> | null }> {
    const wants: Want[] = []
    const held = new Map(this.#desk.replicas.index)
    const listedSpaces = new Set<SpaceId>()
    const last = await this.#wire.request({ t: 'list' }, (frame) => {
      if (frame.t !== 'listed') return
      for (const listed of frame.spaces) {
        // Of what is gone a colleague's line has nothing to promise any more.
        if (!listed.gone) listedSpaces.add(listed.space)
        const want = this.#compare(listed, held.get(listed.space))
        if (want) wants.push(want)
        if (listed.kind === 'network' && want) wants.unshift(wants.pop()!)
      }
    })
    return { wants, listed: last.t === 'done' ? listedSpaces : null }
  }

  /** A colleague's lines that the relay does not bear out. */
  #forgetAllBut(listed: ReadonlySet<SpaceId>): void {
    for (const [space, { summary }] of this.#desk.replicas.index)
      if (!listed.has(space) && summary.goneSince === null) this.#desk.replicas.forget(space)
  }

  /**
   * What the relay says it has against what we had verified when we asked. Less, or another history of the same length, is not
   * an update.
   */
  #compare(
    listed: { space: SpaceId; pos: number; head: string; control: number; gone: boolean },
    held: IndexEntry | undefined,
  ): Want | null {
    if (!held || held.control === 0) return listed.gone ? null : { space: listed.space, control: 0, pos: 0, snapshot: true }
    if (held.distrusted && !listed.gone) return null
    if (held.summary.goneSince !== null) return listed.gone ? null : { space: listed.space, control: held.control, pos: 0, snapshot: true }
    const want = { space: listed.space, control: held.control, pos: held.pos, snapshot: held.pos === 0 }
    if (listed.gone) return want
    if (listed.pos < held.pos || listed.control + 1 < held.control)
      this.#distrust(listed.space, { what: 'rollback', position: listed.pos, device: null })
    else if (listed.pos === held.pos && listed.head !== held.head && held.pos > 0)
      this.#distrust(listed.space, { what: 'fork', position: listed.pos, device: null })
    else if (listed.pos > held.pos || listed.control + 1 > held.control) return want
    return null
  }

  /** These spaces, from where we are. False when the relay's answer did not come to its end. */
  async only(spaces: readonly SpaceId[]): Promise<boolean> {
    const wants = await Promise.all(
      spaces.map(async (space): Promise<Want> => {
        const replica = await this.#desk.replicas.get(space)
        const pos = replica?.log.pos ?? 0
        return { space, control: replica?.control.length ?? 0, pos, snapshot: pos === 0 }
      }),
    )
    return this.fetch(wants)
  }

  /** Control logs of every organisation we have to do with. */
  async organisations(more: readonly OrgId[] = []): Promise<void> {
    const { networkReplica, org } = this.#desk
    const members = networkReplica ? (membersNow(networkReplica.membership) as OrgId[]) : []
    const orgs = new Set([...members, ...this.#desk.organisations.all.keys(), ...more])
    orgs.delete(org)
    if (orgs.size > 0) await this.only([...orgs])
  }

  async fetch(wants: readonly Want[]): Promise<boolean> {
    if (wants.length === 0) return true
    const { answered, kept } = this.#ask(wants)
    await kept
    return answered
  }

  /** `answered`: did the relay's answer come to its end? `kept`: all that came is followed and on this device. */
  #ask(items: readonly Want[]): { readonly answered: Promise<boolean>; readonly kept: Promise<void> } {
    const taken: Promise<void>[] = []
    const answered = this.#wire
      .request({ t: 'fetch', items }, (frame) => {
        if (frame.t === 'page') taken.push(this.take(frame))
      })
      .then((last) => last.t === 'done')
    const followed = async (): Promise<void> => {
      await answered
      await Promise.all(taken)
      await this.#desk.replicas.flush()
    }
    return { answered, kept: followed() }
  }

  /** Follows a page after those of the same space before it. */
  take(page: Page): Promise<void> {
    return this.#desk.locked(page.space, () => this.#follow(page, ROUNDS))
  }

  async #follow(page: Page, rounds: number, fresh = false): Promise<void> {
    const before = await this.#desk.replicas.get(page.space)
    // An end proves itself, also where the log before it did not check out.
    if (before?.distrusted && !this.#ends(page)) return
    const result = await followPage({ ...this.#desk.followContext, fresh }, before, page)
    if (result.type === 'ok') {
      if (before && isEnded(result.replica.membership)) this.#desk.forgetKeysOf(before.membership)
      return this.#accept(result, page, before)
    }
    if (result.type === 'fault') return this.#distrust(page.space, result.fault, before)
    if (rounds === 0)
      return this.#distrust(
        page.space,
        { what: result.type === 'gap' ? 'broken_chain' : 'not_permitted', position: page.after, device: null },
        before,
      )
    await this.#fetchWhatIsMissing(page, result, rounds - 1)
  }

  async #fetchWhatIsMissing(page: Page, result: FollowResult, rounds: number): Promise<void> {
    if (result.type === 'needs_organisations') {
      await this.#controlLogs(result.orgs, page.space)
      return this.#follow(page, rounds, true)
    }
    const held = await this.#desk.replicas.get(page.space)
    const pages: Page[] = []
    const item = { space: page.space, control: held?.control.length ?? 0, pos: held?.log.pos ?? 0, snapshot: false }
    await this.#wire.request({ t: 'fetch', items: [item] }, (frame) => {
      if (frame.t === 'page') pages.push(frame)
    })
    for (const next of pages) await this.#follow(next, rounds)
  }

  /** Organisations' control logs, our own with its keys among them, while `waiting` waits. They need nobody else's, so nothing waits in a circle. */
  async #controlLogs(named: readonly OrgId[], waiting: SpaceId): Promise<void> {
    const { networkReplica, org, bookReplica, organisations } = this.#desk
    const members = networkReplica ? (membersNow(networkReplica.membership) as OrgId[]) : []
    const orgs = [...new Set([...named, ...members, ...organisations.all.keys()])].filter((id) => id !== waiting)
    const pages: Page[] = []
    const items = orgs.map((space) => ({
      space,
      control: (organisations.all.get(space)?.seq ?? -1) + 1,
      pos: space === org ? (bookReplica?.log.pos ?? 0) : 0,
      snapshot: false,
    }))
    if (items.length === 0) return
    await this.#wire.request({ t: 'fetch', items }, (frame) => {
      if (frame.t === 'page') pages.push(frame)
    })
    for (const page of pages) await this.#desk.locked(page.space, () => this.#follow(page, 1))
  }

  #ends({ control }: Page): boolean {
    const last = control.at(-1)
    const parsed = last && parseControl(this.#desk.ports.crypto.sha256, last)
    return parsed?.ok === true && endIn(parsed.value.entry) !== null
  }

  /** In a space that was gone and is shared again, we are back when all of it is here: before, our own chain in it is not known. */
  #accept({ replica, ignored }: Extract<FollowResult, { type: 'ok' }>, { pos, more }: Page, before: Replica | null): void {
    const { me } = this.#desk.opener(replica.membership.kind)
    const back = replica.goneSince !== null && !more && replica.log.pos >= pos && roleNow(replica.membership, me) !== null
    for (const fault of ignored) this.#desk.alarms.raise(replica.space, fault)
    this.#desk.put(back ? { ...replica, goneSince: null } : replica, before)
  }

  #distrust(space: SpaceId, fault: Fault, replica: Replica | null = null): void {
    this.#desk.alarms.raise(space, fault)
    if (replica) this.#desk.put({ ...replica, distrusted: true })
    else void this.#desk.locked(space, () => this.#distrustStored(space))
  }

  async #distrustStored(space: SpaceId): Promise<void> {
    const replica = await this.#desk.replicas.get(space)
    if (replica) this.#desk.put({ ...replica, distrusted: true })
  }
}
