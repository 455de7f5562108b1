/**
 * Membership changes: sharing, revoking, letting in, taking out. One linear chain at the relay, so they are made online: look,
 * write the next entry, and look again when somebody was quicker.
 */
import {
  endOwnDevice,
  letIn,
  orgKeysAreStale,
  orgTarget,
  removeFromOrganisation,
  renewKey,
  renewOrgKeys,
  revokeFrom,
  shareWith,
  writeControl,
  type OrgTarget,
  type OwnOrg,
  type Removal,
} from '@pergola/core/space'
import {
  endMessage,
  isEnded,
  membersNow,
  type Action,
  type BlobId,
  type DeviceId,
  type Membership,
  type OrgId,
  type Page,
  type PersonCard,
  type PersonId,
  type Role,
  type SignedControl,
  type SpaceId,
} from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import type { Replica } from '../local/spaceRecord.ts'
import type { Agreement } from '../world/world.ts'
import { done, problem } from './answers.ts'
import type { Desk } from './desk.ts'
import { followPage } from './follow.ts'
import type { Puller } from './puller.ts'
import type { Wire } from './wire.ts'

const TRIES = 6

export class Changes {
  readonly #desk: Desk
  readonly #wire: Wire
  readonly #puller: Puller

  constructor(desk: Desk, wire: Wire, puller: Puller) {
    this.#desk = desk
    this.#wire = wire
    this.#puller = puller
  }

  get #own(): OwnOrg {
    return { org: this.#desk.org, secret: this.#desk.access.secrets.at(-1)! }
  }

  /** One control entry. `actions` gives null when there is nothing (left) to do. */
  async change(
    space: SpaceId,
    actions: (replica: Replica) => Promise<readonly Action[] | null> | readonly Action[] | null,
  ): Promise<Answer<null>> {
    for (let tries = 0; tries < TRIES; tries++) {
      await this.#puller.only([space])
      const replica = await this.#desk.replicas.get(space)
      if (!replica) return problem('not_found')
      if (replica.goneSince !== null) return problem('gone')
      const wanted = await actions(replica)
      if (wanted === null) return done
      const { crypto, clock } = this.#desk.ports
      const signed = await writeControl(crypto, this.#desk.secrets.device, replica.membership, replica.log, clock.now(), wanted)
      const answer = await this.#wire.request({ t: 'control', entry: signed, permit: null })
      if (answer.t === 'accepted') return this.#accepted(space, signed)
      if (answer.t !== 'refused') return problem('offline')
      if (answer.error === 'not_permitted' || answer.error === 'not_member') return problem('not_permitted')
      if (answer.error === 'storage_full') return problem('relay_full')
      if (answer.error !== 'stale_control' && answer.error !== 'stale_log') return problem('relay_refused')
    }
    return problem('busy')
  }

  /** What waits under the epoch before is sealed anew by the pusher, between its pushes: what is in flight stays as it is. */
  async #accepted(space: SpaceId, signed: SignedControl): Promise<Answer<null>> {
    if (!(await this.#desk.locked(space, () => this.#followOwn(space, signed)))) await this.#puller.only([space])
    await this.#desk.replicas.flush()
    return done
  }

  async #followOwn(space: SpaceId, signed: SignedControl): Promise<boolean> {
    const replica = await this.#desk.replicas.get(space)
    if (!replica) return false
    const { pos, head } = replica.log
    const page: Page = {
      id: 0,
      space,
      control: [signed],
      snapshot: null,
      after: pos,
      commits: [],
      pos,
      head,
      controlSeq: replica.membership.seq + 1,
      more: true,
    }
    const followed = await followPage(this.#desk.followContext, replica, page)
    if (followed.type === 'ok') this.#desk.put(followed.replica)
    return followed.type === 'ok'
  }

  /** Everyone in a shared space as wraps reach them, from control logs fetched a moment ago. */
  async #targets(orgs: readonly string[]): Promise<readonly OrgTarget[] | null> {
    await this.#puller.organisations(orgs as OrgId[])
    const targets = orgs.map((org) => this.#desk.organisations.all.get(org as OrgId))
    return targets.includes(undefined) ? null : (targets as Membership[]).map(orgTarget)
  }

  async share(space: SpaceId, org: OrgId, role: Role): Promise<Answer<null>> {
    const targets = await this.#targets([org])
    if (!targets) return problem('not_found')
    const { crypto } = this.#desk.ports
    return this.change(space, ({ membership, keys }) =>
      membersNow(membership).includes(org) ? null : shareWith(crypto, membership, keys, this.#own, targets[0]!, role),
    )
  }

  async revoke(space: SpaceId, org: OrgId): Promise<Answer<null>> {
    const { crypto } = this.#desk.ports
    return this.change(space, async ({ membership, keys }) => {
      if (!membersNow(membership).includes(org)) return null
      const targets = await this.#targets(membersNow(membership).filter((member) => member !== org))
      return targets && revokeFrom(crypto, membership, keys, this.#own, org, targets)
    })
  }

  /** This device's word that the space may end as it stands now, with these files. */
  async agreeToEnd(space: SpaceId, blobs: readonly BlobId[]): Promise<Answer<Agreement>> {
    const standing = await this.#standing(space)
    if (!standing.ok) return standing
    const { pos, head } = standing.value.log
    const { crypto } = this.#desk.ports
    const { id: device, signSeed } = this.#desk.secrets.device
    const signature = await crypto.sign(signSeed, endMessage({ space, pos, head, blobs }, device))
    return { ok: true, value: { pos, head, device, signature } }
  }

  /** Ends a space for good, if nothing was written in it since `agreed`. */
  async end(space: SpaceId, blobs: readonly BlobId[], agreed: Agreement | null): Promise<Answer<null>> {
    const standing = await this.#standing(space)
    if (!standing.ok) return standing
    const { membership, log } = standing.value
    if (isEnded(membership)) return done
    if (agreed && (agreed.pos !== log.pos || agreed.head !== log.head)) return { ok: false, problem: { type: 'invalid', field: 'changed' } }
    this.#desk.endsHere(space)
    const second = agreed && { device: agreed.device, signature: agreed.signature }
    const ended = await this.change(space, () => [{ t: 'end', blobs, second }])
    const now = await this.#desk.replicas.get(space)
    // It may have ended though the answer was lost, or by somebody else's hand meanwhile.
    if (!now || !isEnded(now.membership)) return ended
    this.#desk.forgetKeysOf(membership)
    return done
  }

  /** A space as the relay has it, with nothing of ours on its way. */
  async #standing(space: SpaceId): Promise<Answer<Replica>> {
    if (!(await this.#puller.only([space]))) return problem('offline')
    const replica = await this.#desk.replicas.get(space)
    if (!replica) return problem('not_found')
    if (isEnded(replica.membership)) return { ok: true, value: replica }
    if (replica.goneSince !== null) return problem('gone')
    return this.#desk.outbox.of(space).length > 0 ? problem('busy') : { ok: true, value: replica }
  }

  async admitPerson(card: PersonCard, id: PersonId, role: Role): Promise<Answer<null>> {
    return this.change(this.#desk.org, ({ membership, keys }) =>
      membersNow(membership).includes(id) ? null : letIn(this.#desk.ports.crypto, membership, keys, card, id, role),
    )
  }

  async setRole(person: PersonId, role: Role): Promise<Answer<null>> {
    return this.change(this.#desk.org, () => [{ t: 'setRole', member: person, role }])
  }

  /** Takes a person or device out of the organisation: new epoch, new organisation keys; `renewAll` does the spaces. */
  async takeOut(removal: Removal): Promise<Answer<null>> {
    return this.change(this.#desk.org, async ({ membership, keys }) => {
      const { crypto } = this.#desk.ports
      const secret = this.#desk.access.secrets.at(-1)
      if (!secret) return null
      if (this.#desk.role !== 'steward') return endOwnDevice(crypto, membership, keys, removal)
      return (await removeFromOrganisation(crypto, membership, keys, secret, removal)).actions
    })
  }

  /** Everyone but who does it, in one entry: between two, somebody could answer. */
  async takeOutOthers(): Promise<Answer<null>> {
    return this.change(this.#desk.org, async ({ membership, keys }) => {
      const { ports, access, person } = this.#desk
      const secret = access.secrets.at(-1)
      const others = (membersNow(membership) as PersonId[]).filter((member) => member !== person.id)
      if (!secret || others.length === 0) return null
      const removals = others.map((member) => ({ t: 'removePerson', person: member }) as const)
      return (await removeFromOrganisation(ports.crypto, membership, keys, secret, ...removals)).actions
    })
  }

  /** Somebody who was taken out still knows the organisation's own keys: only a steward's client can change that. */
  get orgKeysAreStale(): boolean {
    const book = this.#desk.bookReplica
    return book !== null && orgKeysAreStale(this.#desk.entriesOf(book))
  }

  async renewOrgKeys(): Promise<Answer<null>> {
    return this.change(this.#desk.org, async (replica) => {
      const secret = this.#desk.access.secrets.at(-1)
      if (!secret || !orgKeysAreStale(this.#desk.entriesOf(replica))) return null
      return renewOrgKeys(this.#desk.ports.crypto, replica.membership, replica.keys, secret)
    })
  }

  /** Devices our organisation let go that still count in this space. */
  #undropped(membership: Membership): readonly DeviceId[] {
    const own = this.#desk.bookReplica!.membership
    return (Object.keys(own.devices) as DeviceId[]).filter(
      (device) => this.#desk.organisations.find(device)?.letGo === true && membership.dropped[device] === undefined,
    )
  }

  /** New keys in every shared space after a removal, so that nothing written later opens with what who left took along. */
  async renewAll(report: (done: number, of: number) => void, cancelled: () => boolean): Promise<Answer<null>> {
    const spaces = [...this.#desk.replicas.index]
      .filter(([, entry]) => entry.kind !== 'organisation' && entry.summary.goneSince === null)
      .map(([space]) => space)
    let count = 0
    for (const space of spaces) {
      if (cancelled()) return problem('cancelled')
      const answer = await this.#renew(space)
      if (!answer.ok && answer.problem.type === 'offline') return answer
      report(++count, spaces.length)
    }
    return done
  }

  async #renew(space: SpaceId): Promise<Answer<null>> {
    return this.change(space, async ({ membership, keys }) => {
      const dropped = this.#undropped(membership)
      if (dropped.length === 0) return null
      const targets = await this.#targets(membersNow(membership))
      return targets && renewKey(this.#desk.ports.crypto, membership, keys, this.#own, targets, dropped)
    })
  }
}
