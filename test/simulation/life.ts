/** Five people in three organisations of one network, as every simulation begins. */
import type { OrgId, SpaceId } from '@pergola/protocol'
import { Stage, type Actor } from './cast.ts'

export interface Written {
  readonly text: string
  readonly space: SpaceId
  readonly by: Actor
  /** Told to be kept; otherwise the program crashed before it could say. */
  readonly kept: boolean
}

export interface Life {
  readonly stage: Stage
  readonly actors: readonly Actor[]
  readonly orgOf: ReadonlyMap<Actor, OrgId>
  readonly cases: { readonly space: SpaceId; readonly owner: OrgId }[]
  readonly written: Written[]
  /** Counts the notes anyone began to write. */
  texts: number
  /** `space org` that somebody tried to take out: what was written there may have come too late. */
  readonly revoked: Set<string>
}

const org = (name: string) =>
  ({ name, shortName: name.slice(0, 8), kind: 'local_group', countries: ['KE'], languages: ['en'], about: '' }) as const

const joinOrganisation = async (host: Actor, guest: Actor, name: string): Promise<void> => {
  const { id, link } = await host.do('inviteOrganisation', { label: name, days: 7 })
  guest.passphrase = (
    await guest.do('joinAsOrganisation', { link, org: org(name), personName: guest.name, account: guest.name })
  ).passphrase
  await host.sees('network', {}, (network) => network.invitations.some((row) => row.id === id && row.state === 'answered'))
  await host.do('admit', { id })
  await guest.sees('network', {}, (network) => network.organisations.some((row) => row.own && row.profile.name === name))
}

const joinPerson = async (host: Actor, guest: Actor): Promise<void> => {
  const { id, link } = await host.do('invitePerson', { label: guest.name, role: 'editor', days: 7 })
  guest.passphrase = (await guest.do('joinAsPerson', { link, personName: guest.name, account: guest.name })).passphrase
  await host.sees('network', {}, (network) => network.invitations.some((row) => row.id === id && row.state === 'answered'))
  await host.do('admit', { id })
  await guest.sees('session', {}, (session) => session.state === 'open' && session.admitted && session.personName !== '')
}

export const begin = async (seed: number): Promise<Life> => {
  const stage = new Stage(seed)
  const [amina, yusuf, joost, imke, khadija] = ['amina', 'yusuf', 'joost', 'imke', 'khadija'].map((name) => stage.actor(name)) as [
    Actor,
    Actor,
    Actor,
    Actor,
    Actor,
  ]
  await stage.clockwork.pass(5000)
  amina.passphrase = (
    await amina.do('found', { network: 'River', org: org('Riverbank'), personName: 'amina', account: 'amina' })
  ).passphrase
  await amina.sees('sync', {}, (sync) => sync.connection === 'online' && sync.unsent === 0)
  await joinOrganisation(amina, joost, 'Noord')
  await joinOrganisation(amina, khadija, 'Atlas')
  await joinPerson(amina, yusuf)
  await joinPerson(joost, imke)
  const actors = [amina, yusuf, joost, imke, khadija]
  const orgOf = new Map<Actor, OrgId>()
  for (const actor of actors) {
    await actor.sees('network', {}, (network) => network.organisations.length === 3)
    const session = await actor.ask('session', {})
    if (session?.state === 'open') orgOf.set(actor, session.org)
  }
  return { stage, actors, orgOf, cases: [], written: [], texts: 0, revoked: new Set() }
}
