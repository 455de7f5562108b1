import { hash, timingSafeEqual } from 'node:crypto'
import type { Sha256 } from '@pergola/protocol'

/** FIPS 180-4, one call without a stream object. */
export const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer')

/** Equality in constant time, for secrets and their hashes. */
export const sameSecret = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b)
