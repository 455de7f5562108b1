/** Getting in and out: found, join, sign in, recover, and what this machine keeps. */
import { isOnTheWay, type OrgDraft, type NewAccount } from '@pergola/client'
import type { OrgKind } from '@pergola/core/directory'
import { ORG_KINDS } from '@pergola/core/vocabulary'
import { arg, flag, list, must, oneOf, said, text, type Call, type Command, type Option, type Outcome } from '../command/command.ts'
import {
  findProfile,
  keepProfile,
  makeProfile,
  openPorts,
  openProfile,
  relayOrigin,
  removeProfile,
  type Profile,
} from '../session/profile.ts'
import { handOver, readPassphrase, withSecretsPlace } from '../session/secrets.ts'
import type { Member } from '../session/member.ts'
import { facts, plain, time } from '../show/words.ts'
import { Complaint, complaintFor, misuse } from '../voice.ts'
import { inProfile, memberCommand, profileOf, PROFILE } from './member.ts'

const { profile: PROFILE_ONLY } = PROFILE as { readonly profile: Option }

const ORG_OPTIONS: Readonly<Record<string, Option>> = {
  organisation: text('name of your organisation', 'NAME'),
  short: text('its short name, for charts', 'NAME'),
  kind: oneOf('what it is', ORG_KINDS),
  countries: list('countries it works in, two letters each', 'KE,UG'),
  languages: list('languages it answers in', 'en,sw'),
  about: text('a sentence about it'),
}

const SECRETS: Readonly<Record<string, Option>> = {
  'secrets-file': text('write the new passphrase and recovery kit here (mode 0600), not to the terminal', 'FILE'),
}

const WHO: Readonly<Record<string, Option>> = {
  name: must('your name, as colleagues know you', 'NAME'),
  account: must('a name to sign in with', 'ACCOUNT'),
}

const orgFrom = ({ given }: Call): OrgDraft => {
  const name = given.text('organisation')
  if (name === '') throw misuse('The name of your organisation is missing.', 'Give it with --organisation.')
  const kind: OrgKind = given.one('kind', ORG_KINDS, 'local_group')
  return {
    name,
    shortName: given.text('short') || name.slice(0, 24),
    kind,
    countries: given.list('countries'),
    languages: given.list('languages'),
    about: given.text('about'),
  }
}

/** Nothing stays of what did not work out, but what it takes to go on where the relay's answer was lost. */
const leave = async (profile: Profile): Promise<void> => {
  if (findProfile(profile.folder)) return
  const { ports, close } = openPorts(profile)
  const comesBack = await isOnTheWay(ports)
  close()
  if (!comesBack) removeProfile(profile)
}

/** A new profile with a new account. */
const enterNew = async (call: Call, relay: string, enter: (member: Member) => Promise<NewAccount>): Promise<Outcome> => {
  const profile = makeProfile(profileOf(call), relay)
  try {
    const account = await withSecretsPlace(call.given, (place) =>
      inProfile(
        call,
        profile,
        async (member) => handOver(await enter(member).then((made) => (keepProfile(profile), made)), place, call.terminal),
        async (member) => member.session(),
      ),
    )
    return said(
      account,
      `You are ${plain(account.personName || account.account)}${account.admitted ? `, ${plain(account.orgName)}` : '; somebody has to let you in before you can work'}.\n`,
    )
  } catch (error) {
    await leave(profile)
    throw error
  }
}

const found: Command = {
  name: 'found',
  group: 'Getting in',
  summary: 'Found a network on an empty relay',
  about:
    'The first visitor founds the network and its first organisation, and becomes its steward. The passphrase is generated; it is shown once.',
  args: [],
  options: {
    relay: must('address of the relay', 'URL'),
    network: must('name of the network', 'NAME'),
    ...ORG_OPTIONS,
    ...WHO,
    ...SECRETS,
    profile: PROFILE_ONLY,
  },
  examples: [
    'pergola found --relay http://127.0.0.1:8765 --network "River Network" --organisation "Riverbank Group" --name Amina --account amina',
  ],
  run: (call) => {
    const { given } = call
    const args = { network: given.text('network'), org: orgFrom(call), personName: given.text('name'), account: given.text('account') }
    return enterNew(call, relayOrigin(given.text('relay')), (member) => member.run('found', args))
  },
}

const join: Command = {
  name: 'join',
  group: 'Getting in',
  summary: 'Join by an invitation link, as a person or as an organisation',
  about:
    'The link says which of the two it is. Whoever invited you lets you in with `pergola network admit`, after comparing the safety words.',
  args: [arg('link', 'the whole invitation link')],
  options: { ...ORG_OPTIONS, ...WHO, ...SECRETS, profile: PROFILE_ONLY },
  examples: ['pergola join "https://relay.example/#/join/…" --name Joost --account joost --organisation "Huis Noord" --kind shelter'],
  run: (call) => {
    const { given } = call
    const link = given.text('link')
    const who = { link, personName: given.text('name'), account: given.text('account') }
    return enterNew(call, relayOrigin(link), async (member) => {
      const { kind } = await member.run('readInvitation', { link })
      return kind === 'organisation' ? member.run('joinAsOrganisation', { ...who, org: orgFrom(call) }) : member.run('joinAsPerson', who)
    })
  },
}

const signIn: Command = {
  name: 'sign-in',
  group: 'Getting in',
  summary: 'Sign in on this machine with your account and passphrase',
  args: [arg('account', 'the name you sign in with')],
  options: { relay: must('address of the relay', 'URL'), ...PROFILE },
  examples: ['pergola sign-in amina --relay https://relay.example'],
  run: async (call) => {
    const profile = makeProfile(profileOf(call), relayOrigin(call.given.text('relay')))
    const args = { account: call.given.text('account'), passphrase: await readPassphrase(call.given, call.terminal) }
    try {
      const enter = async (member: Member): Promise<void> => {
        if ((await member.run('signIn', args)) !== null) throw complaintFor({ type: 'wrong_passkey' })
        keepProfile(profile)
      }
      const session = await inProfile(call, profile, enter, (member) => member.session())
      return said(session, `Signed in as ${plain(session.personName || session.account)}, ${plain(session.orgName)}.\n`)
    } catch (error) {
      if (!findProfile(profile.folder)) removeProfile(profile)
      throw error
    }
  },
}

const recover: Command = {
  name: 'recover',
  group: 'Getting in',
  summary: 'Get back in with the recovery kit, and get a new passphrase',
  args: [arg('account', 'the name you sign in with')],
  options: {
    relay: must('address of the relay', 'URL'),
    'kit-file': text('file with the words of the recovery kit', 'FILE'),
    ...SECRETS,
    profile: PROFILE_ONLY,
  },
  examples: ['pergola recover amina --relay https://relay.example'],
  run: async (call) => {
    const { given, terminal } = call
    const file = given.text('kit-file')
    const typed = file === '' ? await terminal.askSecret('Words of the recovery kit: ') : terminal.readFile(file)
    if (typed === null) throw new Complaint('The words of the recovery kit are needed.', 'Type them when asked, or give --kit-file FILE.')
    const words = typed.trim().toLowerCase().split(/\s+/u)
    return enterNew(call, relayOrigin(given.text('relay')), (member) => member.run('recover', { account: given.text('account'), words }))
  },
}

const whoami = memberCommand(
  { name: 'whoami', group: 'Getting in', summary: 'Who you are here, and whether everything is sent', args: [], options: {}, examples: [] },
  async ({ member }) => {
    const session = await member.session()
    const sync = await member.ask('sync', {})
    const lines = facts([
      ['name', session.personName],
      ['account', session.account],
      ['organisation', session.orgName],
      ['network', session.networkName],
      ['role', session.role],
      ['let in', session.removedAt !== null ? `no: taken out on ${time(session.removedAt)}` : session.admitted ? 'yes' : 'not yet'],
      ['relay', sync.connection],
      ['unsent', String(sync.unsent)],
      ['faults', sync.alarms.length === 0 ? '' : `${sync.alarms.length}; see \`pergola verify\``],
    ])
    return said({ ...session, sync }, lines)
  },
)

const approve = memberCommand(
  {
    name: 'approve',
    group: 'Getting in',
    summary: 'Let another device of yours in, by the code it shows',
    args: [arg('code', 'the code on the new device')],
    options: {},
    examples: ['pergola approve ABCD-EFGH-…'],
  },
  async ({ member, given }) =>
    said(await member.run('approvePairing', { code: given.text('code') }), 'Approved. The new device goes on by itself.\n'),
)

const forget: Command = {
  name: 'forget',
  group: 'Getting in',
  summary: 'Remove a profile from this machine',
  about: 'What was sent stays with your organisation. What was not sent is lost.',
  args: [],
  options: { profile: PROFILE_ONLY, yes: flag('do it') },
  examples: ['pergola forget --profile ./amina --yes'],
  run: async (call) => {
    const profile = openProfile(profileOf(call))
    if (!call.given.flag('yes'))
      throw new Complaint(`This removes ${profile.folder} with everything that was not sent.`, 'Add --yes to do it.')
    removeProfile(profile)
    return said({ removed: profile.folder }, 'Removed.\n')
  },
}

export const entering: readonly Command[] = [found, join, signIn, recover, whoami, approve, forget]
