/** Of Today: my tasks, and notes that call me. */
import { daysFrom } from '@pergola/core/casework'
import { readCalls } from '../book/calls.ts'
import type { SpaceId } from '@pergola/protocol'
import { memberNames } from '../book/index.ts'
import type { World } from '../world/world.ts'
import { orgShortName } from './names.ts'
import type { CaseSummary } from './summary.ts'
import { NEWS_DUE_MS, NOTHING_DUE, startOf, type Due } from './todayDue.ts'

/** A task shows so many days before its day; one without a day shows until it is done. */
const TASK_DAYS = 7

export const lifeDue = (world: World, space: SpaceId, summary: CaseSummary): readonly Due[] => {
  if (summary.tasks === undefined && summary.mentions === undefined) return NOTHING_DUE
  return [...tasksDue(world, space, summary), ...mentionsDue(world, space, summary)]
}

/** A task that nobody has falls to whoever works on the case. */
const tasksDue = (world: World, caseSpace: SpaceId, { pseudonym, tasks = [], assignedTo }: CaseSummary): readonly Due[] => {
  const { org: us, person: me } = world.me
  const due: Due[] = []
  for (const task of tasks) {
    if (task.org !== us || (task.owner ?? assignedTo) !== me) continue
    const inDays = task.due === null ? null : daysFrom(world.today(), task.due)
    if (inDays !== null && inDays > TASK_DAYS) continue
    const item = { kind: 'task', caseSpace, task: task.id, pseudonym, text: task.text, due: task.due, inDays } as const
    due.push({ item, due: task.due === null ? world.now() + NEWS_DUE_MS : startOf(task.due) })
  }
  return due
}

/** Until I have looked at the notes of the case. */
const mentionsDue = (world: World, caseSpace: SpaceId, { pseudonym, mentions = [] }: CaseSummary): readonly Due[] => {
  const { person: me } = world.me
  const mine = mentions.filter(({ person }) => person === me)
  if (mine.length === 0) return NOTHING_DUE
  const book = world.book().doc
  const read = readCalls(book, me, caseSpace)
  const names = memberNames(book)
  return mine
    .filter(({ at }) => at > read)
    .map(({ note, by, org, at, text }) => {
      const who = names.get(by) ?? orgShortName(world, org)
      return { item: { kind: 'mention', caseSpace, note, pseudonym, by: who, text, at }, due: at }
    })
}
