/**
 * Every size that is refused above, in bytes unless said otherwise. Both sides check before they allocate. Used as
 * `LIMITS.commitBytes` and so on; each is an export of its own, so that a page carries only those it uses.
 */
export const SUITE = 1

/** One sealed commit, header included. */
export const commitBytes = 256 * 1024
/** Commits in one push; the last one's signature covers all. */
export const pushCommits = 64
export const pushBytes = 1024 * 1024
/** One WebSocket frame, either way. */
export const frameBytes = 2 * 1024 * 1024
/** What a relay packs into one page before it starts the next. */
export const pageBytes = 512 * 1024
export const controlEntryBytes = 512 * 1024
export const controlActions = 512
export const wraps = 2000
/** Files that one end takes along; those of a case are far fewer. */
export const endedBlobs = 8000
export const snapshotBytes = 1536 * 1024
export const fetchSpaces = 2000
export const listedSpaces = 4000
/** One file of a member, sealed. */
export const blobBytes = 110 * 1024 * 1024
/** A larger file goes up in parts of this size: what a lost connection costs at most. 20 seconds at 400 kbit/s. */
export const partBytes = 1024 * 1024
/** One file of a visitor without an account, sealed. */
export const intakeBlobBytes = 26 * 1024 * 1024
export const intakeBlobsPerAlert = 8
export const intakeEnvelopeBytes = 72 * 1024
/** A mailbox answers with exactly this many bytes, whatever it holds. */
export const mailboxBytes = 64 * 1024
export const sealedSeedBytes = 512
/** Passkeys that one account's sign-in accepts. */
export const factors = 4
export const invitationBytes = 16 * 1024
export const cardBytes = 16 * 1024
/** What one organisation publishes to everyone, as text. */
export const editionBytes = 512 * 1024
/** A sealed file for somebody outside the network with what is attached to it, behind a link that works once. */
export const parcelBytes = 12 * 1024 * 1024
/** Longest life of such a link, ms. */
export const parcelMs = 14 * 24 * 60 * 60 * 1000
export const parcelsAsked = 500
