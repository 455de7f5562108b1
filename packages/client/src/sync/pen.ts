/** Writing into spaces: operations are stamped, held against the rules that every reader holds them against, sealed as this device's next commits, and kept. */
import { encodePayload, hlcAt, observe, rowAt, tick, type Doc, type Hlc, type Op, type Payload } from '@pergola/core/record'
import { NO_CHAIN, sealCommit, type Chain } from '@pergola/core/space'
import { epochNow, type SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import type { Replica } from '../local/spaceRecord.ts'
import { done, problem } from './answers.ts'
import type { Desk } from './desk.ts'
import { rulesFor } from './rules.ts'

export class Pen {
  readonly #desk: Desk
  #clock: Hlc = hlcAt(0)

  constructor(desk: Desk) {
    this.#desk = desk
  }

  /** The newest of these operations' fields, so that what we write now is newer than what we saw. */
  #stamp(doc: Doc, ops: readonly Op[]): Hlc {
    for (const op of ops) {
      const row = rowAt(doc, op.c, op.i)
      for (const cell of Object.values(row?.cells ?? {})) this.#clock = observe(this.#clock, cell.at)
      for (const marks of Object.values(row?.marks ?? {})) {
        for (const { added, removed } of marks.values()) {
          if (added) this.#clock = observe(this.#clock, added.at)
          if (removed) this.#clock = observe(this.#clock, removed.at)
        }
      }
    }
    this.#clock = tick(this.#clock, this.#desk.ports.clock.now())
    return this.#clock
  }

  /** This device's chain in a space, pending commits included. */
  #chainOf(replica: Replica): Chain {
    const last = this.#desk.outbox.of(replica.space).findLast((item) => item.control === null)
    return last ? { seq: last.seq, last: last.commit } : (replica.log.chains[this.#desk.secrets.device.id] ?? NO_CHAIN)
  }

  #seal(replica: Replica, chain: Chain, payload: Uint8Array): ReturnType<typeof sealCommit> {
    const { epoch } = epochNow(replica.membership)
    const key = replica.keys[epoch]
    if (!key) throw new Error('the current key of this space is not held')
    const { space, log, membership } = replica
    return sealCommit(
      this.#desk.ports.crypto,
      { space, epoch, key, device: this.#desk.secrets.device.id, chain, control: membership.seq, seen: { pos: log.pos, head: log.head } },
      payload,
    )
  }

  /** Seals operations and keeps them durably; the engine sends them. */
  write(space: SpaceId, ops: readonly Op[]): Promise<Answer<null>> {
    return this.#desk.locked(space, async () => {
      const replica = await this.#desk.replicas.get(space)
      return replica ? this.#write(replica, ops) : problem('not_found')
    })
  }

  /** Several commits in one go: each is kept durably by itself, and the document is looked at anew once, after the last. */
  writeMany(space: SpaceId, batches: readonly (readonly Op[])[]): Promise<{ readonly written: number; readonly answer: Answer<null> }> {
    return this.#desk.locked(space, async () => {
      const replica = await this.#desk.replicas.get(space)
      if (!replica) return { written: 0, answer: problem('not_found') }
      const { doc } = this.#desk.openedOf(replica)
      let written = 0
      let answer = done
      for (const ops of batches) {
        answer = await this.#keep(replica, doc, ops)
        if (!answer.ok) break
        written += 1
      }
      if (written > 0) this.#desk.put(replica)
      return { written, answer }
    })
  }

  async #write(replica: Replica, ops: readonly Op[]): Promise<Answer<null>> {
    const kept = await this.#keep(replica, this.#desk.openedOf(replica).doc, ops)
    if (kept.ok) this.#desk.put(replica)
    return kept
  }

  /** Sealed and in the outbox. `doc`: what was seen before, so that what is written is newer. */
  async #keep(replica: Replica, doc: Doc, ops: readonly Op[]): Promise<Answer<null>> {
    const refused = this.#refusal(replica, ops)
    if (refused) return refused
    const payload: Payload = { at: this.#stamp(doc, ops), ops }
    const bytes = encodePayload(payload)
    if (!bytes.ok) return problem('too_large')
    const sealed = this.#seal(replica, this.#chainOf(replica), bytes.value)
    const unkept = await this.#desk.outbox.addCommit(replica.space, sealed, bytes.value)
    return unkept ? problem(unkept.type) : done
  }

  #refusal(replica: Replica, ops: readonly Op[]): Answer<null> | null {
    if (replica.goneSince !== null) return problem('gone')
    if (replica.distrusted) return problem('tampered')
    const role = this.#desk.roleIn(replica.membership)
    if (role === null || role === 'reader' || !replica.keys[epochNow(replica.membership).epoch]) return problem('not_permitted')
    const rules = rulesFor(replica.membership.kind, replica.membership)
    const author = this.#desk.author(replica.membership)
    return ops.some((op) => rules(op, author) !== 'ok') ? problem('not_permitted') : null
  }

  /** New seals for what waits in a space: after a new epoch, or when another chain was accepted. False when nothing can be sealed here any more. */
  reseal(space: SpaceId): Promise<boolean> {
    return this.#desk.locked(space, async () => {
      const replica = await this.#desk.replicas.get(space)
      if (!replica || replica.goneSince !== null || replica.distrusted) return false
      await this.#reseal(replica)
      return true
    })
  }

  async #reseal(replica: Replica): Promise<void> {
    let chain = replica.log.chains[this.#desk.secrets.device.id] ?? NO_CHAIN
    await this.#desk.outbox.reseal(replica.space, (payload) => {
      const sealed = this.#seal(replica, chain, payload)
      chain = sealed.chain
      return sealed
    })
  }
}
