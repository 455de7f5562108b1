/**
 * The client's whole surface: named queries (watched: the answer comes again whenever it changes) and named commands.
 * The web page speaks it across a worker boundary, the command line and the tests directly; nobody has another way in.
 * Everything here is plain data that survives a structured clone.
 */
import type { SpaceId, SpaceKind } from '@pergola/protocol'
import type { SessionCommands, SessionQueries, SessionState } from './session.ts'
import type { NetworkCommands, NetworkQueries } from './network.ts'
import type { DirectoryCommands, DirectoryQueries } from './directory.ts'
import type { ExchangeCommands, ExchangeQueries } from './exchange.ts'
import type { CaseLifeCommands, CaseLifeQueries } from './caselife.ts'
import type { CaseworkCommands, CaseworkQueries } from './casework.ts'
import type { ConsentCommands, ConsentQueries } from './consent.ts'
import type { OutsideCommands, OutsideQueries } from './outside.ts'
import type { ReferralCommands, ReferralQueries } from './referral.ts'
import type { RelayCommands, RelayQueries } from './relay.ts'
import type { CasePackageCommands, CasePackageQueries } from './casePackage.ts'
import type { MovingCommands, MovingQueries } from './moving.ts'
import type { HouseholdCommands, HouseholdQueries } from './household.ts'
import type { SuccessionCommands, SuccessionQueries } from './succession.ts'
import type { PublicPageCommands, PublicPageQueries } from './publicPage.ts'
import type { RetentionCommands, RetentionQueries } from './retention.ts'
import type { SafetyCommands, SafetyQueries } from './safety.ts'
import type { VerificationCommands, VerificationQueries } from './verification.ts'

export type * from './session.ts'
export type * from './network.ts'
export type * from './directory.ts'
export type * from './exchange.ts'
export type * from './caselife.ts'
export type * from './casework.ts'
export type * from './consent.ts'
export type * from './outside.ts'
export type * from './referral.ts'
export type * from './publicPage.ts'
export type * from './relay.ts'
export type * from './household.ts'
export type * from './moving.ts'
export type * from './casePackage.ts'
export type * from './succession.ts'
export type * from './retention.ts'
export type * from './safety.ts'
export type * from './verification.ts'

/** Something sealed did not check out: who and what, in data; the catalogue makes the sentence. */
export interface IntegrityAlarm {
  readonly id: string
  readonly space: string
  /** A case's name; empty for what has none. */
  readonly spaceName: string
  /** Null when this device knows nothing of the space. */
  readonly spaceKind: SpaceKind | null
  readonly what:
    | 'fork'
    | 'rollback'
    | 'broken_chain'
    | 'bad_signature'
    | 'not_permitted'
    | 'wrong_space'
    | 'bad_snapshot'
    | 'bad_receipt'
    | 'malformed'
    | 'undecryptable'
    | 'key_mismatch'
  /** Position in the log, where there is one. */
  readonly position: number | null
  readonly device: string | null
  readonly at: number
}

export interface SyncView {
  readonly connection: 'online' | 'connecting' | 'offline'
  readonly unsent: number
  readonly receiving: boolean
  readonly lastSync: number | null
  readonly alarms: readonly IntegrityAlarm[]
  /** Two tabs: only one holds the keys and talks to the relay. */
  readonly otherTab: boolean
  readonly storagePersistent: boolean | null
  /** What this device keeps: `full` while it has no room, `gone` after the platform removed it under a running client. */
  readonly storage: 'kept' | 'full' | 'gone'
  /** Why the relay does not take what waits here; it is offered again by itself. */
  readonly refused: 'relay_full' | 'quota' | null
  /** The relay's clock minus this device's, ms, when they last met. */
  readonly clockOff: number | null
}

export interface CommonQueries {
  session: { args: Record<never, never>; value: SessionState }
  sync: { args: Record<never, never>; value: SyncView }
  /** Long work under way, for progress bars. */
  progress: {
    args: Record<never, never>
    value: readonly { readonly id: string; readonly what: string; readonly done: number; readonly of: number | null }[]
  }
}

export interface CommonCommands {
  dismissAlarm: { args: { id: string }; value: null }
  cancelProgress: { args: { id: string }; value: null }
  /** Reads whole logs again from the relay and verifies every entry, commit and head; what does not check out is in `sync`. */
  audit: { args: { space?: SpaceId }; value: { readonly spaces: number; readonly commits: number; readonly faults: number } }
  /** Tries to connect now instead of at the next attempt. */
  retryNow: { args: Record<never, never>; value: null }
}

export interface Queries
  extends
    CommonQueries,
    SessionQueries,
    NetworkQueries,
    DirectoryQueries,
    ExchangeQueries,
    CaseworkQueries,
    ConsentQueries,
    CaseLifeQueries,
    RelayQueries,
    OutsideQueries,
    ReferralQueries,
    PublicPageQueries,
    HouseholdQueries,
    MovingQueries,
    CasePackageQueries,
    SuccessionQueries,
    RetentionQueries,
    SafetyQueries,
    VerificationQueries {}
export interface Commands
  extends
    CommonCommands,
    SessionCommands,
    NetworkCommands,
    DirectoryCommands,
    ExchangeCommands,
    CaseworkCommands,
    CaseLifeCommands,
    RelayCommands,
    ConsentCommands,
    OutsideCommands,
    ReferralCommands,
    PublicPageCommands,
    HouseholdCommands,
    MovingCommands,
    CasePackageCommands,
    SuccessionCommands,
    RetentionCommands,
    SafetyCommands,
    VerificationCommands {}
export type QueryName = keyof Queries
export type CommandName = keyof Commands

/**
 * Expected failures. `type` is the key of a sentence in the catalogue; `args` fill it. No content, no secret in it.
 */
export interface Problem {
  readonly type:
    | 'offline'
    | 'not_open'
    | 'not_permitted'
    | 'not_found'
    | 'no_consent'
    | 'invalid'
    | 'too_large'
    | 'wrong_passphrase'
    | 'wrong_passkey'
    | 'account_taken'
    | 'invitation_unknown'
    | 'invitation_used'
    | 'invitation_expired'
    | 'pairing_unknown'
    | 'pairing_expired'
    | 'wrong_words'
    | 'busy'
    | 'quota'
    | 'relay_full'
    | 'storage_full'
    | 'storage_gone'
    | 'gone'
    | 'relay_refused'
    /** Our organisation was taken out of every network at this relay: nothing more of ours goes out from here. */
    | 'out_of_network'
    /** The relay's operator took this down, on purpose. */
    | 'taken_down'
    | 'clock'
    | 'cancelled'
    | 'tampered'
    | 'too_old'
  readonly field?: string
  readonly args?: Readonly<Record<string, string | number>>
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

/** What a running client offers. */
export interface Pergola {
  /** Calls `onValue` with the answer now, and again after each change. Returns the function that stops it. */
  watch<N extends QueryName>(name: N, args: Queries[N]['args'], onValue: (answer: Answer<Queries[N]['value']>) => void): () => void
  ask<N extends QueryName>(name: N, args: Queries[N]['args']): Promise<Answer<Queries[N]['value']>>
  run<N extends CommandName>(name: N, args: Commands[N]['args']): Promise<Answer<Commands[N]['value']>>
}
