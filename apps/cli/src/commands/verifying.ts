/** Verification: evidence, the six tests, a decision by two, and asking others without the name. */
import type { Commands, VerificationView } from '@pergola/client'
import {
  APPEAL_KINDS,
  DECISION_FUNCTIONS,
  DEFENDER_DECISIONS,
  DEFENDER_TESTS,
  EVIDENCE_SIDES,
  OTHERS_AT_RISK,
  RELIABILITIES,
  TEST_FINDINGS,
  TESTS_OF_OURSELVES,
  VOUCH_ANSWERS,
} from '@pergola/core/vocabulary'
import { arg, flag, list, must, oneOf, said, text, type Command } from '../command/command.ts'
import { pick, pickOrg } from '../session/pick.ts'
import { facts, short, table, time } from '../show/words.ts'
import { Complaint } from '../voice.ts'
import { memberCommand } from './member.ts'
import { caseCommand } from './ofCase.ts'

const group = 'Verification'
const DAY_MS = 86_400_000

const standingText = ({ rounds, mine }: VerificationView): string => {
  const now = rounds.at(-1)
  const may = mine.functions.length > 0 ? `you may: ${mine.functions.join(', ')}` : (mine.why ?? '')
  return facts([
    ['round', String(rounds.length)],
    [
      'decision',
      now === undefined ? 'nobody has decided' : now.state === 'stands' ? `${now.decision}, since ${now.on}` : `waits (${now.state})`,
    ],
    ['you', may],
  ])
}

const show = caseCommand(
  {
    name: 'case verification',
    group,
    summary: 'Is this person a defender: tests, evidence, opinions, who was asked',
    examples: ['pergola case verification Heron'],
  },
  async ({ member, space }) => {
    const view = await member.ask('verification', { space })
    const { tests, evidence } = view.verification
    const opinions = view.rounds.flatMap((round) => round.opinions)
    const parts = [
      standingText(view),
      table(
        ['TEST', 'FINDING', 'REASON'],
        tests.map(({ test, finding, reason }) => [test, finding ?? '', reason]),
      ),
      table(
        ['ON', 'SIDE', 'RELIABILITY', 'EVIDENCE'],
        evidence.map((one) => [one.on, one.side, one.reliability, one.text]),
      ),
      table(
        ['BY', 'AS', 'DECIDES', 'REASONS'],
        opinions.map((one) => [view.people[one.person] ?? '', one.function, one.decision, one.reasons]),
      ),
      table(
        ['ASKED', 'STATE', 'UNTIL', ''],
        view.vouches.map(({ orgName, state, answerBy, answer }) => [orgName, state, time(answerBy), answer ?? '']),
      ),
    ]
    return said(view, parts.filter((part) => part !== '').join('\n'))
  },
)

const evidence = caseCommand(
  {
    name: 'case evidence',
    group,
    summary: 'Bring a piece of evidence',
    args: [{ ...arg('text', 'what was seen or read'), rest: true }],
    options: {
      test: list('which tests it is about', 'acts_for_rights,peaceful'),
      side: oneOf('what it says (otherwise for)', EVIDENCE_SIDES),
      source: must('who or what says so, without a name'),
      reliability: oneOf('how far that is to be relied on', RELIABILITIES, true),
    },
    examples: ['pergola case evidence Heron "Minutes of nine meetings." --test acts_for_rights --source Minutes --reliability high'],
  },
  async ({ member, given, space }) => {
    const saved = await member.run('saveEvidence', {
      space,
      evidence: {
        tests: DEFENDER_TESTS.filter((test) => given.list('test').includes(test)),
        side: given.one('side', EVIDENCE_SIDES, 'for'),
        text: given.text('text'),
        source: given.text('source'),
        reliability: given.one('reliability', RELIABILITIES, 'unsure'),
        on: member.today(),
        file: null,
      },
    })
    return said(saved, 'Brought.\n')
  },
)

const test = caseCommand(
  {
    name: 'case test',
    group,
    summary: 'What was found for one of the six tests',
    options: { test: oneOf('which', DEFENDER_TESTS, true), finding: oneOf('found', TEST_FINDINGS, true), reason: must('why') },
    examples: ['pergola case test Heron --test peaceful --finding met --reason "Meetings, letters, one petition."'],
  },
  async ({ member, given, space }) => {
    const found = { test: given.one('test', DEFENDER_TESTS, 'peaceful'), finding: given.one('finding', TEST_FINDINGS, 'unclear') }
    return said(await member.run('findTest', { space, ...found, reason: given.text('reason') }), 'Written down.\n')
  },
)

const decide = caseCommand(
  {
    name: 'case decide',
    group,
    summary: 'Your opinion; two people in two functions make a decision',
    about:
      'Whoever refuses (not_defender) names a failed test and says with --kept-to-rules that nothing else was looked at: no title, no membership, not whether they are right.',
    options: {
      as: oneOf('your function', DECISION_FUNCTIONS, true),
      decision: oneOf('what you decide', DEFENDER_DECISIONS, true),
      reasons: must('why'),
      failed: list('tests that were failed', 'peaceful'),
      other: oneOf('for at_risk_other: who they are', OTHERS_AT_RISK),
      'kept-to-rules': flag('nobody is refused for title, membership, or being wrong'),
    },
    examples: ['pergola case decide Heron --as reviews --decision defender --reasons "Read the minutes; we come to the same."'],
  },
  async ({ member, given, space }) => {
    type Opinion = Commands['giveOpinion']['args']['opinion']
    const opinion: Opinion = {
      function: given.one('as', DECISION_FUNCTIONS, 'examines'),
      decision: given.one('decision', DEFENDER_DECISIONS, 'defender'),
      failed: DEFENDER_TESTS.filter((one) => given.list('failed').includes(one)),
      other: given.has('other') ? given.one('other', OTHERS_AT_RISK, 'other') : null,
      keptTo: given.flag('kept-to-rules') ? [...TESTS_OF_OURSELVES] : [],
      reasons: given.text('reasons'),
    }
    await member.run('giveOpinion', { space, opinion })
    const view = await member.ask('verification', { space })
    return said(view.rounds.at(-1), standingText(view))
  },
)

const appeal = caseCommand(
  {
    name: 'case appeal',
    group,
    summary: 'Open the next round against a decision that stands',
    options: { kind: oneOf('why (otherwise appeal: others decide)', APPEAL_KINDS), reasons: must('the reasons') },
  },
  async ({ member, given, space }) => {
    const kind = given.one('kind', APPEAL_KINDS, 'appeal')
    return said(await member.run('appealDecision', { space, kind, reasons: given.text('reasons') }), 'The next round is open.\n')
  },
)

const vouch = caseCommand(
  {
    name: 'case vouch',
    group,
    summary: 'Ask an organisation whether it knows the work, without the name',
    options: {
      ask: must('the organisation', 'ORGANISATION'),
      text: must('what they are told beside kinds of work, rights and region; no names'),
      'with-country': flag('say the country'),
      'with-name': flag('say the name; needs consent for this organisation'),
      'answer-in': text('by when (otherwise 7d)', 'TIME'),
    },
    examples: ['pergola case vouch Heron --ask "East Lakes" --text "Speaks at meetings on land." --answer-in 3d'],
  },
  async ({ member, given, space }) => {
    const org = await pickOrg(member, given.text('ask'))
    const how = { text: given.text('text'), withName: given.flag('with-name'), withCountry: given.flag('with-country') }
    const answerBy = member.now() + given.span('answer-in', 7 * DAY_MS)
    const asked = await member.run('askVouch', { space, org, ...how, answerBy })
    return said({ ...asked, answerBy }, `Asked; answer by ${time(answerBy)}.\n`)
  },
)

const answer = memberCommand(
  {
    name: 'vouch',
    group,
    summary: 'Answer whether you know somebody’s work; without an answer, say who asks what',
    args: [{ ...arg('request', 'the organisation that asks, or the id of its question'), optional: true }],
    options: { answer: oneOf('what you say', VOUCH_ANSWERS), text: text('in your words') },
    examples: ['pergola vouch', 'pergola vouch Ceiba --answer knows_of --text "We met them once."'],
  },
  async ({ member, given }) => {
    const waiting = (await member.ask('today', {})).items.filter((item) => item.kind === 'vouch_in')
    const views = await Promise.all(waiting.map(({ space }) => member.ask('vouchRequest', { space })))
    if (!given.has('answer')) {
      const rows = views.map(({ space, otherName, about, answerBy }) => [
        short(space),
        otherName,
        time(answerBy),
        [about.place, ...about.rightsFields, ...about.activities, about.text].filter((part) => part !== '').join(', '),
      ])
      return said(views, rows.length === 0 ? 'Nobody asks you now.\n' : table(['ID', 'FROM', 'UNTIL', 'WHAT THEY DO'], rows))
    }
    if (!given.has('request')) throw new Complaint('Which question?', 'See `pergola vouch`.')
    const choices = views.map(({ space, otherName }) => ({ id: space, names: [otherName] }))
    const space = pick('question', given.text('request'), choices, '`pergola vouch`') as (typeof views)[number]['space']
    const spoken = { answer: given.one('answer', VOUCH_ANSWERS, 'will_not_say'), text: given.text('text') }
    return said(await member.run('answerVouch', { space, ...spoken }), 'Answered.\n')
  },
)

export const verifying: readonly Command[] = [show, evidence, test, decide, appeal, vouch, answer]
