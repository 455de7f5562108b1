/** Turns in a request: taking it up in whole or in part, asking, suggesting another, declining, and what came of it. */
import { DECLINE_REASONS, HELPED } from '@pergola/core/vocabulary'
import { arg, must, oneOf, said, text, type Argument, type Command } from '../command/command.ts'
import { pickOrg, pickReferral } from '../session/pick.ts'
import { memberCommand } from './member.ts'

const group = 'Casework'
export const REQUEST: Argument = arg('request', 'its id, or the case it is about')

type Turn = 'askReferral' | 'answerReferral' | 'withdrawReferral'

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

const takeUp = memberCommand(
  {
    name: 'referral take-up',
    group,
    summary: 'Say yes to a request, to all of it or to a part',
    about: 'With --from, --to or --share only that part is taken up; those who asked see what stays open.',
    args: [REQUEST],
    options: {
      text: text('what you say to them'),
      from: text('first day that you take', 'DAY'),
      to: text('last day that you take', 'DAY'),
      share: text('how much of it, in percent', 'N'),
      need: text('which of several in the request (otherwise the first)', 'N'),
    },
    examples: ['pergola referral take-up 1a2b3c4d', 'pergola referral take-up 1a2b3c4d --to +30 --share 50 --text "Half, for a month."'],
  },
  async ({ member, given }) => {
    const space = await pickReferral(member, given.text('request'))
    const words = given.text('text')
    if (!['from', 'to', 'share'].some((name) => given.has(name))) {
      await member.run('takeUp', { space, text: words })
      return said({ space }, 'Taken up. The file arrives when they share it.\n')
    }
    const { referral } = await member.ask('referral', { space })
    const at = given.whole('need', 1) - 1
    const asked = referral.teasers[at] ?? referral.teasers[0]!
    const days = { from: given.day('from', member.today(), asked.from), to: given.day('to', member.today(), asked.to) }
    await member.run('takeUpPart', { space, parts: [{ teaser: at, ...days, share: given.whole('share', 100) }], text: words })
    return said({ space, ...days }, `Taken up in part, from ${days.from} to ${days.to}.\n`)
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

const suggest = memberCommand(
  {
    name: 'referral suggest',
    group,
    summary: 'Not you, but perhaps these: ends the request with you; nothing goes to the one you name',
    args: [REQUEST],
    options: { to: must('the organisation', 'ORGANISATION'), text: text('what you say to them') },
    examples: ['pergola referral suggest 1a2b3c4d --to Lantern --text "They paid for such a surgery last year."'],
  },
  async ({ member, given }) => {
    const space = await pickReferral(member, given.text('request'))
    const org = await pickOrg(member, given.text('to'))
    await member.run('suggestOther', { space, org, service: null, text: given.text('text') })
    return said({ space, org }, 'Suggested. Those who asked decide whether to ask them.\n')
  },
)

const feedback = memberCommand(
  {
    name: 'referral feedback',
    group,
    summary: 'Tell those who asked you what came of it',
    args: [REQUEST],
    options: { helped: oneOf('did it help', HELPED, true), text: text('in your words') },
    examples: ['pergola referral feedback 1a2b3c4d --helped partly --text "The bail was paid; the charge stands."'],
  },
  async ({ member, given }) => {
    const space = await pickReferral(member, given.text('request'))
    const helped = given.one('helped', HELPED, 'partly')
    await member.run('giveFeedback', { space, helped, on: member.today(), text: given.text('text') })
    return said({ space, helped }, 'Told.\n')
  },
)

export const answering: readonly Command[] = [
  takeUp,
  turn('ask', 'askReferral', 'Ask something back', 'Asked.', true),
  turn('answer', 'answerReferral', 'Answer a question about your request', 'Answered.', true),
  suggest,
  decline,
  turn('withdraw', 'withdrawReferral', 'Take back your request', 'Withdrawn.', false),
  feedback,
]
