/** What would open if cover were other than it is: the chart as it would be, and the difference. */
import { readPhases, whatIf, type Need } from '@pergola/core/casework'
import { membersNow, type OrgId } from '@pergola/protocol'
import type { Answer, Queries, WhatIfView } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { chartOf } from './chart.ts'
import { openCaseFile } from './openCase.ts'
import { answer, problem } from './problems.ts'

/** More is no thought any more. */
export const MOST_CHANGES = 100

export const whatIfView = async (world: World, { space, changes }: Queries['whatIf']['args']): Promise<Answer<WhatIfView>> => {
  if (changes.length > MOST_CHANGES) return problem('too_large', 'changes', { most: MOST_CHANGES })
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const { file, opened } = found.value
  const { commitments, outcomes, opensDays, closesDays } = whatIf(file, changes)
  const others = membersNow(opened.membership) as readonly OrgId[]
  const needs = new Map(file.needs.map((need) => [need.id, need]))
  return answer({
    chart: chartOf(world, { ...file, commitments }, readPhases(opened.doc), world.today(), others).chart,
    outcomes: outcomes.map(({ need, ...days }) => ({ need: needs.get(need) as Need, ...days })),
    opensDays,
    closesDays,
  })
}
