/** An unlocked client: desk, engine, world, search and the reactions that run by themselves while it is open. */
import { shelvesOf } from '../book/words.ts'
import { createSearch, loadSearch, saveSearch, searchTexts, type Search } from '../search/index.ts'
import { batches, lineIn, rowAt, setOp, type Doc } from '@pergola/core/record'
import { verifyControl } from '@pergola/core/space'
import { isEnded, type SignedControl, type SpaceId, type SpaceKind } from '@pergola/protocol'
import { readReplica } from '../local/spaceRecord.ts'
import { NetworkCommands } from '../network/networkCommands.ts'
import { SuccessionCommands } from '../network/succession.ts'
import type { Ports } from '../ports.ts'
import { openPackets, reactions } from '../reactions/index.ts'
import { Desk } from '../sync/desk.ts'
import { publishIndex, takeIndex } from '../sync/caseIndex.ts'
import { Engine } from '../sync/engine.ts'
import { emptyReplica } from '../sync/follow.ts'
import { deskWorld } from '../world/deskWorld.ts'
import type { World } from '../world/world.ts'
import type { Entered } from './enter.ts'
import type { Invited } from './invited.ts'

export interface ProgressRow {
  readonly id: string
  readonly what: string
  readonly done: number
  readonly of: number | null
}

const INDEX_AFTER = 1500
/** How often what depends on the time of day alone is looked at. */
const MINUTE = 60_000

export class OpenSession {
  readonly desk: Desk
  readonly engine: Engine
  readonly world: World
  readonly network: NetworkCommands
  readonly succession: SuccessionCommands
  /** The invitation this device came in by, if it did. */
  readonly invited: Invited | null
  #search: Search = createSearch()
  #indexed = false
  readonly #progress = new Map<string, ProgressRow>()
  readonly #cancelled = new Set<string>()
  #works = 0
  readonly #changed: (now?: boolean) => void
  #reacting: Promise<void> | null = null
  #reactAgain = false
  #cancelSave: () => void = () => {}
  #cancelMinute: () => void = () => {}
  #closing = false
  #closed = false

  private constructor(ports: Ports, entered: Entered, changed: (now?: boolean) => void, ended: (at: number) => void) {
    this.#changed = changed
    this.invited = entered.invited
    this.desk = new Desk(
      ports,
      entered.store,
      entered.secrets,
      (space, { doc, membership }) => this.#onSpace(space, isEnded(membership) ? null : doc, membership.kind),
      changed,
    )
    this.engine = new Engine(this.desk, {
      changed,
      ended,
      react: (what) => (what === 'invitations' ? void this.network.refresh().then(() => changed()) : this.react()),
      progress: (done, of) => this.#catchUpProgress(done, of),
      bookReady: async () => {
        await takeIndex(this.desk, this.world)
        changed(true)
      },
    })
    const search: World['search'] = { search: (text, limit) => this.#search.search(text, limit) }
    this.world = deskWorld(this.desk, this.engine, search, (what) => this.startProgress(what))
    this.network = new NetworkCommands(this.desk, this.engine, this.world)
    this.succession = new SuccessionCommands(this.desk, this.engine, this.world, () => this.network.renew())
  }

  static async open(ports: Ports, entered: Entered, changed: (now?: boolean) => void, ended: (at: number) => void): Promise<OpenSession> {
    const session = new OpenSession(ports, entered, changed, ended)
    await session.desk.load()
    if (entered.founding) await session.#takeFounding(entered.founding)
    session.engine.start()
    session.#eachMinute()
    void session.#loadSearch()
    return session
  }

  /** The organisation founded a moment ago, from its own first entry. */
  async #takeFounding(founding: SignedControl): Promise<void> {
    const { crypto } = this.desk.ports
    const verified = await verifyControl(crypto, null, founding, () => null)
    if (!verified.ok) throw new Error('the founding entry does not stand')
    const { membership } = verified.value
    const replica = emptyReplica(crypto, { membership, control: [founding], keys: {} })
    this.desk.put(replica)
    this.desk.put({ ...replica, keys: this.desk.access.keys })
    await this.desk.replicas.flush()
  }

  get progress(): readonly ProgressRow[] {
    return [...this.#progress.values()]
  }

  cancel(id: string): void {
    this.#cancelled.add(id)
  }

  readonly startProgress: World['progress'] = (what) => {
    const id = `${what}-${++this.#works}`
    return {
      report: (done, of) => {
        this.#progress.set(id, { id, what, done, of })
        this.#changed()
      },
      cancelled: () => this.#cancelled.has(id),
      end: () => {
        this.#progress.delete(id)
        this.#cancelled.delete(id)
        this.#changed()
      },
    }
  }

  #catchUpProgress(done: number, of: number | null): void {
    if (of !== null && done >= of) this.#progress.delete('catch_up')
    else this.#progress.set('catch_up', { id: 'catch_up', what: 'catch_up', done, of })
    this.#changed()
  }

  /* ---- reactions ---- */

  /** Deadlines pass without anything coming in: each minute reactions run, and what people look at is asked again. */
  #eachMinute(): void {
    this.#cancelMinute = this.desk.ports.clock.after(MINUTE, () => {
      if (this.#closing) return
      this.react()
      this.#eachMinute()
    })
  }

  /** Runs what is due, one round at a time; asked again meanwhile, it runs once more. */
  react(): void {
    if (this.#closing) return
    if (this.#reacting) {
      this.#reactAgain = true
      return
    }
    this.#reacting = this.#reactOnce().finally(() => {
      this.#reacting = null
      if (!this.#reactAgain) return
      this.#reactAgain = false
      this.react()
    })
  }

  /** What depends on the time alone: an alarm whose next rung is reached while nothing else happens. */
  async everyMinute(): Promise<void> {
    if (this.#closing || this.desk.role === null || this.desk.role === 'reader' || !this.desk.bookReplica) return
    await openPackets(this.world)
  }

  async #reactOnce(): Promise<void> {
    await this.#keep()
    if (this.desk.role === null) return
    await this.network.refresh()
    await this.#introduce()
    await this.#noteNetwork()
    if (this.desk.role !== 'reader') await this.network.resumeRenewal()
    await this.#enterKeys()
    if (this.desk.role !== 'reader') for (const reaction of reactions) await reaction(this.world)
    await this.#keep()
    this.#changed()
  }

  /**
   * What came in is on this device before anything else is done with it, and the list knows of it: a page that is reloaded offline
   * shows it. While thousands come in the index waits until the end.
   */
  async #keep(): Promise<void> {
    if (this.engine.status.receiving) await this.desk.replicas.flush()
    else await this.desk.replicas.flushIndex()
  }

  /** Which network is ours stands in the book, so that a colleague's new device need not believe the relay. */
  async #noteNetwork(): Promise<void> {
    const { network } = this.desk.secrets
    if (network === null || rowAt(this.world.book().doc, 'setting', 'network')) return
    await this.world.write(this.desk.org, [setOp('setting', 'network', { space: network })])
  }

  /** Keys of cases that others share go into the book, once for the whole organisation. */
  async #enterKeys(): Promise<void> {
    for (const ops of batches(this.desk.takeOpenedKeys())) await this.world.write(this.desk.org, ops)
  }

  /** A new organisation tells the network who it is as soon as it is in. */
  async #introduce(): Promise<void> {
    // While catching up, what the organisation said of itself long ago may not have arrived: it must not be said again over it.
    const { receiving, lastSync } = this.engine.status
    if (receiving || lastSync === null) return
    const network = this.world.network()
    const book = this.world.book().doc
    const draft = rowAt(book, 'setting', 'main')
    if (!network || network.goneSince !== null || !draft || rowAt(network.doc, 'org', this.desk.org)) return
    if (lineIn(draft, 'name') === '') return
    const fields = Object.fromEntries(Object.entries(draft.cells).map(([field, cell]) => [field, cell.value]))
    await this.world.write(network.space, [{ o: 'set', c: 'org', i: this.desk.org, f: fields }])
  }

  /* ---- search ---- */

  #textsOf(space: SpaceId, kind: SpaceKind, doc: Doc): ReturnType<typeof searchTexts> {
    return searchTexts(space, kind, doc, shelvesOf(this.desk.replicas.summaries, this.desk.org))
  }

  #onSpace(space: SpaceId, doc: Doc | null, kind: SpaceKind): void {
    this.#search.index(space, doc === null ? [] : this.#textsOf(space, kind, doc))
    const book = this.desk.bookReplica
    // With a key the words that it opens are found; when it is gone, they are not.
    if (kind === 'shelf' && book) this.#search.index(book.space, this.#textsOf(book.space, 'organisation', this.desk.openedOf(book).doc))
    this.#cancelSave()
    if (this.#indexed) this.#cancelSave = this.desk.ports.clock.after(INDEX_AFTER, () => void this.#save())
  }

  /** From the encrypted image; what changed since, or everything if there is none, is read from the spaces. */
  async #loadSearch(): Promise<void> {
    const image = await this.desk.store.get('search', 'index')
    const loaded = image && loadSearch(image)
    if (loaded) {
      const fresh = this.#search
      this.#search = loaded
      if (fresh.version() !== createSearch().version()) await this.#reindex()
    } else await this.#reindex()
    this.#indexed = true
    this.#changed()
  }

  async #reindex(): Promise<void> {
    for await (const batch of this.desk.store.all('spaces')) {
      for (const [space, bytes] of batch) {
        if (this.#closed) return
        const read = await readReplica(this.desk.store, space as SpaceId, bytes)
        // What is open is newer than what was read.
        const replica = this.desk.replicas.held(space as SpaceId) ?? read.replica
        if (replica && !isEnded(replica.membership))
          this.#search.index(replica.space, this.#textsOf(replica.space, replica.membership.kind, this.desk.openedOf(replica).doc))
      }
    }
  }

  async #save(): Promise<void> {
    if (this.#closed) return
    await this.desk.replicas.flush()
    await this.desk.replicas.flushIndex()
    await this.desk.store.write([{ table: 'search', key: 'index', value: saveSearch(this.#search) }])
    if (!this.#closing) await this.#publishIndex()
  }

  /** When it is quiet and everything is sent: what a colleague's new device can start from. */
  async #publishIndex(): Promise<void> {
    const { connection, receiving } = this.engine.status
    if (connection !== 'online' || receiving || this.desk.outbox.size > 0 || this.desk.role === null) return
    await publishIndex(this.desk, this.world)
  }

  /** Everything durable, then nothing in memory that this object holds on to. */
  async close(): Promise<void> {
    this.#cancelSave()
    this.#cancelMinute()
    this.#closing = true
    await this.engine.stop()
    await this.#reacting
    await this.#save()
    this.#closed = true
    this.desk.store.close()
  }
}
