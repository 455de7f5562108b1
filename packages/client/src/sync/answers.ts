/** What came of a command: nothing to say, or why not. */
import type { Answer, Problem } from '../contract/index.ts'

export const problem = (type: Problem['type'], args?: Problem['args']): { readonly ok: false; readonly problem: Problem } => ({
  ok: false,
  problem: args ? { type, args } : { type },
})
export const done: Answer<null> = { ok: true, value: null }
