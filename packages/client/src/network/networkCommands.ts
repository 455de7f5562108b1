/** Inviting, letting in, taking out: everything that changes who belongs, and the sealed names beside it. */
import { invitationKeys, sealInvitation, secretToLink, type InvitationAnswer, type InvitationContent } from '@pergola/core/invite'
import { flagIn, lineIn, rowAt, setOp } from '@pergola/core/record'
import { LIMITS, personId, permitMessage, unhex, type ErrorCode, type OrgId } from '@pergola/protocol'
import { unpublishIntake } from '../book/intake.ts'
import { noteTakenDown } from '../book/publicPage.ts'
import type { Answer, Commands, Problem } from '../contract/index.ts'
import { problemOf } from '../session/relayHttp.ts'
import { done, problem } from '../sync/answers.ts'
import type { Desk } from '../sync/desk.ts'
import type { Engine } from '../sync/engine.ts'
import type { World } from '../world/world.ts'
import { answerTo, heldInvitations, idOf, invitationEnds, invitationOps, type HeldInvitation } from './invitations.ts'

export type NetworkCommandName =
  | 'invitePerson'
  | 'inviteOrganisation'
  | 'cancelInvitation'
  | 'admit'
  | 'removePerson'
  | 'setRole'
  | 'revokeDevice'
  | 'leaveNetwork'
  | 'takeOutOrganisation'
type Handler<N extends NetworkCommandName> = (args: Commands[N]['args']) => Promise<Answer<Commands[N]['value']>>

const DAY = 86_400_000
const MOST_DAYS = 30

/** The relay counts the days from its own clock: one that ends at once, or in years, was made by a clock that is wrong. */
const refusedInvitation = (error: ErrorCode): Problem['type'] => (error === 'expired' ? 'clock' : problemOf(error).type)

export class NetworkCommands implements Readonly<{ [N in NetworkCommandName]: Handler<N> }> {
  readonly #desk: Desk
  readonly #engine: Engine
  readonly #world: World
  /** Answers to invitations, as the relay last gave them; opened only by those who hold the secret. */
  readonly #answers = new Map<string, InvitationAnswer>()

  constructor(desk: Desk, engine: Engine, world: World) {
    this.#desk = desk
    this.#engine = engine
    this.#world = world
  }

  #renewing = false

  get answers(): ReadonlyMap<string, InvitationAnswer> {
    return this.#answers
  }

  readonly invitePerson: Handler<'invitePerson'> = ({ label, role, days }) => this.#invite('person', label, role, days)
  readonly inviteOrganisation: Handler<'inviteOrganisation'> = ({ label, days }) => this.#invite('organisation', label, 'editor', days)

  async #invite(
    kind: HeldInvitation['kind'],
    label: string,
    role: HeldInvitation['role'],
    days: number,
  ): Promise<Answer<{ id: string; link: string }>> {
    const desk = this.#desk
    const wire = this.#engine.connected?.wire
    if (!wire) return problem('offline')
    if (desk.role !== 'steward') return problem('not_permitted')
    if (!(days >= 1 && days <= MOST_DAYS)) return { ok: false, problem: { type: 'invalid', field: 'days' } }
    const { crypto, clock } = desk.ports
    const secret = crypto.random(16)
    const keys = invitationKeys(secret)
    const createdAt = clock.now()
    const expires = createdAt + days * DAY
    const sealed = sealInvitation(crypto, keys, { ...this.#content(kind), role, expires })
    if (sealed.length > LIMITS.invitationBytes) return problem('too_large')
    const answer = await wire.request({
      t: 'invite',
      invitation: keys.id,
      permitHash: crypto.sha256(permitMessage(keys.permit)),
      kind,
      expires,
      sealed,
    })
    if (answer.t !== 'done') return problem(answer.t === 'refused' ? refusedInvitation(answer.error) : 'offline')
    const written = await this.#world.write(desk.org, invitationOps(idOf(secret), { kind, label, role, createdAt, expires, secret }))
    return written.ok
      ? { ok: true, value: { id: idOf(secret), link: `${desk.ports.transport.origin}/#/join/${secretToLink(secret)}` } }
      : written
  }

  #content(kind: HeldInvitation['kind']): Omit<InvitationContent, 'role' | 'expires'> {
    const { org, networkReplica, person, secrets } = this.#desk
    const book = this.#world.book().doc
    const network = this.#world.network()?.doc
    return {
      kind,
      org,
      network: networkReplica?.space ?? null,
      relayKey: secrets.relayKey,
      networkName: network ? lineIn(rowAt(network, 'network', 'main'), 'name') : '',
      orgName: network ? lineIn(rowAt(network, 'org', org), 'name') : lineIn(rowAt(book, 'setting', 'main'), 'name'),
      invitedBy: lineIn(rowAt(book, 'member', person.id), 'name'),
    }
  }

  #held(id: string): HeldInvitation | null {
    return heldInvitations(this.#world.book().doc).find((held) => held.id === id) ?? null
  }

  readonly cancelInvitation: Handler<'cancelInvitation'> = async ({ id }) => {
    if (!this.#held(id)) return problem('not_found')
    await this.#drop(id)
    return this.#world.write(this.#desk.org, invitationEnds(id, 'cancelled'))
  }

  async #drop(id: string): Promise<void> {
    const invitation = unhex(id)
    if (invitation) await this.#engine.connected?.wire.request({ t: 'dropInvitation', invitation })
  }

  /** Asks the relay who answered. */
  async refresh(): Promise<void> {
    const rows = await this.#engine.connected?.wire.request({ t: 'invitations' })
    if (rows?.t !== 'invitationList') return
    const held = heldInvitations(this.#world.book().doc)
    for (const invitation of held) {
      const row = rows.rows.find(
        (candidate) => candidate.answer !== null && unhex(invitation.id)!.every((byte, at) => byte === candidate.invitation[at]),
      )
      const answer = row?.answer ? answerTo(invitation, row.answer) : null
      if (answer) this.#answers.set(invitation.id, answer)
    }
  }

  readonly admit: Handler<'admit'> = async ({ id }) => {
    const held = this.#held(id)
    const answer = this.#answers.get(id)
    const changes = this.#engine.connected?.changes
    if (!changes) return problem('offline')
    if (!held || !answer || held.admitted || held.cancelled) return problem('not_found')
    const let_in = answer.person ? await this.#admitPerson(held, answer) : await this.#admitOrganisation(answer)
    if (!let_in.ok) return let_in
    // The relay keeps it until it runs out: whoever opens the link later is told that it was used.
    return this.#world.write(this.#desk.org, invitationEnds(id, 'admitted'))
  }

  async #admitPerson(held: HeldInvitation, { person, name }: InvitationAnswer): Promise<Answer<null>> {
    if (!person) return problem('not_found')
    const id = personId(this.#desk.ports.crypto.sha256, person)
    const admitted = await this.#engine.connected!.changes.admitPerson(person, id, held.role)
    return admitted.ok ? this.#world.write(this.#desk.org, [{ o: 'set', c: 'member', i: id, f: { name } }]) : admitted
  }

  async #admitOrganisation({ org }: InvitationAnswer): Promise<Answer<null>> {
    const network = this.#desk.networkReplica?.space
    if (!org || !network) return problem('not_found')
    return this.#engine.connected!.changes.share(network, org as OrgId, 'editor')
  }

  readonly setRole: Handler<'setRole'> = async ({ person, role }) =>
    (await this.#engine.connected?.changes.setRole(person, role)) ?? problem('offline')

  readonly removePerson: Handler<'removePerson'> = ({ person }) => this.#takeOut({ t: 'removePerson', person })
  readonly revokeDevice: Handler<'revokeDevice'> = ({ device }) => this.#takeOut({ t: 'removeDevice', device })

  /** What is public goes first: once out, an organisation could not be told from one that was taken out. */
  readonly leaveNetwork: Handler<'leaveNetwork'> = async () => {
    const { gateway } = this.#world
    if (this.#desk.role !== 'steward') return problem('not_permitted')
    for (const down of [() => gateway.publish(null), () => gateway.putCard(null)]) {
      const taken = await down()
      if (!taken.ok) return taken
    }
    const noted = await this.#world.write(this.#desk.org, [noteTakenDown(), unpublishIntake()])
    return noted.ok ? this.#outOfNetwork(this.#desk.org) : noted
  }

  readonly takeOutOrganisation: Handler<'takeOutOrganisation'> = async ({ org }) =>
    this.#desk.role === 'steward' && org !== this.#desk.org ? this.#outOfNetwork(org) : problem('not_permitted')

  async #outOfNetwork(org: OrgId): Promise<Answer<null>> {
    const network = this.#desk.networkReplica
    const changes = this.#engine.connected?.changes
    if (!changes) return problem('offline')
    if (!network) return problem('not_found')
    return network.goneSince === null ? changes.revoke(network.space, org) : problem('gone')
  }

  async #takeOut(removal: Parameters<NonNullable<Engine['connected']>['changes']['takeOut']>[0]): Promise<Answer<null>> {
    const changes = this.#engine.connected?.changes
    if (!changes) return problem('offline')
    const out = await changes.takeOut(removal)
    if (!out.ok) return out
    await this.renew()
    return done
  }

  /** New keys everywhere, now and where that breaks off later. */
  async renew(): Promise<void> {
    await this.#note(true)
    await this.resumeRenewal()
  }

  /** In the organisation's book, so that a colleague's device goes on where this one was interrupted. */
  async #note(due: boolean): Promise<void> {
    await this.#world.write(this.#desk.org, [setOp('setting', 'renewal', { due })])
  }

  /** New keys everywhere after a removal, from wherever it was left. */
  async resumeRenewal(): Promise<void> {
    const changes = this.#engine.connected?.changes
    if (!changes || this.#renewing || !flagIn(rowAt(this.#world.book().doc, 'setting', 'renewal'), 'due')) return
    // Until a steward is here, new wraps would still open with the keys that who left took along.
    if (changes.orgKeysAreStale && this.#desk.role !== 'steward') return
    this.#renewing = true
    if (changes.orgKeysAreStale) await changes.renewOrgKeys()
    const progress = this.#world.progress('renew_keys')
    const renewed = await changes.renewAll(progress.report, progress.cancelled)
    progress.end()
    this.#renewing = false
    if (renewed.ok) await this.#note(false)
  }
}
