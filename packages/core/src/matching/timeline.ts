/** The days of a need as positions from 0, which of them are uncovered, and how a choice of services lies on them. */

/** One service as a piece of time. Positions and lengths are in days from the first day that can still be covered. */
export interface Piece {
  /** First position on which it can begin. */
  readonly ready: number
  /** Longest it lasts, at least 1. */
  readonly most: number
  /** Shortest it is given for. */
  readonly least: number
  readonly score: number
}

export interface Timeline {
  readonly length: number
  /** True where somebody covers already. */
  readonly covered: readonly boolean[]
  /** The first uncovered position from here on, or `length`. */
  readonly nextGap: readonly number[]
  /** Uncovered positions before this one. */
  readonly gapsBefore: readonly number[]
}

export const timelineOf = (covered: readonly boolean[]): Timeline => {
  const length = covered.length
  const nextGap: number[] = Array(length + 1).fill(length)
  const gapsBefore: number[] = Array(length + 1).fill(0)
  for (let at = length - 1; at >= 0; at--) nextGap[at] = covered[at] ? (nextGap[at + 1] as number) : at
  for (let at = 0; at < length; at++) gapsBefore[at + 1] = (gapsBefore[at] as number) + (covered[at] ? 0 : 1)
  return { length, covered, nextGap, gapsBefore }
}

export const gapAt = ({ nextGap, length }: Timeline, at: number): number => (at >= length ? length : (nextGap[at] as number))
export const gapsBetween = ({ gapsBefore, length }: Timeline, from: number, end: number): number =>
  Math.max(0, (gapsBefore[Math.min(end, length)] as number) - (gapsBefore[Math.min(from, length)] as number))

/** A piece on the line, from the first to before the last position. */
export interface Laid {
  readonly from: number
  readonly end: number
}

/**
 * Lays a piece so that it begins to cover at `at` and lasts as long as it can; null when it is not ready, or when it is only
 * given for longer than what is left from the day on which it is ready.
 */
export const lay = (line: Timeline, piece: Piece, at: number): Laid | null => {
  if (piece.ready > at || at >= line.length) return null
  const end = Math.min(at + piece.most, line.length)
  const from = Math.min(at, end - piece.least)
  return from < Math.max(0, piece.ready) ? null : { from, end }
}

/** What a choice is worth: covered days, then how few pieces, then how well they fit. */
export interface Worth {
  readonly days: number
  readonly pieces: number
  readonly score: number
}

export const isBetter = (a: Worth, b: Worth): boolean =>
  a.days !== b.days ? a.days > b.days : a.pieces !== b.pieces ? a.pieces < b.pieces : a.score > b.score + 1e-9

/** Pieces one after another, each from the first uncovered day on that it can reach; a piece that does not help is left out. */
export interface Choice extends Worth {
  readonly laid: readonly { readonly piece: number; readonly at: Laid }[]
}

export const choiceOf = (line: Timeline, pieces: readonly Piece[], order: readonly number[]): Choice => {
  const laid: { piece: number; at: Laid }[] = []
  let at = gapAt(line, 0)
  let days = 0
  let score = 0
  for (const index of order) {
    const piece = pieces[index] as Piece
    const begin = gapAt(line, Math.max(at, piece.ready))
    const place = lay(line, piece, begin)
    if (place === null) continue
    laid.push({ piece: index, at: place })
    days += gapsBetween(line, begin, place.end)
    score += piece.score
    at = gapAt(line, place.end)
  }
  return { laid, days, pieces: laid.length, score }
}

/**
 * What no choice can beat: pieces may be cut and taken up again, and their shortest stay does not count. Then no order of work
 * leaves more undone than another as long as nothing that is ready waits, and the fewest pieces are those that are always the
 * longest at hand when the one before is used up.
 */
export const boundOf = (line: Timeline, pieces: readonly Piece[]): { readonly days: number; readonly pieces: number } => {
  const total = gapsBetween(line, 0, line.length)
  const byReady = pieces
    .map((piece) => ({ ready: gapsBetween(line, 0, Math.max(0, piece.ready)), most: piece.most }))
    .filter(({ ready }) => ready < total)
    .sort((a, b) => a.ready - b.ready)
  const atHand = new Heap()
  let [next, at, days, count] = [0, 0, 0, 0]
  while (at < total) {
    for (let piece = byReady[next]; piece !== undefined && piece.ready <= at; piece = byReady[++next]) atHand.push(piece.most)
    const longest = atHand.pop()
    if (longest === undefined) {
      const later = byReady[next]
      if (later === undefined) break
      at = later.ready
      continue
    }
    const used = Math.min(longest, total - at)
    ;[at, days, count] = [at + used, days + used, count + 1]
  }
  return { days, pieces: count }
}

/** Largest first. */
class Heap {
  private readonly items: number[] = []

  push(value: number): void {
    let at = this.items.push(value) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if ((this.items[parent] as number) >= value) break
      this.items[at] = this.items[parent] as number
      at = parent
    }
    this.items[at] = value
  }

  pop(): number | undefined {
    const top = this.items[0]
    const last = this.items.pop()
    if (this.items.length === 0 || last === undefined) return top
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= this.items.length) break
      if (child + 1 < this.items.length && (this.items[child + 1] as number) > (this.items[child] as number)) child++
      if ((this.items[child] as number) <= last) break
      this.items[at] = this.items[child] as number
      at = child
    }
    this.items[at] = last
    return top
  }
}
