/** The running client: one session at most, watched queries, commands. See contract/index.ts for everything it offers. */
import { commands as caseworkCommands } from './commands/index.ts'
import { queries as worldQueries } from './views/index.ts'
import type { Answer, CommandName, Commands, Pergola, Queries, QueryName, SessionState, SyncView, TodayView } from './contract/index.ts'
import { endedMark, keepEnded } from './local/ended.ts'
import { unlockPasskey } from './local/passkey.ts'
import { hasVault, roomForVault } from './local/vault.ts'
import { lineIn, rowAt } from '@pergola/core/record'
import { networkView, waitingView } from './network/networkView.ts'
import type { Ports } from './ports.ts'
import { sayTheSame } from './sayTheSame.ts'
import { challenge } from './session/accounts.ts'
import type { Entered } from './session/enter.ts'
import { OpenSession } from './session/openSession.ts'
import { sessionCommands } from './session/sessionCommands.ts'
import type { SessionHandlers } from './session/sessionHost.ts'
import { auditAll } from './sync/audit.ts'
import type { World } from './world/world.ts'

/** Watchers are told at once, and again so soon after (ms) when more changed meanwhile; while thousands of spaces come in, seldom: each telling reads them all. */
const REFRESH_AFTER = 20
const REFRESH_WHILE_RECEIVING = 1000

/** After these the device holds something that nobody else does. */
const MAKE_A_VAULT: readonly (keyof SessionHandlers)[] = [
  'found',
  'joinAsPerson',
  'joinAsOrganisation',
  'signIn',
  'recover',
  'finishPairing',
]

/** Queries whose answer changes with the time alone, and how often they are asked again: an alarm is seen within a minute. */
const TIMED: ReadonlySet<QueryName> = new Set<QueryName>(['today', 'ringing', 'safety'])
const MINUTE = 60_000

interface Watch {
  readonly name: QueryName
  readonly args: never
  readonly onValue: (answer: never) => void
  /** What this watcher was told last. */
  told: Answer<unknown> | null
  running: boolean
  again: boolean
}

/** An organisation that answered an invitation and is not in the network yet. */
const waitsForNetwork = ({ desk, world, invited }: OpenSession): boolean =>
  invited?.kind === 'organisation' && (!desk.bookReplica || world.network() === null)

/** Today, and those who wait to be let in: only a steward can do something about them. */
const todayWithAdmissions = async (world: World, open: OpenSession): Promise<TodayView> => {
  const today = await worldQueries.today(world, {})
  const view = today.ok ? today.value : { now: world.now(), items: [] }
  if (world.me.role !== 'steward') return view
  const waiting = networkView(world, open.network.answers).invitations.flatMap(({ id, kind, state, answer }): TodayView['items'] =>
    state === 'answered' && answer ? [{ kind: 'admit', id, name: answer.name, what: kind }] : [],
  )
  return { ...view, items: [...waiting, ...view.items] }
}

class Client implements Pergola {
  readonly #ports: Ports
  readonly #watches = new Set<Watch>()
  readonly #session: SessionHandlers
  #open: OpenSession | null = null
  #vault: boolean | null = null
  #ended: number | null = null
  #relayIsEmpty: boolean | null = null
  #persistent: boolean | null = null
  #otherTab = false
  #storageGone = false
  #scheduled = false
  #toldJustNow = false
  #stopTicking: () => void = () => {}

  constructor(ports: Ports) {
    this.#ports = ports
    this.#session = sessionCommands({
      ports,
      current: () => this.#open,
      enter: (entered) => this.#enter(entered),
      lock: () => this.#lock(),
      wipe: () => this.#wipe(),
    })
    ports.storage.onGone(() => {
      this.#storageGone = true
      this.#changed()
    })
    void this.#lookAround()
  }

  async #lookAround(): Promise<void> {
    this.#vault = await hasVault(this.#ports)
    this.#ended = await endedMark(this.#ports)
    this.#persistent = await this.#ports.storage.persistent()
    this.#changed()
    if (this.#vault) return
    const answer = await challenge(this.#ports)
    this.#relayIsEmpty = answer.ok ? answer.value.empty === 1 : null
    this.#changed()
  }

  async #enter(entered: Entered): Promise<OpenSession> {
    await this.#lock()
    this.#otherTab = !(await this.#ports.exclusive.take(() => void this.#lostToOtherTab()))
    this.#vault = true
    this.#persistent = await this.#ports.storage.persistent()
    this.#open = await OpenSession.open(
      this.#ports,
      entered,
      (now) => this.#changed(now),
      (at) => void this.#end(at),
    )
    this.#changed()
    this.#tickFrom(this.#open)
    return this.#open
  }

  #tickFrom(open: OpenSession): void {
    this.#stopTicking = this.#ports.clock.after(MINUTE, () => {
      if (this.#open !== open) return
      this.#tickFrom(open)
      void open.everyMinute()
      for (const watch of this.#watches) if (TIMED.has(watch.name)) void this.#refresh(watch)
    })
  }

  async #lostToOtherTab(): Promise<void> {
    this.#otherTab = true
    await this.#lock()
  }

  async #lock(): Promise<void> {
    const open = this.#open
    this.#open = null
    this.#stopTicking()
    await open?.close()
    this.#changed()
  }

  /** This device was ended: nothing it keeps stays on it but the fact. */
  async #end(at: number): Promise<void> {
    await this.#lock()
    await this.#ports.storage.clear()
    await keepEnded(this.#ports, at)
    await this.#lookAround()
  }

  async #wipe(): Promise<void> {
    await this.#lock()
    await this.#ports.storage.clear()
    await this.#lookAround()
  }

  /* ---- watching ---- */

  /** `now`: something that people wait for came in, even while thousands of other things do. */
  #changed(now = false): void {
    if (this.#scheduled && !now) return
    this.#scheduled = true
    const seldom = !now && this.#open?.engine.status.receiving === true
    this.#ports.clock.after(seldom ? REFRESH_WHILE_RECEIVING : this.#toldJustNow ? REFRESH_AFTER : 0, () => {
      this.#scheduled = false
      this.#toldJustNow = true
      this.#ports.clock.after(REFRESH_AFTER, () => (this.#toldJustNow = false))
      for (const watch of this.#watches) void this.#refresh(watch)
    })
  }

  async #refresh(watch: Watch): Promise<void> {
    if (watch.running) {
      watch.again = true
      return
    }
    watch.running = true
    try {
      const answer = await this.ask(watch.name, watch.args)
      if (this.#watches.has(watch) && !sayTheSame(watch.told, answer)) {
        watch.told = answer
        watch.onValue(answer as never)
      }
    } finally {
      // Also where an answer broke: what changes next is asked for again.
      watch.running = false
    }
    if (!watch.again || !this.#watches.has(watch)) return
    watch.again = false
    await this.#refresh(watch)
  }

  watch<N extends QueryName>(name: N, args: Queries[N]['args'], onValue: (answer: Answer<Queries[N]['value']>) => void): () => void {
    const watch: Watch = { name, args: args as never, onValue: onValue as never, told: null, running: false, again: false }
    this.#watches.add(watch)
    void this.#refresh(watch)
    return () => this.#watches.delete(watch)
  }

  /* ---- queries ---- */

  async ask<N extends QueryName>(name: N, args: Queries[N]['args']): Promise<Answer<Queries[N]['value']>> {
    return (await this.#answer(name, args)) as Answer<Queries[N]['value']>
  }

  async #answer(name: QueryName, args: unknown): Promise<Answer<unknown>> {
    switch (name) {
      case 'session':
        return { ok: true, value: this.#sessionState() }
      case 'sync':
        return { ok: true, value: this.#syncView() }
      case 'unlockPasskey':
        return { ok: true, value: await unlockPasskey(this.#ports) }
      case 'progress':
        return { ok: true, value: this.#open?.progress ?? [] }
      case 'network':
        if (this.#open && (!this.#open.desk.bookReplica || waitsForNetwork(this.#open)))
          return { ok: true, value: waitingView(this.#ports.crypto, this.#open.desk, this.#open.invited) }
        return this.#withWorld(async (world, open) => ({ ok: true, value: networkView(world, open.network.answers) }))
      case 'today':
        return this.#withWorld(async (world, open) => ({ ok: true, value: await todayWithAdmissions(world, open) }))
      default:
        return this.#withWorld((world) => (worldQueries[name] as (world: World, args: unknown) => Promise<Answer<unknown>>)(world, args))
    }
  }

  /** Queries need the own book: before the first catch-up there is nothing to show yet. */
  async #withWorld(call: (world: World, open: OpenSession) => Promise<Answer<unknown>>): Promise<Answer<unknown>> {
    const open = this.#open
    if (!open || !open.desk.bookReplica) return { ok: false, problem: { type: 'not_open' } }
    return call(open.world, open)
  }

  #sessionState(): SessionState {
    const open = this.#open
    if (!open && this.#ended !== null) return { state: 'ended', at: this.#ended }
    if (!open) return this.#vault === true ? { state: 'locked', accountHint: '' } : { state: 'empty', relayIsEmpty: this.#relayIsEmpty }
    const { desk, engine } = open
    const book = desk.bookReplica ? open.world.book().doc : null
    const network = desk.bookReplica ? (open.world.network()?.doc ?? null) : null
    const setting = book ? rowAt(book, 'setting', 'main') : undefined
    return {
      state: 'open',
      account: desk.secrets.account,
      person: desk.person.id,
      personName: book ? lineIn(rowAt(book, 'member', desk.person.id), 'name') : '',
      org: desk.org,
      orgName: (network && lineIn(rowAt(network, 'org', desk.org), 'name')) || lineIn(setting, 'name'),
      role: desk.role ?? 'reader',
      networkName: network ? lineIn(rowAt(network, 'network', 'main'), 'name') : '',
      admitted: engine.admitted && !waitsForNetwork(open),
      removedAt: desk.removedAt,
      recoveryKitShown: desk.secrets.kitShown,
    }
  }

  #syncView(): SyncView {
    const status = this.#open?.engine.status ?? {
      connection: 'offline' as const,
      receiving: false,
      lastSync: null,
      refused: null,
      clockOff: null,
    }
    return {
      ...status,
      unsent: this.#open?.desk.outbox.size ?? 0,
      alarms: this.#open?.desk.alarms.list ?? [],
      otherTab: this.#otherTab,
      storagePersistent: this.#persistent,
      storage: this.#storageGone ? 'gone' : this.#open?.desk.store.full() ? 'full' : 'kept',
    }
  }

  /* ---- commands ---- */

  async run<N extends CommandName>(name: N, args: Commands[N]['args']): Promise<Answer<Commands[N]['value']>> {
    const answer = (await this.#command(name, args)) as Answer<Commands[N]['value']>
    this.#open?.react()
    this.#changed()
    return answer
  }

  async #command(name: CommandName, args: unknown): Promise<Answer<unknown>> {
    if (name in this.#session) return this.#sessionCommand(name as keyof SessionHandlers, args)
    const open = this.#open
    if (!open) return { ok: false, problem: { type: 'not_open' } }
    switch (name) {
      case 'dismissAlarm':
        open.desk.alarms.dismiss((args as { id: string }).id)
        return { ok: true, value: null }
      case 'cancelProgress':
        open.cancel((args as { id: string }).id)
        return { ok: true, value: null }
      case 'retryNow':
        open.engine.retryNow()
        return { ok: true, value: null }
      case 'audit':
        return auditAll(open.desk, open.engine, (args as Commands['audit']['args']).space, open.startProgress('audit'))
      default:
        return this.#worldCommand(open, name, args)
    }
  }

  async #sessionCommand(name: keyof SessionHandlers, args: unknown): Promise<Answer<unknown>> {
    const noRoom = MAKE_A_VAULT.includes(name) ? await roomForVault(this.#ports) : null
    if (noRoom) return { ok: false, problem: noRoom }
    const answer = await (this.#session[name] as (args: unknown) => Promise<Answer<unknown>>)(args)
    if (!answer.ok && answer.problem.type === 'storage_gone') await this.#lookAround()
    return answer
  }

  async #worldCommand(open: OpenSession, name: CommandName, args: unknown): Promise<Answer<unknown>> {
    if (!open.desk.bookReplica) return { ok: false, problem: { type: 'not_open' } }
    if (name in open.network) return (open.network[name as 'admit'] as (args: unknown) => Promise<Answer<unknown>>)(args)
    if (name in open.succession) return (open.succession[name as 'endTrust'] as (args: unknown) => Promise<Answer<unknown>>)(args)
    return (caseworkCommands[name as keyof typeof caseworkCommands] as (world: World, args: unknown) => Promise<Answer<unknown>>)(
      open.world,
      args,
    )
  }
}

export const createPergola = (ports: Ports): Pergola => new Client(ports)
