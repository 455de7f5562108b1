/**
 * The life of a connection: connect, enrol this device if it is new, catch up, follow events, send what waits, and again
 * after every loss. Everything works on the desk; without a connection the desk goes on alone.
 */
import { verifyControl, writeControl } from '@pergola/core/space'
import { roleNow, type OrgId, type Page, type SignedControl, type SpaceId } from '@pergola/protocol'
import type { Desk } from './desk.ts'
import { Changes } from './changes.ts'
import { Puller } from './puller.ts'
import { Pusher, type NoRoom } from './pusher.ts'
import { Wire, type WireEvent } from './wire.ts'

export interface Connected {
  readonly wire: Wire
  readonly puller: Puller
  readonly pusher: Pusher
  readonly changes: Changes
}

export interface EngineHooks {
  readonly changed: () => void
  /** After catching up and after news: alerts to take in, replies to send, files to share. */
  readonly react: (what: 'caught_up' | 'alerts' | 'invitations') => void
  readonly progress: (done: number, of: number | null) => void
  readonly bookReady: () => Promise<void>
  /** The organisation's log let this device go: nothing more is asked or sent. */
  readonly ended: (at: number) => void
}

const FIRST_WAIT = 300
const LONGEST_WAIT = 30_000
const ADMISSION_WAIT = 1500

export class Engine {
  readonly #desk: Desk
  readonly #hooks: EngineHooks
  #connected: Connected | null = null
  #status: 'online' | 'connecting' | 'offline' = 'connecting'
  #wait = FIRST_WAIT
  #stopped = false
  #connecting = false
  #cancelWait: () => void = () => {}
  #lastSync: number | null = null
  #clockOff: number | null = null
  #catchingUp = false
  #admitted = false
  readonly #working = new Set<Promise<unknown>>()

  constructor(desk: Desk, hooks: EngineHooks) {
    this.#desk = desk
    this.#hooks = hooks
  }

  get connected(): Connected | null {
    return this.#connected
  }

  get status(): {
    readonly connection: 'online' | 'connecting' | 'offline'
    readonly receiving: boolean
    readonly lastSync: number | null
    readonly refused: NoRoom | null
    readonly clockOff: number | null
  } {
    return {
      connection: this.#status,
      receiving: this.#catchingUp,
      lastSync: this.#lastSync,
      refused: this.#connected?.pusher.noRoom ?? null,
      clockOff: this.#clockOff,
    }
  }

  /** This person stands in the organisation's log. */
  get admitted(): boolean {
    return this.#admitted || this.#desk.role !== null
  }

  start(): void {
    void this.#connect()
  }

  /** Resolves when nothing works on the desk any more: its storage may be closed then. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#cancelWait()
    this.#connected?.wire.close()
    this.#connected = null
    await Promise.allSettled(this.#working)
  }

  /** Remembers work that nobody else waits for, so that `stop` can. */
  #track<T>(work: Promise<T>): Promise<T> {
    this.#working.add(work)
    const over = (): boolean => this.#working.delete(work)
    work.then(over, over)
    return work
  }

  /** The network is back, or someone pressed "try now". */
  retryNow(): void {
    if (this.#connected || this.#connecting || this.#stopped) return
    this.#cancelWait()
    this.#wait = FIRST_WAIT
    void this.#connect()
  }

  #set(status: 'online' | 'connecting' | 'offline'): void {
    this.#status = status
    this.#hooks.changed()
  }

  /** A device that was ended has nothing more to say to the relay, and nothing more to keep. */
  #isEnded(): boolean {
    const at = this.#desk.endedAt
    if (at === null) return false
    this.#stopped = true
    this.#cancelWait()
    this.#connected?.wire.close()
    this.#hooks.ended(at)
    return true
  }

  /** One attempt at a time; each ends connected or in exactly one next attempt. */
  async #connect(): Promise<void> {
    this.#connecting = true
    this.#set('connecting')
    const desk = this.#desk
    const enrolling = desk.bookReplica?.membership.devices[desk.secrets.device.id] === undefined
    const wire = await Wire.open(desk.ports, desk.secrets, enrolling, {
      onEvent: (event) => this.#onEvent(event),
      onClose: (closed) => this.#onClose(closed),
    })
    if (this.#stopped) return wire instanceof Wire ? wire.close() : undefined
    if (wire instanceof Wire) return this.#track(this.#welcomed(wire))
    if (wire.t === 'stranger') desk.alarms.raise(desk.org, { what: 'key_mismatch', position: null, device: null })
    this.#later(wire.t === 'stranger' ? LONGEST_WAIT : this.#wait)
  }

  async #welcomed(wire: Wire): Promise<void> {
    const desk = this.#desk
    this.#clockOff = wire.welcome.skew
    if (!wire.welcome.enrolled && !(await this.#enrol(wire))) {
      wire.close()
      return this.#later((desk.bookReplica?.goneSince ?? null) === null ? ADMISSION_WAIT : LONGEST_WAIT)
    }
    if (wire.closed) return this.#later(this.#wait)
    await this.#catchUp(wire)
  }

  #later(ms: number): void {
    this.#connecting = false
    if (this.#stopped) return
    this.#cancelWait()
    this.#set('offline')
    this.#cancelWait = this.#desk.ports.clock.after(ms, () => void this.#connect())
    this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2)
  }

  /** This person's new device enters the organisation's log. False while the person is not in it yet. */
  async #enrol(wire: Wire): Promise<boolean> {
    const desk = this.#desk
    const control = await this.#fetchOwnControl(wire)
    let membership = null
    for (const signed of control) {
      const verified = await verifyControl(desk.ports.crypto, membership, signed, () => null)
      if (!verified.ok) return false
      membership = verified.value.membership
    }
    if (membership === null || membership.space !== desk.org || roleNow(membership, desk.person.id) === null) return false
    if (membership.devices[desk.secrets.device.id] === undefined) {
      const actions = [{ t: 'addDevice' as const, certificate: desk.secrets.device.certificate }]
      const entry = await writeControl(desk.ports.crypto, desk.secrets.device, membership, null, desk.ports.clock.now(), actions)
      const answer = await wire.request({ t: 'control', entry, permit: null })
      if (answer.t !== 'accepted') return false
    }
    this.#admitted = true
    return true
  }

  async #fetchOwnControl(wire: Wire): Promise<readonly SignedControl[]> {
    const control: SignedControl[] = []
    const item = { space: this.#desk.org as SpaceId, control: 0, pos: 0, snapshot: false }
    await wire.request({ t: 'fetch', items: [item] }, (frame) => {
      if (frame.t === 'page') control.push(...frame.control)
    })
    return control
  }

  async #catchUp(wire: Wire): Promise<void> {
    const puller = new Puller(
      this.#desk,
      wire,
      (done, of) => {
        this.#hooks.progress(done, of)
        this.#hooks.changed()
      },
      this.#hooks.bookReady,
    )
    const connected = {
      wire,
      puller,
      pusher: new Pusher(this.#desk, wire, puller, this.#hooks.changed),
      changes: new Changes(this.#desk, wire, puller),
    }
    this.#connected = connected
    this.#connecting = false
    this.#catchingUp = true
    this.#wait = FIRST_WAIT
    this.#set('online')
    await puller.all()
    this.#catchingUp = false
    if (this.#isEnded()) return
    this.#lastSync = this.#desk.ports.clock.now()
    await this.#desk.replicas.flushIndex()
    this.#hooks.progress(1, 1)
    await this.#rememberNetwork()
    await connected.pusher.flush()
    this.#hooks.changed()
    this.#hooks.react('caught_up')
  }

  async #rememberNetwork(): Promise<void> {
    const network = this.#desk.networkReplica?.space ?? null
    if (network !== this.#desk.secrets.network) await this.#desk.saveSecrets({ network })
  }

  /** Sends what waits, if connected. */
  push(space?: SpaceId): void {
    const pusher = this.#connected?.pusher
    if (pusher) void this.#track(space ? pusher.space(space) : pusher.flush()).then(this.#hooks.changed)
  }

  #onEvent(event: WireEvent): void {
    switch (event.t) {
      case 'page':
        return void this.#track(this.#take(event))
      case 'gone':
        return void this.#track(
          this.#take({
            id: 0,
            space: event.space,
            control: [event.entry],
            snapshot: null,
            after: 0,
            commits: [],
            pos: 0,
            head: '' as Page['head'],
            controlSeq: 0,
            more: true,
          }),
        )
      case 'news':
        return void this.#track(this.#news(event.what))
      case 'closing':
        return
    }
  }

  async #take(page: Page): Promise<void> {
    const connected = this.#connected
    if (!connected) return
    // Made durable with the round of reactions that follows: many pages at once are one write, and what a crash loses is fetched again.
    await connected.puller.take(page)
    if (page.space === this.#desk.org && this.#isEnded()) return
    this.#lastSync = this.#desk.ports.clock.now()
    this.#hooks.react('caught_up')
    if (this.#desk.outbox.of(page.space).length > 0) this.push(page.space)
  }

  async #news(what: 'alerts' | 'invitations' | 'spaces'): Promise<void> {
    if (what !== 'spaces') return this.#hooks.react(what)
    await this.#connected?.puller.all()
    await this.#rememberNetwork()
    this.#hooks.react('caught_up')
  }

  /** Brings organisations' control logs up to date before something rests on them. */
  async refreshOrganisations(orgs: readonly OrgId[]): Promise<void> {
    await this.#connected?.puller.organisations(orgs)
  }

  /** A wire that was never taken up is the business of the attempt that opened it. */
  #onClose(wire: Wire): void {
    if (this.#connected?.wire !== wire) return
    this.#connected = null
    this.#catchingUp = false
    this.#later(this.#wait)
  }
}
