/** What a piece of work cost, counted and not timed: how often each function of ours was called. The same on any machine. */
import { Session, type Profiler } from 'node:inspector/promises'

/** Calls by function, of sources whose address has `ours` in it. */
export const callsDuring = async (ours: string, work: () => Promise<unknown>): Promise<ReadonlyMap<string, number>> => {
  const session = new Session()
  session.connect()
  try {
    await session.post('Profiler.enable')
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
    await work()
    const { result } = (await session.post('Profiler.takePreciseCoverage')) as unknown as Profiler.TakePreciseCoverageReturnType
    const calls = new Map<string, number>()
    for (const { url, functions } of result.filter((script) => script.url.includes(ours))) {
      for (const { functionName, ranges } of functions) {
        const [whole] = ranges
        if (whole && whole.count > 0) calls.set(`${url.slice(url.indexOf(ours))}:${whole.startOffset} ${functionName}`, whole.count)
      }
    }
    return calls
  } finally {
    session.disconnect()
  }
}
