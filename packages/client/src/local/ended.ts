/** What is left on a device that was ended: the day. It says nothing of whom it belonged to. */
import { decode, encode, u64 } from '@pergola/protocol'
import type { Ports, StorageProblem } from '../ports.ts'

const PLACE = { table: 'vault', key: 'ended' } as const

export const keepEnded = ({ storage }: Ports, at: number): Promise<StorageProblem | null> =>
  storage.write([{ ...PLACE, value: encode(u64, at) }])

/** Unix ms; null on a device that was not ended. */
export const endedMark = async ({ storage }: Ports): Promise<number | null> => {
  const bytes = await storage.get(PLACE.table, PLACE.key)
  const read = bytes && decode(u64, bytes)
  return read?.ok ? read.value : null
}
