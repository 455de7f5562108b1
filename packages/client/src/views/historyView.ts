/** The history of a space: every field that was ever written, with its value, newest first. */
import { cleanText, type Op, type Value } from '@pergola/core/record'
import type { Answer, HistoryLine, Queries } from '../contract/index.ts'
import { memberNames } from '../book/index.ts'
import type { HistoryOp, World } from '../world/world.ts'
import { orgShortName } from './names.ts'

export const historyView = async (world: World, { space }: Queries['history']['args']): Promise<Answer<readonly HistoryLine[]>> => {
  const history = await world.history(space)
  if (!history.ok) return history
  return { ok: true, value: history.value.flatMap((op) => linesOf(world, op)).toReversed() }
}

const linesOf = (world: World, { at, author, op, pending }: HistoryOp): readonly HistoryLine[] => {
  const by = memberNames(world.book().doc).get(author.person) ?? ''
  const org = orgShortName(world, author.org)
  return fieldsOf(op).map(([field, value]) => ({ at, by, org, what: op.o, collection: op.c, field, value, pending }))
}

const fieldsOf = (op: Op): readonly (readonly [string, string])[] => {
  if (op.o === 'add' || op.o === 'rem') return [[op.f, op.v]]
  return Object.entries(op.f).flatMap(([field, value]) => {
    const text = textOf(value)
    return text === null ? [] : [[field, text] as const]
  })
}

/** Keys and other bytes are nobody's reading. */
const textOf = (value: Value): string | null => {
  if (value === null) return ''
  if (typeof value === 'string') return cleanText(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value instanceof Uint8Array) return null
  const parts = Array.isArray(value) ? (value as readonly Value[]) : Object.values(value)
  return parts
    .map(textOf)
    .filter((part) => part !== null)
    .join(', ')
}
