/** If an organisation is raided: whom it trusts, the call, going along, stopping everyone else. For stewards. */
import { flag, list, must, said, text, type Command } from '../command/command.ts'
import type { NamedOrg } from '@pergola/client'
import { pick, pickOrg } from '../session/pick.ts'
import { handOverKit, withSecretsPlace } from '../session/secrets.ts'
import { plain, table, time } from '../show/words.ts'
import { misuse } from '../voice.ts'
import { memberCommand, type MemberCall } from './member.ts'

const group = 'Network'

const show = memberCommand(
  {
    name: 'succession',
    group,
    summary: 'Whom your organisation trusts if it is raided, who trusts you, and calls',
    args: [],
    options: {},
    examples: ['pergola succession'],
  },
  async ({ member }) => {
    const view = await member.ask('succession', {})
    const trust =
      view.provided === null ? 'Nobody is named.\n' : `Trusted: ${view.provided.trustees.map(({ name }) => plain(name)).join(', ')}\n`
    const trustedBy = view.trustedBy.length === 0 ? '' : `Trusts you: ${view.trustedBy.map(({ name }) => plain(name)).join(', ')}\n`
    const calls = table(
      ['ABOUT', 'CALLED BY', 'AT', 'WENT ALONG', 'WHY'],
      view.calls.map(({ whose, by, at, agreed, why }) => [whose.name, by.name, time(at), agreed.map(({ name }) => name).join(', '), why]),
    )
    return said(view, [trust, trustedBy, calls].filter((part) => part !== '').join('\n'))
  },
)

const trust = memberCommand(
  {
    name: 'succession trust',
    group,
    summary: 'Name two to five organisations; any two of them can together stop yours and go on',
    args: [],
    options: { organisations: list('their names', 'A,B'), nobody: flag('end the trust') },
    examples: ['pergola succession trust --organisations "East Lakes,Open Roof"'],
  },
  async ({ member, given }) => {
    const names = given.list('organisations')
    if ((names.length === 0) === !given.flag('nobody')) throw misuse('Say whom.', 'Give either --organisations or --nobody.')
    if (given.flag('nobody')) return said(await member.run('endTrust', {}), 'Nobody is named any more.\n')
    const orgs = await Promise.all(names.map((name) => pickOrg(member, name)))
    return said(await member.run('nameTrustees', { orgs }), 'They are told. What they hold opens nothing by itself.\n')
  },
)

/** Names which organisation it is about. */
const about = async ({ member, given }: MemberCall, rows: 'trustedBy' | 'calls') => {
  const view = await member.ask('succession', {})
  const orgs: readonly { readonly named: NamedOrg; readonly space: (typeof view.trustedBy)[number]['space'] }[] =
    rows === 'calls'
      ? view.calls.map(({ whose, space }) => ({ named: whose, space }))
      : view.trustedBy.map((one) => ({ named: one, space: one.space }))
  const choices = orgs.map(({ named, space }) => ({ id: space, names: [named.name] }))
  return pick('organisation', given.text('organisation'), choices, '`pergola succession`') as (typeof orgs)[number]['space']
}

const ABOUT = { name: 'organisation', about: 'the one that can no longer act for itself' }

const call = memberCommand(
  {
    name: 'succession call',
    group,
    summary: 'Say that an organisation that trusts you can no longer act for itself',
    about: 'Only the other trusted organisations are asked. The organisation itself, and whoever holds its devices, is not told.',
    args: [ABOUT],
    options: { why: must('what happened, and how you know') },
    examples: ['pergola succession call Riverbank --why "All four arrested this morning; their lawyer called us."'],
  },
  async (one) => {
    const space = await about(one, 'trustedBy')
    return said(
      await one.member.run('callSuccession', { space, why: one.given.text('why') }),
      'The other trusted organisations are asked.\n',
    )
  },
)

const agree = memberCommand(
  {
    name: 'succession agree',
    group,
    summary: 'Go along with a call and take over; shows an account and 24 words once',
    about: 'On the record before anything opens. Then `pergola recover ACCOUNT` in a new profile, and `pergola succession stop` there.',
    args: [ABOUT],
    options: { 'secrets-file': text('write the account and its words here instead (mode 0600)', 'FILE') },
    examples: ['pergola succession agree Riverbank --secrets-file kit.txt'],
  },
  async (one) => {
    const space = await about(one, 'calls')
    const account = await withSecretsPlace(one.given, async (place) => {
      const kit = await one.member.run('agreeSuccession', { space })
      handOverKit(kit, place, one.terminal)
      return kit.account
    })
    return said({ account }, `Next: pergola recover ${account} --profile NEW, then pergola succession stop.\n`)
  },
)

const stop = memberCommand(
  {
    name: 'succession stop',
    group,
    summary: 'In the profile that came in with those words: everybody else is out at once, with new keys',
    args: [],
    options: { name: must('your name there'), why: must('what the network is told') },
    examples: ['pergola succession stop --name "Immaculée, for the trusted" --why "Raided on Monday"'],
  },
  async ({ member, given }) =>
    said(
      await member.run('stopOthers', { name: given.text('name'), why: given.text('why') }),
      'Everybody else is out. Go on with the cases.\n',
    ),
)

export const successionCommands: readonly Command[] = [show, trust, call, agree, stop]
