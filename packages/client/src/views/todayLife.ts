/** Of Today: my tasks, and notes that call me. */
import { daysFrom } from '@pergola/core/casework'
import { readCalls } from '../book/calls.ts'
import type { SpaceId } from '@pergola/protocol'
import type { LifeTodayItem } from '../contract/index.ts'
import { memberNames } from '../book/index.ts'
import type { World } from '../world/world.ts'
import { orgShortName } from './names.ts'
import type { CaseSummary } from './summary.ts'
import { NEWS_DUE_MS, NOTHING_DUE, startOf, type Due } from './todayDue.ts'

/** A task shows so many days before its day; one without a day shows until it is done. */
const TASK_DAYS = 7

export const lifeDue = (world: World, space: SpaceId, summary: CaseSummary): readonly Due[] => {
  if (summary.tasks === undefined && summary.mentions === undefined) return NOTHING_DUE
  const items = [...taskItems(world, space, summary), ...mentionItems(world, space, summary)]
  return items.map((item) => ({
    item,
    due: item.kind === 'mention' ? item.at : item.due === null ? world.now() + NEWS_DUE_MS : startOf(item.due),
  }))
}

/** A task that nobody has falls to whoever works on the case. */
const taskItems = (world: World, caseSpace: SpaceId, summary: CaseSummary): readonly LifeTodayItem[] => {
  const today = world.today()
  const { pseudonym, tasks = [], assignedTo } = summary
  return tasks.flatMap(({ id, org, owner, text, due }): readonly LifeTodayItem[] => {
    if (org !== world.me.org || (owner ?? assignedTo) !== world.me.person) return []
    const inDays = due === null ? null : daysFrom(today, due)
    return inDays !== null && inDays > TASK_DAYS ? [] : [{ kind: 'task', caseSpace, task: id, pseudonym, text, due, inDays }]
  })
}

/** Until I have looked at the notes of the case. */
const mentionItems = (world: World, caseSpace: SpaceId, { pseudonym, mentions = [] }: CaseSummary): readonly LifeTodayItem[] => {
  const mine = mentions.filter(({ person }) => person === world.me.person)
  if (mine.length === 0) return []
  const book = world.book().doc
  const read = readCalls(book, world.me.person, caseSpace)
  const names = memberNames(book)
  return mine
    .filter(({ at }) => at > read)
    .map(({ note, by, org, at, text }) => ({
      kind: 'mention',
      caseSpace,
      note,
      pseudonym,
      by: names.get(by) ?? orgShortName(world, org),
      text,
      at,
    }))
}
