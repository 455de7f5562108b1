/** Amina, her colleague Yusuf and Joost of another organisation: whole clients over real lines, working on one case while things go wrong. */
import { setTimeout as sleep } from 'node:timers/promises'
import { createPergola } from '@pergola/client'
import { memoryStorage } from '@pergola/client/testing'
import type { SpaceId } from '@pergola/protocol'
import { nodePorts } from '../../apps/cli/src/ports/nodePorts.ts'
import { sharedCase } from '../stories/cases.ts'
import { acting, org, type Someone } from '../stories/people.ts'
import type { Line } from './line.ts'

type Hands = Pick<Someone, 'pergola' | 'do' | 'ask' | 'sees'>

export interface Member extends Hands {
  /** Ms by which this member's clock is wrong. */
  offset: number
}

export interface Members {
  readonly amina: Member
  readonly yusuf: Member
  readonly joost: Member
  readonly all: readonly Member[]
  readonly space: SpaceId
  /** Texts that a device promised to keep. */
  readonly told: string[]
}

/** `hurry`: a device that waits a tenth of what it would, so that a test is short. */
const memberAt = (origin: string, hurry: number): Member => {
  const self = { offset: 0 }
  const ports = nodePorts(origin, ':memory:')
  const clock = {
    ...ports.clock,
    now: () => Date.now() + self.offset,
    after: (ms: number, call: () => void) => ports.clock.after(ms / hurry, call),
  }
  return Object.assign(self, acting(createPergola({ ...ports, clock, storage: memoryStorage() })))
}

const online = async (member: Member): Promise<void> =>
  void (await member.sees('sync', {}, (sync) => sync.connection === 'online' && !sync.receiving && sync.lastSync !== null))

const letIn = async (host: Member, id: string): Promise<void> => {
  await host.sees('network', {}, (network) => network.invitations.some((row) => row.id === id && row.state === 'answered'))
  await host.do('admit', { id })
}

export const gather = async (lines: readonly Line[], hurry = 1): Promise<Members> => {
  const [amina, yusuf, joost] = lines.map(({ url }) => memberAt(url, hurry)) as [Member, Member, Member]
  await amina.sees('session', {}, (session) => session.state === 'empty' && session.relayIsEmpty === true)
  await amina.do('found', { network: 'River Network', org: org('Riverbank Group'), personName: 'Amina', account: 'amina' })
  await online(amina)
  const asked = await amina.do('invitePerson', { label: 'Yusuf', role: 'editor', days: 7 })
  await yusuf.do('joinAsPerson', { link: asked.link, personName: 'Yusuf', account: 'yusuf' })
  await letIn(amina, asked.id)
  const invited = await amina.do('inviteOrganisation', { label: 'Huis Noord', days: 7 })
  await joost.do('joinAsOrganisation', { link: invited.link, org: org('Huis Noord', 'shelter'), personName: 'Joost', account: 'joost' })
  await letIn(amina, invited.id)
  const named = (count: number) => (network: { readonly organisations: readonly { readonly profile: { readonly name: string } }[] }) =>
    network.organisations.length === count && network.organisations.every((row) => row.profile.name !== '')
  const { organisations } = await amina.sees('network', {}, named(2))
  const shelter = organisations.find((row) => !row.own)!.profile.org
  const space = await sharedCase(amina as unknown as Someone, [shelter], [joost, yusuf] as unknown as Someone[])
  for (const member of [amina, yusuf, joost]) await online(member)
  return { amina, yusuf, joost, all: [amina, yusuf, joost], space, told: [] }
}

/** True when the device promised to keep it. */
export const writes = async ({ space, told }: Members, member: Member, text: string): Promise<boolean> => {
  const answer = await member.pergola.run('addNote', { space, text })
  if (answer.ok) told.push(text)
  return answer.ok
}

export interface Found {
  /** Notes that were promised and that a member does not read in the end. */
  readonly lost: number
  /** Notes that stand there twice. */
  readonly duplicates: number
  /** Members with an alarm, or whose audit finds a fault. */
  readonly broken: number
  /** Members who have not sent everything, or do not read what the others read. */
  readonly stuck: number
}

const notesOf = async (member: Member, space: SpaceId): Promise<readonly string[]> => {
  const view = await member.pergola.ask('case', { space })
  return view.ok ? view.value.file.notes.map((note) => note.text) : []
}

const isDone = async ({ space, told }: Members, member: Member): Promise<boolean> => {
  const { unsent } = await member.ask('sync', {})
  const texts = new Set(await notesOf(member, space))
  return unsent === 0 && told.every((text) => texts.has(text))
}

/**
 * Waits until everyone has sent and read everything; after `patience` ms somebody is stuck. `nudge`: they press "try now", as people who
 * watch a relay come back do; otherwise devices are left alone.
 */
export const converge = async (members: Members, { patience = 90_000, nudge = true } = {}): Promise<Pick<Found, 'stuck'>> => {
  const until = performance.now() + patience
  const behind = new Set(members.all)
  for (let tries = 0; behind.size > 0 && performance.now() < until; tries++) {
    for (const member of behind) {
      if (nudge && tries % 10 === 0) await member.do('retryNow', {})
      if (await isDone(members, member)) behind.delete(member)
    }
    if (behind.size > 0) await sleep(50)
  }
  return { stuck: behind.size }
}

/** Whole logs read again from the relay: false also when it could not be reached for two minutes. */
const auditFinds = async (member: Member): Promise<boolean> => {
  const until = performance.now() + 120_000
  for (;;) {
    const audit = await member.pergola.run('audit', {})
    if (audit.ok || performance.now() > until) return audit.ok && audit.value.faults === 0
    await sleep(500)
  }
}

/** What is wrong with what they have in the end. */
export const inspect = async (members: Members): Promise<Omit<Found, 'stuck'>> => {
  const found = { lost: 0, duplicates: 0, broken: 0 }
  for (const member of members.all) {
    const texts = await notesOf(member, members.space)
    found.lost += members.told.filter((text) => !texts.includes(text)).length
    found.duplicates += texts.length - new Set(texts).size
    const { alarms } = await member.ask('sync', {})
    if (alarms.length > 0 || !(await auditFinds(member))) found.broken += 1
  }
  return found
}

export const part = async ({ all }: Members): Promise<void> => {
  for (const member of all) await member.pergola.run('lock', {})
}
