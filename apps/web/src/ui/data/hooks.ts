import { createContext, useCallback, useContext, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { Answer, CommandName, Commands, Pergola, Problem, Queries, QueryName } from '../../contract.ts'
import { type Watched, watchedStore } from './watched.ts'

export const PergolaContext = createContext<Pergola | null>(null)

/** The client behind the worker. Pages use `useQuery` and `useCommand`; only the frame needs this itself. */
export const usePergola = (): Pergola => {
  const pergola = useContext(PergolaContext)
  if (pergola === null) throw new Error('No Pergola above this component')
  return pergola
}

/** The answer to a query, now and after each change. `args` are compared by what they say, not by identity. */
export const useQuery = <N extends QueryName>(name: N, args: Queries[N]['args']): Watched<Queries[N]['value']> => {
  const pergola = usePergola()
  const key = JSON.stringify(args)
  const store = useMemo(() => watchedStore(pergola, name, JSON.parse(key) as Queries[N]['args']), [pergola, name, key])
  return useSyncExternalStore(store.subscribe, store.get)
}

/**
 * Like `useQuery`, but keeps showing the previous answer while a changed question is on its way: for search as you type and
 * for windows of a long list.
 */
export const useSteadyQuery = <N extends QueryName>(name: N, args: Queries[N]['args']): Watched<Queries[N]['value']> => {
  const current = useQuery(name, args)
  const last = useRef(current)
  if (current.state !== 'loading') last.current = current
  return current.state === 'loading' ? last.current : current
}

export interface Command<N extends CommandName> {
  readonly run: (args: Commands[N]['args']) => Promise<Answer<Commands[N]['value']>>
  readonly busy: boolean
  readonly problem: Problem | null
  /** Forgets the last problem, for a form that is opened again. */
  readonly reset: () => void
}

/** A command, with what a button and a form need to know of it. */
export const useCommand = <N extends CommandName>(name: N): Command<N> => {
  const pergola = usePergola()
  const [busy, setBusy] = useState(0)
  const [problem, setProblem] = useState<Problem | null>(null)
  const run = useCallback(
    async (args: Commands[N]['args']) => {
      setBusy((n) => n + 1)
      setProblem(null)
      try {
        const answer = await pergola.run(name, args)
        if (!answer.ok) setProblem(answer.problem)
        return answer
      } finally {
        setBusy((n) => n - 1)
      }
    },
    [pergola, name],
  )
  const reset = useCallback(() => setProblem(null), [])
  return { run, busy: busy > 0, problem, reset }
}
