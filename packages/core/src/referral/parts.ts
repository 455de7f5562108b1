/** A request that is taken up in part: which days of which teaser, how much of them, and what is still open. */
import { addDays, parseDay } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import type { Value } from '../record/model.ts'
import { asMap } from '../record/read.ts'
import { isWhole } from '../record/write.ts'
import type { ReferralTurn, TakenPart, Teaser } from './model.ts'

const ALL = 100
/** Parts of one take-up that are read. */
const MOST_PARTS = 200

/** null: everything. A part of no teaser, or of none of its days, is left out; one that reaches too far is cut to the teaser's days. */
export const readParts = (value: Value | undefined, teasers: readonly Teaser[]): readonly TakenPart[] | null =>
  Array.isArray(value) ? (value as readonly Value[]).slice(0, MOST_PARTS).flatMap((one) => readPart(asMap(one), teasers)) : null

const readPart = (from: { readonly [key: string]: Value } | null, teasers: readonly Teaser[]): readonly TakenPart[] => {
  const at = from?.['teaser']
  const teaser = typeof at === 'number' ? teasers[at] : undefined
  const [first, last] = [parseDay(from?.['from']), parseDay(from?.['to'])]
  const share = from?.['share']
  if (teaser === undefined || first === null || last === null || !isWhole(share, 1, ALL)) return []
  const part = { teaser: at as number, from: later(first, teaser.from), to: earlier(last, teaser.to), share: share as number }
  return part.from <= part.to ? [part] : []
}

const later = (a: Day, b: Day): Day => (a > b ? a : b)
const earlier = (a: Day, b: Day): Day => (a < b ? a : b)

/** Every part lies within the days of its teaser, and no day is taken for more than all of it. */
export const fitsIn = (parts: readonly TakenPart[], teasers: readonly Teaser[]): boolean =>
  parts.every(({ teaser, from, to, share }) => {
    const asked = teasers[teaser]
    return asked !== undefined && parseDay(from) !== null && asked.from <= from && from <= to && to <= asked.to && isWhole(share, 1, ALL)
  }) && teasers.every((asked, at) => shares(asked, partsOf(parts, at)).every(({ share }) => share <= ALL))

const partsOf = (parts: readonly TakenPart[], teaser: number): readonly TakenPart[] => parts.filter((part) => part.teaser === teaser)

type Stretch = Pick<TakenPart, 'from' | 'to' | 'share'>

/** The days of a teaser cut where a part begins or ends, with what is taken of each stretch. */
const shares = ({ from, to }: Teaser, parts: readonly Stretch[]): readonly Stretch[] => {
  const inside = parts.flatMap((part) => [part.from, addDays(part.to, 1)]).filter((day) => day > from && day <= to)
  const starts = [from, ...new Set(inside.toSorted())]
  return starts.map((start, at) => {
    const next = starts[at + 1]
    const share = parts.filter((part) => part.from <= start && start <= part.to).reduce((sum, part) => sum + part.share, 0)
    return { from: start, to: next === undefined ? to : addDays(next, -1), share }
  })
}

/** What of each teaser nobody has taken up yet by this turn; nothing when it was taken in full. */
export const openRest = (teasers: readonly Teaser[], { parts }: Pick<ReferralTurn, 'parts'>): readonly TakenPart[] => {
  if (parts === null) return []
  return teasers.flatMap((teaser, at) =>
    joined(shares(teaser, partsOf(parts, at)))
      .filter(({ share }) => share < ALL)
      .map(({ from, to, share }) => ({ teaser: at, from, to, share: ALL - share })),
  )
}

/** Neighbouring stretches of one share are one. */
const joined = (stretches: readonly Stretch[]): readonly Stretch[] =>
  stretches.reduce<readonly Stretch[]>((all, one) => {
    const before = all.at(-1)
    return before?.share === one.share ? [...all.slice(0, -1), { ...before, to: one.to }] : [...all, one]
  }, [])
