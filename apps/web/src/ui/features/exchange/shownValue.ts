import type { FieldChange } from '../../../contract.ts'

type Value = FieldChange['before']

const MOST_LINES = 40
const MOST_CHARACTERS = 2_000

const isList = (value: Value): value is readonly Value[] => Array.isArray(value)
const isMap = (value: Value): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)

const plain = (value: Value): string => {
  if (value === null || value === '') return ''
  if (isList(value)) return value.map(plain).filter(Boolean).join(', ')
  if (isMap(value)) return Object.values(value).map(plain).filter(Boolean).join(' ')
  return value instanceof Uint8Array ? '' : String(value)
}

/** A fact with its code before it; everything else as its parts beside one another. */
const lineOf = (value: Value): string =>
  isMap(value) && typeof value['code'] === 'string' ? `${value['code']}: ${plain(value['value'] ?? '')}` : plain(value)

/** A value of an entry as lines to read. Text stays text, whatever stands in it. */
export const shownValue = (value: Value): readonly string[] => {
  const lines = isList(value)
    ? value.map(lineOf)
    : isMap(value)
      ? Object.entries(value).map(([name, part]) => `${name}: ${plain(part)}`)
      : plain(value).split('\n')
  return lines
    .filter((line) => line.trim() !== '')
    .slice(0, MOST_LINES)
    .map((line) => (line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line))
}
