/** Roster, invitations and trust. */
import type { OrgProfile } from '@pergola/core/directory'
import type { DeviceId, OrgId, PersonId, Role } from '@pergola/protocol'

export interface RosterRow {
  readonly profile: OrgProfile
  readonly role: Role
  /** Safety words of the two organisations together; both sides see the same six words. Empty for one's own. */
  readonly safetyWords: readonly string[]
  readonly verified: { readonly by: string; readonly at: number } | null
  readonly keyGeneration: number
  readonly own: boolean
  /** Organisations it trusted stopped it, and act for it since. */
  readonly stopped: { readonly at: number; readonly why: string } | null
}

export interface MemberRow {
  readonly person: PersonId
  readonly name: string
  readonly role: Role
  readonly self: boolean
  readonly devices: readonly { readonly id: DeviceId; readonly since: number; readonly current: boolean }[]
}

export interface InvitationRow {
  readonly id: string
  readonly kind: 'person' | 'organisation'
  readonly label: string
  readonly createdAt: number
  readonly expires: number
  /** `answered`: someone used the link and waits to be let in. */
  readonly state: 'open' | 'answered' | 'admitted' | 'expired' | 'cancelled'
  readonly answer: { readonly name: string; readonly safetyWords: readonly string[] } | null
}

export interface NetworkView {
  readonly name: string
  /** When our organisation left or was taken out (Unix ms): it reads what came until then, and nothing of it goes out. */
  readonly goneSince: number | null
  readonly organisations: readonly RosterRow[]
  readonly members: readonly MemberRow[]
  readonly invitations: readonly InvitationRow[]
  readonly intake: { readonly open: boolean; readonly link: string; readonly expires: number; readonly intro: string } | null
}

export interface NetworkCommands {
  invitePerson: { args: { label: string; role: Role; days: number }; value: { id: string; link: string } }
  inviteOrganisation: { args: { label: string; days: number }; value: { id: string; link: string } }
  cancelInvitation: { args: { id: string }; value: null }
  /** Lets the one who answered in. */
  admit: { args: { id: string }; value: null }
  removePerson: { args: { person: PersonId }; value: null }
  setRole: { args: { person: PersonId; role: Role }; value: null }
  revokeDevice: { args: { device: DeviceId }; value: null }
  /** Our organisation out of the network, what it published and its intake with it. Stewards only, online; not the last that leads it. */
  leaveNetwork: { args: Record<never, never>; value: null }
  /** By an organisation that leads the network: another one out. What was shared with it in cases stays shared. */
  takeOutOrganisation: { args: { org: OrgId }; value: null }
  markVerified: { args: { org: OrgId }; value: null }
  openIntake: { args: { intro: string; languages: readonly string[] }; value: { link: string } }
  closeIntake: { args: Record<never, never>; value: null }
}

export interface NetworkQueries {
  network: { args: Record<never, never>; value: NetworkView }
}
