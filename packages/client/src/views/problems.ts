/** Answers that say what went wrong. */
import type { Answer, Problem } from '../contract/index.ts'

export const problem = (
  type: Problem['type'],
  field?: string,
  args?: Problem['args'],
): { readonly ok: false; readonly problem: Problem } => ({
  ok: false,
  problem: { type, ...(field === undefined ? {} : { field }), ...(args === undefined ? {} : { args }) },
})

export const answer = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })
export const done: Answer<null> = answer(null)
