/** Fields and buttons are drawn anew only when what they say has changed: a key in one field of a form leaves all others as they are. */
import { type ComponentType, type ReactNode, memo, useCallback, useLayoutEffect, useRef } from 'react'

type Does = (...args: never[]) => void

/** A component whose `handler` may be another function each time without being drawn anew; it is always the last one that is called. */
export const steady = <N extends string, P extends { readonly [name in N]?: Does | undefined }>(
  handler: N,
  Drawn: (props: P) => ReactNode,
): ((props: P) => ReactNode) => {
  const Kept = memo(Drawn, alike) as unknown as ComponentType<P>
  const Steady = (props: P) => <Kept {...props} {...{ [handler]: useLast(props[handler]) }} />
  return Steady
}

/** One function for as long as the component is there, which does what the last one given does. */
const useLast = (does: Does | undefined): Does | undefined => {
  const last = useRef(does)
  useLayoutEffect(() => void (last.current = does))
  const call = useCallback<Does>((...args) => last.current?.(...args), [])
  return does === undefined ? undefined : call
}

type Same = (before: unknown, after: unknown) => boolean

const sameFields = (before: object, after: object, same: Same): boolean => {
  const [was, is] = [Object.entries(before), new Map(Object.entries(after))]
  return was.length === is.size && was.every(([name, value]) => is.has(name) && same(value, is.get(name)))
}

const sameOption: Same = (before, after) =>
  Object.is(before, after) ||
  (typeof before === 'object' && typeof after === 'object' && before !== null && after !== null && sameFields(before, after, Object.is))

/** Options, and what is chosen of them, are lists that are often made anew and say the same. */
const sameProp: Same = (before, after) =>
  Object.is(before, after) ||
  (Array.isArray(before) &&
    Array.isArray(after) &&
    before.length === after.length &&
    before.every((item, at) => sameOption(item, after[at])))

/** Whether props say the same. */
export const alike = (before: object, after: object): boolean => sameFields(before, after, sameProp)
