/** What goes on while something fails: devices that push and store files as fast as they are answered, and members who work on a case. */
import { setTimeout as sleep } from 'node:timers/promises'
import { urlsOf, type House } from './house.ts'
import { converge, gather, inspect, part, writes, type Members } from './members.ts'
import type { Bad, Outcome } from './report.ts'
import { audit, inNewSpace, newPair, writeOn, type Writer } from './writers.ts'

export interface LoadPlan {
  readonly pairs?: number
  /** Rest of a device between two pushes. */
  readonly pauseMs?: number
  /** Whether members work too, and by how much their devices' waits are shortened. */
  readonly members?: boolean
  readonly hurry?: number
}

export interface CheckPlan {
  /** Ms for everyone to be in order again. */
  readonly patience?: number
  /** Do people press "try now"? */
  readonly nudge?: boolean
}

/** What a fault waits for at this moment: told when it takes longer than it may. */
export const where = { now: 'it has not begun' }

/** Logs grow, and each check reads them whole: after so many checks the devices go on in new spaces. */
const CHECKS_A_SPACE = 10
const MEMBER_EVERY_MS = 150

export class Load {
  readonly house: House
  readonly #members: Members | null
  readonly #plan: LoadPlan
  #pairs: (readonly Writer[])[]
  /** Pairs as they wrote in earlier spaces. */
  readonly #before: (readonly Writer[])[] = []
  #rounds = 0
  #checks = 0
  #bad: Bad = { lost: 0, duplicates: 0, broken: 0, stuck: 0 }

  private constructor(house: House, plan: LoadPlan, pairs: readonly (readonly Writer[])[], members: Members | null) {
    this.house = house
    this.#plan = plan
    this.#pairs = [...pairs]
    this.#members = members
  }

  /** Members last: once there is a network, organisations come by invitation. */
  static async begin(house: House, plan: LoadPlan = {}): Promise<Load> {
    const pairs: (readonly Writer[])[] = []
    for (let n = 0; n < (plan.pairs ?? 4); n++) pairs.push(await newPair(house.processes[0]!.url))
    return new Load(house, plan, pairs, plan.members === false ? null : await gather(house.lines, plan.hurry))
  }

  get members(): Members {
    return this.#members!
  }

  get writers(): readonly Writer[] {
    return [...this.#before, ...this.#pairs].flat()
  }

  get acknowledged(): number {
    const files = this.writers.reduce((sum, writer) => sum + writer.files.length, 0)
    return this.writers.reduce((sum, writer) => sum + writer.acknowledged.length, files) + (this.#members?.told.length ?? 0)
  }

  /** Everyone works while this happens. */
  async during(happening: () => Promise<void>): Promise<void> {
    let over = false
    const stopped = (): boolean => over
    const urls = (): readonly string[] => urlsOf(this.house)
    const round = this.#rounds++
    const pauseMs = this.#plan.pauseMs ?? 0
    const writing = this.#pairs.flat().map((writer, n) => writeOn(urls, writer, stopped, { from: n + round, pauseMs }))
    const working = this.#work(round, stopped)
    where.now = `round ${round}: the fault itself`
    try {
      await happening()
    } finally {
      over = true
    }
    where.now = `round ${round}: devices that write`
    await Promise.all(writing)
    where.now = `round ${round}: a member who writes`
    await working
  }

  async #work(round: number, stopped: () => boolean): Promise<void> {
    const members = this.#members
    if (members === null) return
    for (let n = 0; !stopped(); n++) {
      await writes(members, members.all[n % members.all.length]!, `round ${round}, note ${n}`)
      await sleep(MEMBER_EVERY_MS)
    }
  }

  /** Holds every process to what was acknowledged, and waits for members to be in order. */
  async check(plan: CheckPlan = {}): Promise<void> {
    where.now = `check ${this.#checks}: what the relay has`
    await this.#audit(this.#pairs)
    where.now = `check ${this.#checks}: members, until they have everything`
    if (this.#members) this.#count(await converge(this.#members, plan))
    if (++this.#checks % CHECKS_A_SPACE > 0) return
    this.#before.push(...this.#pairs)
    this.#pairs = await Promise.all(this.#pairs.map((pair) => inNewSpace(urlsOf(this.house)[0]!, pair)))
  }

  #count(found: Partial<Bad>): void {
    const { lost, duplicates, broken, stuck } = this.#bad
    this.#bad = {
      lost: lost + (found.lost ?? 0),
      duplicates: duplicates + (found.duplicates ?? 0),
      broken: broken + (found.broken ?? 0),
      stuck: stuck + (found.stuck ?? 0),
    }
  }

  async #audit(pairs: readonly (readonly Writer[])[]): Promise<void> {
    for (const url of urlsOf(this.house)) {
      for (const found of await Promise.all(pairs.map((pair) => audit(url, pair)))) this.#count(found)
    }
  }

  /** The last look at everything, old spaces too; then all is closed. */
  async end(times: number, note?: string): Promise<Outcome> {
    where.now = 'the last look'
    await this.#audit([...this.#before, ...this.#pairs])
    where.now = 'the last look at members'
    if (this.#members) this.#count(await inspect(this.#members))
    if (this.#members) await part(this.#members)
    await this.house.close()
    return { times, acknowledged: this.acknowledged, ...this.#bad, ...(note === undefined ? {} : { note }) }
  }
}
