import { useState } from 'react'
import { carriedOver } from './lines.ts'

type Known<T> = Readonly<Record<string, T>>

export interface Lines<T> {
  readonly text: string
  readonly known: Known<T>
  readonly setText: (text: string) => void
  readonly setKnown: (line: string, value: T) => void
}

/** Lines as text, and what is known of each beside it. */
export const useKnownLines = <L extends { readonly text: string }, T>(start: readonly L[], knownOf: (line: L) => T): Lines<T> => {
  const [text, setText] = useState(() => start.map((line) => line.text).join('\n'))
  const [known, setKnown] = useState<Known<T>>(() => Object.fromEntries(start.map((line) => [line.text, knownOf(line)])))
  return {
    text,
    known,
    setText: (next) => {
      setKnown(carriedOver(text, next, known))
      setText(next)
    },
    setKnown: (line, value) => setKnown({ ...known, [line]: value }),
  }
}
