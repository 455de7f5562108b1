/** The life of a planned case: what is to be done, where the defender is on the long way, and how it ended. */
import type { OutcomeChange } from '@pergola/core/caselife'
import type { GatheredOrg } from './gather.ts'
import { dayAt, type Act, type Stage } from './stage.ts'

const TASKS: readonly string[] = [
  'Ask the school for the papers',
  'Call back on the number they gave us',
  'Find out which bus runs on Sundays',
  'Ask the clinic for the records',
]
const SAYS: readonly string[] = ['I sleep again.', 'It came late, and it came.', 'The children go to school.']
const CHANGES: readonly OutcomeChange[] = ['better', 'better', 'same', 'better', 'unknown']

/** The same for one case each time, and another for the next. */
const numberOf = ({ plan }: Stage): number => [...plan.pseudonym].reduce((sum, sign) => sum + sign.codePointAt(0)!, 0)

/** Every third open case has a task; cases with a relocation have a long way. */
export const lifeActs = (stage: Stage): readonly Act[] => {
  const number = numberOf(stage)
  const { owner, status, openedAt, needs } = stage.plan
  const away = needs.find(({ kind }) => kind === 'relocation.international' || kind === 'relocation.regional')
  const begins = Math.max(openedAt + 0.01, -0.5)
  const task: Act = {
    at: begins,
    by: owner,
    run: async ({ officer, people }) => {
      const space = await stage.space.value
      const about = await stage.needs[0]!.value
      const said = { text: TASKS[number % TASKS.length]!, owner: people[number % people.length]!, due: dayAt(stage, number % 5), about }
      await officer.run('saveTask', { space, ...said })
    },
  }
  const way: Act = {
    at: begins,
    by: owner,
    run: async ({ officer }) => {
      const space = await stage.space.value
      await officer.run('savePhase', { space, kind: 'in_country', from: dayAt(stage, openedAt), place: '' })
      if (away !== undefined) await officer.run('savePhase', { space, kind: 'in_exile', from: dayAt(stage, away.from), place: '' })
    },
  }
  const isOpen = status === 'open'
  return [...(isOpen && number % 3 === 0 ? [task] : []), ...(isOpen && away !== undefined ? [way] : [])]
}

/** Closed with what became of each need. */
export const closes = async (stage: Stage, { officer }: GatheredOrg): Promise<void> => {
  const number = numberOf(stage)
  const space = await stage.space.value
  const needs = await Promise.all(stage.needs.map(({ value }) => value))
  const outcomes = needs.map((need, i) => ({ need, change: CHANGES[(number + i) % CHANGES.length]!, text: '' }))
  await officer.run('closeCase', { space, reason: 'safe', outcomes, says: SAYS[number % SAYS.length]!, wouldReturn: 'yes' })
}
