/** The network, its organisations and their members come together: founded, invited, joined, let in. */
import type { NewAccount } from '@pergola/client'
import type { OrgId, PersonId } from '@pergola/protocol'
import { actorOn, type Actor } from './actor.ts'
import { CAST, NETWORK_NAME, type CastMember, type CastOrg, type OrgKey } from './cast.ts'

export interface GatheredOrg {
  readonly cast: CastOrg
  readonly org: OrgId
  readonly steward: Actor
  /** Does the casework, with a clock that began before anything happened. */
  readonly officer: Actor
  readonly people: readonly PersonId[]
}

export interface DemoAccount {
  readonly org: CastOrg
  readonly member: CastMember
  readonly secrets: NewAccount
}

export interface Gathering {
  readonly orgs: ReadonlyMap<OrgKey, GatheredOrg>
  readonly accounts: readonly DemoAccount[]
}

/** Told of each step that is done. */
export type Tell = (done: number, of: number) => void

/** Days from now; earlier than anything in the plan. */
const BEFORE_ALL = -160

/** Until everything the relay has is here. */
export const isOnline = (actor: Actor): Promise<unknown> =>
  actor.sees('sync', {}, ({ connection, receiving, lastSync }) => connection === 'online' && !receiving && lastSync !== null)

const draftOf = ({ name, shortName, kind, countries, languages, about }: CastOrg) => ({
  name,
  shortName,
  kind,
  countries,
  languages,
  about,
})

class Gatherer {
  readonly #relay: string
  readonly #tell: Tell
  readonly #accounts: DemoAccount[] = []
  #done = 0

  constructor(relay: string, tell: Tell) {
    this.#relay = relay
    this.#tell = tell
  }

  get accounts(): readonly DemoAccount[] {
    return this.#accounts
  }

  #made(org: CastOrg, member: CastMember, secrets: NewAccount): void {
    this.#accounts.push({ org, member, secrets })
    this.#tell(++this.#done, CAST.flatMap(({ members }) => members).length)
  }

  async found(cast: CastOrg): Promise<Actor> {
    const [who] = cast.members as [CastMember]
    const actor = actorOn(this.#relay, who)
    this.#made(
      cast,
      who,
      await actor.run('found', { network: NETWORK_NAME, org: draftOf(cast), personName: who.name, account: who.account }),
    )
    await isOnline(actor)
    await actor.sees('network', {}, ({ name, organisations }) => name !== '' && organisations[0]?.profile.name === cast.name)
    return actor
  }

  /** The organisation joins by link; whoever invited lets it in. */
  async joinOrganisation(cast: CastOrg, link: string): Promise<Actor> {
    const [who] = cast.members as [CastMember]
    const actor = actorOn(this.#relay, who)
    this.#made(cast, who, await actor.run('joinAsOrganisation', { link, org: draftOf(cast), personName: who.name, account: who.account }))
    return actor
  }

  /** A member joins by link and is let in; their client stays open only for those who act later. */
  async joinMember(cast: CastOrg, steward: Actor, who: CastMember, days = 0): Promise<Actor> {
    const { id, link } = await steward.run('invitePerson', { label: who.name, role: who.role, days: 7 })
    const actor = actorOn(this.#relay, who, days)
    this.#made(cast, who, await actor.run('joinAsPerson', { link, personName: who.name, account: who.account }))
    await letIn(steward, id)
    return actor
  }
}

export const letIn = async (steward: Actor, id: string): Promise<void> => {
  await steward.sees('network', {}, ({ invitations }) => invitations.some((row) => row.id === id && row.state === 'answered'))
  await steward.run('admit', { id })
}

const gatherMembers = async (gatherer: Gatherer, cast: CastOrg, steward: Actor): Promise<Actor> => {
  const [, first, ...others] = cast.members as [CastMember, CastMember, ...CastMember[]]
  const officer = await gatherer.joinMember(cast, steward, first, BEFORE_ALL)
  for (const who of others) await (await gatherer.joinMember(cast, steward, who)).leave()
  return officer
}

const gatherOrg = async (gatherer: Gatherer, cast: CastOrg, steward: Actor): Promise<readonly [OrgKey, GatheredOrg]> => {
  await steward.sees('network', {}, ({ name }) => name !== '')
  await isOnline(steward)
  const officer = await gatherMembers(gatherer, cast, steward)
  const { org } = await steward.session()
  const { members } = await steward.sees('network', {}, (network) => network.members.length === cast.members.length)
  return [cast.key, { cast, org, steward, officer, people: members.map(({ person }) => person) }]
}

/** Everybody is in, and every officer knows every organisation. */
export const gather = async (relay: string, tell: Tell): Promise<Gathering> => {
  const gatherer = new Gatherer(relay, tell)
  const [host, ...guests] = CAST as [CastOrg, ...CastOrg[]]
  const founder = await gatherer.found(host)
  const joining = guests.map(async (cast) => {
    const { id, link } = await founder.run('inviteOrganisation', { label: cast.name, days: 7 })
    return { cast, id, steward: await gatherer.joinOrganisation(cast, link) }
  })
  const joined = await Promise.all(joining)
  for (const { id } of joined) await letIn(founder, id)
  const orgs = await Promise.all(
    [{ cast: host, steward: founder }, ...joined].map(({ cast, steward }) => gatherOrg(gatherer, cast, steward)),
  )
  await Promise.all(orgs.map(([, { officer }]) => officer.sees('network', {}, ({ organisations }) => organisations.length === CAST.length)))
  // Their clocks are at today, and a client does things by itself: out of the way while others act in the past.
  await Promise.all(orgs.map(([, { steward }]) => steward.run('lock', {})))
  return { orgs: new Map(orgs), accounts: gatherer.accounts }
}
