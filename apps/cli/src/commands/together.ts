/** Between organisations: matching, requests, commitments, sharing; and alerts from people without an account. */
import { COMMITMENT_STATES, DECLINE_REASONS, URGENCIES } from '@pergola/core/vocabulary'
import type { Instant } from '@pergola/core/casework'
import { arg, flag, must, oneOf, said, text, type Argument, type Command } from '../command/command.ts'
import { pick, pickAlert, pickCase, pickNeed, pickOrg, pickReferral } from '../session/pick.ts'
import { clockLeft, days, facts, plain, short, table, time } from '../show/words.ts'
import { Complaint } from '../voice.ts'
import { memberCommand, type MemberCall } from './member.ts'

const group = 'Casework'
const CASE: Argument = arg('case', 'its pseudonym or id')
const NEED: Argument = arg('need', 'its number in `case show`, its kind, or its id')
const TO = must('the organisation', 'ORGANISATION')

const caseIn = ({ member, given }: MemberCall) => pickCase(member, given.text('case'))

/* ---- matching and asking ---- */

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
    const wanted = found.filter(({ possible }) => possible || call.given.flag('all')).slice(0, call.given.whole('most', 15))
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
      to: TO,
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
    const services = given.has('service') ? await member.ask('directory', {}) : []
    const choices = services.filter((row) => row.service.org === org).map((row) => ({ id: row.service.id, names: [row.service.name] }))
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

const REQUEST: Argument = arg('request', 'its id, or the case it is about')

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

type Turn = 'takeUp' | 'askReferral' | 'answerReferral' | 'withdrawReferral'

const turn = (name: string, act: Turn, summary: string, done: string, needsText: boolean): Command =>
  memberCommand(
    {
      name: `referral ${name}`,
      group,
      summary,
      args: [REQUEST],
      options: { text: needsText ? must('what you say to them') : text('what you say to them') },
      examples: [],
    },
    async ({ member, given }) => {
      const space = await pickReferral(member, given.text('request'))
      await member.run(act, { space, text: given.text('text') })
      return said({ space }, `${done}\n`)
    },
  )

const decline = memberCommand(
  {
    name: 'referral decline',
    group,
    summary: 'Say no, with a reason',
    args: [REQUEST],
    options: { reason: oneOf('why', DECLINE_REASONS, true), text: text('what you say to them') },
    examples: ['pergola referral decline 1a2b3c4d --reason no_capacity'],
  },
  async ({ member, given }) => {
    const space = await pickReferral(member, given.text('request'))
    await member.run('declineReferral', { space, reason: given.one('reason', DECLINE_REASONS, 'other'), text: given.text('text') })
    return said({ space }, 'Declined.\n')
  },
)

/* ---- covering and sharing ---- */

const commit = memberCommand(
  {
    name: 'case commit',
    group,
    summary: 'Commit your organisation to cover a need from day to day',
    args: [CASE, NEED],
    options: {
      from: text('first day (otherwise today)', 'DAY'),
      to: must('last day', 'DAY'),
      state: oneOf('how firm it is', COMMITMENT_STATES),
      'stop-gap': flag('only until somebody else takes over'),
      id: text('change this commitment of yours', 'ID'),
      note: text('what matters about it'),
    },
    examples: ['pergola case commit Heron 1 --from today --to +30', 'pergola case commit Heron 1 --to +7 --stop-gap'],
  },
  async (call) => {
    const { member, given } = call
    const space = await caseIn(call)
    const need = await pickNeed(member, space, given.text('need'))
    const dates = { from: given.day('from', member.today(), member.today()), to: given.day('to', member.today()) }
    const { file } = await member.ask('case', { space })
    const id = given.has('id')
      ? {
          id: pick(
            'commitment',
            given.text('id'),
            file.commitments.map((one) => ({ id: one.id, names: [] })),
            '`pergola case show --json`',
          ),
        }
      : {}
    const made = await member.run('commit', {
      space,
      need,
      ...dates,
      ...id,
      state: given.one('state', COMMITMENT_STATES, 'confirmed'),
      stopGap: given.flag('stop-gap'),
      note: given.text('note'),
    })
    const gap = (await member.ask('case', { space })).chart.rows.find((row) => row.need.id === need)?.gapDays ?? 0
    return said(
      { ...made, gapDays: gap },
      `Committed from ${dates.from} to ${dates.to}. ${gap === 0 ? 'The need is covered to its end.' : `Nobody covers it for ${days(gap)}.`}\n`,
    )
  },
)

const agree = memberCommand(
  { name: 'case agree', group, summary: 'Agree to the hand-overs of a need that are yours', args: [CASE, NEED], options: {}, examples: [] },
  async (call) => {
    const space = await caseIn(call)
    const need = await pickNeed(call.member, space, call.given.text('need'))
    const row = (await call.member.ask('case', { space })).chart.rows.find((one) => one.need.id === need)
    const mine = new Set(row?.commitments.filter((one) => one.mine).map(({ id }) => id))
    const open = (row?.handovers ?? []).filter(
      ({ before, after, agreedBefore, agreedAfter }) => (mine.has(before) && !agreedBefore) || (mine.has(after) && !agreedAfter),
    )
    for (const { before, after } of open) await call.member.run('agreeHandover', { space, before, after })
    return said({ agreed: open.length }, open.length === 0 ? 'No hand-over waits for you.\n' : `Agreed to ${open.length}.\n`)
  },
)

const share = memberCommand(
  {
    name: 'case share',
    group,
    summary: 'Share the file, or the identity part, with an organisation that consent names',
    args: [CASE],
    options: { to: TO, part: oneOf('which part', ['file', 'identity']) },
    examples: ['pergola case share Heron --to "Huis Noord" --part identity'],
  },
  async (call) => {
    const part = call.given.one('part', ['file', 'identity'] as const, 'file')
    await call.member.run('shareCase', { space: await caseIn(call), org: await pickOrg(call.member, call.given.text('to')), part })
    return said({ part }, 'Shared.\n')
  },
)

const revoke = memberCommand(
  {
    name: 'case revoke',
    group,
    summary: 'Take a case back from an organisation: they read nothing that is written from now on',
    args: [CASE],
    options: { from: must('the organisation', 'ORGANISATION') },
    examples: ['pergola case revoke Heron --from "Huis Noord"'],
  },
  async (call) => {
    await call.member.run('revokeCase', { space: await caseIn(call), org: await pickOrg(call.member, call.given.text('from')) })
    return said({}, 'Taken back, with new keys.\n')
  },
)

/* ---- files ---- */

const attach = memberCommand(
  {
    name: 'case attach',
    group,
    summary: 'Seal a file into a case',
    args: [CASE, arg('file', 'the file')],
    options: { type: text('its media type', 'TYPE') },
    examples: ['pergola case attach Heron report.pdf --type application/pdf'],
  },
  async (call) => {
    const path = call.given.text('file')
    const content = call.terminal.readBytes(path)
    const added = await call.member.run('attachFile', {
      space: await caseIn(call),
      name: path.split(/[\\/]/u).at(-1) ?? 'file',
      type: call.given.text('type') || 'application/octet-stream',
      content,
    })
    return said(added, 'Sealed and added.\n')
  },
)

const save = (
  command: 'case file' | 'alert file',
  what: Argument,
  find: (
    call: MemberCall,
  ) => Promise<{
    readonly where: { space: Awaited<ReturnType<typeof pickCase>> } | { alert: string }
    readonly files: readonly { id: string; name: string }[]
  }>,
): Command =>
  memberCommand(
    {
      name: command,
      group,
      summary: `Open a sealed file of ${what.name === 'case' ? 'a case' : 'an alert'} and save it, in clear`,
      args: [what, arg('file', 'its name or id')],
      options: { out: must('where to save it; must not be there yet', 'FILE') },
      examples: [],
    },
    async (call) => {
      const { where, files } = await find(call)
      const id = pick(
        'file',
        call.given.text('file'),
        files.map((file) => ({ id: file.id, names: [file.name] })),
        `\`pergola ${what.name} show\``,
      )
      const { name, type, content } = await call.member.run('openFile', { where, id })
      call.terminal.writeNew(call.given.text('out'), content)
      return said({ name, type, bytes: content.length }, `Saved ${content.length} bytes, in clear. Remove it when you are done.\n`)
    },
  )

const caseFile = save('case file', CASE, async (call) => {
  const space = await caseIn(call)
  return { where: { space }, files: (await call.member.ask('case', { space })).file.files }
})

/* ---- alerts ---- */

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

/* ---- looking around ---- */

const search = memberCommand(
  {
    name: 'search',
    group,
    summary: 'Find words in everything you may read',
    args: [{ ...arg('text', 'what to look for'), rest: true }],
    options: {},
    examples: [],
  },
  async ({ member, given }) => {
    const hits = await member.ask('search', { text: given.text('text') })
    return said(
      hits,
      hits.length === 0
        ? 'Nothing found.\n'
        : table(
            ['KIND', 'TITLE', ''],
            hits.map(({ kind, title, snippet }) => [kind, title, snippet]),
          ),
    )
  },
)

const relay = memberCommand(
  {
    name: 'relay',
    group,
    summary: 'What breaks soon, over all cases',
    args: [],
    options: { days: text('how far to look (otherwise 30)', 'N') },
    examples: ['pergola relay --days 14'],
  },
  async ({ member, given }) => {
    const view = await member.ask('relay', { horizonDays: given.whole('days', 30) })
    const breaks = table(
      ['FROM', 'FOR', 'CASE', 'IN', 'NEED'],
      view.breaks.map((one) => [one.from, days(one.days), one.pseudonym, one.country, one.needKind]),
    )
    return said(view, `${Math.round(view.coveredShare * 100)} % of the wanted days are covered.\n${breaks === '' ? '' : `\n${breaks}`}`)
  },
)

const sync = memberCommand(
  {
    name: 'sync',
    group,
    summary: 'Send and fetch, and do what waits: take in alerts, share after take-up',
    args: [],
    options: {},
    examples: [],
  },
  async ({ member }) => {
    const view = await member.ask('sync', {})
    if (view.connection !== 'online') throw new Complaint('The relay cannot be reached.', `${view.unsent} changes are kept here.`)
    return said(view, 'In step with the relay.\n')
  },
)

export const together: readonly Command[] = [
  match,
  refer,
  referralList,
  referralShow,
  turn('take-up', 'takeUp', 'Say yes to a request', 'Taken up. The file arrives when they share it.', false),
  turn('ask', 'askReferral', 'Ask something back', 'Asked.', true),
  turn('answer', 'answerReferral', 'Answer a question about your request', 'Answered.', true),
  decline,
  turn('withdraw', 'withdrawReferral', 'Take back your request', 'Withdrawn.', false),
  commit,
  agree,
  share,
  revoke,
  attach,
  caseFile,
  alertList,
  alertShow,
  reply,
  declineAlert,
  toCase,
  alertFile,
  search,
  relay,
  sync,
]
