/** What every member's command shares: a profile that is opened, brought up to date, worked with, sent, and locked again. */
import type { Call, Command, Option, Outcome } from '../command/command.ts'
import { text } from '../command/command.ts'
import { caughtUp, memberOn, settled, type Member } from '../session/member.ts'
import { openPorts, openProfile, profileFolder, type Profile } from '../session/profile.ts'
import { readPassphrase } from '../session/secrets.ts'

export const PROFILE: Readonly<Record<string, Option>> = {
  profile: text('folder of the profile (otherwise PERGOLA_PROFILE, or ~/.pergola)', 'FOLDER'),
  'passphrase-file': text('file whose first line is the passphrase', 'FILE'),
}

export const profileOf = ({ given, terminal }: Call): string => profileFolder(given.text('profile'), terminal.env)

export interface MemberCall extends Call {
  readonly member: Member
}

const OFFLINE_NOTE = 'note: the relay cannot be reached; this is what this machine knows.\n'

/** Sent, or said that it was not. */
const finish = async ({ terminal }: Call, member: Member): Promise<void> => {
  const { unsent, connection } = await settled(member)
  if (unsent > 0)
    terminal.err(
      `note: ${unsent} ${unsent === 1 ? 'change is' : 'changes are'} kept here${connection === 'offline' ? ' and sent' : '; sent'} when the relay can be reached.\n`,
    )
}

/** Works in an open profile; whatever happens, it is locked again. */
export const inProfile = async <T>(
  call: Call,
  profile: Profile,
  enter: (member: Member) => Promise<unknown>,
  work: (member: Member) => Promise<T>,
): Promise<T> => {
  const { ports, close } = openPorts(profile)
  try {
    const member = memberOn(ports)
    try {
      await enter(member)
      const { connection } = await caughtUp(member)
      if (connection === 'offline') call.terminal.err(OFFLINE_NOTE)
      const outcome = await work(member)
      await finish(call, member)
      return outcome
    } finally {
      await member.pergola.run('lock', {})
    }
  } finally {
    close()
  }
}

/** A command of somebody who has a profile. */
export const memberCommand = (command: Omit<Command, 'run'>, work: (call: MemberCall) => Promise<Outcome>): Command => ({
  ...command,
  options: { ...command.options, ...PROFILE },
  run: async (call) => {
    const profile = openProfile(profileOf(call))
    const passphrase = await readPassphrase(call.given, call.terminal)
    return inProfile(
      call,
      profile,
      (member) => member.run('unlock', { passphrase }),
      (member) => work({ ...call, member }),
    )
  },
})
