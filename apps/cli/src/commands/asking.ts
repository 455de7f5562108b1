/** Matching a need with services, and asking other organisations. */
import type { Instant } from '@pergola/core/casework'
import { arg, flag, must, oneOf, said, text, type Argument, type Command } from '../command/command.ts'
import { pick, pickCase, pickNeed, pickOrg, pickReferral } from '../session/pick.ts'
import { clockLeft, facts, plain, short, table, time } from '../show/words.ts'
import { misuse } from '../voice.ts'
import { memberCommand, type MemberCall } from './member.ts'
import { answering, REQUEST } from './answering.ts'
import { CASE } from './ofCase.ts'

const group = 'Casework'
const NEED: Argument = arg('need', 'its number in `case show`, its kind, or its id')

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const caseIn = ({ member, given }: MemberCall) => pickCase(member, given.text('case'))

const MARKS = { fits: '+', violates: '-', unknown: '?' } as const

const match = memberCommand(
  {
    name: 'match',
    group,
    summary: 'Services that could cover a need, with reasons',
    about: '+ fits, - does not, ? nobody knows. The first ones fit best.',
    args: [CASE, NEED],
    options: { all: flag('also those that cannot'), most: text('how many (otherwise 15)', 'N') },
    examples: ['pergola match Heron 1'],
  },
  async (call) => {
    const space = await caseIn(call)
    const found = await call.member.ask('match', { space, need: await pickNeed(call.member, space, call.given.text('need')) })
    const wanted = found.rows.filter(({ possible }) => possible || call.given.flag('all')).slice(0, call.given.whole('most', 15))
    const { organisations } = await call.member.ask('network', {})
    const nameOf = (org: string | null, provider: string): string =>
      organisations.find(({ profile }) => profile.org === org)?.profile.shortName ?? provider
    const lines = wanted.map(({ service, reasons }) => [
      short(service.id),
      nameOf(service.org, service.provider),
      service.org === null ? 'outside' : 'member',
      service.name,
      reasons.map(({ rule, verdict }) => `${MARKS[verdict]}${rule}`).join(' '),
    ])
    return said(
      wanted,
      lines.length === 0 ? 'Nothing in the directory fits. See --all for why not.\n' : table(['ID', 'BY', 'IS', 'SERVICE', 'WHY'], lines),
    )
  },
)

const refer = memberCommand(
  {
    name: 'case refer',
    group,
    summary: 'Ask another organisation to cover a need, without the name',
    about:
      'They see the kind, the dates, the region, the languages and your text, nothing else. With --share they get the case file as soon as they take it up, if consent names them.',
    args: [CASE, NEED],
    options: {
      to: must('the organisation', 'ORGANISATION'),
      service: text('one of their services', 'SERVICE'),
      text: text('what they should know; no names'),
      'answer-in': text('by when an answer is needed: 24h, 3d', 'TIME'),
      share: flag('share the file on take-up'),
    },
    examples: ['pergola case refer Heron 1 --to "Huis Noord" --answer-in 2d --share --text "We cover the first week."'],
  },
  async (call) => {
    const { member, given } = call
    const space = await caseIn(call)
    const need = await pickNeed(member, space, given.text('need'))
    const org = await pickOrg(member, given.text('to'))
    const services = given.has('service') ? (await member.ask('directory', { filter: { provider: org }, from: 0, count: 1000 })).rows : []
    const choices = services.map((row) => ({ id: row.service.id, names: [row.service.name] }))
    const service = given.has('service') ? pick('service', given.text('service'), choices, '`pergola directory`') : null
    const draft = await member.ask('draftReferral', { space, need, org, service })
    const answerBy = (given.has('answer-in') ? member.now() + given.span('answer-in', 0) : draft.answerBy) as Instant
    const sent = await member.run('sendReferral', {
      space,
      needs: [need],
      org,
      service,
      text: given.text('text'),
      answerBy,
      shareFileOnTakeUp: given.flag('share'),
    })
    return said({ ...sent, answerBy }, `Asked ${plain(draft.toName)}; answer by ${time(answerBy)}. Request ${short(sent.space)}.\n`)
  },
)

const inOrder = memberCommand(
  {
    name: 'case refer-in-order',
    group,
    summary: 'Ask several organisations one after the other: the next when the time of the one before has passed',
    args: [CASE, NEED],
    options: {
      to: { type: 'list', about: 'the organisations, in order; repeated or with commas', value: 'A,B', required: true },
      each: text('how long each has (otherwise 3d)', 'TIME'),
      'after-no': flag('also at once after a no'),
      text: text('what they should know; no names'),
      share: flag('share the file on take-up'),
    },
    examples: ['pergola case refer-in-order Heron 1 --to "Huis Noord,Open Roof,East Lakes" --each 2d --after-no'],
  },
  async (call) => {
    const { member, given } = call
    const space = await caseIn(call)
    const needs = [await pickNeed(member, space, given.text('need'))]
    const orgs = await Promise.all(given.list('to').map((name) => pickOrg(member, name)))
    if (orgs.length < 2) throw misuse('One after the other needs at least two.', 'For one use `pergola case refer`.')
    const how = { service: null, hours: Math.round(given.span('each', 3 * DAY_MS) / HOUR_MS), shareFileOnTakeUp: given.flag('share') }
    const to = orgs.map((org) => ({ org, ...how }))
    const sent = await member.run('sendInOrder', { space, needs, text: given.text('text'), afterNo: given.flag('after-no'), to })
    return said(sent, `Asked the first of ${orgs.length}; the others when it is their turn. Request ${short(sent.space)}.\n`)
  },
)

const referralList = memberCommand(
  {
    name: 'referral list',
    group,
    summary: 'Requests that came in and went out, with their clocks',
    args: [],
    options: { direction: oneOf('only these', ['in', 'out']) },
    examples: [],
  },
  async ({ member, given }) => {
    const wanted = (['in', 'out'] as const).filter((direction) => !given.has('direction') || given.text('direction') === direction)
    const rows = (await Promise.all(wanted.map((direction) => member.ask('referrals', { direction })))).flat()
    const lines = rows.map((row) => [
      short(row.space),
      row.direction,
      row.otherName,
      row.kind,
      row.urgency,
      row.state,
      row.state === 'waiting' || row.state === 'asked' ? clockLeft(row.answerBy, member.now()) : '',
      row.pseudonym,
    ])
    return said(rows, lines.length === 0 ? 'No requests.\n' : table(['ID', '', 'WITH', 'FOR', 'URGENCY', 'STATE', 'CLOCK', 'CASE'], lines))
  },
)

const referralShow = memberCommand(
  { name: 'referral show', group, summary: 'What is asked, and what was said', args: [REQUEST], options: {}, examples: [] },
  async ({ member, given }) => {
    const view = await member.ask('referral', { space: await pickReferral(member, given.text('request')) })
    const asked = view.referral.teasers.map(({ kind, from, to, region, headcount, languages, text: more }) =>
      facts([
        ['asked for', kind],
        ['from', from],
        ['to', to],
        ['region', region],
        ['people', String(headcount)],
        ['languages', languages.join(' ')],
        ['text', more],
      ]),
    )
    const head = facts([
      [view.direction === 'in' ? 'from' : 'to', view.otherName],
      ['state', view.state],
      ['service', view.serviceName],
      ['answer by', `${time(view.answerBy)}, ${clockLeft(view.answerBy, member.now())}`],
    ])
    const turns = table(
      ['AT', 'WHO', 'DID', 'SAID'],
      view.referral.turns.map((turn) => [
        time(turn.at),
        view.people[turn.by] ?? '',
        turn.act + (turn.reason ? ` (${turn.reason})` : ''),
        turn.text,
      ]),
    )
    return said(view, [head, ...asked, turns].join('\n'))
  },
)

export const asking: readonly Command[] = [match, refer, inOrder, referralList, referralShow, ...answering]
