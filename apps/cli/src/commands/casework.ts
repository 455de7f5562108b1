/** Cases: what needs one now, the list, opening, showing and changing them. */
import { CASE_STATUSES, URGENCIES } from '@pergola/core/vocabulary'
import { arg, flag, oneOf, said, text, type Command } from '../command/command.ts'
import { pickCase, pickMember } from '../session/pick.ts'
import { caseText } from '../show/case.ts'
import { todayLine } from '../show/today.ts'
import { days, plain, table, time } from '../show/words.ts'
import { memberCommand, type MemberCall } from './member.ts'
import { CASE } from './ofCase.ts'

const group = 'Casework'

const caseIn = ({ member, given }: MemberCall) => pickCase(member, given.text('case'))

const today = memberCommand(
  { name: 'today', group, summary: 'What needs you now', args: [], options: {}, examples: [] },
  async ({ member }) => {
    const view = await member.ask('today', {})
    const lines = view.items.map(todayLine)
    return said(view, lines.length === 0 ? 'Nothing needs you now.\n' : table(['WHAT', 'WHEN', ''], lines))
  },
)

const caseList = memberCommand(
  {
    name: 'case list',
    group,
    summary: 'Cases you may see',
    args: [{ ...arg('text', 'part of a pseudonym or name'), optional: true, rest: true }],
    options: {
      status: oneOf('only these', CASE_STATUSES),
      country: text('only of this country', 'KE'),
      mine: flag('assigned to you'),
      gap: flag('with a gap'),
    },
    examples: ['pergola case list --gap', 'pergola case list --status open --country KE'],
  },
  async ({ member, given }) => {
    const status = given.text('status') === '' ? {} : { status: given.one('status', CASE_STATUSES, 'open') }
    const country = given.text('country') === '' ? {} : { country: given.text('country') }
    const filter = { text: given.text('text'), mine: given.flag('mine'), withGap: given.flag('gap'), ...status, ...country }
    const { rows } = await member.ask('cases', { filter, from: 0, count: 100_000 })
    const lines = rows.map((row) => [
      row.pseudonym,
      row.status,
      row.urgency,
      row.country,
      row.ownerName,
      row.gapDays === 0 ? '' : days(row.gapDays),
      row.breaksOn ?? '',
      row.goneSince ? 'taken back' : row.name,
    ])
    return said(
      rows,
      lines.length === 0 ? 'No case fits.\n' : table(['CASE', 'STATUS', 'URGENCY', 'IN', 'HELD BY', 'GAP', 'BREAKS', 'NAME'], lines),
    )
  },
)

const caseNew = memberCommand(
  {
    name: 'case new',
    group,
    summary: 'Open a case',
    args: [arg('pseudonym', 'what everybody calls it; never a name')],
    options: {
      country: text('country, two letters', 'KE'),
      urgency: oneOf('how soon', URGENCIES),
      summary: text('the situation, without names'),
    },
    examples: ['pergola case new Heron --country KE --urgency days --summary "Two motorcycles have waited outside for a week."'],
  },
  async ({ member, given }) => {
    const made = await member.run('createCase', {
      pseudonym: given.text('pseudonym'),
      country: given.text('country'),
      urgency: given.one('urgency', URGENCIES, 'weeks'),
      summary: given.text('summary'),
    })
    return said(made, `${plain(given.text('pseudonym'))} is open. Add people with \`pergola case person\`.\n`)
  },
)

const caseShow = memberCommand(
  {
    name: 'case show',
    group,
    summary: 'A case, with its relay of support',
    args: [CASE],
    options: {},
    examples: ['pergola case show Heron'],
  },
  async (call) => {
    const view = await call.member.ask('case', { space: await caseIn(call) })
    return said(view, caseText(view))
  },
)

const caseEdit = memberCommand(
  {
    name: 'case edit',
    group,
    summary: 'Change what a case says of itself',
    args: [CASE],
    options: {
      status: oneOf('its status', CASE_STATUSES),
      urgency: oneOf('how soon', URGENCIES),
      summary: text('the situation'),
      pseudonym: text('another pseudonym', 'NAME'),
      assign: text('who works on it', 'MEMBER'),
    },
    examples: ['pergola case edit Heron --status open --assign Otieno'],
  },
  async (call) => {
    const { member, given } = call
    const texts = (['summary', 'pseudonym'] as const).flatMap((name) => (given.has(name) ? [[name, given.text(name)] as const] : []))
    const fields = {
      ...Object.fromEntries(texts),
      ...(given.has('status') ? { status: given.one('status', CASE_STATUSES, 'open') } : {}),
      ...(given.has('urgency') ? { urgency: given.one('urgency', URGENCIES, 'weeks') } : {}),
      ...(given.has('assign') ? { assignedTo: await pickMember(member, given.text('assign')) } : {}),
    }
    return said(await member.run('editCase', { space: await caseIn(call), fields }), 'Changed.\n')
  },
)

const history = memberCommand(
  { name: 'case history', group, summary: 'Who wrote what, when', args: [CASE], options: {}, examples: [] },
  async (call) => {
    const lines = await call.member.ask('history', { space: await caseIn(call) })
    return said(
      lines,
      table(
        ['AT', 'BY', 'WHAT', ''],
        lines.map(({ at, by, org, what, collection, field, values, entries }) => [
          time(at),
          by || org,
          `${what} ${collection}`,
          `${field} ${[...values, ...entries.flatMap((entry) => entry.map(({ key, value }) => `${key}: ${value}`))].join(', ')}`.trim(),
        ]),
      ),
    )
  },
)

export const casework: readonly Command[] = [today, caseList, caseNew, caseShow, caseEdit, history]
