/** What every figure here is measured with. */

/** Milliseconds a call takes. */
export const since = (call: () => unknown): number => {
  const begin = performance.now()
  call()
  return performance.now() - begin
}

/** Milliseconds of this thread's processor time for each of `times` calls: the same whether or not the machine has other work. */
export const cpuSince = (call: () => unknown, times = 1): number => {
  const begin = process.threadCpuUsage()
  for (let i = 0; i < times; i++) call()
  const { user, system } = process.threadCpuUsage(begin)
  return (user + system) / 1000 / times
}

export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Milliseconds on the wall, as people wait. */
export const timed = async (call: () => Promise<unknown>): Promise<number> => {
  const begin = performance.now()
  await call()
  return performance.now() - begin
}

/** Milliseconds of this thread's processor time: the same whether or not the machine has other work. */
export const cpuTimed = async (call: () => Promise<unknown>): Promise<number> => {
  const begin = process.threadCpuUsage()
  await call()
  const { user, system } = process.threadCpuUsage(begin)
  return (user + system) / 1000
}

/** Median and slowest after two that warm up. */
export const measured = async (
  runs: number,
  call: () => Promise<unknown>,
  time = timed,
): Promise<{ readonly p50: number; readonly worst: number }> => {
  for (let i = 0; i < 2; i++) await call()
  const took: number[] = []
  for (let i = 0; i < runs; i++) took.push(await time(call))
  return { p50: quantile(took, 0.5), worst: Math.max(...took) }
}

/** Median processor time of `runs` measurements, after one that warms up. The clock is coarse: quick calls are repeated. */
export const median = (runs: number, call: () => unknown): number => {
  call()
  // The quickest of three: one that had to wait for the processor says nothing of how often is enough.
  const once = Math.min(since(call), since(call), since(call))
  const times = Math.max(1, Math.ceil(200 / Math.max(0.01, once)))
  return quantile(
    Array.from({ length: runs }, () => cpuSince(call, times)),
    0.5,
  )
}

/** Slope of log(time) over log(size): 1 is linear. */
export const fitExponent = (points: readonly (readonly [size: number, time: number])[]): number => {
  const logs = points.map(([size, time]) => [Math.log(size), Math.log(time)] as const)
  const mean = (at: 0 | 1): number => logs.reduce((sum, point) => sum + point[at], 0) / logs.length
  const [mx, my] = [mean(0), mean(1)]
  return logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0)
}

/** The same numbers in every run (mulberry32). */
export const generator = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
