/** Figures over our cases: only of those whose people have agreed to it, and written down in each when they go out. */
import { mayPass, type Passage } from '@pergola/core/consent'
import { cleanLine } from '@pergola/core/record'
import { utf8ToBytes } from '@pergola/core/text'
import type { CaseFigures } from '@pergola/core/statistics'
import type { SpaceId } from '@pergola/protocol'
import type { Answer, StatisticsView } from '../contract/index.ts'
import { openCaseFile, type OpenedCase } from '../views/openCase.ts'
import { answer, done, problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { inOwnCase, lineTooLong } from './open.ts'
import { pass } from './passing.ts'

const LONGEST_RECIPIENT = 200
type Scope = StatisticsView['scope']

const statistics = () => import('@pergola/core/statistics')
const passageTo = (scope: Scope, recipient: string): Passage => ({ act: 'statistics', scope, recipient })

const ownCases = ({ summaries, me }: World): readonly SpaceId[] =>
  [...summaries].flatMap(([space, summary]) => (summary.kind === 'case' && summary.ownerOrg === me.org ? [space] : []))

interface Agreed {
  readonly cases: readonly (readonly [OpenedCase, CaseFigures])[]
  readonly left: number
}

/** Every case of ours that may be counted for this reader; '' is ourselves. Opened one by one: it takes a while over thousands. */
const agreed = async (world: World, scope: Scope, recipient: string, progress: ReturnType<World['progress']>): Promise<Answer<Agreed>> => {
  const { caseFigures } = await statistics()
  const cases: (readonly [OpenedCase, CaseFigures])[] = []
  let left = 0
  const all = ownCases(world)
  for (const [at, space] of all.entries()) {
    if (at % 50 === 0) progress.report(at, all.length)
    if (progress.cancelled()) return problem('cancelled')
    const found = await openCaseFile(world, space)
    if (!found.ok || found.value.opened.goneSince !== null) continue
    if (mayPass(found.value.file, passageTo(scope, recipient), world.today()).allowed)
      cases.push([found.value, caseFigures(space, found.value.opened.doc)])
    else left += 1
  }
  return answer({ cases, left })
}

const during = async <T>(world: World, act: (progress: ReturnType<World['progress']>) => Promise<Answer<T>>): Promise<Answer<T>> => {
  const progress = world.progress('statistics')
  try {
    return await act(progress)
  } finally {
    progress.end()
  }
}

/** For ourselves: nothing leaves. */
export const countCases: Command<'countCases'> = (world, { scope }) =>
  during(world, async (progress) => {
    const counted = await agreed(world, scope, '', progress)
    if (!counted.ok) return counted
    const { countCases: count } = await statistics()
    const { cases, left } = counted.value
    return answer({ scope, left, ...count(cases.map(([, figures]) => figures)) })
  })

/** What is counted is asked again at the gate of each case, and written down there before the table is given. */
export const exportStatistics: Command<'exportStatistics'> = async (world, { scope, recipient }) => {
  if (cleanLine(recipient) === '') return problem('invalid', 'recipient')
  const tooLong = lineTooLong(['recipient', recipient, LONGEST_RECIPIENT])
  if (tooLong !== null) return tooLong
  return during(world, async (progress) => {
    const counted = await agreed(world, scope, recipient, progress)
    if (!counted.ok) return counted
    const { countCases: count, toCsv, FEW } = await statistics()
    const { cases, left } = counted.value
    // Fewer would say nothing, and be written down all the same.
    if (cases.length < FEW) return problem('no_consent', scope)
    for (const [at, [{ opened }]] of cases.entries()) {
      progress.report(at, cases.length)
      const passed = await inOwnCase(world, opened.space, (found) => pass(world, found, passageTo(scope, recipient), async () => done))
      if (!passed.ok) return passed
    }
    const figures = count(cases.map(([, one]) => one))
    const content = utf8ToBytes(`\ufeff${toCsv(figures)}`)
    return answer({ name: `cases ${world.today()}.csv`, content, figures: { scope, left, ...figures } })
  })
}
