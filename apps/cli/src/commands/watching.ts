/** Check-ins: agreed, heard, missed; and who is on duty. */
import { weekOf } from '@pergola/core/safety'
import { CHECK_IN_ACTS } from '@pergola/core/vocabulary'
import type { Commands } from '@pergola/client'
import { flag, list, must, said, text, type Command } from '../command/command.ts'
import { pick, pickMember, pickOrg, pickPerson } from '../session/pick.ts'
import { table } from '../show/words.ts'
import { Complaint, misuse } from '../voice.ts'
import { memberCommand, type MemberCall } from './member.ts'
import { caseCommand, type CaseCall } from './ofCase.ts'

const group = 'Risk and safety'
const MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440 }

type Rung = Commands['agreeCheckIns']['args']['schedule']['ladder'][number]

const minutesIn = (typed: string): number | null => {
  const [, count, unit] = /^(\d{1,4})([mhd])$/u.exec(typed) ?? []
  return count === undefined ? null : Number(count) * MINUTES[unit!]!
}

/** `3h duty call`, `30m Otieno tell`, `2d East Lakes open_packet`. */
const rungFrom = async ({ member }: MemberCall, typed: string): Promise<Rung> => {
  const words = typed.split(/\s+/u)
  const [afterMinutes, act] = [minutesIn(words[0] ?? ''), CHECK_IN_ACTS.find((one) => one === words.at(-1))]
  const who = words.slice(1, -1).join(' ')
  if (afterMinutes === null || act === undefined || who === '')
    throw misuse(`"${typed}" is no rung of a ladder.`, 'Write when, who and what: --then "3h Otieno tell" (call, tell, open_packet).')
  if (who === 'duty') return { afterMinutes, who: 'duty', id: '', act }
  const person = await pickMember(member, who).catch(() => null)
  return person === null
    ? { afterMinutes, who: 'org', id: await pickOrg(member, who), act }
    : { afterMinutes, who: 'person', id: person, act }
}

const agree = caseCommand(
  {
    name: 'case check-ins',
    group,
    summary: 'Agree when somebody says that they are well, and what happens when they do not',
    about:
      'Each --then is a rung of the ladder: how long after the alarm, who (duty, a member, an organisation), what (call, tell, open_packet).',
    options: {
      every: must('from one sign to the next: 12h, 3d', 'TIME'),
      person: text('label or number of the person (otherwise the first)'),
      grace: text('how long it may be late (otherwise 60m)', 'TIME'),
      until: text('last day', 'DAY'),
      then: { type: 'list', about: 'a rung; may be repeated', value: '"3h duty call"' },
    },
    examples: ['pergola case check-ins Heron --every 24h --grace 60m --then "0m duty call" --then "3h East Lakes tell"'],
  },
  async (call) => {
    const { member, given, space } = call
    const [every, grace] = [minutesIn(given.text('every')), minutesIn(given.text('grace') || '60m')]
    if (every === null || grace === null) throw misuse('That is no length of time.', 'Write 90m, 12h or 3d.')
    const ladder: Rung[] = []
    for (const typed of given.texts('then')) ladder.push(await rungFrom(call, typed))
    const ends = given.has('until') ? Date.parse(given.day('until', member.today())) + 86_400_000 - 1 : null
    type Instant = Commands['agreeCheckIns']['args']['schedule']['from']
    const saved = await member.run('agreeCheckIns', {
      space,
      schedule: {
        ...{ person: await pickPerson(member, space, given.text('person') || '1'), everyMinutes: every, graceMinutes: grace, ladder },
        ...{ times: [], zone: 'UTC', from: member.now() as Instant, until: ends as Instant | null, by: 'officer' },
      },
      words: null,
    })
    return said(saved, `Agreed. The alarm is raised when nothing was heard for ${given.text('every')} and ${grace} minutes.\n`)
  },
)

/** The one that is meant; with one only it need not be named. */
const watchIn = async ({ member, given, space }: CaseCall) => {
  const watches = (await member.ask('safety', { space })).watches.filter(({ ours, state }) => ours && state !== 'ended')
  const [only, second] = watches
  if (only === undefined) throw new Complaint('No check-ins are agreed here.', 'See `pergola case check-ins --help`.')
  if (second === undefined && !given.has('id')) return only
  const choices = watches.map(({ schedule }) => ({ id: schedule.id, names: [] }))
  const id = pick('schedule', given.text('id'), choices, '`pergola case safety`')
  return watches.find(({ schedule }) => schedule.id === id)!
}

const ID = text('which of several, as in `case safety`', 'ID')

const heard = caseCommand(
  {
    name: 'case heard',
    group,
    summary: 'Write down a sign of life; it ends an alarm',
    options: { text: text('what was said'), 'needs-help': flag('they call for help: raises the alarm'), id: ID },
    examples: ['pergola case heard Heron --text "Called as agreed."', 'pergola case heard Heron --needs-help'],
  },
  async (call) => {
    const { member, given, space } = call
    const { schedule } = await watchIn(call)
    const says = given.flag('needs-help') ? 'help' : 'well'
    await member.run('recordCheckIn', { space, schedule: schedule.id, says, text: given.text('text') })
    return said({ schedule: schedule.id, says }, says === 'help' ? 'The alarm is raised for everyone on duty.\n' : 'Written down.\n')
  },
)

const onIt = caseCommand(
  { name: 'case on-it', group, summary: 'Tell the others that you see to an alarm; it stays in their Today', options: { id: ID } },
  async ({ member, space }) => {
    const alarms = (await member.ask('safety', { space })).watches.flatMap(({ alarm }) => (alarm === null ? [] : [alarm.id]))
    if (alarms.length === 0) throw new Complaint('There is no alarm in this case.', 'See `pergola today`.')
    for (const alarm of alarms) await member.run('sayOnIt', { space, alarm })
    return said({ alarms: alarms.length }, 'The others see that you are on it.\n')
  },
)

const stop = caseCommand(
  {
    name: 'case stop-check-ins',
    group,
    summary: 'Check-ins that are not agreed any more; not while an alarm is open',
    options: { id: ID },
  },
  async (call) => {
    const { schedule } = await watchIn(call)
    return said(await call.member.run('stopCheckIns', { space: call.space, id: schedule.id }), 'Ended.\n')
  },
)

const duty = memberCommand(
  {
    name: 'duty',
    group,
    summary: 'Who is on duty; with --people, say so for a week',
    about: 'With nobody named for a week everyone is on duty.',
    args: [],
    options: { week: text('a day of the week (otherwise today)', 'DAY'), people: list('members', 'Amina,Otieno') },
    examples: ['pergola duty', 'pergola duty --week +7 --people Amina,Otieno'],
  },
  async ({ member, given }) => {
    if (given.has('people')) {
      const people = await Promise.all(given.list('people').map((name) => pickMember(member, name)))
      await member.run('setDuty', { week: weekOf(given.day('week', member.today(), member.today())), people })
    }
    const view = await member.ask('duty', { weeks: 6 })
    const nameOf = (person: string): string => view.members.find((one) => one.person === person)?.name ?? ''
    const rows = view.weeks.map(({ week, people }) => [week, people.length === 0 ? 'everyone' : people.map(nameOf).join(', ')])
    return said(view, table(['WEEK FROM', 'ON DUTY'], rows))
  },
)

export const watching: readonly Command[] = [agree, heard, onIt, stop, duty]
