/** Cryptography as the rest of the core sees it. */
export * from './admit.ts'
export * from './hpke.ts'
export * from './port.ts'
export * from './seal.ts'
export * from './subtle.ts'
export * from './xchacha.ts'
