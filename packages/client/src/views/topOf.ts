/** The first `most` of what comes, in order. Time grows with the number looked at, whatever has to be sorted in the end. */
export const topOf = <T>(items: Iterable<T>, compare: (a: T, b: T) => number, most: number): readonly T[] => {
  let kept: T[] = []
  let last: T | undefined
  for (const item of items) {
    if (last !== undefined && compare(item, last) >= 0) continue
    kept.push(item)
    if (kept.length < 2 * most + 64) continue
    kept = kept.sort(compare).slice(0, most)
    last = kept.at(-1)
  }
  return kept.sort(compare).slice(0, most)
}
