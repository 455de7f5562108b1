/** People for stories: each a whole client with its own storage, on one relay in this process. */
import { webcrypto } from 'node:crypto'
import { createPergola, type Answer, type CommandName, type Commands, type Pergola, type Queries, type QueryName } from '@pergola/client'
import { memoryPorts, memoryStorage, shiftedClock, testCrypto, type MemoryStorage } from '@pergola/client/testing'
import { createMemoryRelay, type MemoryRelay } from '@pergola/relay/testing'
import type { Subtle } from '@pergola/core/crypto'
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
  readonly sees: <N extends QueryName>(name: N, args: Queries[N]['args'], until: (value: Queries[N]['value']) => boolean) => Promise<Queries[N]['value']>
}

export const crypto = testCrypto(webcrypto.subtle as unknown as Subtle, (length) => webcrypto.getRandomValues(new Uint8Array(length)))

const must = <T>(name: string, answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.problem)}`)
  return answer.value
}

const PATIENCE = 8000

export const someone = (relay: () => MemoryRelay, offset = 0, storage = memoryStorage()): Someone => {
  const link = linkTo(relay)
  const pergola = createPergola(memoryPorts(crypto, clockAt(offset), link.transport, storage))
  const ask: Someone['ask'] = async (name, args) => must(name, await pergola.ask(name, args))
  return {
    pergola,
    storage,
    link,
    do: async (name, args) => must(name, await pergola.run(name, args)),
    ask,
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
  }
}

export const org = (name: string, kind: 'local_group' | 'shelter' | 'fund' = 'local_group') => ({
  name,
  shortName: name.slice(0, 12),
  kind,
  countries: ['KE'],
  languages: ['en'],
  about: 'Invented for a test.',
})

export interface Circle {
  readonly relay: MemoryRelay
  readonly amina: Someone
  readonly joost: Someone
  readonly khadija: Someone
  readonly orgs: { readonly amina: string; readonly joost: string; readonly khadija: string }
}

/** Amina's local group founded the network; Joost's shelter and Khadija's fund joined it. */
export const circle = async (): Promise<Circle> => {
  const relay = createMemoryRelay({ origins: [ORIGIN] })
  const at = () => relay
  const amina = someone(at)
  await amina.sees('session', {}, (session) => session.state === 'empty' && session.relayIsEmpty === true)
  await amina.do('found', { network: 'River Network', org: org('Riverbank Group'), personName: 'Amina', account: 'amina' })
  await amina.sees('network', {}, (network) => network.organisations.length === 1 && network.organisations[0]!.profile.name !== '')
  const joost = await joins(amina, at, 'Huis Noord', 'Joost', 'shelter')
  const khadija = await joins(amina, at, 'Atlas Fund', 'Khadija', 'fund')
  const roster = await amina.sees('network', {}, (network) => network.organisations.every((row) => row.profile.name !== '') && network.organisations.length === 3)
  for (const person of [joost, khadija]) await person.sees('network', {}, (network) => network.organisations.every((row) => row.profile.name !== '') && network.organisations.length === 3)
  const idOf = (name: string): string => roster.organisations.find((row) => row.profile.name === name)!.profile.org
  return { relay, amina, joost, khadija, orgs: { amina: idOf('Riverbank Group'), joost: idOf('Huis Noord'), khadija: idOf('Atlas Fund') } }
}

const joins = async (amina: Someone, relay: () => MemoryRelay, name: string, person: string, kind: 'shelter' | 'fund'): Promise<Someone> => {
  await amina.sees('sync', {}, (sync) => sync.connection === 'online')
  const { id, link } = await amina.do('inviteOrganisation', { label: name, days: 7 })
  const other = someone(relay)
  await other.do('joinAsOrganisation', { link, org: org(name, kind), personName: person, account: person.toLowerCase() })
  await amina.sees('network', {}, (network) => network.invitations.some((row) => row.id === id && row.state === 'answered'))
  await amina.do('admit', { id })
  await other.sees('network', {}, (network) => network.name === 'River Network')
  return other
}
