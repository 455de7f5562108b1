/**
 * A disk whose every sync takes 150 ms, as a worn card or a busy shared disk may: `strace` holds the relay's process back at the
 * end of each `fsync` and `fdatasync`, so the system call is the real one and the whole process waits, as it does in earnest (SQLite
 * syncs in the process's only thread). Meanwhile everyone writes, and the relay is killed in the middle of it at the end of each round.
 *
 * Not modelled: slow reads, and writes that block without a sync.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { openHouse } from './house.ts'
import { Load } from './load.ts'
import { killProcess } from './processes.ts'
import type { Outcome } from './report.ts'

const SYNC_MS = 150
const ROUND_MS = 2_500

const SLOWLY = [
  ...['strace', '-f', '--seccomp-bpf', '-e', 'signal=none', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync'],
  ...['-e', `inject=fsync,fdatasync:delay_exit=${SYNC_MS * 1000}`],
]

export const slowDisk = async (rounds: number): Promise<Outcome> => {
  const load = await Load.begin(await openHouse({ under: SLOWLY }), { pairs: 3 })
  const before = load.acknowledged
  for (let round = 0; round < rounds; round++) {
    await load.during(async () => {
      await sleep(ROUND_MS)
      await killProcess(load.house.processes[0]!)
    })
    await load.house.start(0)
    await load.check()
  }
  const rate = (load.acknowledged - before) / ((rounds * ROUND_MS) / 1000)
  return load.end(rounds, `each fsync ${SYNC_MS} ms longer; ${rate.toFixed(0)} acknowledged a second`)
}
