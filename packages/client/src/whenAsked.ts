/**
 * Code that is loaded when it is first asked for, so that a client starts with what every day needs. In a browser each module
 * named here becomes a file of its own, which the service worker keeps with the others; once loaded, a call goes straight to it.
 */

/** Some of a module's functions by name; all of them give promises. */
export const whenAsked = <M extends object>(load: () => Promise<M>) => {
  let loaded: M | null = null
  return <N extends keyof M>(name: N): M[N] & Later => {
    const call: Later = async (...args) => {
      loaded ??= await load()
      return (loaded[name] as Later)(...args)
    }
    return call as M[N] & Later
  }
}

type Later = (...args: readonly never[]) => Promise<unknown>
