/** Persons, devices, accounts, recovery. */
export * from './passphrase.ts'
export * from './person.ts'
export * from './recovery.ts'
export * from './safetyWords.ts'
export * from './words.ts'
