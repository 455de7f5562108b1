/** People for stories: each a whole client with its own storage, on one relay in this process. */
import { webcrypto } from 'node:crypto'
import {
  createPergola,
  type Answer,
  type CommandName,
  type Commands,
  type NewAccount,
  type Pergola,
  type Queries,
  type QueryName,
} from '@pergola/client'
import { memoryPorts, memoryStorage, shiftedClock, testCrypto, type MemoryStorage } from '@pergola/client/testing'
import { createMemoryRelay, type MemoryRelay } from '@pergola/relay/testing'
import type { Subtle } from '@pergola/core/crypto'
import type { OrgId } from '@pergola/protocol'
import type { Transport } from '@pergola/client'

export const ORIGIN = 'http://localhost'

/** The clock of stories: real time, so that deadlines and waiting agree; `offset` makes a device's clock wrong. */
const clockAt = (offset: number) =>
  shiftedClock(() => Date.now() + offset, { set: (call, ms) => setTimeout(call, ms), clear: (id) => clearTimeout(id as NodeJS.Timeout) })

export interface Link {
  readonly transport: Transport
  /** Cuts or restores this person's network. */
  readonly cut: (cut: boolean) => void
}

export const linkTo = (relay: () => MemoryRelay): Link => {
  let down = false
  const open = new Set<{ close: () => void }>()
  return {
    cut: (cut) => {
      down = cut
      if (cut) for (const line of [...open]) line.close()
    },
    transport: {
      origin: ORIGIN,
      connect: (handlers) => {
        if (down) {
          queueMicrotask(handlers.onClose)
          return { send: () => {}, close: () => {} }
        }
        const line = relay().connect({
          onMessage: handlers.onMessage,
          onClose: () => {
            open.delete(line)
            handlers.onClose()
          },
        })
        open.add(line)
        return line
      },
      request: async (method, path, headers, body) => (down ? null : relay().request(method, path, headers, body)),
    },
  }
}

export interface Someone {
  readonly pergola: Pergola
  readonly storage: MemoryStorage
  readonly link: Link
  /** Runs a command that must succeed. */
  readonly do: <N extends CommandName>(name: N, args: Commands[N]['args']) => Promise<Commands[N]['value']>
  readonly ask: <N extends QueryName>(name: N, args: Queries[N]['args']) => Promise<Queries[N]['value']>
  /** Waits until a query's answer satisfies `until`. */
  readonly sees: <N extends QueryName>(
    name: N,
    args: Queries[N]['args'],
    until: (value: Queries[N]['value']) => boolean,
  ) => Promise<Queries[N]['value']>
}

export const crypto = testCrypto(webcrypto.subtle as unknown as Subtle, (length) => webcrypto.getRandomValues(new Uint8Array(length)))

const must = <T>(name: string, answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.problem)}`)
  return answer.value
}

/** How long a sight may take on a machine that does much else, in milliseconds. */
const PATIENCE = 20_000

/** A person's hands and eyes on any running client. */
export const acting = (pergola: Pergola): Pick<Someone, 'pergola' | 'do' | 'ask' | 'sees'> => ({
  pergola,
  do: async (name, args) => must(name, await pergola.run(name, args)),
  ask: async (name, args) => must(name, await pergola.ask(name, args)),
  sees: (name, args, until) =>
    new Promise((resolve, reject) => {
      let last: unknown
      const timer = setTimeout(() => {
        stop()
        reject(new Error(`${name} never showed what was expected; last: ${JSON.stringify(last)?.slice(0, 2000)}`))
      }, PATIENCE)
      const stop = pergola.watch(name, args, (answer) => {
        last = answer
        if (!answer.ok || !until(answer.value)) return
        clearTimeout(timer)
        queueMicrotask(() => stop())
        resolve(answer.value)
      })
    }),
})

/** `through`: what stands between this person and the relay, if it is not honest. */
export const someone = (
  relay: () => MemoryRelay,
  offset = 0,
  storage = memoryStorage(),
  through: (transport: Transport) => Transport = (same) => same,
): Someone => {
  const link = linkTo(relay)
  const pergola = createPergola(memoryPorts(crypto, clockAt(offset), through(link.transport), storage))
  return { ...acting(pergola), storage, link }
}

export const org = (name: string, kind: 'local_group' | 'shelter' | 'fund' = 'local_group') => ({
  name,
  shortName: name.slice(0, 12),
  kind,
  countries: ['KE'],
  languages: ['en'],
  about: 'Invented for a test.',
})

/** Signs the same storage's owner in again, as after closing the browser: a new client on what the device keeps. */
export const reopened = async (
  relay: () => MemoryRelay,
  before: Someone,
  passphrase: string,
  through: (transport: Transport) => Transport = (same) => same,
): Promise<Someone> => {
  const after = someone(relay, 0, before.storage, through)
  await after.sees('session', {}, (session) => session.state === 'locked')
  await after.do('unlock', { passphrase })
  return after
}

export interface Joined {
  readonly someone: Someone
  readonly account: NewAccount
}

/** A steward invites, the person answers, the steward lets them in, and they see the network. */
export const joinsAsPerson = async (
  steward: Someone,
  relay: () => MemoryRelay,
  personName: string,
  role: 'steward' | 'editor' | 'contributor' | 'reader',
): Promise<Joined> => {
  const { id, link } = await steward.do('invitePerson', { label: personName, role, days: 7 })
  const person = someone(relay)
  const account = await person.do('joinAsPerson', { link, personName, account: personName.toLowerCase() })
  await steward.sees('network', {}, (network) => network.invitations.some((row) => row.id === id && row.state === 'answered'))
  await steward.do('admit', { id })
  await person.sees('session', {}, (session) => session.state === 'open' && session.admitted && session.personName !== '')
  await person.sees('sync', {}, (sync) => sync.connection === 'online' && !sync.receiving)
  return { someone: person, account }
}

/** No alarm was raised, and nothing waits to be sent. */
export const atPeace = async (...people: readonly Someone[]): Promise<void> => {
  for (const person of people) {
    const { alarms } = await person.sees('sync', {}, (sync) => sync.unsent === 0)
    if (alarms.length > 0) throw new Error(`alarms: ${JSON.stringify(alarms)}`)
  }
}

export interface Circle {
  readonly relay: MemoryRelay
  readonly amina: Someone
  readonly joost: Someone
  readonly khadija: Someone
  readonly orgs: { readonly amina: OrgId; readonly joost: OrgId; readonly khadija: OrgId }
  readonly accounts: { readonly amina: NewAccount; readonly joost: NewAccount; readonly khadija: NewAccount }
}

/** Amina's local group founded the network; Joost's shelter and Khadija's fund joined it. */
export const circle = async (seed?: Uint8Array): Promise<Circle> => {
  const relay = createMemoryRelay({ origins: [ORIGIN], ...(seed && { seed }) })
  const at = () => relay
  const amina = someone(at)
  await amina.sees('session', {}, (session) => session.state === 'empty' && session.relayIsEmpty === true)
  const account = await amina.do('found', { network: 'River Network', org: org('Riverbank Group'), personName: 'Amina', account: 'amina' })
  await amina.sees('network', {}, (network) => network.organisations.length === 1 && network.organisations[0]!.profile.name !== '')
  const joost = await joinsAsOrganisation(amina, at, 'Huis Noord', 'Joost', 'shelter')
  const khadija = await joinsAsOrganisation(amina, at, 'Atlas Fund', 'Khadija', 'fund')
  const roster = await amina.sees(
    'network',
    {},
    (network) => network.organisations.every((row) => row.profile.name !== '') && network.organisations.length === 3,
  )
  for (const { someone: person } of [joost, khadija])
    await person.sees(
      'network',
      {},
      (network) => network.organisations.every((row) => row.profile.name !== '') && network.organisations.length === 3,
    )
  const idOf = (name: string): OrgId => roster.organisations.find((row) => row.profile.name === name)!.profile.org
  return {
    relay,
    amina,
    joost: joost.someone,
    khadija: khadija.someone,
    orgs: { amina: idOf('Riverbank Group'), joost: idOf('Huis Noord'), khadija: idOf('Atlas Fund') },
    accounts: { amina: account, joost: joost.account, khadija: khadija.account },
  }
}

export const joinsAsOrganisation = async (
  amina: Someone,
  relay: () => MemoryRelay,
  name: string,
  person: string,
  kind: 'shelter' | 'fund',
): Promise<Joined> => {
  await amina.sees('sync', {}, (sync) => sync.connection === 'online')
  const { id, link } = await amina.do('inviteOrganisation', { label: name, days: 7 })
  const other = someone(relay)
  const account = await other.do('joinAsOrganisation', { link, org: org(name, kind), personName: person, account: person.toLowerCase() })
  await amina.sees('network', {}, (network) => network.invitations.some((row) => row.id === id && row.state === 'answered'))
  await amina.do('admit', { id })
  await other.sees('network', {}, (network) => network.name === 'River Network')
  return { someone: other, account }
}
