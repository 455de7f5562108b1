/** Work that belongs to one key is done one after the other, in the order in which it came; a failure stops nobody after it. */
export const oneByOne = <K>(): (<T>(key: K, work: () => Promise<T>) => Promise<T>) => {
  const last = new Map<K, Promise<unknown>>()
  return (key, work) => {
    const before = last.get(key) ?? Promise.resolve()
    const after = before.then(work, work)
    const quiet = after.catch(() => {})
    last.set(key, quiet)
    void quiet.then(() => {
      if (last.get(key) === quiet) last.delete(key)
    })
    return after
  }
}
