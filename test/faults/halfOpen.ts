/**
 * A connection that is dead and that nobody closed, as after a router forgot it: something between a member and the relay swallows what
 * is said in one direction or both, and says nothing of it to either side, closing included. New connections are whole. Nobody presses
 * anything: the device, or the relay's pings, must find out. In one round the member writes into the dead line, in the next they
 * only wait to read what the others write.
 *
 * Not modelled: lines that lose some packets and not others; TCP hides those.
 */
import { openHouse } from './house.ts'
import { Load } from './load.ts'
import type { Way } from './line.ts'
import { writes } from './members.ts'
import type { Outcome } from './report.ts'

const WAYS: readonly Way[] = ['both', 'down', 'up']
/** A device gives an answer half a minute, and asks for a sign of life when it heard nothing for a minute; the relay pings twice. */
const PATIENCE_MS = 150_000

export interface HalfOpenPlan {
  /** Devices and relay wait for so much less than in earnest. */
  readonly hurry?: number
}

const PING_MS = 30_000

export const halfOpen = async (rounds: number, { hurry = 1 }: HalfOpenPlan = {}): Promise<Outcome> => {
  const load = await Load.begin(await openHouse({ settings: { pingMs: PING_MS / hurry } }), { pairs: 1, hurry })
  let worst = 0
  for (let round = 0; round < rounds; round++) {
    const { members } = load
    const at = round % load.house.lines.length
    const writing = round % 2 === 0
    const began = performance.now()
    if (load.house.lines[at]!.swallow(WAYS[round % WAYS.length]!) === 0) throw new Error('there was nothing to swallow')
    for (const [n, member] of members.all.entries()) if (n !== at || writing) await writes(members, member, `half-open ${round}, by ${n}`)
    await load.check({ patience: PATIENCE_MS / hurry, nudge: false })
    worst = Math.max(worst, performance.now() - began)
  }
  return load.end(
    rounds,
    `${((worst * hurry) / 1000).toFixed(0)} s at most until everyone had everything${hurry === 1 ? '' : `, in time that runs ${hurry} times faster`}`,
  )
}
