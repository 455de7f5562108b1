/**
 * Invented content to look at pages with, before there is a client. Not shipped. UI features add their queries and
 * commands to `queries` and `commands` below.
 */
import type { Answer, Pergola, Problem, QueryName } from '../src/contract.ts'
import { casework, caseworkCommands } from './casework.ts'
import { network, networkCommands } from './network.ts'
import { session, sessionCommands } from './session.ts'

export interface World {
  /** Which situation to show, from `?as=`. */
  readonly as: string
  /** Anything a command changed; queries read it. */
  readonly state: Record<string, unknown>
  readonly changed: () => void
}

export type Query = (args: never, world: World) => unknown
export type Command = (args: never, world: World) => unknown

export const problem = (type: Problem['type'], field?: string): { readonly problem: Problem } => ({
  problem: field === undefined ? { type } : { type, field },
})

const isProblem = (value: unknown): value is { problem: Problem } => typeof value === 'object' && value !== null && 'problem' in value

export const fixture = (as: string): Pergola => {
  const listeners = new Set<() => void>()
  const world: World = { as, state: {}, changed: () => listeners.forEach((tell) => tell()) }
  const queries: Record<string, Query> = { ...session, ...network, ...casework }
  const commands: Record<string, Command> = { ...sessionCommands, ...networkCommands, ...caseworkCommands }
  const read = (name: string, args: unknown): Answer<never> => {
    const value = queries[name]?.(args as never, world)
    if (value === undefined) return { ok: false, problem: { type: 'not_found' } }
    return isProblem(value) && !('state' in value) ? { ok: false, problem: value.problem } : { ok: true, value: value as never }
  }
  return {
    ask: async (name: QueryName, args) => read(name, args),
    watch: (name, args, onValue) => {
      const tell = () => onValue(read(name, args))
      listeners.add(tell)
      setTimeout(tell, 20)
      return () => listeners.delete(tell)
    },
    run: async (name, args) => {
      await new Promise((done) => setTimeout(done, 300))
      const value = await commands[name]?.(args as never, world)
      world.changed()
      if (isProblem(value)) return { ok: false, problem: value.problem }
      return { ok: true, value: (value ?? null) as never }
    },
  }
}
