/** Sealed spaces: control entries, epoch keys, commits, logs, snapshots. */
export * from './commit.ts'
export * from './control.ts'
export * from './found.ts'
export * from './keys.ts'
export * from './log.ts'
export * from './secrets.ts'
