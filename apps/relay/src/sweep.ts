/** What the relay forgets by itself. Counts of it stand in the log. */
import { isBlobId } from './http/files.ts'
import { sweepPassing } from './hub/sessions.ts'
import { burnDue } from './http/parcels.ts'
import type { House } from './house.ts'
import { LIFE } from './settings.ts'

/** Files that nobody named within a day, and those of spaces that ended. The bytes first: a row without them is found again. */
export const forgetFiles = async (house: House): Promise<number> => {
  const orphans = await house.store.orphansBefore(house.now() - LIFE.orphanMs)
  for (const { blob, org, bytes } of orphans) {
    await house.blobs.remove(blob)
    await house.store.removeBlob(blob)
    house.usages.written(org, -bytes)
  }
  return orphans.length
}

/** What went with a space that ended: its files now and not within the hour, and the room it took is free. */
export const forgetEnded = async (house: House): Promise<void> => {
  house.usages.forget()
  try {
    await forgetFiles(house)
  } catch {
    house.tell('sweep broke', { error: 'busy' })
  }
}

/** Hourly: files and parts of files that nobody named within a day, invitations long expired. */
export const sweep = async (house: House): Promise<void> => {
  const now = house.now()
  const files = await forgetFiles(house)
  await sweepPassing(house)
  const parcels = await burnDue(house)
  const invitations = await house.store.dropInvitationsBefore(now - LIFE.invitationGraceMs)
  if (files > 0 || invitations > 0 || parcels > 0) house.tell('forgotten', { files, invitations, parcels })
}

/** More strays than these, and than one file in a hundred, are no accident: whose files are they? */
const FEW = 10
const SHARE = 0.01

/**
 * Daily: files that the database does not know, because the relay ended between the file and its row. One of today may be
 * on its way to a row. Many of them mean another relay's bucket, or a database brought back from long ago: nothing is removed.
 */
export const sweepStrays = async (house: House): Promise<void> => {
  const before = house.now() - LIFE.orphanMs
  const strays: string[] = []
  let files = 0
  for await (const { id, time } of house.blobs.all()) {
    files += 1
    if (time < before && isBlobId(id) && (await house.store.blob(id)) === null) strays.push(id)
  }
  if (strays.length === 0) return
  if (strays.length > Math.max(FEW, files * SHARE)) return house.tell('too many strays', { files: strays.length })
  for (const id of strays) await house.blobs.remove(id)
  house.tell('strays removed', { files: strays.length })
}

const HOUR_MS = 60 * 60 * 1000
const STRAYS_EVERY = 24

/** Until the function it gives is called. What fails once is tried again an hour later. */
export const sweepHourly = (house: House): (() => void) => {
  let hours = 0
  const round = async (): Promise<void> => {
    try {
      await sweep(house)
      if (hours++ % STRAYS_EVERY === 0) await sweepStrays(house)
    } catch {
      house.tell('sweep broke', { error: 'busy' })
    }
  }
  const timer = setInterval(() => void round(), HOUR_MS)
  return () => clearInterval(timer)
}
