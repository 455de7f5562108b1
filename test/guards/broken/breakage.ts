/** A guard of the casework, and the smallest change that takes it away. */
export interface Breakage {
  /** Its name in a list of rules, or its number in a SPEC. */
  readonly guard: string
  /** What holds no longer. */
  readonly without: string
  /** From the root of the repository. */
  readonly file: string
  /** Occurs exactly once in the file, after `after` where that is given. */
  readonly from: string
  readonly to: string
  readonly after?: string
}

/** The source without the guard. Throws where the words are not found, or found twice: the source has changed, and so must the breakage. */
export const breakIn = (source: string, { guard, file, from, to, after = '' }: Breakage): string => {
  const begin = source.indexOf(after)
  const at = source.indexOf(from, begin)
  const again = after === '' ? source.indexOf(from, at + 1) : -1
  if (begin < 0 || at < 0 || again >= 0)
    throw new Error(`${guard}: ${begin < 0 || at < 0 ? 'not found' : 'found twice'} in ${file}: ${from}`)
  return source.slice(0, at) + to + source.slice(at + from.length)
}
