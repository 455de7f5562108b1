/**
 * Statements that were made from a form, taken apart again: the directory keeps them in the same few words for everyone
 * (core, directory/stated.ts), and the page says them in the reader's language. What anybody wrote in words of their own stays.
 */
export interface Generated {
  readonly key: 'hours' | 'days' | 'at_least_days' | 'months' | 'exile' | 'family' | 'return'
  readonly count: number
  /** A code, for what is no number. */
  readonly what: string
}

const COUNTED: readonly (readonly [RegExp, Generated['key']])[] = [
  [/^(\d+) hours$/u, 'hours'],
  [/^(\d+) days$/u, 'days'],
  [/^at least (\d+) days$/u, 'at_least_days'],
  [/^(\d+) months$/u, 'months'],
]

const CODED: Readonly<Record<string, readonly [Generated['key'], RegExp]>> = {
  family: ['family', /^(yes|alone_only)$/u],
  return_required: ['return', /^(yes|no)$/u],
}

const one = (code: string, words: string): Generated | null => {
  for (const [pattern, key] of COUNTED) {
    const [, count] = pattern.exec(words) ?? []
    if (count !== undefined) return { key, count: Number(count), what: '' }
  }
  const [, exile] = /^exile: (no|only)$/u.exec(words) ?? []
  if (exile !== undefined) return { key: 'exile', count: 0, what: exile }
  const [key, known] = CODED[code] ?? []
  return key !== undefined && known?.test(words) ? { key, count: 0, what: words } : null
}

/** The parts of a statement of the fact `code`; null as soon as one of them is in somebody's own words. */
export const generatedIn = (code: string, value: string): readonly Generated[] | null => {
  const parts = value.split('; ').map((words) => one(code, words))
  return parts.every((part) => part !== null) ? parts : null
}
