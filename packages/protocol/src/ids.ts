/**
 * Names of things on the wire. Inside the program an id is lower-case hex in a branded string (a map key that cannot be
 * mixed up); on the wire it is raw bytes. See codec.ts.
 */

/** 16 bytes. Hash of the founding control entry: whoever knows the id can check the log from its first entry on. */
export type SpaceId = string & { readonly __space: unique symbol }
/** An organisation is named by its own space. */
export type OrgId = SpaceId & { readonly __org: unique symbol }
/** 16 bytes. Hash of the person's public keys. */
export type PersonId = string & { readonly __person: unique symbol }
/** 16 bytes. Hash of the device certificate. */
export type DeviceId = string & { readonly __device: unique symbol }
/** 32 bytes. Hash of a commit without its signature. */
export type CommitId = string & { readonly __commit: unique symbol }
/** 32 bytes. Running hash of a log. */
export type Head = string & { readonly __head: unique symbol }
/** 16 random bytes. */
export type BlobId = string & { readonly __blob: unique symbol }

/** From least to most; each may do what those before it may. */
export const ROLES = ['reader', 'contributor', 'editor', 'steward'] as const
export type Role = (typeof ROLES)[number]

/** True when `role` may do what needs `least`. */
export const atLeast = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least)

/** The smaller of two roles: what a person may do in a space is bounded by both their own role and their organisation's. */
export const lesser = (a: Role, b: Role): Role => (atLeast(a, b) ? b : a)

/** New kinds come last: the place in this list is what is written. */
export const SPACE_KINDS = [
  'network',
  'organisation',
  'case',
  'identity',
  'referral',
  'listing',
  'medical',
  'emergency',
  'notice',
  'succession',
  'shelf',
] as const
export type SpaceKind = (typeof SPACE_KINDS)[number]
/** Kinds that casework founds as it goes. */
export type WorkSpaceKind = Exclude<SpaceKind, 'network' | 'organisation'>
