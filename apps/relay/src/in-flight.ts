/** Requests that are being answered, so that a relay about to stop can let them end. */
export class InFlight {
  #count = 0
  #waiting: (() => void)[] = []

  begin(): void {
    this.#count += 1
  }

  end(): void {
    this.#count -= 1
    if (this.#count > 0) return
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  /** Resolves when none is left, or after `ms`. */
  async landed(ms: number): Promise<void> {
    if (this.#count === 0) return
    let late: NodeJS.Timeout | undefined
    await Promise.race([
      new Promise<void>((resolve) => this.#waiting.push(resolve)),
      new Promise<void>((resolve) => (late = setTimeout(resolve, ms))),
    ])
    clearTimeout(late)
  }
}
