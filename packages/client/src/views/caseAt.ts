/** The case as it was: the log, read and verified once, folded until the instant that is asked for. */
import { docAt, readTasks } from '@pergola/core/caselife'
import { currentRisk, dayOf, readCase, readPhases, type Instant } from '@pergola/core/casework'
import { msOf, rowAt, type Doc } from '@pergola/core/record'
import type { SpaceId } from '@pergola/protocol'
import { rulesFor } from '../sync/rules.ts'
import type { Answer, PastCase, Queries } from '../contract/index.ts'
import type { HistoryOp, World } from '../world/world.ts'
import { chartOf } from './chart.ts'
import { openCaseFile } from './openCase.ts'
import { answer, problem } from './problems.ts'

type History = Promise<Answer<readonly HistoryOp[]>>

/** A slider asks often: as long as the document is the same one, so is its log. */
const read = new WeakMap<Doc, History>()

const historyOf = (world: World, space: SpaceId, doc: Doc): History => {
  const known = read.get(doc)
  if (known) return known
  const history = world.history(space).then((found) => (found.ok && !isWhole(found.value, doc) ? problem('offline') : found))
  read.set(doc, history)
  // A log that could not be read is asked for again.
  void history.then((found) => found.ok || read.delete(doc))
  return history
}

/** Without the relay only what waits here is known: a case without its beginning was another one at every instant. */
const isWhole = (history: readonly HistoryOp[], doc: Doc): boolean => {
  const begun = rowAt(doc, 'case', 'main')?.firstAt
  return history.some(({ op, clock }) => op.c === 'case' && op.i === 'main' && clock === begun)
}

export const caseAt = async (world: World, { space, at }: Queries['caseAt']['args']): Promise<Answer<PastCase>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const { opened, file: now } = found.value
  const history = await historyOf(world, space, opened.doc)
  if (!history.ok) return history
  const instants = history.value.map(({ clock }) => msOf(clock))
  const doc = docAt(history.value, at, rulesFor('case', opened.membership))
  const file = { ...readCase(space, doc), ownerOrg: now.ownerOrg }
  return answer({
    at,
    file,
    chart: chartOf(world, file, readPhases(doc), dayOf(at as Instant)).chart,
    riskLevel: currentRisk(file.assessments),
    tasksOpen: readTasks(doc).filter(({ done }) => done === null).length,
    first: instants.reduce((least, one) => Math.min(least, one), Infinity),
    last: instants.reduce((most, one) => Math.max(most, one), 0),
  })
}
