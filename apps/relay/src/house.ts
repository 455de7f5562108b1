/** Everything the relay's rules work with; put together once, in relay.ts. */
import type { Blobs } from './blobs/blobs.ts'
import type { Signer } from './crypto/ed25519.ts'
import type { Audience } from './hub/audience.ts'
import type { Herald } from './hub/herald.ts'
import type { Spaces } from './hub/spaces.ts'
import type { Writer } from './hub/writer.ts'
import type { Callers } from './limits/buckets.ts'
import type { Usages } from './limits/quota.ts'
import type { Tickets } from './limits/tickets.ts'
import type { Works } from './limits/works.ts'
import type { Log, Now } from './ports.ts'
import type { Board } from './public/board.ts'
import type { Readiness } from './readiness.ts'
import type { Settings } from './settings.ts'
import type { Passing } from './store/between-processes.ts'
import type { Store } from './store/store.ts'

export interface House {
  readonly settings: Settings
  readonly store: Store
  readonly blobs: Blobs
  readonly spaces: Spaces
  readonly writer: Writer
  readonly usages: Usages
  readonly audience: Audience
  readonly herald: Herald
  readonly signer: Signer
  /** Nonces of sign-in. */
  readonly nonces: Tickets
  /** Challenges of the intake's proof of work. */
  readonly works: Works
  /** Tickets that were used, boxes for another device, sessions at other processes. */
  readonly passing: Passing
  readonly callers: Callers
  /** Names mailboxes that do not exist; made at start. */
  readonly mailboxSecret: Uint8Array
  /** Ids of files that are being written at this moment. */
  readonly uploads: Set<string>
  readonly readiness: Readiness
  /** What organisations show to everyone. */
  readonly board: Board
  readonly now: Now
  readonly tell: Log
}
