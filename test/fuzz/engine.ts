/**
 * A fuzzer in a page: inputs are mutated from seeds, and an input that reaches code no other reached becomes a seed itself. Coverage
 * is read once a batch and traced back by halves, so that a million inputs cost seconds (docs/decisions/0015-own-fuzzer.md).
 */
import type { Coverage } from './coverage.ts'
import { Chance, mutate } from './mutate.ts'
import type { Target } from './target.ts'

export interface Crash {
  readonly input: Uint8Array
  readonly why: string
}

export interface Outcome {
  readonly inputs: number
  readonly accepted: number
  /** Inputs that reached new code, besides the seeds there were. */
  readonly kept: readonly Uint8Array[]
  readonly crashes: readonly Crash[]
  readonly seconds: number
}

export interface Effort {
  readonly inputs: number
  readonly seed: number
  /** Null: mutates the seeds there are. V8 does not optimise what it counts, so only the first `guided` inputs are looked at. */
  readonly coverage: Coverage | null
  readonly guided?: number
  readonly alive?: (inputs: number) => void
}

const BATCH = 1024
const MOST_BYTES = 4096
const MOST_CRASHES = 5
/** Tracing one input back takes twenty looks at the coverage. */
const SEEDS_A_BATCH = 3

/** One crash of each kind is enough to look at: the message without its numbers. */
const kindOf = (why: string): string => why.replace(/\d+/g, '#')

const reason = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error))

class Run {
  readonly #target: Target
  readonly #coverage: Coverage | null
  readonly #crashes = new Map<string, Crash>()
  readonly pool: Uint8Array[]
  readonly kept: Uint8Array[] = []
  accepted = 0

  constructor(target: Target, coverage: Coverage | null) {
    this.#target = target
    this.#coverage = coverage
    this.pool = [...target.seeds(), new Uint8Array(0)]
  }

  get crashes(): readonly Crash[] {
    return [...this.#crashes.values()]
  }

  async once(input: Uint8Array): Promise<boolean> {
    try {
      const answer = this.#target.run(input.slice())
      return typeof answer === 'boolean' ? answer : await answer
    } catch (error) {
      const why = reason(error)
      if (this.#crashes.size < MOST_CRASHES && !this.#crashes.has(kindOf(why))) this.#crashes.set(kindOf(why), { input, why })
      return false
    }
  }

  async all(inputs: readonly Uint8Array[]): Promise<number> {
    let taken = 0
    for (const input of inputs) if (await this.once(input)) taken += 1
    return taken
  }

  /** What of `inputs` reached new code becomes a seed, the first few of a batch. Their coverage was taken already. */
  async trace(inputs: readonly Uint8Array[], blocks: readonly string[], room = { left: SEEDS_A_BATCH }): Promise<void> {
    const coverage = this.#coverage!
    if (room.left === 0) return coverage.learn(blocks)
    if (inputs.length === 1) {
      room.left -= 1
      coverage.learn(blocks)
      this.pool.push(inputs[0]!)
      this.kept.push(inputs[0]!)
      return
    }
    const half = inputs.length >> 1
    for (const part of [inputs.slice(0, half), inputs.slice(half)]) {
      await this.all(part)
      const fresh = await coverage.fresh()
      if (fresh.length > 0) await this.trace(part, fresh, room)
    }
  }
}

export const fuzz = async (target: Target, { inputs, seed, coverage, guided = inputs, alive = () => {} }: Effort): Promise<Outcome> => {
  const began = performance.now()
  const chance = new Chance(seed)
  const run = new Run(target, coverage)
  await run.all(run.pool)
  if (coverage) coverage.learn(await coverage.fresh())
  let done = 0
  while (done < inputs) {
    const batch = Array.from({ length: Math.min(BATCH, inputs - done) }, () =>
      mutate(chance, chance.of(run.pool)!, chance.of(run.pool)!, target.words ?? [], target.mostBytes ?? MOST_BYTES),
    )
    run.accepted += await run.all(batch)
    done += batch.length
    if (coverage && done <= guided) {
      const fresh = await coverage.fresh()
      if (fresh.length > 0) await run.trace(batch, fresh)
      if (done + BATCH > guided) await coverage.stop()
    }
    alive(done)
  }
  const seconds = (performance.now() - began) / 1000
  return { inputs: done, accepted: run.accepted, kept: run.kept, crashes: run.crashes, seconds }
}
