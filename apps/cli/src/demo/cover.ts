/** How a need of the demo is covered over time: stop-gaps, hand-overs, and the gaps that Pergola is there to show. */
import type { OrgKey } from './cast.ts'
import { partnersFor } from './partners.ts'
import type { PlannedCommitment, PlannedNeed } from './planModel.ts'
import type { Dice } from './seed.ts'

type Bar = Omit<PlannedCommitment, 'need' | 'at'>

/** What is still open afterwards, so that a request for it can be out. */
export interface Cover {
  readonly bars: readonly Bar[]
  readonly open: boolean
}

type Pattern = 'covered' | 'ends_soon' | 'gap_now' | 'handover' | 'offered_next' | 'gap_between' | 'nobody' | 'delivered'

const LIVELY: readonly Pattern[] = [
  'covered',
  'covered',
  'ends_soon',
  'ends_soon',
  'gap_now',
  'handover',
  'handover',
  'handover',
  'offered_next',
  'offered_next',
  'gap_between',
  'nobody',
]

const stopGap = (org: OrgKey, from: number, to: number): Bar => ({ org, from, to, state: to < 0 ? 'delivered' : 'active', stopGap: true })

const bar = (org: OrgKey, from: number, to: number, state?: Bar['state']): Bar => ({
  org,
  from,
  to,
  state: state ?? (to < 0 ? 'delivered' : from <= 0 ? 'active' : 'confirmed'),
  stopGap: false,
})

/** The first days are the local side's. */
const firstDays = (dice: Dice, { from, to }: PlannedNeed): number => Math.min(to, from + dice.whole(3, 9))

const patternFor = (dice: Dice, { from, to }: PlannedNeed, isClosed: boolean): Pattern => {
  if (isClosed || to < 0) return 'delivered'
  if (from > -4) return dice.pick(['nobody', 'gap_now', 'offered_next', 'covered'] as const)
  return dice.pick(LIVELY)
}

export const coverFor = (dice: Dice, need: PlannedNeed, owner: OrgKey, isClosed: boolean): Cover => {
  const pattern = patternFor(dice, need, isClosed)
  const [one, two] = dice.some(partnersFor(need.kind, owner), 2) as [OrgKey, OrgKey | undefined]
  const handOn = firstDays(dice, need)
  const soon = Math.min(need.to, dice.whole(2, 13))
  const local = stopGap(owner, need.from, handOn)
  const next = two ?? owner
  switch (pattern) {
    case 'delivered':
      return { bars: [local, ...(handOn < need.to ? [bar(one, handOn + 1, need.to, 'delivered')] : [])], open: false }
    case 'covered':
      return { bars: [local, ...(handOn < need.to ? [bar(one, handOn + 1, need.to)] : [])], open: false }
    case 'ends_soon':
      return { bars: [local, ...(handOn < soon ? [bar(one, handOn + 1, soon)] : [])], open: true }
    case 'gap_now':
      return { bars: [stopGap(owner, need.from, Math.max(need.from, -dice.whole(1, 6)))], open: true }
    case 'handover':
      return {
        bars: [local, ...(handOn < soon ? [bar(one, handOn + 1, soon)] : []), ...(soon < need.to ? [bar(next, soon + 1, need.to)] : [])],
        open: false,
      }
    case 'offered_next':
      return {
        bars: [
          local,
          ...(handOn < soon ? [bar(one, handOn + 1, soon)] : []),
          ...(soon < need.to ? [bar(next, soon + 1, need.to, 'offered')] : []),
        ],
        open: false,
      }
    case 'gap_between': {
      const again = soon + dice.whole(5, 12)
      return {
        bars: [local, ...(handOn < soon ? [bar(one, handOn + 1, soon)] : []), ...(again < need.to ? [bar(next, again, need.to)] : [])],
        open: true,
      }
    }
    case 'nobody':
      return { bars: [], open: true }
  }
}
