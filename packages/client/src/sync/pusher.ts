/** Sending what waits: founding entries and commits, space by space, in order, the same bytes until they are acknowledged. */
import { sealSnapshot } from '@pergola/core/space'
import { LIMITS, atLeast, epochNow, pushMessage, receiptMessage, type Page, type Receipt, type SpaceId } from '@pergola/protocol'
import { snapshotContent } from './snapshotContent.ts'
import type { Desk } from './desk.ts'
import { followPage } from './follow.ts'
import type { OutboxItem } from './outbox.ts'
import type { Puller } from './puller.ts'
import type { Refused, Wire } from './wire.ts'

/** A snapshot at once when a space's log passes a multiple of this, */
const SNAPSHOT_EVERY = 16
/** or when nothing was sent for a while (ms) and a newcomer would have at least this many commits to read one by one. */
const QUIET_AFTER = 5000
const WORTH_IT = 3
/** A relay that has no room, or is too busy for too long, is asked again after this (ms). */
const ROOM_AFTER = 5000

/** Why a relay that is there does not take what waits. */
export type NoRoom = 'relay_full' | 'quota'

type Sent = 'sent' | 'again' | 'stop'

export class Pusher {
  readonly #desk: Desk
  readonly #wire: Wire
  readonly #puller: Puller
  readonly #running = new Map<SpaceId, Promise<void>>()
  /** Commits since the last snapshot of ours, by space. */
  /** Spaces whose document is larger than what is sent. It hardly shrinks, and seeing that costs an encoding of all of it. */
  readonly #tooLarge = new Set<SpaceId>()
  readonly #tails = new Map<SpaceId, number>()
  #cancelQuiet: () => void = () => {}
  readonly #changed: () => void
  /** Spaces whose next commits the relay had no room for. */
  readonly #refusedRoom = new Map<SpaceId, NoRoom>()
  /** Spaces that are tried again in a while. */
  readonly #later = new Set<SpaceId>()

  constructor(desk: Desk, wire: Wire, puller: Puller, changed: () => void) {
    this.#changed = changed
    this.#desk = desk
    this.#wire = wire
    this.#puller = puller
  }

  /** Until everything that was refused for want of room was taken: something small may fit where something else does not. */
  get noRoom(): NoRoom | null {
    return this.#refusedRoom.values().next().value ?? null
  }

  #setNoRoom(space: SpaceId, noRoom: NoRoom): void {
    const before = this.noRoom
    this.#refusedRoom.set(space, noRoom)
    if (this.noRoom !== before) this.#changed()
    this.#tryLater(space)
  }

  #foundRoom(space: SpaceId): void {
    if (this.#refusedRoom.delete(space) && this.noRoom === null) this.#changed()
  }

  #tryLater(space: SpaceId): void {
    if (this.#later.has(space)) return
    this.#later.add(space)
    this.#desk.ports.clock.after(ROOM_AFTER, () => {
      this.#later.delete(space)
      if (!this.#wire.closed) void this.space(space)
    })
  }

  /** Sends everything that waits. Resolves when there is nothing more that can be sent now. */
  async flush(): Promise<void> {
    await Promise.all(this.#desk.outbox.spaces.map((space) => this.space(space)))
  }

  space(space: SpaceId): Promise<void> {
    const running = this.#running.get(space)
    if (running) return running
    const run = Promise.resolve().then(() => this.#send(space))
    this.#running.set(space, run)
    return run
  }

  async #send(space: SpaceId): Promise<void> {
    let [tries, last]: [number, Sent] = [0, 'sent']
    try {
      while (!this.#wire.closed && tries < 8) {
        const [first] = this.#desk.outbox.of(space)
        if (!first) return this.#foundRoom(space)
        if ((await this.#desk.replicas.get(space))?.distrusted) return
        last = first.control ? await this.#founding(first) : await this.#push(space)
        if (last === 'stop') return
        // What was acknowledged has left the outbox; if it has not, something does not add up, and asking again for ever does not help.
        tries = last === 'sent' && this.#desk.outbox.of(space)[0] !== first ? 0 : tries + 1
      }
      if (last === 'again') this.#tryLater(space)
    } finally {
      // In the step in which nothing was found to send: what is written a step later begins anew.
      this.#running.delete(space)
    }
  }

  async #founding(item: OutboxItem): Promise<Sent> {
    const answer = await this.#wire.request({ t: 'control', entry: item.control!, permit: null })
    if (answer.t === 'accepted') {
      this.#foundRoom(item.space)
      await this.#desk.confirmFounding(item.space)
      return 'sent'
    }
    return this.#refused(item.space, answer)
  }

  /** As many commits as one push may carry. */
  #batch(space: SpaceId): readonly OutboxItem[] {
    const items: OutboxItem[] = []
    let bytes = 0
    for (const item of this.#desk.outbox.of(space)) {
      bytes += item.bytes.length
      if (item.control || items.length === LIMITS.pushCommits || (items.length > 0 && bytes > LIMITS.pushBytes)) break
      items.push(item)
    }
    return items
  }

  async #push(space: SpaceId): Promise<Sent> {
    const items = this.#batch(space)
    const { crypto } = this.#desk.ports
    const signature = await crypto.sign(this.#desk.secrets.device.signSeed, pushMessage(items.at(-1)!.commit))
    const answer = await this.#wire.request({ t: 'push', space, commits: items.map((item) => item.bytes), signature })
    if (answer.t !== 'receipt') return this.#refused(space, answer)
    const { receipt } = answer
    this.#foundRoom(space)
    if (!(await crypto.verify(this.#desk.secrets.relayKey, receiptMessage(receipt), receipt.signature))) {
      this.#desk.alarms.raise(space, { what: 'bad_receipt', position: receipt.pos, device: null })
      return 'stop'
    }
    await this.#acknowledged(space, items, signature, receipt)
    return 'sent'
  }

  /** Our own commits as the relay numbered them; if others came in between, the log is fetched instead. */
  async #acknowledged(space: SpaceId, items: readonly OutboxItem[], signature: Uint8Array, receipt: Receipt): Promise<void> {
    const after = receipt.pos - items.length
    const followed = await this.#desk.locked(space, () => this.#followOwn(space, items, signature, receipt))
    if (followed) this.#snapshotWhenDue(space, after, receipt.pos)
    else await this.#puller.only([space])
  }

  async #followOwn(space: SpaceId, items: readonly OutboxItem[], signature: Uint8Array, receipt: Receipt): Promise<boolean> {
    const replica = await this.#desk.replicas.get(space)
    const after = receipt.pos - items.length
    if (!replica || replica.log.pos !== after) return false
    const commits = items.map((item, at) => ({
      bytes: item.bytes,
      signature: at === items.length - 1 ? signature : null,
      time: receipt.time,
    }))
    const page: Page = {
      id: 0,
      space,
      control: [],
      snapshot: null,
      after,
      commits,
      pos: receipt.pos,
      head: receipt.head,
      controlSeq: replica.membership.seq,
      more: false,
    }
    const followed = await followPage(this.#desk.followContext, replica, page)
    if (followed.type !== 'ok') return false
    this.#desk.put(followed.replica)
    await this.#desk.replicas.flush()
    return true
  }

  #snapshotWhenDue(space: SpaceId, after: number, pos: number): void {
    this.#tails.set(space, (this.#tails.get(space) ?? 0) + pos - after)
    if (Math.floor(after / SNAPSHOT_EVERY) < Math.floor(pos / SNAPSHOT_EVERY)) void this.snapshot(space)
    this.#cancelQuiet()
    this.#cancelQuiet = this.#desk.ports.clock.after(QUIET_AFTER, () => void this.#whenQuiet())
  }

  async #whenQuiet(): Promise<void> {
    for (const [space, tail] of [...this.#tails]) {
      if (this.#wire.closed) return
      if (tail >= WORTH_IT) await this.snapshot(space)
    }
  }

  async #refused(space: SpaceId, answer: { readonly t: string } | Refused): Promise<Sent> {
    if (!('error' in answer)) return 'stop'
    switch (answer.error) {
      case 'stale_epoch':
      case 'bad_sequence':
      case 'stale_control':
        return this.#catchUp(space)
      case 'rate':
      case 'busy':
        await new Promise<void>((resolve) => this.#desk.ports.clock.after(Math.max(50, answer.detail), resolve))
        return 'again'
      case 'storage_full':
      case 'quota':
        this.#setNoRoom(space, answer.error === 'quota' ? 'quota' : 'relay_full')
        return 'stop'
      case 'stale_log':
        // It says that the log we quote is not the log: one of the two that it showed is not true.
        await this.#puller.only([space])
        this.#desk.alarms.raise(space, { what: 'fork', position: answer.detail, device: null })
        return 'stop'
      case 'bad_chain':
        // Another copy of this profile wrote: this device's chain is not ours alone any more.
        this.#desk.alarms.raise(space, { what: 'broken_chain', position: answer.detail, device: this.#desk.secrets.device.id })
        return 'stop'
      case 'not_member':
      case 'not_permitted':
      case 'not_found':
        await this.#puller.only([space])
        if (await this.#stillIn(space))
          this.#desk.alarms.raise(space, { what: 'not_permitted', position: null, device: this.#desk.secrets.device.id })
        return 'stop'
      default:
        return 'stop'
    }
  }

  /** By all that we know we may write here. Who was let go knows why the relay refuses. */
  async #stillIn(space: SpaceId): Promise<boolean> {
    const replica = await this.#desk.replicas.get(space)
    return replica !== null && replica.goneSince === null && this.#desk.roleIn(replica.membership) !== null && !this.#wire.closed
  }

  /**
   * Fetches, drops what turns out to be accepted already, and seals the rest anew under the key of today. Never without the
   * fetch: what was accepted unheard keeps its seal, or its place in our chain would be taken by another.
   */
  async #catchUp(space: SpaceId): Promise<Sent> {
    if (!(await this.#puller.only([space]))) return 'stop'
    return (await this.#desk.pen.reseal(space)) ? 'again' : 'stop'
  }

  /** Publishes the folded state, so that a new device need not read the whole log. */
  async snapshot(space: SpaceId): Promise<void> {
    const replica = await this.#desk.replicas.get(space)
    if (!replica || replica.log.pos === 0) return
    const role = this.#desk.roleIn(replica.membership)
    const { epoch } = epochNow(replica.membership)
    const key = replica.keys[epoch]
    if (!key || role === null || !atLeast(role, 'editor') || this.#tooLarge.has(space)) return
    const content = snapshotContent.encode({ chains: replica.log.chains, doc: replica.doc })
    if (content === null || content.length > LIMITS.snapshotBytes - 4096) return void this.#tooLarge.add(space)
    const at = { space, epoch, control: replica.membership.seq, pos: replica.log.pos, head: replica.log.head }
    const snapshot = await sealSnapshot(this.#desk.ports.crypto, this.#desk.secrets.device, key, at, content)
    this.#tails.delete(space)
    await this.#wire.request({ t: 'snapshot', snapshot })
  }
}
