import { ImmutableString } from '@automerge/automerge'

/** Texts that are replaced as a whole: without the cost of a text that is edited letter by letter. */
export interface Fields {
  readonly [key: string]: ImmutableString
}

/** The newest update in it, by the number its text begins with. */
export const newestOf = (fields: Fields): number => Math.max(-1, ...Object.values(fields).map(({ val }) => Number.parseInt(val)))
