/**
 * What a store offers when several relay processes work on it at once: news of what any of them wrote, and what is kept for
 * minutes and taken once, whichever process is asked.
 */
import type { DeviceId, OrgId, SpaceId } from '@pergola/protocol'

/** Something that was committed. Heard in the order of commits by every process, by the one that wrote it too. */
export type News =
  | { readonly t: 'pushed'; readonly space: SpaceId; readonly first: number; readonly last: number }
  | { readonly t: 'changed'; readonly space: SpaceId; readonly seq: number }
  | { readonly t: 'alerts'; readonly org: OrgId }
  | { readonly t: 'invitations'; readonly org: OrgId }

export interface Follower {
  /** `own`: this process wrote it. Called again when the promise of the call before has resolved. */
  hear(news: readonly News[], own: boolean): Promise<void>
  /** From here on news may be missed. */
  lost(): void
  /** News are heard again; what happened since `lost` has to be looked for. */
  back(): Promise<void>
}

/** Things that pass. Times are Unix milliseconds; what is past its time is as if it were not there. */
export interface Passing {
  /** True for the first to take this ticket. */
  takeTicket(ticket: Uint8Array, until: number): Promise<boolean>
  /** False when the code is in use or there are too many. */
  putPairing(pairing: Uint8Array, box: Uint8Array, until: number): Promise<boolean>
  /** The box, once. */
  takePairing(pairing: Uint8Array): Promise<Uint8Array | null>
  /** Bearer tokens for files, by their hash. Keeping one again moves its time. */
  keepSession(session: Uint8Array, device: DeviceId, until: number): Promise<void>
  endSession(session: Uint8Array): Promise<void>
  sessionDevice(session: Uint8Array): Promise<DeviceId | null>
  sweep(): Promise<void>
}

export interface Shared {
  /** Members of these spaces now; an organisation is a member of its own. */
  readers(spaces: readonly SpaceId[]): Promise<ReadonlyMap<SpaceId, readonly OrgId[]>>
  passing(now: () => number): Passing
  /** Starts listening; resolves when news are heard. Ends with the store. */
  follow(follower: Follower): Promise<void>
  /** The first process leaves what identifies this relay, later ones get what it left: they must be the same. */
  identity(mine: Uint8Array): Promise<Uint8Array>
}
