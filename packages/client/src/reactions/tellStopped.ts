/** That our organisation was stopped and others act for it is told to the network, also where it could not be told at once. */
import { rowAt, setOp, textIn, wholeIn } from '@pergola/core/record'
import type { World } from '../world/world.ts'

/** Book: `setting/stopped` {at, why}. Network: `stopped/<organisation>` {at, why}. */
export const tellStopped = async (world: World): Promise<void> => {
  const said = rowAt(world.book().doc, 'setting', 'stopped')
  const network = world.network()
  const { org } = world.me
  const at = wholeIn(said, 'at', 0)
  if (at === 0 || network === null || wholeIn(rowAt(network.doc, 'stopped', org), 'at', 0) >= at) return
  await world.write(network.space, [setOp('stopped', org, { at, why: textIn(said, 'why') })])
}
