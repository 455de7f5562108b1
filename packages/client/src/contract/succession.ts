/** Who may stop an organisation that can no longer act for itself, and take its work further. */
import type { OrgId, SpaceId } from '@pergola/protocol'

export interface NamedOrg {
  readonly org: OrgId
  readonly name: string
}

export interface SuccessionCall {
  readonly space: SpaceId
  readonly whose: NamedOrg
  readonly by: NamedOrg
  readonly why: string
  readonly at: number
  readonly ours: boolean
  /** Those who went along and may come in. */
  readonly agreed: readonly (NamedOrg & { readonly at: number })[]
  readonly weAgreed: boolean
}

export interface SuccessionView {
  /** Whom our organisation trusts with this; null: nobody. */
  readonly provided: { readonly trustees: readonly NamedOrg[]; readonly since: number } | null
  /** This member came in for the trusted organisations, and others are members still. */
  readonly standsIn: { readonly others: number } | null
  /** Organisations that trust ours. */
  readonly trustedBy: readonly (NamedOrg & { readonly space: SpaceId })[]
  readonly calls: readonly SuccessionCall[]
}

export interface SuccessionQueries {
  succession: { args: Record<never, never>; value: SuccessionView }
}

export interface SuccessionCommands {
  /** Two to five other organisations of the network. Replaces whom was named before. Stewards only, online. */
  nameTrustees: { args: { orgs: readonly OrgId[] }; value: null }
  endTrust: { args: Record<never, never>; value: null }
  /** To the other trusted organisations; the organisation itself is not told. `space`: of `trustedBy`. */
  callSuccession: { args: { space: SpaceId; why: string }; value: null }
  /** On the record first; then what a person of ours comes in with. */
  agreeSuccession: { args: { space: SpaceId }; value: { readonly account: string; readonly words: readonly string[] } }
  /** By who came in: everybody else is taken out at once, with new keys, and the network is told. */
  stopOthers: { args: { name: string; why: string }; value: null }
}
