/** What an operator can set, with what holds when nothing is said. */
import { hex, originBytes } from '@pergola/protocol'
import { sha256 } from './crypto/sha256.ts'
import type { Rate } from './limits/buckets.ts'

export type RouteGroup = 'challenge' | 'sign-in' | 'accounts' | 'invitations' | 'pairings' | 'intake' | 'mailbox' | 'public' | 'socket'

export interface Settings {
  /** Where the apps are served from: what a device or person signs in to. */
  readonly origins: readonly string[]
  /** Hex SHA-256 of each origin. */
  readonly originHashes: ReadonlySet<string>
  readonly quotaMiB: number
  /** Leading zero bits of the intake's proof of work when much comes in; see limits/works.ts. */
  readonly workBits: number
  /** And while it is quiet. */
  readonly quietWorkBits: number
  /** Null: no limit (in-process tests). */
  readonly routeRates: Readonly<Record<RouteGroup, Rate>> | null
  readonly frameRate: Rate | null
  /** Spaces folded in memory at once. */
  readonly spacesInMemory: number
  readonly openInvitations: number
  readonly openAlerts: number
  /** A socket is closed so long after it was opened, and its device proves itself anew. */
  readonly sessionMs: number
  /** A socket is closed when its client asked for nothing for so long. */
  readonly idleMs: number
}

const perMinute = (count: number, burst: number): Rate => ({ burst, perSecond: count / 60 })

/** For one address: generous for an office behind one address, dear for somebody who guesses. */
const ROUTE_RATES: Readonly<Record<RouteGroup, Rate>> = {
  challenge: perMinute(120, 240),
  'sign-in': perMinute(30, 60),
  accounts: perMinute(30, 120),
  invitations: perMinute(60, 240),
  pairings: perMinute(60, 120),
  intake: perMinute(60, 120),
  mailbox: perMinute(30, 60),
  public: perMinute(120, 240),
  socket: perMinute(120, 240),
}

const FRAME_RATE: Rate = { burst: 4000, perSecond: 1000 }

const DAY_MS = 24 * 60 * 60 * 1000
export const LIFE = {
  nonceMs: 5 * 60 * 1000,
  workMs: 10 * 60 * 1000,
  pairingMs: 10 * 60 * 1000,
  orphanMs: DAY_MS,
  /** A parcel that was opened can be fetched again for so long, if nobody said that it arrived. */
  parcelAgainMs: 10 * 60 * 1000,
  /** When a parcel was opened is told for so long after its link ended. */
  parcelToldMs: 90 * DAY_MS,
  invitationMs: 90 * DAY_MS,
  /** An expired invitation's answer can still be read for so long. */
  invitationGraceMs: 30 * DAY_MS,
} as const

export type Chosen = Partial<Omit<Settings, 'originHashes' | 'origins'>> & { readonly origins: readonly string[] }

export const settingsOf = (chosen: Chosen): Settings => ({
  quotaMiB: 10 * 1024,
  workBits: 16,
  quietWorkBits: 0,
  routeRates: ROUTE_RATES,
  frameRate: FRAME_RATE,
  spacesInMemory: 2000,
  openInvitations: 100,
  openAlerts: 5000,
  sessionMs: 12 * 60 * 60 * 1000,
  idleMs: 2 * 60 * 60 * 1000,
  ...chosen,
  originHashes: new Set(chosen.origins.map((origin) => hex(sha256(originBytes(origin))))),
})
