import type { Answer, Commands, SessionCommands as Names } from '../contract/index.ts'
import type { Ports } from '../ports.ts'
import type { Entered } from './enter.ts'
import type { OpenSession } from './openSession.ts'

type Handler<N extends keyof Names> = (args: Commands[N]['args']) => Promise<Answer<Commands[N]['value']>>
export type SessionHandlers = { readonly [N in keyof Names]: Handler<N> }

/** What session commands may do to the running program. */
export interface SessionHost {
  readonly ports: Ports
  readonly current: () => OpenSession | null
  readonly enter: (entered: Entered) => Promise<OpenSession>
  readonly lock: () => Promise<void>
  readonly wipe: () => Promise<void>
}

/** A way in that may have failed, taken to its end. */
export const enterBy = async (host: SessionHost, entered: Answer<Entered>): Promise<Answer<null>> => {
  if (!entered.ok) return entered
  await host.enter(entered.value)
  return { ok: true, value: null }
}
