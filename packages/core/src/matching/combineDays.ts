/** One service after another over the uncovered days. */
import { dayFrom, dayNumber } from '../casework/day.ts'
import { optionsOf, type Option } from './combineOptions.ts'
import type { Combination, CombineQuestion, Part } from './combineModel.ts'
import { findChoice } from './searchChoice.ts'
import { gapAt, gapsBetween, timelineOf, type Choice, type Laid, type Piece, type Timeline } from './timeline.ts'

/** First day that can still be covered, as a day number, and the line from there. */
interface Line {
  readonly begin: number
  readonly line: Timeline
}

const lineOf = ({ need, covered, today }: CombineQuestion): Line => {
  const first = dayNumber(need.from)
  const begin = Math.max(first, dayNumber(today))
  const days: boolean[] = Array(Math.max(0, first + need.days - begin)).fill(false)
  for (const { from, to } of covered)
    for (let day = Math.max(0, dayNumber(from) - begin); day <= Math.min(days.length - 1, dayNumber(to) - begin); day++) days[day] = true
  return { begin, line: timelineOf(days) }
}

export const combineDays = (question: CombineQuestion): Combination => {
  const { begin, line } = lineOf(question)
  const options = optionsOf(question)
  const saidHowLong = options.filter(({ most }) => most !== null && most > 0)
  const didNot = options.filter(({ most }) => most === null)
  const { choice, exact, most } = findChoice(
    line,
    saidHowLong.map((option) => pieceOf(option, begin)),
  )
  const sure = choice.laid.map(({ piece }, i) => ({
    option: saidHowLong[piece] as Option,
    at: trimmed(line, choice, i, saidHowLong),
    sure: true,
  }))
  const afterSure = withLaid(
    line,
    sure.map(({ at }) => at),
  )
  const perhaps = fill(afterSure, didNot, begin)
  const after = withLaid(
    afterSure,
    perhaps.map(({ at }) => at),
  )
  const wantedDays = line.length
  const open = gapsBetween(line, 0, wantedDays)
  const [unsure, uncovered] = [gapsBetween(afterSure, 0, wantedDays), gapsBetween(after, 0, wantedDays)]
  return {
    way: 'days',
    parts: [...sure, ...perhaps].sort((a, b) => a.at.from - b.at.from).map((laid) => partOf(laid, question, begin)),
    wantedDays,
    coveredDays: wantedDays - open,
    sureDays: choice.days,
    unsureDays: unsure - uncovered,
    uncovered: stretches(after, begin),
    uncoveredDays: uncovered,
    unpaid: null,
    exact,
    bound: open - most,
    options: options.length,
  }
}

const pieceOf = ({ ready, most, least, match }: Option, begin: number): Piece => ({
  ready: Math.max(0, ready - begin),
  most: most ?? 1,
  least: Math.min(least, most ?? least),
  score: match.score,
})

/** A stay ends where the next begins, and not on days that others cover already, unless it is given for longer only. */
const trimmed = (line: Timeline, { laid }: Choice, index: number, options: readonly Option[]): Laid => {
  const { piece, at } = laid[index] as Choice['laid'][number]
  const { least, most } = options[piece] as Option
  const shortest = Math.min(at.end, at.from + Math.min(least, most ?? least))
  let end = Math.max(shortest, Math.min(at.end, laid[index + 1]?.at.from ?? Infinity))
  while (end > shortest && line.covered[end - 1]) end--
  return { from: at.from, end }
}

interface LaidOption {
  readonly option: Option
  readonly at: Laid
  readonly sure: boolean
}

/** What is still open goes, stretch by stretch, to the best of those who did not say how long. */
const fill = (line: Timeline, options: readonly Option[], begin: number): readonly LaidOption[] => {
  const left = [...options].sort((a, b) => b.match.score - a.match.score)
  const laid: LaidOption[] = []
  for (let at = gapAt(line, 0); at < line.length;) {
    let end = at
    while (end < line.length && !line.covered[end]) end++
    const found = left.findIndex(({ ready, least }) => Math.max(at, ready - begin) + 1 <= end && least <= line.length)
    const [option] = found < 0 ? [] : left.splice(found, 1)
    if (option !== undefined) laid.push({ option, at: { from: Math.max(at, option.ready - begin), end }, sure: false })
    at = gapAt(line, end)
  }
  return laid
}

const withLaid = (line: Timeline, laid: readonly Laid[]): Timeline => {
  const covered = [...line.covered]
  for (const { from, end } of laid) covered.fill(true, from, end)
  return timelineOf(covered)
}

const partOf = ({ option: { match, pays }, at, sure }: LaidOption, { need }: CombineQuestion, begin: number): Part => {
  const days = at.end - at.from
  const share = need.amount === null || pays === null ? null : Math.min(pays, Math.round((need.amount.amount * days) / need.days))
  return {
    service: match.service,
    from: dayFrom(begin + at.from),
    to: dayFrom(begin + at.end - 1),
    days,
    sure,
    cost: share === null || need.amount === null ? null : { amount: share, currency: need.amount.currency },
  }
}

const stretches = (line: Timeline, begin: number): Combination['uncovered'] => {
  const found: Combination['uncovered'][number][] = []
  for (let at = gapAt(line, 0); at < line.length;) {
    let end = at
    while (end < line.length && !line.covered[end]) end++
    found.push({ from: dayFrom(begin + at), to: dayFrom(begin + end - 1) })
    at = gapAt(line, end)
  }
  return found
}
