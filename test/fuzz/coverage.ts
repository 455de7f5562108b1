/** Which blocks of our own code an input reaches: V8's precise block coverage, as the inspector gives it. */
import { Session, type Profiler } from 'node:inspector/promises'

export class Coverage {
  readonly #session = new Session()
  readonly #seen = new Set<string>()

  async start(): Promise<void> {
    this.#session.connect()
    await this.#session.post('Profiler.enable')
    await this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  }

  /** Blocks reached since the last call that were never reached before. Forgets them again unless they are `learn`ed. */
  async fresh(): Promise<readonly string[]> {
    const { result } = (await this.#session.post('Profiler.takePreciseCoverage')) as unknown as Profiler.TakePreciseCoverageReturnType
    const found: string[] = []
    for (const { scriptId, url, functions } of result) {
      if (!/\/(packages|apps)\/[a-z]+\/src\//.test(url)) continue
      for (const { ranges } of functions) {
        for (const { startOffset, endOffset, count } of ranges) {
          if (count === 0) continue
          const block = `${scriptId}:${startOffset}:${endOffset}`
          if (!this.#seen.has(block)) found.push(block)
        }
      }
    }
    return found
  }

  learn(blocks: readonly string[]): void {
    for (const block of blocks) this.#seen.add(block)
  }

  get size(): number {
    return this.#seen.size
  }

  /** From now on everything may be optimised again. */
  async stop(): Promise<void> {
    await this.#session.post('Profiler.stopPreciseCoverage')
    await this.#session.post('Profiler.disable')
    this.#session.disconnect()
  }
}
