/** Today on a terminal: for each kind of item what it is, by when, and about what. */
import type { TodayItem } from '@pergola/client/contract'
import { days, time } from './words.ts'

type Line = readonly [what: string, when: string, about: string]

const LAPSED = { share: 'can still read it', request: 'was asked', promise: 'took it up and waits for the file' } as const

const CAUSES = {
  missed: 'no sign of life',
  help: 'a call for help',
  duress: '"I am well" with the other word',
  doubt: '"I am well" without the word',
} as const

const LINES: { readonly [K in TodayItem['kind']]: (item: Extract<TodayItem, { readonly kind: K }>) => Line } = {
  check_in: (item) => [
    'ALARM',
    time(item.since),
    `${item.pseudonym}: ${CAUSES[item.cause]}${item.onIt.length === 0 ? '' : `; on it: ${item.onIt.join(', ')}`}`,
  ],
  packet: (item) => ['ALARM', '', `${item.from} opened an emergency packet to you`],
  plan_review: (item) => ['to review', item.on, `${item.pseudonym}: the safety plan`],
  alert: (item) => ['alert', time(item.at), item.firstLine],
  referral_in: (item) => ['asked of you', time(item.answerBy), `${item.from} asks for ${item.needKind}`],
  referral_answered: (item) => [item.state, time(item.at), `${item.to} answered your request`],
  referral_overdue: (item) => ['no answer', time(item.answerBy), `${item.to} has not answered in time`],
  referral_due: (item) => ['no answer yet', time(item.answerBy), item.next === '' ? item.to : `${item.to}; then ${item.next} is asked`],
  feedback_due: (item) => ['to tell', item.since, `${item.pseudonym}: tell ${item.from} what came of your support`],
  referral_feedback: (item) => ['told', time(item.at), `${item.to}: did it help? ${item.helped}`],
  outside_opened: (item) => ['opened', time(item.at), `${item.pseudonym}: ${item.recipient} opened the sealed file`],
  gap: (item) => ['gap', item.from, `${item.pseudonym}: nobody covers ${item.needKind} for ${days(item.days)}`],
  task: (item) => ['to do', item.due ?? '', `${item.pseudonym}: ${item.text}`],
  mention: (item) => ['calls you', time(item.at), `${item.pseudonym}: ${item.by}: ${item.text}`],
  handover: (item) => ['hand-over', item.on, `${item.pseudonym}: with ${item.other}, not agreed yet`],
  paper: (item) => ['runs out', item.until, `${item.pseudonym}: ${item.paperKind}`],
  cover_open: (item) => ['to confirm', item.from, `${item.pseudonym}: ${item.needKind} is open until ${item.org} says that it goes on`],
  cover_asked: (item) => ['asked of you', item.from, `${item.pseudonym}: ${item.by} asks whether your cover of ${item.needKind} goes on`],
  case_offered: (item) => ['offered', item.on, `${item.pseudonym}: ${item.by} hands the case over to you`],
  case_taken: (item) => ['news', item.on, `${item.pseudonym}: ${item.by} goes on with the case; yours is still open`],
  admit: (item) => ['waits', '', `${item.name} (${item.what}) waits to be let in`],
  succession_call: (item) => ['call', time(item.at), `${item.by} says that ${item.whose} can no longer act for itself`],
  decide: (item) => [
    'to decide',
    time(item.since),
    `${item.pseudonym}: the verification waits for a ${item.waitsFor === 'doubled' ? 'second' : item.waitsFor} opinion`,
  ],
  vouch_in: (item) => ['asked of you', time(item.answerBy), `${item.from} asks whether you know somebody's work`],
  vouch_answered: (item) => ['answered', time(item.at), `${item.pseudonym}: ${item.org} says ${item.answer}`],
  reviews: (item) => ['still true?', item.dueOn ?? '', `our entries in the directory to look at again: ${item.entries}`],
  gone: (item) => ['taken back', time(item.since), `${item.pseudonym}, by ${item.by}`],
  consent_lapsed: (item) => ['no consent', item.on, `${item.pseudonym}: ${item.to} ${LAPSED[item.what]}, not everyone agrees`],
  notice_open: (item) => [
    'not confirmed',
    time(item.since),
    `${item.pseudonym}: ${item.to} has not confirmed that nothing is left (${item.missing})`,
  ],
  notice_in: (item) => ['taken back', time(item.since), `${item.pseudonym}, by ${item.by}: say what became of paper and copies`],
  retention_due: (item) => [
    'kept enough',
    item.since,
    `due to be destroyed: closed cases ${item.cases}, messages to the intake ${item.alerts}`,
  ],
  retention_confirm: (item) => [
    'to decide',
    time(item.at),
    `${item.by} proposes to destroy ${item.pseudonym || `${item.alerts} messages to the intake`}`,
  ],
  hold_over: (item) => ['look again', item.until, `${item.pseudonym} was kept until then`],
  farewell: (item) => [
    'destroyed',
    time(item.at),
    `${item.name}, by ${item.by}${item.unsent === 0 ? '' : `; words of yours that were not sent: ${item.unsent}`}`,
  ],
}

export const todayLine = (item: TodayItem): Line => (LINES[item.kind] as (one: TodayItem) => Line)(item)
