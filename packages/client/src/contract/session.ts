/** Getting in, staying in, and getting out. */
import type { OrgId, PersonId } from '@pergola/protocol'

/** What this device is right now. Only `open` has keys in memory. */
export type SessionState =
  | { readonly state: 'empty'; readonly relayIsEmpty: boolean | null }
  | { readonly state: 'locked'; readonly accountHint: string }
  /** This device was ended from another one, and everything on it was removed when it heard of it. */
  | { readonly state: 'ended'; readonly at: number }
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
      /** When this person was taken out of the organisation (Unix ms): nothing more comes in, and nothing goes out. */
      readonly removedAt: number | null
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

/** What this device asks its passkey to open it; kept in clear beside the sealed vault. */
export interface UnlockPasskey {
  readonly credential: Uint8Array
  /** Goes to the passkey's pseudo-random function (WebAuthn PRF); what comes back never leaves the device. */
  readonly salt: Uint8Array
  readonly added: number
}

/** What a browser gives when somebody confirms with a passkey (WebAuthn assertion). */
export interface PasskeyAssertion {
  readonly authenticatorData: Uint8Array
  readonly clientData: Uint8Array
  readonly signature: Uint8Array
}

export interface SessionQueries {
  /** Null: this device opens with the passphrase alone. Answers while it is locked, too. */
  unlockPasskey: { args: Record<never, never>; value: UnlockPasskey | null }
}

export interface SessionCommands {
  /** First visitor on an empty relay. */
  found: { args: { network: string; org: OrgDraft; personName: string; account: string }; value: NewAccount }
  /** `link` is the whole link or its part after `#`. */
  readInvitation: { args: { link: string }; value: InvitationPreview }
  joinAsPerson: { args: { link: string; personName: string; account: string }; value: NewAccount }
  joinAsOrganisation: { args: { link: string; org: OrgDraft; personName: string; account: string }; value: NewAccount }
  /** Null: in. Otherwise the account asks for a passkey as well: `confirm` is the challenge it signs. */
  signIn: { args: { account: string; passphrase: string }; value: { readonly confirm: Uint8Array } | null }
  /** After a `signIn` that asked to confirm this challenge with a passkey. */
  confirmSignIn: { args: { assertion: PasskeyAssertion }; value: null }
  /** New device: shows a code to type on a device that is already signed in; resolves when approved. */
  beginPairing: { args: { account: string }; value: { code: string; expires: number } }
  finishPairing: { args: Record<never, never>; value: { passphrase: string } }
  /** Old device: approves the code the new device shows. */
  approvePairing: { args: { code: string }; value: null }
  recover: { args: { account: string; words: readonly string[] }; value: NewAccount }
  unlock: { args: { passphrase: string }; value: null }
  /** `secret`: what the passkey's pseudo-random function answers to the salt, 32 bytes. */
  unlockWithPasskey: { args: { secret: Uint8Array }; value: null }
  addUnlockPasskey: { args: { credential: Uint8Array; salt: Uint8Array; secret: Uint8Array }; value: null }
  /** Would this open the device? */
  testUnlockPasskey: { args: { secret: Uint8Array }; value: null }
  removeUnlockPasskey: { args: Record<never, never>; value: null }
  /** How many passkeys the account's sign-in accepts; 0: it asks for none. */
  countSignInPasskeys: { args: Record<never, never>; value: number }
  /** From now on signing in on a new device asks for this passkey, too; those before it no longer count. `key`: P-256, x and y. */
  demandSignInPasskey: { args: { key: Uint8Array }; value: number }
  dropSignInPasskeys: { args: Record<never, never>; value: number }
  lock: { args: Record<never, never>; value: null }
  /** Removes everything from this device. */
  wipe: { args: Record<never, never>; value: null }
  showRecoveryKit: { args: { passphrase: string }; value: { account: string; words: readonly string[] } }
  setAutoLock: { args: { minutes: number }; value: null }
}
