/** Files that came along: listed, and saved one by one. The page never looks into them, whatever they are. */
import type { OpenedOutside } from '@pergola/core/outside'
import { around, h, isolated } from '../dom.ts'
import type { Words } from './words.ts'

/** A browser may begin to read it a moment after the click. */
const KEPT_MS = 60_000

/** As bytes of no kind: no browser shows it, it only saves it. */
const save = (name: string, bytes: Uint8Array): void => {
  const url = URL.createObjectURL(new Blob([bytes.slice()], { type: 'application/octet-stream' }))
  h('a', { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
}

const UNITS = ['B', 'kB', 'MB'] as const

/** Letters of a unit are the same in both languages; the number is kept beside it. */
const sizeOf = (bytes: number): string => {
  const at = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2
  return `${Number((bytes / 1000 ** at).toPrecision(2))} ${UNITS[at]}`
}

/** Nothing when no file came along. On paper only their names stand. */
export const attachedFiles = ({ content: { files }, attached }: OpenedOutside, words: Words): readonly Node[] => {
  if (files === null || files.length === 0) return []
  return [
    h('h2', {}, words.files),
    h('p', { class: 'quiet screen' }, words.filesCare),
    h(
      'ul',
      { class: 'files' },
      ...files.map(({ name, bytes }, at) =>
        h(
          'li',
          {},
          h('button', { type: 'button', class: 'screen', onClick: () => save(name, attached[at]!) }, around(words.save, isolated(name))),
          h('span', { class: 'paper' }, isolated(name)),
          ' ',
          h('span', { class: 'quiet', dir: 'ltr' }, sizeOf(bytes)),
        ),
      ),
    ),
  ]
}
