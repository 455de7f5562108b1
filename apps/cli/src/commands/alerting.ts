/** Alerts from people without an account, as members read and answer them. */
import { URGENCIES } from '@pergola/core/vocabulary'
import { arg, must, oneOf, said, text, type Argument, type Command } from '../command/command.ts'
import { pickAlert } from '../session/pick.ts'
import { facts, plain, table, time } from '../show/words.ts'
import { memberCommand, type MemberCall } from './member.ts'
import { save } from './saving.ts'

const group = 'Casework'

const ALERT: Argument = arg('alert', 'its number in `alert list`, how it begins, or its id')
const alertIn = ({ member, given }: MemberCall) => pickAlert(member, given.text('alert'))

const alertList = memberCommand(
  { name: 'alert list', group, summary: 'Alerts that came in', args: [], options: {}, examples: [] },
  async ({ member }) => {
    const rows = await member.ask('alerts', {})
    return said(
      rows,
      rows.length === 0
        ? 'No alerts.\n'
        : table(
            ['', 'AT', 'STATE', 'WAITS', 'FILES', 'BEGINS'],
            rows.map((row, at) => [
              String(at + 1),
              time(row.at),
              row.state,
              row.waitingForUs ? 'yes' : '',
              row.files === 0 ? '' : String(row.files),
              row.firstLine,
            ]),
          ),
    )
  },
)

const alertShow = memberCommand(
  { name: 'alert show', group, summary: 'An alert, with everything said since', args: [ALERT], options: {}, examples: [] },
  async (call) => {
    const view = await call.member.ask('alert', { id: await alertIn(call) })
    const turns = view.turns.map(
      (one) =>
        `\n${one.from === 'us' ? plain(one.by) : 'Sender'}, ${time(one.at)}${one.pending ? ' (not sent yet)' : ''}\n${plain(one.text, true)}\n${one.files.map(({ name, bytes }) => `  file: ${plain(name)}, ${bytes} bytes\n`).join('')}`,
    )
    return said(
      view,
      `${facts([
        ['state', view.state],
        ['language', view.language],
        ['reach', view.canBeReached],
      ])}${turns.join('')}`,
    )
  },
)

const reply = memberCommand(
  {
    name: 'alert reply',
    group,
    summary: 'Answer; they read it with their receipt phrase',
    args: [ALERT],
    options: { text: must('your answer') },
    examples: ['pergola alert reply 1 --text "Thank you. Please stay where you are tonight."'],
  },
  async (call) => said(await call.member.run('replyToAlert', { id: await alertIn(call), text: call.given.text('text') }), 'Answered.\n'),
)

const declineAlert = memberCommand(
  {
    name: 'alert decline',
    group,
    summary: 'Put an alert aside, telling the sender where else to ask',
    args: [ALERT],
    options: { text: text('what they read') },
    examples: [],
  },
  async (call) => said(await call.member.run('declineAlert', { id: await alertIn(call), text: call.given.text('text') }), 'Put aside.\n'),
)

const toCase = memberCommand(
  {
    name: 'alert to-case',
    group,
    summary: 'Turn an alert into a case; what was written fills it',
    args: [ALERT],
    options: {
      pseudonym: must('what everybody will call it', 'WORD'),
      country: text('country, two letters', 'KE'),
      urgency: oneOf('how soon', URGENCIES),
    },
    examples: ['pergola alert to-case 1 --pseudonym Heron --country KE --urgency days'],
  },
  async (call) => {
    const { given } = call
    const made = await call.member.run('caseFromAlert', {
      id: await alertIn(call),
      pseudonym: given.text('pseudonym'),
      country: given.text('country'),
      urgency: given.one('urgency', URGENCIES, 'days'),
    })
    return said(made, `${plain(given.text('pseudonym'))} is open, with a defender; ways to reach them are in the identity part.\n`)
  },
)

const alertFile = save('alert file', ALERT, async (call) => {
  const id = await alertIn(call)
  return { where: { alert: id }, files: (await call.member.ask('alert', { id })).turns.flatMap(({ files }) => files) }
})

export const alerting: readonly Command[] = [alertList, alertShow, reply, declineAlert, toCase, alertFile]
