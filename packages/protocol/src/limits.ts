/** Every size that is refused above, in bytes unless said otherwise. Both sides check before they allocate. */
export const SUITE = 1

export const LIMITS = {
  /** One sealed commit, header included. */
  commitBytes: 256 * 1024,
  /** Commits in one push; the last one's signature covers all. */
  pushCommits: 64,
  pushBytes: 1024 * 1024,
  /** One WebSocket frame, either way. */
  frameBytes: 2 * 1024 * 1024,
  /** What a relay packs into one page before it starts the next. */
  pageBytes: 512 * 1024,
  controlEntryBytes: 512 * 1024,
  controlActions: 512,
  wraps: 2000,
  snapshotBytes: 1536 * 1024,
  fetchSpaces: 2000,
  listedSpaces: 4000,
  /** One file of a member, sealed. */
  blobBytes: 110 * 1024 * 1024,
  /** One file of a visitor without an account, sealed. */
  intakeBlobBytes: 26 * 1024 * 1024,
  intakeBlobsPerAlert: 8,
  intakeEnvelopeBytes: 72 * 1024,
  /** A mailbox answers with exactly this many bytes, whatever it holds. */
  mailboxBytes: 64 * 1024,
  sealedSeedBytes: 512,
  invitationBytes: 16 * 1024,
  cardBytes: 16 * 1024,
} as const
