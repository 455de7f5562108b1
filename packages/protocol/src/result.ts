/** Expected failures are values. `problem` is an object with a `type` or a short code, so that a switch over it is exhaustive. */
export type Result<T, P> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: P }

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })
export const fail = <const P>(problem: P): { readonly ok: false; readonly problem: P } => ({ ok: false, problem })
