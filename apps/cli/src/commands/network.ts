/** The roster, invitations, trust, and the directory. */
import { ROLES } from '@pergola/protocol'
import { arg, list, must, oneOf, said, text, type Command } from '../command/command.ts'
import { memberCommand } from './member.ts'
import type { InvitationRow } from '@pergola/client'
import { eventually } from '../session/eventually.ts'
import type { Member } from '../session/member.ts'
import { pick, pickMember, pickOrg } from '../session/pick.ts'
import { facts, plain, short, table, time } from '../show/words.ts'
import { misuse } from '../voice.ts'

const group = 'Network'

const show = memberCommand(
  {
    name: 'network',
    group,
    summary: 'Organisations, members, invitations, intake',
    args: [],
    options: {},
    examples: ['pergola network --json'],
  },
  async ({ member }) => {
    const network = await member.ask('network', {})
    const orgs = network.organisations.map(({ profile, verified, own }) => [
      short(profile.org),
      profile.shortName,
      profile.kind,
      own ? 'yours' : verified ? 'verified' : 'not verified',
      profile.name,
    ])
    const members = network.members.map(({ name, role, devices, self }) => [
      name + (self ? ' (you)' : ''),
      role,
      `${devices.length} device${devices.length === 1 ? '' : 's'}`,
    ])
    const invitations = network.invitations.map(({ id, kind, state, expires, label }) => [short(id), kind, state, time(expires), label])
    const parts = [
      `${plain(network.name)}\n`,
      table(['ID', 'SHORT', 'KIND', 'WORDS', 'ORGANISATION'], orgs),
      table(['MEMBER', 'ROLE', 'DEVICES'], members),
      table(['ID', 'INVITES', 'STATE', 'UNTIL', 'FOR'], invitations),
      network.intake ? `intake ${network.intake.open ? 'open' : 'closed'}: ${network.intake.link}\n` : '',
    ]
    return said(network, parts.filter((part) => part !== '').join('\n'))
  },
)

const invite = memberCommand(
  {
    name: 'network invite',
    group,
    summary: 'Invite a person into your organisation, or an organisation into the network',
    about:
      'Prints a link that works once. Give it over a way that you trust: whoever has it can answer it, and you let them in afterwards.',
    args: [],
    options: {
      person: text('who it is for', 'NAME'),
      organisation: text('which organisation it is for', 'NAME'),
      role: oneOf('role of the person', ROLES),
      days: text('how long the link works (1 to 30, otherwise 7)', 'N'),
    },
    examples: ['pergola network invite --organisation "Huis Noord"', 'pergola network invite --person Otieno --role editor --days 3'],
  },
  async ({ member, given }) => {
    const [person, organisation, days] = [given.text('person'), given.text('organisation'), given.whole('days', 7)]
    if ((person === '') === (organisation === '')) throw misuse('Say whom to invite.', 'Give either --person NAME or --organisation NAME.')
    const made =
      person === ''
        ? await member.run('inviteOrganisation', { label: organisation, days })
        : await member.run('invitePerson', { label: person, role: given.one('role', ROLES, 'contributor'), days })
    return said(made, `${made.link}\n`)
  },
)

/** Answers are fetched after the member is in: one that was named may take a moment to come. */
const ANSWERS_MS = 10_000

const answered = async (member: Member, named: string | null): Promise<readonly InvitationRow[]> => {
  const look = async (): Promise<readonly InvitationRow[]> =>
    (await member.ask('network', {})).invitations.filter(({ state }) => state === 'answered')
  const isNamed = ({ id, label, answer }: InvitationRow): boolean =>
    named === null || id.startsWith(named) || label === named || answer?.name === named
  const end = member.now() + ANSWERS_MS
  return eventually('an answer', async () => {
    const rows = await look()
    return rows.some(isNamed) || named === null || member.now() > end ? rows : null
  })
}

const admit = memberCommand(
  {
    name: 'network admit',
    group,
    summary: 'Let in who answered an invitation',
    about: 'Compare the safety words by telephone or in person first; without INVITATION it lists who waits and their words.',
    args: [{ ...arg('invitation', 'its id, or whom it was for'), optional: true }],
    options: {},
    examples: ['pergola network admit', 'pergola network admit "Huis Noord"'],
  },
  async ({ member, given }) => {
    const waiting = await answered(member, given.has('invitation') ? given.text('invitation') : null)
    if (!given.has('invitation')) {
      const rows = waiting.map(({ id, answer, label }) => [short(id), label, answer?.name ?? '', answer?.safetyWords.join(' ') ?? ''])
      return said(waiting, rows.length === 0 ? 'Nobody waits to be let in.\n' : table(['ID', 'INVITED', 'SAYS', 'SAFETY WORDS'], rows))
    }
    const id = pick(
      'answered invitation',
      given.text('invitation'),
      waiting.map((one) => ({ id: one.id, names: [one.label, one.answer?.name ?? ''] })),
      '`pergola network admit`',
    )
    await member.run('admit', { id })
    return said({ admitted: id }, 'Let in.\n')
  },
)

const cancel = memberCommand(
  {
    name: 'network cancel',
    group,
    summary: 'Take back an invitation',
    args: [arg('invitation', 'its id, or whom it was for')],
    options: {},
    examples: [],
  },
  async ({ member, given }) => {
    const { invitations } = await member.ask('network', {})
    const id = pick(
      'invitation',
      given.text('invitation'),
      invitations.map((one) => ({ id: one.id, names: [one.label] })),
      '`pergola network`',
    )
    return said(await member.run('cancelInvitation', { id }), 'Taken back.\n')
  },
)

const words = memberCommand(
  {
    name: 'network words',
    group,
    summary: 'Safety words shared with another organisation',
    about: 'Both sides see the same six words when nobody stands between them. Compare them by voice, then add --verified.',
    args: [arg('organisation', 'its short name, name or id')],
    options: { verified: { type: 'flag', about: 'you compared them and they are the same' } },
    examples: ['pergola network words "Huis Noord"', 'pergola network words "Huis Noord" --verified'],
  },
  async ({ member, given }) => {
    const org = await pickOrg(member, given.text('organisation'))
    if (given.flag('verified')) await member.run('markVerified', { org })
    const { organisations } = await member.ask('network', {})
    const row = organisations.find(({ profile }) => profile.org === org)!
    return said(
      row,
      `${row.safetyWords.join(' ')}\n${row.verified ? `compared by ${plain(row.verified.by)}, ${time(row.verified.at)}\n` : ''}`,
    )
  },
)

const role = memberCommand(
  {
    name: 'network role',
    group,
    summary: 'Give a member of your organisation another role',
    args: [arg('member', 'their name')],
    options: { role: oneOf('the new role', ROLES, true) },
    examples: ['pergola network role Otieno --role steward'],
  },
  async ({ member, given }) => {
    const person = await pickMember(member, given.text('member'))
    return said(await member.run('setRole', { person, role: given.one('role', ROLES, 'reader') }), 'Changed.\n')
  },
)

const remove = memberCommand(
  {
    name: 'network remove',
    group,
    summary: 'Take a member out of your organisation, with new keys everywhere',
    args: [arg('member', 'their name')],
    options: {},
    examples: [],
  },
  async ({ member, given }) =>
    said(
      await member.run('removePerson', { person: await pickMember(member, given.text('member')) }),
      'Out. Nothing written from now on opens with what they had.\n',
    ),
)

const intake = memberCommand(
  {
    name: 'intake open',
    group,
    summary: 'Open the intake page of your organisation, with a new key',
    args: [],
    options: { intro: must('who reads what is written there'), languages: list('languages you answer in', 'en,sw') },
    examples: ['pergola intake open --intro "Four of us read this, mostly within a day." --languages en,sw'],
  },
  async ({ member, given }) => {
    const opened = await member.run('openIntake', { intro: given.text('intro'), languages: given.list('languages') })
    return said(opened, `${opened.link}\n`)
  },
)

const closeIntake = memberCommand(
  { name: 'intake close', group, summary: 'Close the intake page', args: [], options: {}, examples: [] },
  async ({ member }) => said(await member.run('closeIntake', {}), 'Closed. What was written before can still be answered.\n'),
)

/** More than a list on a terminal is read. */
const MOST_SERVICES = 20_000

const directory = memberCommand(
  {
    name: 'directory',
    group,
    summary: 'Services that organisations offer',
    args: [{ ...arg('text', 'words to look for'), optional: true, rest: true }],
    options: {
      kind: text('kind of support, e.g. relocation.regional', 'KIND'),
      region: text('country or region code', 'CODE'),
      free: { type: 'flag', about: 'only with free places that somebody confirmed lately' },
    },
    examples: ['pergola directory --kind medical --region KE'],
  },
  async ({ member, given }) => {
    const filter = {
      text: given.text('text'),
      ...(given.has('kind') && { kinds: [given.text('kind')] }),
      ...(given.has('region') && { regions: [given.text('region')] }),
      free: given.flag('free'),
    }
    const { rows } = await member.ask('directory', { filter, from: 0, count: MOST_SERVICES })
    const lines = rows.map(({ service, providerName, stale, freeNow }) => [
      short(service.id),
      providerName,
      (service.reach.kinds ?? []).join(' '),
      freeNow === null ? '' : String(freeNow),
      service.checkedOn ?? '',
      `${service.name}${stale ? ' (old facts)' : ''}`,
    ])
    return said(
      rows,
      rows.length === 0 ? 'Nothing in the directory fits.\n' : table(['ID', 'BY', 'KINDS', 'FREE', 'CHECKED', 'SERVICE'], lines),
    )
  },
)

const service = memberCommand(
  {
    name: 'directory show',
    group,
    summary: 'One service, with every fact, its source and its age',
    args: [{ ...arg('service', 'its name or id'), rest: true }],
    options: {},
    examples: [],
  },
  async ({ member, given }) => {
    const { rows } = await member.ask('directory', { filter: {}, from: 0, count: MOST_SERVICES })
    const id = pick(
      'service',
      given.text('service'),
      rows.map((row) => ({ id: row.service.id, names: [row.service.name] })),
      '`pergola directory`',
    )
    const found = await member.ask('service', { id })
    const head = facts([
      ['service', found.service.name],
      ['by', found.providerName],
      ['about', found.service.about],
    ])
    return said(
      found,
      `${head}\n${table(
        ['FACT', 'CHECKED', 'SOURCE', 'VALUE'],
        found.facts.map(({ code, value, source, checkedOn }) => [code, checkedOn ?? '', source, value]),
      )}`,
    )
  },
)

export const network: readonly Command[] = [show, invite, admit, cancel, words, role, remove, intake, closeIntake, directory, service]
