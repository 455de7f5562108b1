/** How long cases and messages are kept, and destroying them: one proposes, another steward confirms. */
import { flag, must, said, text, type Command } from '../command/command.ts'
import { pick } from '../session/pick.ts'
import type { Member } from '../session/member.ts'
import { plain, table } from '../show/words.ts'
import { misuse } from '../voice.ts'
import { memberCommand } from './member.ts'
import { CASE, caseCommand } from './ofCase.ts'

const group = 'Life of a case'

type Proposal = Awaited<ReturnType<typeof proposalsOf>>[number]

const proposalsOf = async ({ ask }: Member) => (await ask('retention', {})).proposals

const WHAT = { all: 'the case', parts: 'names and sealed parts', alerts: 'messages to the intake' } as const
/** What a proposal about messages is called on the command line: it has no case. */
const MESSAGES = 'messages'

const named = ({ what, pseudonym, alerts }: Proposal): string => (what === 'alerts' ? `${MESSAGES} (${alerts})` : plain(pseudonym))

const show = memberCommand(
  {
    name: 'retention',
    group,
    summary: 'What is due to be destroyed, what was proposed, what was destroyed, and the rules',
    args: [],
    options: {},
    examples: ['pergola retention'],
  },
  async ({ member }) => {
    const view = await member.ask('retention', {})
    const { due, dueAlerts, proposals, held, records, rules } = view
    const rows = [
      ...due.map(({ pseudonym, what, since, rule }) => ['due', pseudonym, WHAT[what], since, rule]),
      ...dueAlerts.map(({ firstLine, since }) => ['due', firstLine, WHAT.alerts, since, 'alert']),
      ...proposals.map((one) => ['proposed', named(one), WHAT[one.what], `by ${one.byName}`, one.refusal ?? 'yours to confirm']),
      ...held.map(({ pseudonym, until }) => ['kept', pseudonym, '', `until ${until}`, '']),
      ...records.map(({ what, ended, proposedByName, confirmedByName }) => [
        ...['destroyed', '', WHAT[what], ended, `${proposedByName}, ${confirmedByName}`],
      ]),
    ]
    const listed = rows.length === 0 ? 'Nothing is due.\n' : table(['', 'NAME', 'WHAT', 'WHEN', 'WHY'], rows)
    const on = rules.map(({ id, months, on: isOn }) => [id, isOn ? `${months} months` : `off (suggested: ${months})`])
    return said(view, `${listed}\n${table(['RULE', 'AFTER'], on)}`)
  },
)

const setRule = memberCommand(
  {
    name: 'retention rule',
    group,
    summary: 'Turn a rule on with its months, or off; it shows what is due and destroys nothing',
    args: [{ name: 'rule', about: 'as `pergola retention` names it: safe, taken_over, outside_mandate, other, identity, alert' }],
    options: { months: text('months after closing, or after the last word of a message', 'N'), off: flag('turn it off') },
    examples: ['pergola retention rule safe --months 24', 'pergola retention rule alert --months 12'],
  },
  async ({ member, given }) => {
    const { rules } = await member.ask('retention', {})
    const rule = rules.find(({ id }) => id === given.text('rule'))
    if (!rule) throw misuse(`There is no rule "${given.text('rule')}".`, `There are ${rules.map(({ id }) => id).join(', ')}.`)
    const months = given.whole('months', rule.months)
    await member.run('setRetentionRule', { id: rule.id, months, on: !given.flag('off') })
    return said({ id: rule.id, months }, given.flag('off') ? 'It is off.\n' : `Due after ${months} months.\n`)
  },
)

const propose = caseCommand(
  {
    name: 'retention propose',
    group,
    summary: 'Propose that a closed case be destroyed; another steward confirms',
    options: { parts: flag('only names and sealed parts; the file stays') },
    examples: ['pergola retention propose Heron', 'pergola retention propose Heron --parts'],
  },
  async ({ member, given, space }) => {
    const what = given.flag('parts') ? 'parts' : 'all'
    const due = (await member.ask('retention', {})).due.find((one) => one.space === space && one.what === what)
    await member.run('proposeEnding', { space, what, rule: due?.rule ?? null })
    return said({ space, what }, 'Proposed. Another steward confirms it: pergola retention confirm\n')
  },
)

const proposeMessages = memberCommand(
  {
    name: 'retention messages',
    group,
    summary: 'Propose that all messages to the intake that are due be destroyed, words and files',
    args: [],
    options: {},
    examples: ['pergola retention messages'],
  },
  async ({ member }) => {
    const alerts = (await member.ask('retention', {})).dueAlerts.map(({ id }) => id)
    if (alerts.length === 0) return said({ alerts }, 'No message is due.\n')
    await member.run('proposeEndingAlerts', { alerts })
    return said({ alerts }, `Proposed: ${alerts.length}. Another steward confirms it: pergola retention confirm ${MESSAGES}\n`)
  },
)

/** The proposal that is meant, by the pseudonym of its case, or `messages`. */
const pickProposal = async (member: Member, typed: string): Promise<Proposal> => {
  const proposals = await proposalsOf(member)
  const choices = proposals.map(({ case: space, what, pseudonym }) => ({
    id: `${space}:${what}`,
    names: [what === 'alerts' ? MESSAGES : pseudonym],
  }))
  const id = pick('proposal', typed, choices, '`pergola retention`')
  return proposals.find(({ case: space, what }) => `${space}:${what}` === id) as Proposal
}

const PROPOSED = { name: CASE.name, about: `its pseudonym; "${MESSAGES}" for messages to the intake` }

const confirm = memberCommand(
  {
    name: 'retention confirm',
    group,
    summary: 'Destroy what somebody else proposed: keys and content, on every device and at the relay, for good',
    about: 'Interrupted, run it again: it goes on where it stopped.',
    args: [PROPOSED],
    options: { destroy: must('the pseudonym once more, so that nobody destroys by a slip', 'NAME') },
    examples: ['pergola retention confirm Heron --destroy Heron'],
  },
  async ({ member, given }) => {
    const typed = given.text('case')
    if (given.text('destroy') !== typed) throw misuse('The two names differ. Nothing was destroyed.', `Write --destroy "${typed}".`)
    const { case: space, what } = await pickProposal(member, typed)
    await member.run('confirmEnding', { space, what })
    return said({ space, what }, 'Destroyed. The keys are gone.\n')
  },
)

const decline = memberCommand(
  {
    name: 'retention decline',
    group,
    summary: 'Take a proposal back, or turn down somebody else’s; nothing is destroyed',
    args: [PROPOSED],
    options: {},
    examples: ['pergola retention decline Heron'],
  },
  async ({ member, given }) => {
    const { case: space, what } = await pickProposal(member, given.text('case'))
    await member.run('withdrawEnding', { space, what })
    return said({ space, what }, 'Taken back. Nothing was destroyed.\n')
  },
)

const keep = caseCommand(
  {
    name: 'retention keep',
    group,
    summary: 'Keep a closed case longer, with what it is needed for; or no longer',
    options: { until: text('when to look at it again', 'DAY'), why: text('what it is needed for'), lift: flag('keep it no longer') },
    examples: ['pergola retention keep Heron --until 2027-09-01 --why "Needed for proceedings."', 'pergola retention keep Heron --lift'],
  },
  async ({ member, given, space }) => {
    if (given.flag('lift')) return said(await member.run('liftHold', { space }), 'The rules hold for it again.\n')
    if (!given.has('until') || !given.has('why')) throw misuse('Say until when, and what it is needed for.', 'Give --until and --why.')
    const until = given.day('until', member.today())
    await member.run('holdCase', { space, reason: given.text('why'), until })
    return said({ until }, `Kept until ${until}.\n`)
  },
)

export const retentionCommands: readonly Command[] = [show, setRule, propose, proposeMessages, confirm, decline, keep]
