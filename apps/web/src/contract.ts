/**
 * The messages between the page and its worker. The page holds no key and does no cryptography: it asks, watches and runs
 * by name, and gets plain data back. Ids are chosen by the page and are unique for the life of one worker.
 */
import type { Answer } from '@pergola/client/contract'

export type * from '@pergola/client/contract'

/** Page to worker. `name` and `args` are those of `Queries` (ask, watch) or `Commands` (run). */
export type FromPage =
  | { readonly kind: 'ask'; readonly id: number; readonly name: string; readonly args: unknown }
  | { readonly kind: 'watch'; readonly id: number; readonly name: string; readonly args: unknown }
  | { readonly kind: 'unwatch'; readonly id: number }
  | { readonly kind: 'run'; readonly id: number; readonly name: string; readonly args: unknown }

/**
 * Worker to page. `answer` ends an ask or a run, `value` comes again and again for a watch. `broken` says that the worker threw
 * where it never should; it carries nothing of what went wrong, because that could be content.
 */
export type FromWorker =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer<unknown> }
  | { readonly kind: 'value'; readonly id: number; readonly answer: Answer<unknown> }
  | { readonly kind: 'broken'; readonly id: number }

/** What both sides need of a channel: a `Worker`, a `MessagePort` and a worker's own scope all have it. */
export interface Channel<Out, In> {
  postMessage(message: Out): void
  addEventListener(type: 'message', listener: (event: { readonly data: In }) => void): void
  start?(): void
}
