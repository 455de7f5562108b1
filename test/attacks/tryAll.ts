import { test } from 'vitest'
import { tried, type Attack } from './attack.ts'

/** A test for each. */
export const tryAll = (attacks: readonly Attack[]): void => {
  for (const attack of attacks) test(attack.title, () => tried(attack))
}
