/** Offers of training and requests for it: what the two sides have in common. */
import { countriesOf } from '../vocabulary/regions.ts'
import { ANY_LANGUAGE } from './readReach.ts'
import type { Training } from './model.ts'

export interface InCommon {
  readonly training: Training
  readonly topics: readonly string[]
  readonly languages: readonly string[]
  /** null: one of them says nothing of it. */
  readonly datesMeet: boolean | null
  readonly placeMeets: boolean | null
}

/** The other side's trainings of the same form with a topic and a language in common, whose dates do not miss; best first. */
export const trainingMatches = (training: Training, all: readonly Training[]): readonly InCommon[] =>
  all
    .filter((other) => other.side !== training.side && other.org !== training.org && other.what === training.what)
    .map((other) => inCommon(training, other))
    .filter(({ topics, languages, datesMeet }) => topics.length > 0 && languages !== null && datesMeet !== false)
    .map((match) => ({ ...match, languages: match.languages ?? [] }))
    .sort((a, b) => worth(b) - worth(a) || (a.training.id < b.training.id ? -1 : 1))

const inCommon = (a: Training, b: Training) => ({
  training: b,
  topics: a.topics.filter((topic) => b.topics.includes(topic)),
  languages: languagesOf(a.languages, b.languages),
  datesMeet: datesMeet(a, b),
  placeMeets: placeMeets(a, b),
})

/** null when both name languages and none is the same; a side that names none takes those of the other. */
const languagesOf = (a: readonly string[], b: readonly string[]): readonly string[] | null => {
  if (a.length === 0 || a.includes(ANY_LANGUAGE)) return b
  if (b.length === 0 || b.includes(ANY_LANGUAGE)) return a
  const both = a.filter((language) => b.includes(language))
  return both.length > 0 ? both : null
}

const datesMeet = (a: Training, b: Training): boolean | null => {
  if ((a.from === null && a.to === null) || (b.from === null && b.to === null)) return null
  return (a.from ?? '') <= (b.to ?? ':') && (b.from ?? '') <= (a.to ?? ':')
}

const placeMeets = (a: Training, b: Training): boolean | null => {
  if (a.format !== 'in_person' && b.format !== 'in_person') return true
  if (a.format === 'online' || b.format === 'online') return false
  if (a.regions.length === 0 || b.regions.length === 0) return null
  const countries = new Set(a.regions.flatMap(countriesOf))
  return b.regions.flatMap(countriesOf).some((country) => countries.has(country))
}

const worth = ({ topics, datesMeet: dates, placeMeets: place }: Omit<InCommon, 'languages'>): number =>
  topics.length + (dates === true ? 2 : dates === null ? 1 : 0) + (place === true ? 3 : place === null ? 1 : 0)
