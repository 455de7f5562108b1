/** Cases: what needs one now, the list, opening, showing and changing them. */
import type { ConsentTodayItem, SafetyTodayItem } from '@pergola/client/contract'
import { CASE_STATUSES, URGENCIES } from '@pergola/core/vocabulary'
import { arg, flag, oneOf, said, text, type Argument, type Command } from '../command/command.ts'
import { pickCase, pickMember } from '../session/pick.ts'
import { caseText } from '../show/case.ts'
import { days, plain, table, time } from '../show/words.ts'
import { memberCommand, type MemberCall } from './member.ts'

const group = 'Casework'
const CASE: Argument = arg('case', 'its pseudonym or id')

const caseIn = ({ member, given }: MemberCall) => pickCase(member, given.text('case'))

const LAPSED = { share: 'can still read it', request: 'was asked', promise: 'took it up and waits for the file' } as const

const consentLine = (item: ConsentTodayItem): readonly string[] => {
  switch (item.kind) {
    case 'consent_lapsed':
      return ['no consent', item.on, `${item.pseudonym}: ${item.to} ${LAPSED[item.what]}, not everyone agrees`]
    case 'notice_open':
      return ['not confirmed', time(item.since), `${item.pseudonym}: ${item.to} has not confirmed that nothing is left (${item.missing})`]
    case 'notice_in':
      return ['taken back', time(item.since), `${item.pseudonym}, by ${item.by}: say what became of paper and copies`]
  }
}

const CAUSES = {
  missed: 'no sign of life',
  help: 'a call for help',
  duress: '"I am well" with the other word',
  doubt: '"I am well" without the word',
} as const

const safetyLine = (item: SafetyTodayItem): readonly string[] => {
  switch (item.kind) {
    case 'check_in': {
      const onIt = item.onIt.length === 0 ? '' : `; on it: ${item.onIt.join(', ')}`
      return ['ALARM', time(item.since), `${item.pseudonym}: ${CAUSES[item.cause]}${onIt}`]
    }
    case 'packet':
      return ['ALARM', '', `${item.from} opened an emergency packet to you`]
    case 'plan_review':
      return ['to review', item.on, `${item.pseudonym}: the safety plan`]
  }
}

const today = memberCommand(
  { name: 'today', group, summary: 'What needs you now', args: [], options: {}, examples: [] },
  async ({ member }) => {
    const view = await member.ask('today', {})
    const lines = view.items.map((item) => {
      switch (item.kind) {
        case 'alert':
          return ['alert', time(item.at), item.firstLine]
        case 'referral_in':
          return ['asked of you', time(item.answerBy), `${item.from} asks for ${item.needKind}`]
        case 'referral_answered':
          return [item.state, time(item.at), `${item.to} answered your request`]
        case 'referral_overdue':
          return ['no answer', time(item.answerBy), `${item.to} has not answered in time`]
        case 'referral_due':
          return ['no answer yet', time(item.answerBy), item.next === '' ? item.to : `${item.to}; then ${item.next} is asked`]
        case 'feedback_due':
          return ['to tell', item.since, `${item.pseudonym}: tell ${item.from} what came of your support`]
        case 'referral_feedback':
          return ['told', time(item.at), `${item.to}: did it help? ${item.helped}`]
        case 'outside_opened':
          return ['opened', time(item.at), `${item.pseudonym}: ${item.recipient} opened the sealed file`]
        case 'gap':
          return ['gap', item.from, `${item.pseudonym}: nobody covers ${item.needKind} for ${days(item.days)}`]
        case 'task':
          return ['to do', item.due ?? '', `${item.pseudonym}: ${item.text}`]
        case 'mention':
          return ['calls you', time(item.at), `${item.pseudonym}: ${item.by}: ${item.text}`]
        case 'handover':
          return ['hand-over', item.on, `${item.pseudonym}: with ${item.other}, not agreed yet`]
        case 'admit':
          return ['waits', '', `${item.name} (${item.what}) waits to be let in`]
        case 'succession_call':
          return ['call', time(item.at), `${item.by} says that ${item.whose} can no longer act for itself`]
        case 'decide':
          return ['to decide', time(item.since), `${item.pseudonym}: the verification waits for a ${item.waitsFor} opinion`]
        case 'vouch_in':
          return ['asked of you', time(item.answerBy), `${item.from} asks whether you know somebody's work`]
        case 'vouch_answered':
          return ['answered', time(item.at), `${item.pseudonym}: ${item.org} says ${item.answer}`]
        case 'check_in':
        case 'packet':
        case 'plan_review':
          return safetyLine(item)
        case 'reviews':
          return ['still true?', item.dueOn ?? '', `our entries in the directory to look at again: ${item.entries}`]
        case 'consent_lapsed':
        case 'notice_open':
        case 'notice_in':
          return consentLine(item)
        case 'gone':
          return ['taken back', time(item.since), `${item.pseudonym}, by ${item.by}`]
      }
    })
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
        lines.map(({ at, by, org, what, collection, field, value }) => [
          time(at),
          by || org,
          `${what} ${collection}`,
          `${field} ${value}`.trim(),
        ]),
      ),
    )
  },
)

export const casework: readonly Command[] = [today, caseList, caseNew, caseShow, caseEdit, history]
