/**
 * The plaintext of a commit as bytes: a CBOR map `{at, ops}`, each operation a map as in model.ts.
 * Encoding in cborWriter.ts, limits in limits.ts; refusals: too_large, too_deep, too_many_ops, forbidden_key, malformed, not_canonical.
 */
import { fromCbor, type CborProblem } from './cborReader.ts'
import { toCbor } from './cborWriter.ts'
import { isForbiddenKey } from './keys.ts'
import { LIMITS } from './limits.ts'
import type { Op, Payload } from './model.ts'
import { fail, ok, type Result } from './result.ts'

export interface PayloadProblem {
  readonly type: CborProblem | 'too_many_ops'
}

const BOUNDS = { bytes: LIMITS.payloadBytes, depth: LIMITS.depth, textBytes: LIMITS.textBytes }

/** Fails where `decodePayload` would refuse the result. */
export const encodePayload = (payload: Payload): Result<Uint8Array, PayloadProblem> => {
  const written = toCbor(payload)
  if (!written.ok) return fail({ type: written.problem })
  const read = decodePayload(written.value)
  return read.ok ? written : read
}

/** Bytes from somebody else: nothing in them is trusted. */
export const decodePayload = (bytes: Uint8Array): Result<Payload, PayloadProblem> => {
  const read = fromCbor(bytes, BOUNDS)
  if (!read.ok) return fail({ type: read.problem })
  const problem = problemOf(read.value)
  return problem === null ? ok(read.value as Payload) : fail({ type: problem })
}

type Shape = Readonly<Record<string, unknown>>

const isMap = (value: unknown): value is Shape =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)

const isName = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= longest

const problemOf = (value: unknown): PayloadProblem['type'] | null => {
  if (!isMap(value) || !hasOnly(value, ['at', 'ops']) || !Number.isSafeInteger(value['at']) || (value['at'] as number) < 0)
    return 'malformed'
  const ops = value['ops']
  if (!Array.isArray(ops)) return 'malformed'
  if (ops.length > LIMITS.ops) return 'too_many_ops'
  for (const op of ops) {
    const problem = problemOfOp(op)
    if (problem !== null) return problem
  }
  return null
}

const SHAPES: Readonly<Record<Op['o'], readonly string[]>> = {
  set: ['o', 'c', 'i', 'f'],
  add: ['o', 'c', 'i', 'f', 'v'],
  rem: ['o', 'c', 'i', 'f', 'v'],
  note: ['o', 'c', 'i', 'f', 'revises'],
}

const hasOnly = (value: Shape, names: readonly string[]): boolean => Object.keys(value).every((key) => names.includes(key))

const problemOfOp = (op: unknown): PayloadProblem['type'] | null => {
  if (!isMap(op) || typeof op['o'] !== 'string' || !Object.hasOwn(SHAPES, op['o'])) return 'malformed'
  const kind = op['o'] as Op['o']
  if (!hasOnly(op, SHAPES[kind]) || !isName(op['c'], LIMITS.name) || !isName(op['i'], LIMITS.id)) return 'malformed'
  if (kind === 'add' || kind === 'rem') {
    if (!isName(op['f'], LIMITS.name) || !isName(op['v'], LIMITS.id)) return 'malformed'
    return isForbiddenKey(op['f']) ? 'forbidden_key' : null
  }
  if (kind === 'note' && Object.hasOwn(op, 'revises') && !isName(op['revises'], LIMITS.id)) return 'malformed'
  return problemOfFields(op['f'])
}

const problemOfFields = (fields: unknown): PayloadProblem['type'] | null => {
  if (!isMap(fields)) return 'malformed'
  const names = Object.keys(fields)
  if (names.length > LIMITS.fields) return 'too_large'
  return names.every((name) => isName(name, LIMITS.name)) ? null : 'malformed'
}
