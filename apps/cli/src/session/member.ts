/** A member at work: one open client, commands that must succeed, and patience for the relay. */
import {
  createPergola,
  type Answer,
  type CommandName,
  type Commands,
  type Pergola,
  type Queries,
  type QueryName,
  type SyncView,
} from '@pergola/client'
import type { Day } from '@pergola/core/casework'
import type { Ports } from '@pergola/client'
import { complaintFor } from '../voice.ts'

type Open = Extract<Queries['session']['value'], { state: 'open' }>

export interface Member {
  readonly pergola: Pergola
  /** Throws a complaint when it cannot be done. */
  readonly run: <N extends CommandName>(name: N, args: Commands[N]['args']) => Promise<Commands[N]['value']>
  readonly ask: <N extends QueryName>(name: N, args: Queries[N]['args']) => Promise<Queries[N]['value']>
  readonly session: () => Promise<Open>
  readonly today: () => Day
  readonly now: () => number
}

const must = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw complaintFor(answer.problem)
  return answer.value
}

/** The calendar day where the reader is. */
export const dayIn = (ms: number, zone: string): Day =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(ms) as Day

export const memberOn = (ports: Ports): Member => {
  const pergola = createPergola(ports)
  const member: Member = {
    pergola,
    run: async (name, args) => must(await pergola.run(name, args)),
    ask: async (name, args) => must(await pergola.ask(name, args)),
    session: async () => {
      const session = await member.ask('session', {})
      if (session.state !== 'open') throw complaintFor({ type: 'not_open' })
      return session
    },
    today: () => dayIn(ports.clock.now(), ports.clock.zone()),
    now: ports.clock.now,
  }
  return member
}

const POLL_MS = 25

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const until = async (member: Member, patienceMs: number, enough: (sync: SyncView) => boolean): Promise<SyncView> => {
  const end = Date.now() + patienceMs
  for (;;) {
    const sync = await member.ask('sync', {})
    if (enough(sync) || Date.now() > end) return sync
    await pause(POLL_MS)
  }
}

const CATCH_UP_MS = 60_000
const SEND_MS = 30_000
/** Nothing new for so long: what a client does by itself after news (taking in alerts, sharing after take-up) is done. */
const QUIET_MS = 250

/** Until all that the relay has is here, or the relay turns out to be out of reach. */
export const caughtUp = (member: Member): Promise<SyncView> =>
  until(
    member,
    CATCH_UP_MS,
    ({ connection, receiving, lastSync }) => connection === 'offline' || (connection === 'online' && !receiving && lastSync !== null),
  )

/** Until the client has nothing more to do: sent, received, reacted. */
export const settled = async (member: Member, quietMs = QUIET_MS): Promise<SyncView> => {
  let changedAt = Date.now()
  const stop = member.pergola.watch('sync', {}, () => {
    changedAt = Date.now()
  })
  const sync = await until(
    member,
    SEND_MS,
    ({ connection, unsent, receiving }) => connection === 'offline' || (unsent === 0 && !receiving && Date.now() - changedAt > quietMs),
  )
  stop()
  return sync
}
