/** One hand-over: who gives, who takes, and what is on the list of each. */
import { handoverId, readChecklist, type Commitment } from '@pergola/core/casework'
import type { Answer, HandoverSide, HandoverView, Queries } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { orgName } from './names.ts'
import { openCaseFile } from './openCase.ts'
import { answer, problem } from './problems.ts'

export const handoverView = async (world: World, { space, before, after }: Queries['handover']['args']): Promise<Answer<HandoverView>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const { file, opened } = found.value
  const [first, next] = [before, after].map((id) => file.commitments.find((one) => one.id === id))
  const need = file.needs.find(({ id }) => id === first?.need)
  if (first === undefined || next === undefined || need === undefined || next.need !== need.id) return problem('not_found', 'handover')
  const known = file.handovers.find(({ id }) => id === handoverId(before, after))
  const side = ({ org }: Commitment, which: 'gives' | 'takes', agreed: boolean): HandoverSide => ({
    org,
    name: orgName(world, org),
    mine: org === world.me.org,
    agreed,
    items: readChecklist(opened.doc, before, after, which),
  })
  return answer({
    need,
    on: next.from,
    until: first.to,
    gives: side(first, 'gives', known?.agreedBefore ?? false),
    takes: side(next, 'takes', known?.agreedAfter ?? false),
  })
}
