/** The best choice of pieces: searched through where they are few, found step by step where they are many. */
import { boundOf, choiceOf, gapAt, gapsBetween, isBetter, lay, type Choice, type Laid, type Piece, type Timeline } from './timeline.ts'

/** So many pieces are searched through. */
export const EXACT_PIECES = 16
/** And so many steps, at most: tens of milliseconds. */
const MOST_STEPS = 20_000
/** Pieces that are tried in place of a chosen one. */
const TRIED = 24

export interface Found {
  readonly choice: Choice
  /** No choice covers more days, or as many with fewer pieces. */
  readonly exact: boolean
  /** No choice covers more days than this. */
  readonly most: number
}

export const findChoice = (line: Timeline, pieces: readonly Piece[]): Found => {
  const bound = boundOf(line, pieces)
  const quick = improved(line, pieces, greedy(line, pieces))
  const isProved = (choice: Choice): boolean => choice.days === bound.days && choice.pieces === bound.pieces
  if (pieces.length > EXACT_PIECES) return { choice: quick, exact: isProved(quick), most: bound.days }
  const { choice, complete } = searched(line, pieces, quick)
  return { choice, exact: complete || isProved(choice), most: complete ? choice.days : bound.days }
}

/** From the first uncovered day on always the longest that is ready; when one can reach the end, the one that fits best. */
const greedy = (line: Timeline, pieces: readonly Piece[]): readonly number[] => {
  const order: number[] = []
  const left = new Set(pieces.keys())
  let at = gapAt(line, 0)
  while (at < line.length && left.size > 0) {
    let best = -1
    let bestEnd = -1
    for (const index of left) {
      const place = lay(line, pieces[index] as Piece, at)
      if (place === null) continue
      const better = place.end !== bestEnd ? place.end > bestEnd : (pieces[index] as Piece).score > (pieces[best] as Piece).score
      if (better) [best, bestEnd] = [index, place.end]
    }
    if (best < 0) {
      const later = Math.min(...[...left].map((index) => (pieces[index] as Piece).ready).filter((ready) => ready > at))
      if (later === Infinity) break
      at = gapAt(line, later)
      continue
    }
    order.push(best)
    left.delete(best)
    at = gapAt(line, bestEnd)
  }
  return order
}

/** Each chosen piece is exchanged for one that fits better, as long as nothing is lost. */
const improved = (line: Timeline, pieces: readonly Piece[], first: readonly number[]): Choice => {
  let order = [...first]
  let best = choiceOf(line, pieces, order)
  const byScore = [...pieces.keys()].sort((a, b) => (pieces[b] as Piece).score - (pieces[a] as Piece).score)
  for (let at = 0; at < order.length; at++) {
    const others = byScore.filter((index) => !order.includes(index)).slice(0, TRIED)
    for (const other of others) {
      const changed = order.with(at, other)
      const choice = choiceOf(line, pieces, changed)
      if (isBetter(choice, best)) [order, best] = [changed, choice]
    }
  }
  return best
}

/** Branch and bound over which piece comes next; of pieces that are equally long from now on only the best fitting is tried. */
const searched = (line: Timeline, pieces: readonly Piece[], start: Choice): { readonly choice: Choice; readonly complete: boolean } => {
  const longestFirst = [...pieces.keys()].sort((a, b) => (pieces[b] as Piece).most - (pieces[a] as Piece).most)
  const laid: Choice['laid'][number][] = []
  const used = new Set<number>()
  let best = start
  let steps = 0

  /** Could what is left still make a choice that is no worse than the best so far? */
  const canStillWin = (at: number, days: number): boolean => {
    const gaps = gapsBetween(line, at, line.length)
    let [reach, fewest] = [0, 0]
    for (const index of longestFirst) {
      if (used.has(index) || reach >= gaps) continue
      if (days + reach < best.days) fewest++
      reach += (pieces[index] as Piece).most
    }
    const most = days + Math.min(gaps, reach)
    return most > best.days || (most === best.days && laid.length + fewest <= best.pieces)
  }

  const visit = (at: number, days: number, score: number): void => {
    if (++steps > MOST_STEPS) return
    const here = { days, pieces: laid.length, score }
    if (isBetter(here, best)) best = { ...here, laid: [...laid] }
    if (at >= line.length || !canStillWin(at, days)) return
    for (const index of candidates(line, pieces, used, at)) {
      const piece = pieces[index] as Piece
      const place = lay(line, piece, at) as Laid
      used.add(index)
      laid.push({ piece: index, at: place })
      visit(gapAt(line, place.end), days + gapsBetween(line, at, place.end), score + piece.score)
      laid.pop()
      used.delete(index)
    }
    const later = nextMoment(line, pieces, used, at)
    if (later < line.length) visit(later, days, score)
  }
  visit(gapAt(line, 0), 0, 0)
  return { choice: best, complete: steps <= MOST_STEPS }
}

const candidates = (line: Timeline, pieces: readonly Piece[], used: ReadonlySet<number>, at: number): readonly number[] => {
  const best = new Map<string, number>()
  for (const [index, piece] of pieces.entries()) {
    if (used.has(index) || lay(line, piece, at) === null) continue
    const key = `${piece.most} ${piece.least}`
    const known = best.get(key)
    if (known === undefined || piece.score > (pieces[known] as Piece).score) best.set(key, index)
  }
  return [...best.values()].sort((a, b) => (pieces[b] as Piece).most - (pieces[a] as Piece).most)
}

/** Waiting only pays until another piece is ready, or until the next uncovered stretch. */
const nextMoment = (line: Timeline, pieces: readonly Piece[], used: ReadonlySet<number>, at: number): number => {
  let soonest = line.length
  for (const [index, { ready }] of pieces.entries()) if (!used.has(index) && ready > at && ready < soonest) soonest = ready
  let end = at
  while (end < line.length && !line.covered[end]) end++
  return gapAt(line, Math.min(soonest, end))
}
