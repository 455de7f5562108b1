/** One voice for everything that goes wrong: `error:` what happened, `hint:` what to do. */
import type { Problem } from '@pergola/client'

/**
 * Ends a command early with a sentence for the person. Thrown, because a command has one reader and nothing above it could do
 * better than print it; main.ts is the only place that catches it.
 */
export class Complaint extends Error {
  readonly hint: string
  readonly exitCode: number

  constructor(what: string, hint = '', exitCode = 1) {
    super(what)
    this.hint = hint
    this.exitCode = exitCode
  }
}

/** Wrong use of the command line: exit code 2, as shells expect. */
export const misuse = (what: string, hint: string): Complaint => new Complaint(what, hint, 2)

export const spoken = ({ message, hint }: Complaint): string => `error: ${message}\n${hint === '' ? '' : `hint: ${hint}\n`}`

type Sentence = readonly [what: string, hint: string]

const SENTENCES: { readonly [T in Problem['type']]: (problem: Problem) => Sentence } = {
  offline: () => [
    'The relay cannot be reached.',
    'This needs a connection. Check that the relay runs and the network is up, then try again.',
  ],
  not_open: () => ['You have not been let in yet.', 'Ask the one who invited you to run `pergola network admit`.'],
  not_permitted: () => [
    'You may not do that.',
    'See your role with `pergola whoami`; the organisation that holds a case decides about it.',
  ],
  not_found: ({ field }) => [`There is no such ${field ?? 'thing'} here.`, 'Run `pergola sync` if it was shared a moment ago.'],
  no_consent: ({ field }) => [
    `Nobody has recorded consent for this${field === undefined ? '' : ` (${field})`}.`,
    'Everyone it is about has to agree: `pergola case consent`.',
  ],
  invalid: ({ field, args }) => [
    `What was given for "${field ?? 'this'}" does not fit${args?.['why'] ? ` (${args['why']})` : ''}.`,
    'See `--help` for what is expected.',
  ],
  too_large: ({ field, args }) => [
    `Too long: ${field ?? 'this'}${args?.['most'] ? ` takes at most ${args['most']}` : ''}.`,
    'Nothing was saved. Shorten it and try again.',
  ],
  wrong_passphrase: () => ['The name or the passphrase is wrong.', 'Passphrases are words with spaces. If it is lost: `pergola recover`.'],
  wrong_passkey: () => [
    'This account asks for a passkey at sign-in, and a terminal has none.',
    'Take the passkey away in the settings of the app for a moment, or use the recovery kit: `pergola recover`.',
  ],
  account_taken: () => ['Somebody has this account name already.', 'Choose another with --account.'],
  invitation_unknown: () => ['This is not an invitation that the relay knows.', 'Copy the whole link, with everything after the #.'],
  invitation_used: () => ['This invitation has been used.', 'Ask for a new one: each link is for one person or organisation.'],
  invitation_expired: () => ['This invitation has expired.', 'Ask for a new one.'],
  pairing_unknown: () => ['Nobody has approved this device yet, or the code is mistyped.', 'Compare the code on both devices.'],
  pairing_expired: () => ['The code has expired.', 'Begin again; a code lives ten minutes.'],
  wrong_words: () => ['These are not the words of a recovery kit.', 'Type all of them in order, as they stand in the kit.'],
  busy: () => ['The relay is busy.', 'Wait a minute and try again.'],
  quota: () => ['The relay keeps no more for your organisation.', 'Ask its operator for more room.'],
  storage_full: () => ['The disk of this machine is full.', 'Free some space. What was saved before is still there.'],
  storage_gone: () => [
    'Part of what this machine kept is gone, and the rest does not open without it.',
    'Sign in again in an empty profile: `pergola sign-in`. Everything that was sent comes back.',
  ],
  relay_full: () => [
    "The relay's disk is full, so nothing was accepted.",
    'Tell its operator; what waits here goes out when there is room.',
  ],
  gone: () => ['This was taken back: your organisation is not part of it any more.', 'Ask the organisation that holds it.'],
  relay_refused: () => ['The relay refused this.', 'It may run another version, or under another address than the one given with --relay.'],
  out_of_network: () => [
    'Your organisation is not in the network any more: it left, or was taken out. The relay does not take this from it.',
    'What this machine holds stays readable. Talk to a steward of the network.',
  ],
  taken_down: () => ["The relay's operator took this down.", 'Ask the operator why. What your members hold of it is not changed.'],
  clock: () => ["This machine's clock is far off.", 'Set it and try again.'],
  cancelled: () => ['Stopped.', ''],
  tampered: () => ['Something sealed does not check out, so it was not used.', 'Run `pergola verify` to see what and where.'],
  too_old: () => ['This version is too old for the relay.', 'Update Pergola.'],
}

export const complaintFor = (problem: Problem): Complaint => new Complaint(...SENTENCES[problem.type](problem))
