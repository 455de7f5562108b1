/** Of Today: what we sent to somebody outside was opened. */
import type { SpaceId } from '@pergola/protocol'
import type { World } from '../world/world.ts'
import type { CaseSummary } from './summary.ts'
import { NEWS_DUE_MS, NOTHING_DUE, isNews, type Due } from './todayDue.ts'

export const outsideDue = (world: World, caseSpace: SpaceId, { ownerOrg, pseudonym, outside }: CaseSummary): readonly Due[] =>
  ownerOrg !== world.me.org || outside === undefined
    ? NOTHING_DUE
    : outside.flatMap(({ id, recipient, openedAt: at }): readonly Due[] =>
        at === null || !isNews(world, at)
          ? NOTHING_DUE
          : [{ item: { kind: 'outside_opened', caseSpace, file: id, pseudonym, recipient, at }, due: at + NEWS_DUE_MS }],
      )
