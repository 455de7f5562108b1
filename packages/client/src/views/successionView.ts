/** Whom we trust, who trusts us, and who calls for an organisation to be stopped. */
import { readSuccession, type Call, type Provision } from '@pergola/core/succession'
import { membersNow, type OrgId, type SpaceId } from '@pergola/protocol'
import { readStandIn } from '../book/standIn.ts'
import type { Answer, NamedOrg, SuccessionCall, SuccessionView } from '../contract/index.ts'
import type { Opened, World } from '../world/world.ts'
import { orgName } from './names.ts'
import { answer } from './problems.ts'

const named = (world: World, org: OrgId): NamedOrg => ({ org, name: orgName(world, org) })

interface Found {
  readonly opened: Opened
  readonly said: Provision | Call
}

const successions = async (world: World): Promise<readonly Found[]> => {
  // Today asks at every change: ten thousand summaries are looked at, not copied.
  const spaces: SpaceId[] = []
  for (const [space, { kind, goneSince }] of world.summaries) if (kind === 'succession' && goneSince === null) spaces.push(space)
  const opened = await Promise.all(spaces.map((space) => world.open(space)))
  return opened.flatMap((one) => {
    const said = one && readSuccession(one.doc)
    return one && said ? [{ opened: one, said }] : []
  })
}

const callOf = (world: World, space: SpaceId, call: Call): SuccessionCall => ({
  space,
  whose: named(world, call.whose),
  by: named(world, call.by),
  why: call.why,
  at: call.at,
  ours: call.by === world.me.org,
  agreed: [...call.agreed].map(([org, at]) => ({ ...named(world, org), at })),
  weAgreed: call.agreed.has(world.me.org),
})

export const successionView = async (world: World): Promise<Answer<SuccessionView>> => {
  const { doc, membership } = world.book()
  const standIn = readStandIn(doc)
  const found = await successions(world)
  const provided = found.find(({ opened }) => opened.space === standIn?.space)?.said
  return answer({
    provided:
      standIn && provided?.purpose === 'shares'
        ? { trustees: provided.trustees.map((org) => named(world, org)), since: standIn.since }
        : null,
    standsIn: standIn?.person === world.me.person ? { others: membersNow(membership).length - 1 } : null,
    trustedBy: found.flatMap(({ opened, said }) =>
      said.purpose === 'shares' && opened.membership.founder === said.whose && said.whose !== world.me.org
        ? [{ ...named(world, said.whose), space: opened.space }]
        : [],
    ),
    calls: found
      .flatMap(({ opened, said }) => (said.purpose === 'call' ? [callOf(world, opened.space, said)] : []))
      .sort((a, b) => b.at - a.at),
  })
}
