/** The life of a case: tasks, closing with what changed, opening again, and the case as it was. */
import { CLOSING_REASONS, OUTCOMES, WOULD_RETURN } from '@pergola/core/vocabulary'
import { arg, flag, must, oneOf, said, text, type Command } from '../command/command.ts'
import { pick, pickNeed } from '../session/pick.ts'
import { caseText } from '../show/case.ts'
import { days, short, table } from '../show/words.ts'
import { misuse } from '../voice.ts'
import { caseCommand, memberGiven, type CaseCall } from './ofCase.ts'

const group = 'Life of a case'

const tasks = caseCommand(
  {
    name: 'case tasks',
    group,
    summary: 'What is to be done, by whom, until when',
    options: { all: flag('also what is done') },
    examples: ['pergola case tasks Heron'],
  },
  async ({ member, given, space }) => {
    const view = await member.ask('caseLife', { space })
    const shown = view.tasks.filter(({ done }) => done === null || given.flag('all'))
    const rows = shown.map((task) => [
      short(task.id),
      task.done === null ? (task.due ?? '') : `done ${task.done.on}`,
      task.owner === null ? '' : (view.people[task.owner] ?? ''),
      task.own ? '' : task.orgName,
      task.text,
    ])
    return said(shown, rows.length === 0 ? 'Nothing is to be done.\n' : table(['ID', 'UNTIL', 'WHO', 'OF', 'TASK'], rows))
  },
)

const task = caseCommand(
  {
    name: 'case task',
    group,
    summary: 'Write down what somebody of your organisation has to do',
    args: [{ ...arg('text', 'the task; no names of protected people'), rest: true }],
    options: {
      owner: text('who does it', 'MEMBER'),
      due: text('until when', 'DAY'),
      need: text('the need it is about: number, kind or id', 'NEED'),
    },
    examples: ['pergola case task Heron "Ask the school for the papers" --owner Otieno --due +3 --need 1'],
  },
  async (call) => {
    const { member, given, space } = call
    const saved = await member.run('saveTask', {
      space,
      text: given.text('text'),
      owner: await memberGiven(call, 'owner'),
      due: given.has('due') ? given.day('due', member.today()) : null,
      about: given.has('need') ? await pickNeed(member, space, given.text('need')) : null,
    })
    return said(saved, 'Written down.\n')
  },
)

const taskDone = caseCommand(
  {
    name: 'case done',
    group,
    summary: 'A task of yours is done, or not after all',
    args: [arg('task', 'its text or id')],
    options: { undo: flag('it is to be done after all') },
    examples: ['pergola case done Heron "Ask the school"'],
  },
  async ({ member, given, space }) => {
    const own = (await member.ask('caseLife', { space })).tasks.filter((one) => one.own && (one.done === null) === !given.flag('undo'))
    const choices = own.map(({ id, text: words }) => ({ id, names: [words] }))
    const id = pick('task', given.text('task'), choices, '`pergola case tasks`')
    return said(
      await member.run('finishTask', { space, id, done: !given.flag('undo') }),
      given.flag('undo') ? 'To be done again.\n' : 'Done.\n',
    )
  },
)

/** `1=better: moved into two rooms`. */
const outcomeFrom = async ({ member, space }: CaseCall, typed: string) => {
  const [, need = '', changed = '', words = ''] = /^([^=]+)=(\w+)(?::(.*))?$/su.exec(typed) ?? []
  const change = OUTCOMES.find((one) => one === changed)
  if (change === undefined)
    throw misuse(`"${typed}" is no outcome.`, `Write the need and ${OUTCOMES.join(', ')}: --outcome "1=better: two rooms".`)
  return { need: await pickNeed(member, space, need.trim()), change, text: words.trim() }
}

const close = caseCommand(
  {
    name: 'case close',
    group,
    summary: 'Close a case, with what changed for the person',
    options: {
      reason: oneOf('why', CLOSING_REASONS, true),
      outcome: { type: 'list', about: 'what became of a need; may be repeated', value: '"1=better: words"' },
      says: text('what the person says about it, in their words'),
      'would-return': oneOf('would they come to you again', WOULD_RETURN),
    },
    examples: ['pergola case close Heron --reason safe --outcome "1=better: two rooms near the school" --says "I sleep again."'],
  },
  async (call) => {
    const { member, given, space } = call
    const { stillOpen } = await member.ask('caseLife', { space })
    const outcomes = await Promise.all(given.texts('outcome').map((typed) => outcomeFrom(call, typed)))
    const reason = given.one('reason', CLOSING_REASONS, 'other')
    const how = { says: given.text('says'), wouldReturn: given.one('would-return', WOULD_RETURN, 'not_asked') }
    await member.run('closeCase', { space, reason, outcomes, ...how })
    const left = `Left open: ${stillOpen.tasks} tasks, ${stillOpen.cover} cover, ${stillOpen.requests} requests.`
    return said({ reason, outcomes, stillOpen }, `Closed. ${left}\n`)
  },
)

const reopen = caseCommand(
  { name: 'case reopen', group, summary: 'Open a closed case again', options: { why: must('why it goes on') } },
  async ({ member, given, space }) => said(await member.run('reopenCase', { space, why: given.text('why') }), 'Open again.\n'),
)

const asItWas = caseCommand(
  {
    name: 'case as-it-was',
    group,
    summary: 'The case at the end of a day, as the signed log says it was',
    options: { on: must('the day', 'DAY') },
    examples: ['pergola case as-it-was Heron --on -30'],
  },
  async ({ member, given, space }) => {
    const on = given.day('on', member.today())
    const past = await member.ask('caseAt', { space, at: Date.parse(on) + 86_400_000 - 1 })
    const now = await member.ask('case', { space })
    const shown = caseText({
      ...now,
      file: past.file,
      chart: past.chart,
      riskLevel: past.riskLevel,
      identities: null,
      shares: [],
      referrals: [],
    })
    return said(past, `At the end of ${on}; ${past.tasksOpen} tasks open, ${days(past.chart.gapDays)} without cover.\n\n${shown}`)
  },
)

export const caselife: readonly Command[] = [tasks, task, taskDone, close, reopen, asItWas]
