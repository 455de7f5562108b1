/** Writing in the network's book, and only what differs from what stands. */
import { onlyChanges } from '@pergola/core/directory'
import type { Op, Ops } from '@pergola/core/record'
import type { Answer } from '../contract/index.ts'
import { problem } from '../views/problems.ts'
import type { Opened, World } from '../world/world.ts'
import { write } from './open.ts'

/** Does something in the network's book that a reader may not. */
export const inNetwork = async <T>(world: World, act: (network: Opened) => Promise<Answer<T>> | Answer<T>): Promise<Answer<T>> => {
  const network = world.network()
  if (network === null) return problem('not_found', 'network')
  return world.me.role === 'reader' ? problem('not_permitted') : act(network)
}

/** Writes what differs from what stands. */
export const writeChanges = async <T>(
  world: World,
  { space, doc }: Pick<Opened, 'space' | 'doc'>,
  ops: Ops | readonly Op[],
  value: T,
): Promise<Answer<T>> => {
  const checked = 'ok' in ops ? ops : { ok: true as const, value: ops }
  if (!checked.ok) return checked
  const changes = onlyChanges(doc, checked.value)
  return changes.length === 0 ? { ok: true, value } : write(world, space, changes, value)
}
