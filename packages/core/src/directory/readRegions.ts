/** Regions written in words, as codes. Either every part of the list is understood or none is: half a list would exclude people. */
import { foldText } from '../search/fold.ts'
import { COUNTRY_LABELS, REGION_LABELS, WORLD, countriesOf } from '../vocabulary/index.ts'

/** Names that lists of programmes use and that no standard has. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  global: [WORLD],
  worldwide: [WORLD],
  international: [WORLD],
  'all countries': [WORLD],
  'latin america': ['013', '005'],
  'north africa': ['015'],
  'west africa': ['011'],
  'east africa': ['014'],
  'southern africa': ['018'],
  'central africa': ['017'],
  'sub saharan africa': ['202'],
  'north america': ['021'],
  'southeast asia': ['035'],
  'south asia': ['034'],
  'east asia': ['030'],
  'south caucasus': ['AM', 'AZ', 'GE'],
  'middle east': ['AE', 'BH', 'EG', 'IL', 'IQ', 'IR', 'JO', 'KW', 'LB', 'OM', 'PS', 'QA', 'SA', 'SY', 'YE'],
  'eu member states': 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
  'eu candidate countries': 'AL BA GE MD ME MK RS TR UA'.split(' '),
  usa: ['US'],
  'united states of america': ['US'],
  uk: ['GB'],
  turkey: ['TR'],
  opt: ['PS'],
  'occupied palestinian territory': ['PS'],
  'czech republic': ['CZ'],
  'ivory coast': ['CI'],
  burma: ['MM'],
  'dr congo': ['CD'],
  african: ['002'],
  asian: ['142'],
  european: ['150'],
}

const nameKey = (name: string): string =>
  foldText(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

let names: ReadonlyMap<string, readonly string[]> | undefined

const namesOfPlaces = (): ReadonlyMap<string, readonly string[]> =>
  (names ??= new Map([
    ...Object.entries(COUNTRY_LABELS).map(([code, name]) => [nameKey(name), [code]] as const),
    ...Object.entries(REGION_LABELS).map(([code, name]) => [nameKey(name), [code]] as const),
    ...Object.entries(OTHER_NAMES),
  ]))

/** Words around a name that say nothing about the place: who may apply, and that they must be there. */
const AROUND_NAME = /^(?:applicants?|hrds?|defenders?|human rights defenders?|within|in|from|the)\s+|\s+(?:hrds?|defenders?|applicants?)$/u

const codesOf = (part: string): readonly string[] | undefined => {
  let key = nameKey(part)
  for (;;) {
    const codes = namesOfPlaces().get(key)
    if (codes !== undefined) return codes
    const shorter = key.replace(AROUND_NAME, '')
    if (shorter === key) return undefined
    key = shorter
  }
}

/** "EU member states and candidate countries": the second half borrows the first word of the first. */
const partsOf = (part: string): readonly string[] => {
  if (codesOf(part) !== undefined) return [part]
  const halves = part.split(/\s+and\s+|\s*&\s*/u)
  const first = (halves[0] as string).split(' ', 1)[0] as string
  return halves.map((half) => (codesOf(half) === undefined && codesOf(`${first} ${half}`) !== undefined ? `${first} ${half}` : half))
}

/** Country and M49 codes, without those that another of the list contains; undefined when a part of the text is not a known place. */
export const readRegions = (text: string): readonly string[] | undefined => {
  const plain = text.replace(/\([^)]*\)/gu, ' ')
  const clauses = plain.split(';').filter((clause) => !/^\s*[\p{L} ]+:/u.test(clause))
  const parts = clauses
    .flatMap((clause) => clause.split(/[,/]/u))
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const codes = parts.flatMap(partsOf).map(codesOf)
  if (codes.length === 0 || codes.includes(undefined)) return undefined
  return withoutContained([...new Set((codes as readonly (readonly string[])[]).flat())])
}

const withoutContained = (codes: readonly string[]): readonly string[] => {
  const within = (inner: string, outer: string): boolean => {
    const around = new Set(countriesOf(outer))
    return countriesOf(inner).length < around.size && countriesOf(inner).every((country) => around.has(country))
  }
  return codes.filter((code) => !codes.some((other) => other !== code && within(code, other)))
}
