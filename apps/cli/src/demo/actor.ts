/** Somebody of the demo at their own client: in memory, with a clock that can be in the past. */
import type { Queries, QueryName } from '@pergola/client'
import { nodePorts } from '../ports/nodePorts.ts'
import { eventually } from '../session/eventually.ts'
import { memberOn, type Member } from '../session/member.ts'
import { demoClock, type DemoClock } from './clock.ts'
import type { CastMember } from './cast.ts'
import { unsealed } from './inMemory.ts'

export interface Actor extends Member {
  readonly who: CastMember
  readonly clock: DemoClock
  /** Waits until a query's answer satisfies. */
  readonly sees: <N extends QueryName>(
    name: N,
    args: Queries[N]['args'],
    enough: (value: Queries[N]['value']) => boolean,
  ) => Promise<Queries[N]['value']>
  readonly leave: () => Promise<void>
}

/** `days`: where their clock begins. What somebody writes is never older than what they wrote before, so whoever acts in the past starts there. */
export const actorOn = (relay: string, who: CastMember, days = 0): Actor => {
  const clock = demoClock()
  clock.moveTo(days)
  const ports = nodePorts(relay, ':memory:')
  const member = memberOn({ ...ports, clock, local: unsealed })
  return {
    ...member,
    who,
    clock,
    sees: (name, args, enough) =>
      eventually(`${who.name}: ${name}`, async () => {
        const answer = await member.pergola.ask(name, args)
        return answer.ok && enough(answer.value) ? answer.value : null
      }),
    leave: async () => {
      await member.run('lock', {})
      ports.close()
    },
  }
}
