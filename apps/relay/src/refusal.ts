import { fail, type ErrorCode, type Result } from '@pergola/protocol'

/** A no, as the relay says it: a code of the catalogue and the number that goes with it (see protocol/errors.ts). */
export interface Refusal {
  readonly type: ErrorCode
  readonly detail: number
}

export type Answer<T> = Result<T, Refusal>

export const refuse = (type: ErrorCode, detail = 0): { readonly ok: false; readonly problem: Refusal } => fail({ type, detail })
