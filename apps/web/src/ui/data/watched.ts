import type { Answer, Pergola, Problem, Queries, QueryName } from '../../contract.ts'
import { sharing } from './sharing.ts'

/** `value` stays what it last was while a problem is shown, so that a page does not go blank under someone's eyes. */
export type Watched<T> =
  | { readonly state: 'loading'; readonly value: null; readonly problem: null }
  | { readonly state: 'ready'; readonly value: T; readonly problem: null }
  | { readonly state: 'problem'; readonly value: T | null; readonly problem: Problem }

export interface WatchedStore<T> {
  readonly subscribe: (onChange: () => void) => () => void
  readonly get: () => Watched<T>
}

const next = <T>(before: Watched<T>, answer: Answer<T>): Watched<T> =>
  answer.ok
    ? { state: 'ready', value: sharing(before.value, answer.value), problem: null }
    : { state: 'problem', value: before.value, problem: answer.problem }

/** A query as React's external store wants it: watched while someone looks, let go when nobody does. */
export const watchedStore = <N extends QueryName>(
  pergola: Pergola,
  name: N,
  args: Queries[N]['args'],
): WatchedStore<Queries[N]['value']> => {
  let current: Watched<Queries[N]['value']> = { state: 'loading', value: null, problem: null }
  return {
    get: () => current,
    subscribe: (onChange) =>
      pergola.watch(name, args, (answer) => {
        current = next(current, answer)
        onChange()
      }),
  }
}
