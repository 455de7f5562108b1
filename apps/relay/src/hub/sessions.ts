/** Bearer tokens for files at whichever process of this relay is asked. Kept by their hash, and only where there are several. */
import { sha256 } from '../crypto/sha256.ts'
import type { House } from '../house.ts'
import type { Member } from '../socket/member.ts'

/** Renewed every hour; those of a process that died end by themselves. */
const LIFE_MS = 2 * 60 * 60 * 1000

/** `session`: hex. */
export const sessionName = (session: string): Uint8Array => sha256(Buffer.from(session, 'hex'))

export const keepSession = async ({ store, passing, now }: House, { session, device }: Member): Promise<void> => {
  if (store.shared) await passing.keepSession(sessionName(session), device, now() + LIFE_MS)
}

/** If this fails, it ends by its time. */
export const endSession = ({ store, passing }: House, { session }: Member): void => {
  if (store.shared) passing.endSession(sessionName(session)).catch(() => {})
}

/** Hourly: what passed is forgotten, sessions of open sockets are kept on. */
export const sweepPassing = async (house: House): Promise<void> => {
  await house.passing.sweep()
  for (const member of house.audience.all()) await keepSession(house, member)
}
