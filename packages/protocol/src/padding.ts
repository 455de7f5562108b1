/**
 * Sizes tell as little as they can: 256, 512, 1 K, 2 K, 4 K, then PADMÉ (Nikitin et al., "Reducing Metadata Leakage from
 * Encrypted Files and Communication with PURBs", PoPETs 2019, section 4: at most 12 % more, O(log log n) bits leaked).
 */
const STEPS = [256, 512, 1024, 2048, 4096] as const

/** PADMÉ of `length` (bytes). */
export const padme = (length: number): number => {
  if (length < 2) return length
  const exponent = Math.floor(Math.log2(length))
  const significant = Math.floor(Math.log2(exponent)) + 1
  const mask = 2 ** (exponent - significant)
  return Math.ceil(length / mask) * mask
}

/** The padded length of a plaintext of `length` bytes. */
export const paddedLength = (length: number): number => STEPS.find((step) => length <= step) ?? padme(length)

/** Is `length` one that honest padding can give? */
export const isPadded = (length: number): boolean => paddedLength(length) === length
