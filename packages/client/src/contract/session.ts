/** Getting in, staying in, and getting out. */
import type { OrgId, PersonId } from '@pergola/protocol'

/** What this device is right now. Only `open` has keys in memory. */
export type SessionState =
  | { readonly state: 'empty'; readonly relayIsEmpty: boolean | null }
  | { readonly state: 'locked'; readonly accountHint: string }
  | {
      readonly state: 'open'
      readonly account: string
      readonly person: PersonId
      readonly personName: string
      readonly org: OrgId
      readonly orgName: string
      readonly role: 'steward' | 'editor' | 'contributor' | 'reader'
      readonly networkName: string
      /** False while a joined person still waits to be let in by a member. */
      readonly admitted: boolean
      readonly recoveryKitShown: boolean
    }

export interface OrgDraft {
  readonly name: string
  readonly shortName: string
  readonly kind: import('@pergola/core/directory').OrgKind
  readonly countries: readonly string[]
  readonly languages: readonly string[]
  readonly about: string
}

/** Shown once, right after an account is made. The passphrase is generated, never chosen. */
export interface NewAccount {
  readonly account: string
  readonly passphrase: string
  readonly recoveryWords: readonly string[]
}

export interface InvitationPreview {
  readonly kind: 'person' | 'organisation'
  readonly networkName: string
  readonly orgName: string
  readonly invitedBy: string
  readonly expires: number
}

export interface SessionCommands {
  /** First visitor on an empty relay. */
  found: { args: { network: string; org: OrgDraft; personName: string; account: string }; value: NewAccount }
  /** `link` is the whole link or its part after `#`. */
  readInvitation: { args: { link: string }; value: InvitationPreview }
  joinAsPerson: { args: { link: string; personName: string; account: string }; value: NewAccount }
  joinAsOrganisation: { args: { link: string; org: OrgDraft; personName: string; account: string }; value: NewAccount }
  /** `keep: false` leaves nothing on this device after locking. */
  signIn: { args: { account: string; passphrase: string }; value: null }
  /** New device: shows a code to type on a device that is already signed in; resolves when approved. */
  beginPairing: { args: { account: string }; value: { code: string; expires: number } }
  finishPairing: { args: Record<never, never>; value: { passphrase: string } }
  /** Old device: approves the code the new device shows. */
  approvePairing: { args: { code: string }; value: null }
  recover: { args: { account: string; words: readonly string[] }; value: NewAccount }
  unlock: { args: { passphrase: string }; value: null }
  lock: { args: Record<never, never>; value: null }
  /** Removes everything from this device. */
  wipe: { args: Record<never, never>; value: null }
  showRecoveryKit: { args: { passphrase: string }; value: { account: string; words: readonly string[] } }
  setAutoLock: { args: { minutes: number }; value: null }
}
