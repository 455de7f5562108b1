/** What is typed as one line each, with what is said of every line beside it; a line that stands twice is one. */
export const linesOf = (text: string): readonly string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
]

/** What is known of each line, after the text changed: a line that was reworded in place keeps it, a new one has none. */
export const carriedOver = <T>(before: string, after: string, known: Readonly<Record<string, T>>): Readonly<Record<string, T>> => {
  const [old, now] = [linesOf(before), linesOf(after)]
  const kept = now.flatMap((line, at): readonly (readonly [string, T])[] => {
    const same = known[line]
    if (same !== undefined) return [[line, same]]
    const was = old.length === now.length ? known[old[at] ?? ''] : undefined
    return was === undefined ? [] : [[line, was]]
  })
  return Object.fromEntries(kept)
}

/** Times of day as they are typed, `8:30, 21`, in minutes after midnight; null when one of them is none. */
export const timesOf = (text: string): readonly number[] | null => {
  const parts = text.split(/[\s,;،]+/u).filter((part) => part !== '')
  const times = parts.map((part) => {
    const [, hours = '', minutes = '0'] = /^(\d{1,2})(?:[:.](\d{2}))?$/u.exec(part) ?? []
    const time = Number(hours) * 60 + Number(minutes)
    return hours === '' || Number(hours) > 23 || Number(minutes) > 59 ? null : time
  })
  return parts.length === 0 || times.includes(null) ? null : (times as number[]).toSorted((a, b) => a - b)
}

export const timeText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
