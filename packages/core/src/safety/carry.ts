/**
 * The plan as it is safe to carry: without a name, a place or an organisation. A line in which anything known of the people is
 * found is not printed until somebody finds another wording; a plan in the wrong hands helps the wrong people.
 */
import type { Identity } from '../casework/model.ts'
import { foldText } from '../search/index.ts'
import type { RecordId } from '../record/model.ts'
import type { Plan, PlanStep } from './model.ts'
import { ORDINARY } from './ordinaryWords.ts'

/** What must not be read out of the paper. */
interface KnownAbout {
  readonly identities: readonly Identity[]
  /** The case's pseudonym, and names of organisations, members and places. */
  readonly names: readonly string[]
}

export interface CarryLine {
  readonly id: RecordId
  readonly part: 'trigger' | 'step' | 'stops' | 'emergency'
  /** '' where it is kept back. */
  readonly text: string
  /** What was found in it: words of the line. */
  readonly found: readonly string[]
}

/** Everything that is searched for, folded. */
interface KnownTerms {
  readonly words: ReadonlySet<string>
  /** Names of more than one word, where each word alone is an ordinary one ("Ivory Coast", "House of Hope"). */
  readonly phrases: readonly (readonly string[])[]
  /** Telephone and other numbers, digits only. */
  readonly numbers: readonly string[]
}

/** Letters, marks and digits; a name in any script stays whole. */
const WORD = /[\p{L}\p{M}\p{N}]+/gu
/** A word of so few letters says little of an address and stands everywhere. */
const SHORTEST_OF_ADDRESS = 4
/** So many digits in a row point at somebody. */
const SHORTEST_NUMBER = 4

const wordsOf = (text: string): readonly string[] => foldText(text).match(WORD) ?? []
/** Without the zeros in front: a telephone number is one with and without the code of its country. */
const digitsOf = (text: string): readonly string[] =>
  (foldText(text).match(/\d[\d\s().\-/+]*/gu) ?? [])
    .map((run) => run.replace(/\D/gu, '').replace(/^0+/u, ''))
    .filter((run) => run.length >= SHORTEST_NUMBER)

/** Of a text about where and how: the longer words that can point at somebody; where it has no such word, all of its longer ones. */
const tellingWordsOf = (text: string): readonly string[] => {
  const longer = wordsOf(text).filter((word) => word.length >= SHORTEST_OF_ADDRESS)
  const telling = longer.filter((word) => !ORDINARY.has(word))
  return telling.length > 0 ? telling : longer
}

/** Of names every word counts; of addresses, contacts and papers those of four letters and more, and every number. */
const knownTerms = ({ identities, names }: KnownAbout): KnownTerms => {
  const ofNames = identities.flatMap(({ name, otherNames }) => wordsOf(`${name} ${otherNames}`)).filter((word) => word.length > 1)
  const rest = identities.flatMap(({ contact, whereabouts, documents, birth }) => [contact, whereabouts, documents, birth])
  const ofRest = rest.flatMap(tellingWordsOf)
  return {
    words: new Set([...ofNames, ...ofRest]),
    phrases: names.map(wordsOf).filter((phrase) => phrase.join('').length > 1),
    numbers: [...new Set(rest.flatMap(digitsOf))],
  }
}

const foundIn = ({ words, phrases, numbers }: KnownTerms, text: string): readonly string[] => {
  const said = wordsOf(text)
  const longer = [...words].filter((word) => word.length >= SHORTEST_OF_ADDRESS)
  // Inside a longer word too: many languages write "to" and "of" together with a name.
  const single = said.filter((word) => words.has(word) || longer.some((known) => word.includes(known)))
  const whole = phrases
    .filter((phrase) => said.some((_, at) => phrase.every((part, i) => said[at + i] === part)))
    .map((phrase) => phrase.join(' '))
  const digits = digitsOf(text).filter((run) => numbers.some((number) => run.includes(number) || number.includes(run)))
  return [...new Set([...single, ...whole, ...digits])]
}

/** Lines in the order in which one needs them: what starts it, what to do, who decides, the emergency. Steps that are done stay out. */
export const carryLines = (plan: Plan | null, steps: readonly PlanStep[], known: KnownAbout): readonly CarryLine[] => {
  const terms = knownTerms(known)
  const line = (id: RecordId, part: CarryLine['part'], text: string): CarryLine => {
    const found = foundIn(terms, text)
    return { id, part, text: found.length > 0 ? '' : text, found }
  }
  const lines = [
    ...(plan?.triggers ?? []).map((text, at) => line(`trigger${at}`, 'trigger', text)),
    ...steps.filter(({ doneOn }) => doneOn === null).map(({ id, text, carry }) => line(id, 'step', carry === '' ? text : carry)),
    line('stops', 'stops', plan?.stops ?? ''),
    ...(plan?.emergency ?? '').split('\n').map((text, at) => line(`emergency${at}`, 'emergency', text.trim())),
  ]
  return lines.filter(({ text, found }) => text !== '' || found.length > 0)
}
