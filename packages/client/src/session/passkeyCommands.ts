/** Signing in, with the passkey that an account may ask for, and the passkeys of this device and account. */
import type { Answer, SessionCommands as Names } from '../contract/index.ts'
import { forgetPasskey, keepPasskey, openWithPasskey } from '../local/passkey.ts'
import { signInPasskeys } from './accounts.ts'
import { signIn, unlockWithPasskey, type SignInToConfirm } from './enter.ts'
import { enterBy, type SessionHandlers, type SessionHost } from './sessionHost.ts'

const done: Answer<null> = { ok: true, value: null }
const NOT_OPEN = { ok: false, problem: { type: 'not_open' } } as const
const WRONG = { ok: false, problem: { type: 'wrong_passkey' } } as const
const KEY_BYTES = 64

/** Signing in on a device that does not know the member. */
export const signingIn = (host: SessionHost): Pick<SessionHandlers, 'signIn' | 'confirmSignIn'> => {
  let waiting: SignInToConfirm | null = null
  return {
    signIn: async ({ account, passphrase }) => {
      waiting = null
      const answer = await signIn(host.ports, account, passphrase)
      if (!answer.ok) return answer
      if (!('confirm' in answer.value)) return enterBy(host, { ok: true, value: answer.value })
      waiting = answer.value
      return { ok: true, value: { confirm: waiting.confirm } }
    },
    confirmSignIn: async ({ assertion }) => {
      const { authenticatorData, clientData, signature } = assertion
      const finish = waiting?.finish
      waiting = null
      return finish ? enterBy(host, await finish({ authenticatorData, clientData, signature })) : WRONG
    },
  }
}

type PasskeyName = keyof Names & `${string}Passkey${string}`

const atRelay = async (host: SessionHost, change: readonly Uint8Array[] | null): Promise<Answer<number>> => {
  const session = host.current()
  if (!session) return NOT_OPEN
  const { account, personSeed } = session.desk.secrets
  return signInPasskeys(host.ports, account, personSeed, change)
}

export const passkeyCommands = (host: SessionHost): Pick<SessionHandlers, PasskeyName> => ({
  unlockWithPasskey: async ({ secret }) => enterBy(host, await unlockWithPasskey(host.ports, secret)),
  addUnlockPasskey: async (given) => {
    const session = host.current()
    if (!session) return NOT_OPEN
    const problem = await keepPasskey(host.ports, given, session.desk.store.vaultKey)
    if (problem === 'invalid') return { ok: false, problem: { type: 'invalid', field: 'secret' } }
    return problem === null ? done : { ok: false, problem: { type: 'storage_full' } }
  },
  testUnlockPasskey: async ({ secret }) => ((await openWithPasskey(host.ports, secret)) === null ? WRONG : done),
  removeUnlockPasskey: async () => {
    if (!host.current()) return NOT_OPEN
    const problem = await forgetPasskey(host.ports)
    return problem === null ? done : { ok: false, problem: { type: 'storage_full' } }
  },
  countSignInPasskeys: () => atRelay(host, null),
  demandSignInPasskey: async ({ key }) =>
    key.length === KEY_BYTES ? atRelay(host, [key]) : { ok: false, problem: { type: 'invalid', field: 'key' } },
  dropSignInPasskeys: () => atRelay(host, []),
})
