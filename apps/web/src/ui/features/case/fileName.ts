/** File names come from strangers: signs that turn or hide text are shown as what they are. */

/** Controls, bidirectional overrides and marks, zero-width signs, line separators, byte order mark. */
const TRICKS = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu

export const shownName = (name: string): string => name.replaceAll(TRICKS, '\ufffd')

/** A name to save under: no path, no tricks, never empty. */
export const savedName = (name: string): string =>
  shownName(name)
    .replaceAll(/[/\\:*?"<>|\ufffd]/g, '_')
    .replace(/^\.+/, '_')
    .slice(0, 120) || 'file'

/** Types that are shown as a picture. Never SVG: it may carry a script. */
export const PICTURES: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']

export const LARGEST_FILE = 100_000_000
