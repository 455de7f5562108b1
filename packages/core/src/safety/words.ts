/** The words agreed for check-ins, and what "I am well" means with the word that came with it. */
import { foldText, tokenise } from '../search/index.ts'
import type { CheckIn } from './model.ts'

/** Both may be '': none was agreed. */
export interface AgreedWords {
  /** Comes with every "I am well". */
  readonly well: string
  /** Comes instead when somebody is forced to write. */
  readonly duress: string
}

const holds = (said: string, word: string): boolean => {
  const wanted = tokenise(foldText(word))
  const words = tokenise(foldText(said))
  return wanted.length > 0 && words.some((_, at) => wanted.every((part, i) => words[at + i] === part))
}

/** The word of duress goes before everything. Without the word that was agreed nobody is taken to be well. */
export const meaningOf = ({ well, duress }: AgreedWords, says: 'well' | 'help', said: string): CheckIn['says'] => {
  if (holds(said, duress)) return 'duress'
  if (says === 'help') return 'help'
  return well.trim() === '' || holds(said, well) ? 'well' : 'doubt'
}
