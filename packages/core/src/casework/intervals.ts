/** Runs of days as numbers since 1970-01-01, ends included, in order and without touching each other. */
export interface Interval {
  readonly from: number
  readonly to: number
}

/** What of `ranges` is in none of `taken`. */
export const outside = (ranges: readonly Interval[], taken: readonly Interval[]): readonly Interval[] =>
  taken.reduce<readonly Interval[]>((left, one) => left.flatMap((range) => cut(range, one)), ranges)

const cut = (range: Interval, { from, to }: Interval): readonly Interval[] => {
  if (to < range.from || from > range.to) return [range]
  return [
    { from: range.from, to: from - 1 },
    { from: to + 1, to: range.to },
  ].filter((part) => part.from <= part.to)
}
