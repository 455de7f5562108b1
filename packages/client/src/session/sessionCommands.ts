/** Session commands: getting in and out, and the few settings of this device. */
import { saveProfile, nameNetwork } from '@pergola/core/directory'
import { pairingSecret, pairingId, sealPairing } from '@pergola/core/invite'
import { cleanLine, setOp, type Op } from '@pergola/core/record'
import type { Answer, NewAccount, OrgDraft } from '../contract/index.ts'
import { openVault } from '../local/vault.ts'
import { found } from '../world/deskWorld.ts'
import { kitOf, Pairing, recover, unlock, type Founded } from './enter.ts'
import { Begun } from './begun.ts'
import { foundFirst, joinAsOrganisation, joinAsPerson, keysOfLink, lookAt, UNKNOWN_LINK } from './joining.ts'
import type { OpenSession } from './openSession.ts'
import { passkeyCommands, signingIn } from './passkeyCommands.ts'
import { enterBy, type SessionHandlers, type SessionHost } from './sessionHost.ts'

const ok: Answer<null> = { ok: true, value: null }
const NOT_OPEN = { ok: false, problem: { type: 'not_open' } } as const
const invalid = (field: string): { readonly ok: false; readonly problem: { readonly type: 'invalid'; readonly field: string } } => ({
  ok: false,
  problem: { type: 'invalid', field },
})

const draftProblem = (org: OrgDraft, personName: string, account: string): string | null => {
  if (cleanLine(org.name) === '') return 'name'
  if (cleanLine(org.shortName) === '') return 'shortName'
  if (cleanLine(personName) === '') return 'personName'
  return accountProblem(account)
}

/** Two letters at least, so that two people do not meet under one initial. */
const accountProblem = (account: string): string | null => (account.trim().length >= 2 && account.length <= 100 ? null : 'account')

const settingOps = (org: OrgDraft): readonly Op[] => [
  setOp('setting', 'main', { ...org, countries: [...org.countries], languages: [...org.languages] }),
]

/** The first words in the organisation's own book: who we are. */
const introduce = async (session: OpenSession, personName: string, org: OrgDraft | null): Promise<void> => {
  const { person } = session.desk
  await session.world.write(session.desk.org, [
    setOp('member', person.id, { name: cleanLine(personName) }),
    ...(org ? settingOps(org) : []),
  ])
}

const foundNetwork = async (session: OpenSession, network: string, org: OrgDraft): Promise<void> => {
  const profile = saveProfile({ ...org, org: session.desk.org })
  const name = nameNetwork(network)
  const ops = [...(name.ok ? name.value : []), ...(profile.ok ? profile.value : [])]
  await found(session.desk, session.engine, 'network', [], ops)
}

const enterFounded = async (
  host: SessionHost,
  founded: Answer<Founded>,
  then: (session: OpenSession) => Promise<void>,
): Promise<Answer<NewAccount>> => {
  if (!founded.ok) return founded
  const session = await host.enter(founded.value.entered)
  await then(session)
  return { ok: true, value: founded.value.shown }
}

type JoiningName = 'found' | 'readInvitation' | 'joinAsPerson' | 'joinAsOrganisation' | 'recover'

/** Ways in that make (or make again) an account. */
const joining = (host: SessionHost, begun = new Begun(host.ports)): Pick<SessionHandlers, JoiningName> => ({
  found: async ({ network, org, personName, account }) => {
    const wrong = cleanLine(network) === '' ? 'network' : draftProblem(org, personName, account)
    if (wrong) return invalid(wrong)
    return enterFounded(host, await begun.go(account, null, (way) => foundFirst(host.ports, account, way)), async (session) => {
      await introduce(session, personName, org)
      await foundNetwork(session, network, org)
    })
  },
  readInvitation: ({ link }) => lookAt(host.ports, begun, link),
  joinAsPerson: async ({ link, personName, account }) => {
    const wrong = cleanLine(personName) === '' ? 'personName' : accountProblem(account)
    if (wrong) return invalid(wrong)
    const [name, keys] = [cleanLine(personName), keysOfLink(link)]
    if (keys === null) return UNKNOWN_LINK
    const joined = await begun.go(account, keys, (way) => joinAsPerson(host.ports, keys, name, account, way))
    return enterFounded(host, joined, async () => {})
  },
  joinAsOrganisation: async ({ link, org, personName, account }) => {
    const wrong = draftProblem(org, personName, account)
    if (wrong) return invalid(wrong)
    const [name, keys] = [cleanLine(org.name), keysOfLink(link)]
    if (keys === null) return UNKNOWN_LINK
    const joined = await begun.go(account, keys, (way) => joinAsOrganisation(host.ports, keys, name, account, way))
    return enterFounded(host, joined, (session) => introduce(session, personName, org))
  },
  recover: async ({ account, words }) => enterFounded(host, await recover(host.ports, account, words), async () => {}),
})

type PairingName = 'beginPairing' | 'finishPairing' | 'approvePairing'

/** Letting a new device in from one that is in already. */
const pairing = (host: SessionHost): Pick<SessionHandlers, PairingName> => {
  let waiting: Pairing | null = null
  return {
    beginPairing: async () => {
      waiting = new Pairing(host.ports)
      return { ok: true, value: { code: waiting.code, expires: waiting.expires } }
    },
    finishPairing: async () => {
      if (!waiting) return { ok: false, problem: { type: 'pairing_unknown' } }
      const finished = await waiting.finish()
      if (!finished.ok) return finished
      waiting = null
      await host.enter(finished.value.entered)
      return { ok: true, value: { passphrase: finished.value.passphrase } }
    },
    approvePairing: ({ code }) => approve(host, code),
  }
}

export const sessionCommands = (host: SessionHost): SessionHandlers => ({
  ...joining(host),
  ...pairing(host),
  ...signingIn(host),
  ...passkeyCommands(host),
  unlock: async ({ passphrase }) => enterBy(host, await unlock(host.ports, passphrase)),
  lock: async () => {
    await host.lock()
    return ok
  },
  wipe: async () => {
    await host.wipe()
    return ok
  },
  showRecoveryKit: async ({ passphrase }) => {
    const session = host.current()
    if (!session) return NOT_OPEN
    if ((await openVault(host.ports, passphrase)) === null) return { ok: false, problem: { type: 'wrong_passphrase' } }
    return { ok: true, value: kitOf(session.desk.secrets) }
  },
  setAutoLock: async ({ minutes }) => {
    const session = host.current()
    if (!session) return NOT_OPEN
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > 240) return invalid('minutes')
    await session.desk.saveSecrets({ autoLockMinutes: minutes })
    return ok
  },
})

const approve = async (host: SessionHost, code: string): Promise<Answer<null>> => {
  const session = host.current()
  const secret = pairingSecret(code)
  if (!session) return NOT_OPEN
  if (secret === null) return { ok: false, problem: { type: 'pairing_unknown' } }
  const { personSeed: seed, org, relayKey, account } = session.desk.secrets
  const box = sealPairing(host.ports.crypto, secret, { seed, org, relayKey, account })
  const answer = await session.engine.connected?.wire.request({ t: 'pair', pairing: pairingId(secret), box })
  if (answer?.t === 'done') return ok
  return { ok: false, problem: { type: answer?.t === 'refused' ? 'relay_refused' : 'offline' } }
}
