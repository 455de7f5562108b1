/**
 * The history of a space: every field that was ever written, with its value, newest first. `offline` when nothing of it can be read:
 * a space begins with what was written in it.
 */
import { cleanText, type Op, type Value } from '@pergola/core/record'
import type { Answer, HistoryLine, Queries } from '../contract/index.ts'
import { memberNames } from '../book/index.ts'
import type { HistoryOp, World } from '../world/world.ts'
import { orgShortName } from './names.ts'
import { problem } from './problems.ts'

export const historyView = async (world: World, { space }: Queries['history']['args']): Promise<Answer<readonly HistoryLine[]>> => {
  const history = await world.history(space)
  if (!history.ok) return history
  if (history.value.length === 0) return problem('offline')
  return { ok: true, value: history.value.flatMap((op) => linesOf(world, op)).toReversed() }
}

const linesOf = (world: World, { at, author, op, pending }: HistoryOp): readonly HistoryLine[] => {
  const by = memberNames(world.book().doc).get(author.person) ?? ''
  const org = orgShortName(world, author.org)
  return fieldsOf(op).map((said) => ({ at, by, org, what: op.o, collection: op.c, ...said, pending }))
}

type Said = Pick<HistoryLine, 'field' | 'values' | 'entries'>

const fieldsOf = (op: Op): readonly Said[] => {
  if (op.o === 'add' || op.o === 'rem') return [{ field: op.f, values: [op.v], entries: [] }]
  return Object.entries(op.f).flatMap(([field, value]) => (isBytes(value) ? [] : [{ field, ...readable(value) }]))
}

/** Keys and other bytes are nobody's reading. */
const isBytes = (value: Value): value is Uint8Array => value instanceof Uint8Array

const readable = (value: Value): Pick<Said, 'values' | 'entries'> => {
  const all = Array.isArray(value) ? (value as readonly Value[]) : [value]
  return { values: all.filter(isPlain).map(textOf), entries: all.filter(isMade).map(entryOf) }
}

type Made = { readonly [key: string]: Value }

const isMade = (value: Value): value is Made => typeof value === 'object' && value !== null && !Array.isArray(value) && !isBytes(value)
const isPlain = (value: Value): boolean => !isMade(value) && !isBytes(value)

const entryOf = (made: Made): Said['entries'][number] =>
  Object.entries(made).flatMap(([key, value]) => (isBytes(value) ? [] : [{ key, value: textOf(value) }]))

/** What lies deeper than a field of a thing is told in one line. */
const textOf = (value: Value): string => {
  if (value === null || isBytes(value)) return ''
  if (typeof value === 'string') return cleanText(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return Object.values(value)
    .map(textOf)
    .filter((part) => part !== '')
    .join(', ')
}
