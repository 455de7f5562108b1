/**
 * Providing for the day on which an organisation can no longer act for itself (docs/decisions/0021-succession.md): a steward
 * without a device, whose secret two trusted organisations together open.
 */
import { personFromSeed, recoveryWords, type PersonSecret } from '@pergola/core/identity'
import { invitationKeys } from '@pergola/core/invite'
import { cleanLine, cleanText, setOp } from '@pergola/core/record'
import { orgTarget } from '@pergola/core/space'
import {
  agreeTo,
  callFor,
  openInner,
  openOuter,
  provide,
  readSuccession,
  sealShares,
  LEAST_TRUSTEES,
  MOST_TRUSTEES,
} from '@pergola/core/succession'
import { hex, membersNow, permitMessage, type Membership, type OrgId } from '@pergola/protocol'
import { noStandIn, noteStandIn, readStandIn } from '../book/standIn.ts'
import type { Answer, Commands, SuccessionCommands as Names } from '../contract/index.ts'
import { makeAccount } from '../session/accounts.ts'
import type { Desk } from '../sync/desk.ts'
import type { Engine } from '../sync/engine.ts'
import { done, problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'

type Handler<N extends keyof Names> = (args: Commands[N]['args']) => Promise<Answer<Commands[N]['value']>>

const HOUR = 3_600_000

export class SuccessionCommands implements Readonly<{ [N in keyof Names]: Handler<N> }> {
  readonly #desk: Desk
  readonly #engine: Engine
  readonly #world: World
  /** New keys in every space, after somebody was taken out. */
  readonly #renew: () => Promise<void>

  constructor(desk: Desk, engine: Engine, world: World, renew: () => Promise<void>) {
    this.#desk = desk
    this.#engine = engine
    this.#world = world
    this.#renew = renew
  }

  get #kemKeys(): readonly Uint8Array[] {
    return this.#world
      .orgSecrets()
      .map(({ kem }) => kem.secretKey)
      .toReversed()
  }

  readonly nameTrustees: Handler<'nameTrustees'> = async ({ orgs }) => {
    const desk = this.#desk
    if (desk.role !== 'steward') return problem('not_permitted')
    if (!this.#engine.connected) return problem('offline')
    const trustees = this.#trustees(orgs)
    if (trustees === null) return problem('invalid', 'orgs')
    const ended = await this.endTrust({})
    if (!ended.ok) return ended
    const { crypto, clock } = desk.ports
    const person = personFromSeed(crypto, crypto.random(32))
    const account = `stand-in-${hex(crypto.random(8))}`
    // Named before it is there: one that broke off half-way is taken out by the next attempt.
    const noted = await this.#world.write(desk.org, [noteStandIn({ person: person.id, space: null, since: clock.now() })])
    if (!noted.ok) return noted
    const made = await this.#bringIn(person, account)
    if (!made.ok) return made
    const shares = sealShares(crypto, desk.org, { account, seed: person.seed }, trustees.map(orgTarget))
    const provision = provide({ whose: desk.org, person: person.id, trustees: [...orgs], shares })
    if (!provision.ok) return provision
    const founded = await this.#world.found(
      'succession',
      orgs.map((org) => ({ org, role: 'reader' })),
      provision.value,
    )
    if (!founded.ok) return founded
    return this.#world.write(desk.org, [noteStandIn({ person: person.id, space: founded.value, since: clock.now() })])
  }

  /** Two to five others of the network, each once, whose keys are known here. */
  #trustees(orgs: readonly OrgId[]): readonly Membership[] | null {
    const network = this.#world.network()
    const inNetwork = new Set(network ? membersNow(network.membership) : [])
    const known = [...new Set(orgs)].map((org) =>
      org !== this.#desk.org && inNetwork.has(org) ? this.#desk.organisations.all.get(org) : undefined,
    )
    if (known.length !== orgs.length || known.length < LEAST_TRUSTEES || known.length > MOST_TRUSTEES || known.includes(undefined))
      return null
    return known as readonly Membership[]
  }

  /** An account that only the recovery kit opens, and a steward without a device. */
  async #bringIn(person: PersonSecret, account: string): Promise<Answer<null>> {
    const { ports, org, secrets } = this.#desk
    const { changes, wire } = this.#engine.connected ?? {}
    if (!changes || !wire) return problem('offline')
    const keys = invitationKeys(ports.crypto.random(16))
    const invited = await wire.request({
      t: 'invite',
      invitation: keys.id,
      permitHash: ports.crypto.sha256(permitMessage(keys.permit)),
      kind: 'person',
      expires: ports.clock.now() + HOUR,
      sealed: new Uint8Array(1),
    })
    if (invited.t !== 'done') return problem(invited.t === 'refused' ? 'relay_refused' : 'offline')
    const made = await makeAccount(ports, account, { invitation: keys.id, permit: keys.permit }, person, {
      org,
      relayKey: secrets.relayKey,
    })
    await wire.request({ t: 'dropInvitation', invitation: keys.id })
    return made.ok ? changes.admitPerson(person.card, person.id, 'steward') : made
  }

  readonly endTrust: Handler<'endTrust'> = async () => {
    const desk = this.#desk
    if (desk.role !== 'steward') return problem('not_permitted')
    const { changes } = this.#engine.connected ?? {}
    if (!changes) return problem('offline')
    const book = this.#world.book()
    const standIn = readStandIn(book.doc)
    if (standIn === null) return done
    if (membersNow(book.membership).includes(standIn.person)) {
      const out = await changes.takeOut({ t: 'removePerson', person: standIn.person })
      if (!out.ok) return out
      await this.#renew()
    }
    const opened = standIn.space === null ? null : await this.#world.open(standIn.space)
    for (const org of opened ? (membersNow(opened.membership) as OrgId[]) : [])
      if (org !== desk.org) await this.#world.revoke(opened!.space, org)
    return this.#world.write(desk.org, [noStandIn()])
  }

  readonly callSuccession: Handler<'callSuccession'> = async ({ space, why }) => {
    const { role, org } = this.#desk
    if (role !== 'steward') return problem('not_permitted')
    const opened = await this.#world.open(space)
    const provision = opened && opened.goneSince === null ? readSuccession(opened.doc) : null
    // What the shares are about is proven by who founded the space they stand in.
    if (opened === null || provision?.purpose !== 'shares' || provision.whose !== opened.membership.founder) return problem('not_found')
    const inner = new Map<OrgId, Uint8Array>()
    for (const share of provision.shares) {
      const box = share.first === org ? openOuter(this.#kemKeys, provision.whose, share) : null
      if (box) inner.set(share.second, box)
    }
    if (inner.size === 0) return problem('tampered')
    const call = callFor(provision.whose, cleanText(why), inner)
    if (!call.ok) return call
    const others = [...inner.keys()].map((other) => ({ org: other, role: 'contributor' as const }))
    const founded = await this.#world.found('succession', others, call.value)
    return founded.ok ? done : founded
  }

  readonly agreeSuccession: Handler<'agreeSuccession'> = async ({ space }) => {
    const { role, org, ports } = this.#desk
    if (role !== 'steward') return problem('not_permitted')
    const opened = await this.#world.open(space)
    const call = opened ? readSuccession(opened.doc) : null
    if (opened === null || call?.purpose !== 'call' || opened.membership.founder === org) return problem('not_found')
    const box = call.inner.get(org)
    const secret = box && openInner(this.#kemKeys, call.whose, { first: opened.membership.founder as OrgId, second: org, box })
    if (!secret) return problem('tampered')
    const agreed = await this.#world.write(space, [agreeTo(org, ports.clock.now())])
    return agreed.ok ? { ok: true, value: { account: secret.account, words: recoveryWords(secret.seed) } } : agreed
  }

  readonly stopOthers: Handler<'stopOthers'> = async ({ name, why }) => {
    const { person, org, ports } = this.#desk
    const { changes } = this.#engine.connected ?? {}
    if (!changes) return problem('offline')
    if (readStandIn(this.#world.book().doc)?.person !== person.id) return problem('not_permitted')
    if (cleanLine(name) === '') return problem('invalid', 'name')
    if (why.trim() === '') return problem('invalid', 'why')
    const out = await changes.takeOutOthers()
    if (!out.ok) return out
    const at = ports.clock.now()
    const noted = await this.#world.write(org, [
      setOp('member', person.id, { name: cleanLine(name) }),
      setOp('setting', 'stopped', { at, why: cleanText(why) }),
      noStandIn(),
    ])
    if (!noted.ok) return noted
    await this.#renew()
    return done
  }
}
