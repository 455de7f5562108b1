/** The life of a planned case: what is to be done, where the defender is on the long way, and how it ended. */
import type { OutcomeChange } from '@pergola/core/caselife'
import { memberCalled, numberOf } from './depth/inCase.ts'
import type { GatheredOrg } from './gather.ts'
import { dayAt, type Act, type Stage } from './stage.ts'

/** The case that shows most. */
const FIRST_OPENED = 'Heron'

const TASKS: readonly string[] = [
  'Ask the school for the papers',
  'Call back on the number they gave us',
  'Find out which bus runs on Sundays',
  'Ask the clinic for the records',
]
const CALLS: readonly string[] = [
  'the landlord wants an answer by Friday; may I say yes?',
  'please look at the second need, I am not sure about the dates.',
  'the sister called; I wrote down what she said under Risk.',
]
const SAYS: readonly string[] = ['I sleep again.', 'It came late, and it came.', 'The children go to school.']
const BECAME: readonly string[] = [
  'Moved into two rooms near the school.',
  '',
  'The charge stands; the lawyer goes on.',
  'Paid until the end of the term.',
]
const CHANGES: readonly OutcomeChange[] = ['better', 'better', 'same', 'better', 'unknown']

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
      const opened = dayAt(stage, openedAt)
      if (away === undefined || dayAt(stage, away.from) > opened)
        await officer.run('savePhase', { space, kind: 'in_country', from: opened, place: '' })
      if (away !== undefined) await officer.run('savePhase', { space, kind: 'in_exile', from: dayAt(stage, away.from), place: '' })
    },
  }
  const call: Act = {
    at: Math.max(openedAt + 0.02, -1.3 - (number % 4) / 10),
    by: owner,
    run: async ({ officer, cast }) => {
      const steward = await memberCalled(officer, cast.members[0]!.name)
      const text = `@${cast.members[0]!.name} ${CALLS[number % CALLS.length]!}`
      await officer.run('addNote', { space: await stage.space.value, text, mentions: [steward] })
    },
  }
  const finished: Act = {
    at: begins,
    by: owner,
    run: async ({ officer, people }) => {
      const space = await stage.space.value
      const task = { text: 'Print the plan to carry and hand it over', owner: people[0]!, due: dayAt(stage, -1), about: null }
      await officer.run('finishTask', { space, id: (await officer.run('saveTask', { space, ...task })).id, done: true })
      const content = new TextEncoder().encode('Minutes of the village meeting, page one of three. (Invented for the demo.)\n')
      await officer.run('attachFile', { space, name: 'minutes.txt', type: 'text/plain', content })
    },
  }
  const isFirst = stage.plan.pseudonym === FIRST_OPENED
  const isOpen = status === 'open'
  return [
    ...(isOpen && (isFirst || number % 3 === 0) ? [task] : []),
    ...(isFirst ? [finished] : []),
    ...(isOpen && (isFirst || number % 5 === 1) ? [call] : []),
    ...(isOpen && away !== undefined ? [way] : []),
  ]
}

/** Closed with what became of each need. */
export const closes = async (stage: Stage, { officer }: GatheredOrg): Promise<void> => {
  const number = numberOf(stage)
  const space = await stage.space.value
  const needs = await Promise.all(stage.needs.map(({ value }) => value))
  const outcomes = needs.map((need, i) => ({
    need,
    change: CHANGES[(number + i) % CHANGES.length]!,
    text: BECAME[(number + i) % BECAME.length]!,
  }))
  await officer.run('closeCase', { space, reason: 'safe', outcomes, says: SAYS[number % SAYS.length]!, wouldReturn: 'yes' })
}
