/** Waiting for what comes from elsewhere. */

const POLL_MS = 30
const PATIENCE_MS = 120_000

/** Asks until there is an answer. Throws after two minutes, saying what never came. */
export const eventually = async <T>(what: string, ask: () => Promise<T | null>, patienceMs = PATIENCE_MS): Promise<T> => {
  const end = Date.now() + patienceMs
  for (;;) {
    const found = await ask()
    if (found !== null) return found
    if (Date.now() > end) throw new Error(`${what} did not come within ${patienceMs / 1000} s`)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
