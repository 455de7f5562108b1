/** Tasks, closings and calls of one case, and who of us there is to ask. */
import { readClosings, readMentions, readTasks, type Task } from '@pergola/core/caselife'
import { covers, type CaseFile } from '@pergola/core/casework'
import { isOpen } from '@pergola/core/referral'
import { membersNow, type PersonId } from '@pergola/protocol'
import type { Answer, CaseLifeView, Queries, TaskRow } from '../contract/index.ts'
import { readCalls } from '../book/calls.ts'
import { memberNames } from '../book/index.ts'
import type { World } from '../world/world.ts'
import { orgName, peopleNames } from './names.ts'
import { openCaseFile } from './openCase.ts'
import { answer } from './problems.ts'
import { stateAt } from './stateAt.ts'

export const caseLife = async (world: World, { space }: Queries['caseLife']['args']): Promise<Answer<CaseLifeView>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const { file, opened } = found.value
  const tasks = readTasks(opened.doc)
  const closings = readClosings(opened.doc)
  const read = readCalls(world.book().doc, world.me.person, space)
  return answer({
    tasks: tasks.map((task) => taskRow(world, task)).sort(inOrder),
    closings,
    members: membersOfOurs(world),
    people: peopleNames(world, [
      ...closings.map(({ by }) => ({ person: by, org: file.ownerOrg })),
      ...tasks.flatMap(({ org, owner, done }) => [owner, done?.by ?? null].flatMap((person) => (person === null ? [] : [{ person, org }]))),
    ]),
    called: readMentions(opened.doc)
      .filter(({ person, at }) => person === world.me.person && at > read)
      .map(({ note }) => note),
    stillOpen: stillOpen(world, file, tasks),
  })
}

const taskRow = (world: World, task: Task): TaskRow => ({
  ...task,
  own: task.org === world.me.org,
  mine: task.owner === world.me.person,
  orgName: orgName(world, task.org),
})

const LAST = '9999'

/** What is to be done before what was; by day, without a day last; of what was done the newest first. */
const inOrder = (a: Task, b: Task): number => {
  if (a.done !== null && b.done !== null) return a.done.on < b.done.on ? 1 : a.done.on > b.done.on ? -1 : 0
  if (a.done !== null || b.done !== null) return a.done === null ? -1 : 1
  return (a.due ?? LAST) < (b.due ?? LAST) ? -1 : (a.due ?? LAST) > (b.due ?? LAST) ? 1 : 0
}

/** Members of our organisation now, by name. */
export const membersOfOurs = (world: World): readonly { readonly person: PersonId; readonly name: string }[] => {
  const names = memberNames(world.book().doc)
  const now = membersNow(world.book().membership) as readonly PersonId[]
  return now
    .map((person) => ({ person, name: names.get(person) ?? '' }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

const stillOpen = (world: World, file: CaseFile, tasks: readonly Task[]): CaseLifeView['stillOpen'] => ({
  tasks: tasks.filter(({ done }) => done === null).length,
  cover: file.commitments.filter(({ state, to }) => covers(state) && state !== 'delivered' && to >= world.today()).length,
  requests: file.referrals.filter(({ space }) => {
    const summary = world.summaries.get(space)
    return summary?.kind === 'referral' && isOpen(stateAt(summary, world.now()))
  }).length,
})
