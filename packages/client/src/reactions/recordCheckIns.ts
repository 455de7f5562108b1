/** Signs of life that came in through a conversation go to the case that agreed on them, with what their word means. */
import { meaningOf, readCheckIns, readSchedules, receivedCheckIn } from '@pergola/core/safety'
import { agreedWords, readAlerts, signsIn, type Alert } from '../book/index.ts'
import { mayWrite, openCaseFile } from '../views/openCase.ts'
import type { World } from '../world/world.ts'

/** How many were recorded. Two devices that do it at once write the same record. */
export const recordCheckIns = async (world: World): Promise<number> => {
  let recorded = 0
  for (const alert of readAlerts(world)) if (mayBeNew(world, alert)) recorded += await recordOf(world, alert)
  return recorded
}

/** Asked of the summary, so that no case is opened for nothing. */
const mayBeNew = (world: World, alert: Alert): boolean => {
  const { checkIns, caseSpace } = alert
  const file = checkIns === null || caseSpace === null ? undefined : world.summaries.get(caseSpace)
  const watch = file?.kind === 'case' ? file.safety?.watches.find(({ schedule }) => schedule.id === checkIns) : undefined
  return watch !== undefined && signsIn(alert).length > watch.receipts
}

const recordOf = async (world: World, { checkIns: id, caseSpace, ...alert }: Alert): Promise<number> => {
  const found = id === null || caseSpace === null ? null : await openCaseFile(world, caseSpace)
  if (id === null || caseSpace === null || !found?.ok || !mayWrite(world, found.value.opened)) return 0
  const { doc } = found.value.opened
  if (!readSchedules(doc).some((schedule) => schedule.id === id && schedule.org === world.me.org)) return 0
  const known = new Set((readCheckIns(doc).get(id) ?? []).map((one) => one.id))
  const words = agreedWords(world.book().doc, id)
  const fresh = signsIn(alert).filter((sign) => !known.has(sign.id))
  if (fresh.length === 0) return 0
  // What was written with it is kept out of the file that others read: it may hold the word.
  const ops = fresh.map(({ id: message, at, says, said }) => receivedCheckIn(message, id, at, meaningOf(words, says, said), ''))
  return (await world.write(caseSpace, ops)).ok ? fresh.length : 0
}
