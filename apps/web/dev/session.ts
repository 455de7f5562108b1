import type { NewAccount, SessionState, SyncView } from '../src/contract.ts'
import { type Command, type Query, problem } from './fixture.ts'
import { ORGS, ME } from './people.ts'

const WORDS =
  'garden river candle window basket marble orange pencil summer ladder copper forest button island planet saddle velvet walnut harbor mirror silver tunnel violin yellow'.split(
    ' ',
  )

const account: NewAccount = { account: 'amina', passphrase: 'copper lantern river basket seven maple orchid', recoveryWords: WORDS }

const openState = (as: string): SessionState => ({
  state: 'open',
  account: 'amina',
  person: ME,
  personName: 'Amina Yusuf',
  org: ORGS[0]!.org,
  orgName: ORGS[0]!.name,
  role: 'steward',
  networkName: 'Common Ground Network',
  admitted: as !== 'waiting',
  recoveryKitShown: as !== 'waiting',
})

const start = (as: string): SessionState => {
  if (as === 'empty') return { state: 'empty', relayIsEmpty: true }
  if (as === 'fresh') return { state: 'empty', relayIsEmpty: false }
  if (as === 'unreached') return { state: 'empty', relayIsEmpty: null }
  if (as === 'locked') return { state: 'locked', accountHint: 'a…a' }
  return openState(as)
}

export const session: Record<string, Query> = {
  session: (_args, { as, state }) => state['session'] ?? start(as),
  sync: (_args, { as, state }): SyncView => ({
    connection: as === 'offline' ? 'offline' : 'online',
    unsent: as === 'offline' ? 3 : 0,
    receiving: false,
    lastSync: Date.now() - 4 * 60_000,
    alarms:
      as === 'tampered' && state['dismissed'] !== true
        ? [{ id: 'a1', space: 's1', spaceName: 'Heron', what: 'bad_signature', position: 41, device: 'd7', at: Date.now() - 3_600_000 }]
        : [],
    otherTab: as === 'twotabs',
    storagePersistent: as !== 'offline',
  }),
  progress: () => [],
}

export const sessionCommands: Record<string, Command> = {
  found: (_args, world) => {
    world.state['session'] = openState('open')
    return account
  },
  readInvitation: ({ link }: { link: string }) =>
    link.includes('old')
      ? problem('invitation_expired')
      : {
          kind: link.includes('org') ? 'organisation' : 'person',
          networkName: 'Common Ground Network',
          orgName: ORGS[0]!.name,
          invitedBy: 'Amina Yusuf',
          expires: Date.now() + 5 * 86_400_000,
        },
  joinAsPerson: (_args, world) => {
    world.state['session'] = openState('waiting')
    return account
  },
  joinAsOrganisation: (_args, world) => {
    world.state['session'] = openState('waiting')
    return account
  },
  signIn: ({ passphrase }: { passphrase: string }, world) => {
    if (passphrase.length < 8) return problem('wrong_passphrase', 'passphrase')
    world.state['session'] = openState('open')
    return null
  },
  unlock: ({ passphrase }: { passphrase: string }, world) => {
    if (passphrase.length < 8) return problem('wrong_passphrase', 'passphrase')
    world.state['session'] = openState('open')
    return null
  },
  lock: (_args, world) => {
    world.state['session'] = { state: 'locked', accountHint: 'a…a' }
    return null
  },
  wipe: (_args, world) => {
    world.state['session'] = { state: 'empty', relayIsEmpty: false }
    return null
  },
  beginPairing: () => ({ code: '482 916', expires: Date.now() + 600_000 }),
  finishPairing: async () => {
    await new Promise((done) => setTimeout(done, 5000))
    return { passphrase: account.passphrase }
  },
  approvePairing: ({ code }: { code: string }) => (code.replaceAll(/\D/g, '').length === 6 ? null : problem('pairing_unknown', 'code')),
  recover: ({ words }: { words: readonly string[] }, world) => {
    if (words.length !== 24) return problem('wrong_words', 'words')
    world.state['session'] = openState('open')
    return account
  },
  showRecoveryKit: ({ passphrase }: { passphrase: string }) =>
    passphrase.length < 8 ? problem('wrong_passphrase', 'passphrase') : { account: 'amina', words: WORDS },
  setAutoLock: () => null,
  dismissAlarm: (_args, world) => {
    world.state['dismissed'] = true
    return null
  },
  cancelProgress: () => null,
}
