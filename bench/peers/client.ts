/** What the harness asks of each peer's client. One file per peer implements it with that peer's own client library. */

/** How far an update must have come before the next is made. `acknowledged`: the server said so. `stored`: and wrote it to its storage. */
export type Until = 'acknowledged' | 'stored'

export interface Writer {
  /** Makes what will be sent ready, as far as the peer's protocol allows: `bursts` times `count` updates of 500 bytes to a document of its own, less what is left of earlier ones. */
  readonly prepare: (bursts: number, count: number) => Promise<void>
  /** Sends the next burst; resolves when all of it came as far as asked. */
  readonly write: () => Promise<void>
}

export interface Pair {
  /** Writes on one connection; resolves when a client on another connection has it in its document. Gives milliseconds. */
  readonly once: () => Promise<number>
}

export interface PeerClient {
  /** `count` clients, each with a connection and a document of its own. */
  readonly writers: (url: string, count: number, until: Until) => Promise<readonly Writer[]>
  /** Makes documents; gives what a fresh client must be told to find them. */
  readonly fill: (url: string, documents: number, bytes: number) => Promise<string>
  /** A client that was never here reads them all over one connection. Gives how many bytes of content it then holds. */
  readonly load: (url: string, where: string) => Promise<number>
  /** Connections that are open and have a small document each, and say nothing more. */
  readonly idle: (url: string, connections: number) => Promise<void>
  readonly pair: (url: string) => Promise<Pair>
}

/** A text of exactly `bytes` bytes that says which update it is. */
export const textOf = (n: number, bytes: number): string => `${n}:`.padEnd(bytes, 'abcdefghijklmnopqrstuvwxyz')
/** Updates go around these keys, so that documents do not grow where a peer lets go of what was overwritten. */
export const KEYS = 16
export const UPDATE_BYTES = 500
