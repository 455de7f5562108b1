/** Total orders that merging rests on: of stamps, and of values where two stamps are equal. */
import type { Stamp, Value } from './model.ts'

/** Later stamps are greater: by time, then device, then the time the device claimed. */
export const compareStamps = (a: Stamp, b: Stamp): number =>
  a.at - b.at || (a.device < b.device ? -1 : a.device > b.device ? 1 : (a.said ?? a.at) - (b.said ?? b.at))

const RANKS = ['null', 'boolean', 'number', 'string', 'bytes', 'list', 'map'] as const
type Kind = (typeof RANKS)[number]

const kindOf = (value: Value): Kind => {
  if (value === null) return 'null'
  if (typeof value !== 'object') return typeof value as 'boolean' | 'number' | 'string'
  if (value instanceof Uint8Array) return 'bytes'
  return Array.isArray(value) ? 'list' : 'map'
}

const compareLists = (a: ArrayLike<Value>, b: ArrayLike<Value>): number => {
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i++) {
    const order = compareValues(a[i] as Value, b[i] as Value)
    if (order !== 0) return order
  }
  return a.length - b.length
}

const entriesOf = (map: Readonly<Record<string, Value>>): Value[] =>
  Object.keys(map)
    .sort()
    .flatMap((key) => [key, map[key] as Value])

/** Orders any two values; 0 means they say the same. It has no meaning beyond being the same everywhere. */
export const compareValues = (a: Value, b: Value): number => {
  const kind = kindOf(a)
  const ranks = RANKS.indexOf(kind) - RANKS.indexOf(kindOf(b))
  if (ranks !== 0 || kind === 'null') return ranks
  if (kind === 'bytes') return compareLists(a as Uint8Array, b as Uint8Array)
  if (kind === 'list') return compareLists(a as readonly Value[], b as readonly Value[])
  if (kind === 'map') return compareLists(entriesOf(a as Readonly<Record<string, Value>>), entriesOf(b as Readonly<Record<string, Value>>))
  const [x, y] = [a as string, b as string]
  return x < y ? -1 : x > y ? 1 : 0
}

export const sameValue = (a: Value, b: Value): boolean => compareValues(a, b) === 0
