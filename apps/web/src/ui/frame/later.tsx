import { type ComponentType, type ReactNode, use, useEffect } from 'react'

export interface Later<P extends object> {
  (props: P): ReactNode
  /** Loads it ahead of being shown. What fails now is tried again when it is needed. */
  readonly load: () => Promise<void>
}

/** A component in a chunk of its own. Once it is loaded, it is drawn in the same moment in which it is asked for: nothing flickers. */
export const later = <P extends object>(fetch: () => Promise<ComponentType<P>>): Later<P> => {
  let part: ComponentType<P> | null = null
  let loading: Promise<void> | null = null
  const begin = (): Promise<void> => (loading ??= fetch().then((loaded) => void (part = loaded)))
  const Part = (props: P) => {
    if (part === null) use(begin())
    const Loaded = part
    return Loaded === null ? null : <Loaded {...props} />
  }
  const load = (): Promise<void> => begin().catch(() => void (loading = null))
  return Object.assign(Part, { load })
}

const IDLE_AFTER = 200
/** A page that always has something to do, or is not looked at, is not waited for longer (ms). */
const AT_THE_LATEST = 400
export const whenIdle = (call: () => void): void =>
  void (typeof requestIdleCallback === 'function' ? requestIdleCallback(call, { timeout: AT_THE_LATEST }) : setTimeout(call, IDLE_AFTER))

/** Loads these one after the other, each when the page has nothing else to do. */
export const useLoadedAhead = (parts: readonly Pick<Later<never>, 'load'>[]): void =>
  useEffect(() => {
    let stopped = false
    const next = (at: number): void => {
      const part = parts[at]
      if (part === undefined || stopped) return
      void part.load().then(() => whenIdle(() => next(at + 1)))
    }
    whenIdle(() => next(0))
    return () => void (stopped = true)
  }, [parts])
