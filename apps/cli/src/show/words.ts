/** How things are written on a terminal. What came from elsewhere is cleaned: it must not move the cursor or colour anything. */

/** Control characters, and those that turn the direction of what follows. Line breaks stay where `keepLines`. */
export const plain = (text: string, keepLines = false): string =>
  text.replace(keepLines ? /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu : /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, ' ')

const widthOf = (text: string): number => [...new Intl.Segmenter().segment(text)].length

const cut = (text: string, most: number): string => {
  const parts = [...new Intl.Segmenter().segment(text)]
  return parts.length <= most
    ? text
    : `${parts
        .slice(0, most - 1)
        .map(({ segment }) => segment)
        .join('')}…`
}

const WIDEST = 44

/** Columns as wide as they need to be, the last one not cut. '' without rows. */
export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string => {
  if (rows.length === 0) return ''
  const last = heads.length - 1
  const cells = [heads, ...rows].map((row) => row.map((cell, at) => (at === last ? plain(cell) : cut(plain(cell), WIDEST))))
  const widths = heads.map((_, at) => Math.max(...cells.map((row) => widthOf(row[at] ?? ''))))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => (at === last ? cell : cell + ' '.repeat(widths[at]! - widthOf(cell))))
      .join('  ')
      .trimEnd()
  return `${cells.map(line).join('\n')}\n`
}

/** Name and value, one a line; empty values are left out. */
export const facts = (pairs: readonly (readonly [string, string])[]): string => {
  const shown = pairs.filter(([, value]) => value !== '')
  const widest = Math.max(0, ...shown.map(([name]) => name.length))
  return shown
    .map(([name, value]) => `${name.padEnd(widest)}  ${plain(value, true).replaceAll('\n', `\n${' '.repeat(widest + 2)}`)}\n`)
    .join('')
}

/** Enough of an id to name it. */
export const short = (id: string): string => (id.split(':').at(-1) ?? id).slice(0, 8)

export const time = (ms: number): string =>
  new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(ms)

/** `21 h left`, `3 days left`, `2 h over`. */
export const clockLeft = (until: number, now: number): string => {
  const hours = Math.round(Math.abs(until - now) / 3_600_000)
  const amount = hours < 1 ? 'less than an hour' : hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`
  return `${amount} ${until < now ? 'over' : 'left'}`
}

export const days = (count: number): string => `${count} day${count === 1 ? '' : 's'}`
