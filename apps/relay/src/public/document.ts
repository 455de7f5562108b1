/**
 * What an edition says, as far as the relay shows it: names and words, cut to a length, nothing else. The document is JSON of
 * whoever published it (format: protocol/edition.ts); what is missing or of another kind is passed over, never guessed.
 */
import { EDITION_FORMAT } from '@pergola/protocol'

export interface PublicService {
  readonly name: string
  readonly description: string
  /** `active`, `inactive`, `temporarily closed` or '' */
  readonly status: string
  readonly kinds: readonly string[]
  readonly areas: readonly string[]
  readonly languages: readonly string[]
  readonly eligibility: string
  readonly application: string
  /** `YYYY-MM-DD` or ''. */
  readonly checkedOn: string
}

export interface PublicOrganisation {
  readonly name: string
  readonly description: string
  readonly website: string
  readonly services: readonly PublicService[]
}

export interface PublicCall {
  readonly title: string
  readonly about: string
  readonly opensOn: string
  readonly closesOn: string
  readonly link: string
}

export interface PublicDocument {
  readonly organisations: readonly PublicOrganisation[]
  readonly calls: readonly PublicCall[]
  /** The organisations as they were published, for the JSON interface. */
  readonly raw: readonly unknown[]
}

const MOST_ORGANISATIONS = 100
const MOST_SERVICES = 500
const MOST_CALLS = 200
const MOST_WORDS = 60
const LINE = 300
const TEXT = 6000

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {})
const listOf = (value: unknown, most: number): readonly unknown[] => (Array.isArray(value) ? value.slice(0, most) : [])
const textOf = (value: unknown, most: number): string => (typeof value === 'string' ? value.slice(0, most) : '')
const dayOf = (value: unknown): string => (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/u.test(value) ? value : '')
const namesIn = (value: unknown): readonly string[] => listOf(value, MOST_WORDS).flatMap((one) => textOf(fieldsOf(one)['name'], LINE) || [])

/** Kinds of support stand as terms whose code begins with `support:`. */
const kindsIn = (value: unknown): readonly string[] =>
  listOf(value, 1000)
    .map((one) => fieldsOf(fieldsOf(one)['taxonomy_term']))
    .filter((term) => textOf(term['code'], LINE).startsWith('support:'))
    .slice(0, MOST_WORDS)
    .map((term) => textOf(term['name'], LINE))

const readService = (value: unknown): PublicService => {
  const from = fieldsOf(value)
  return {
    name: textOf(from['name'], LINE),
    description: textOf(from['description'], TEXT),
    status: textOf(from['status'], LINE),
    kinds: kindsIn(from['attributes']),
    areas: namesIn(from['service_areas']),
    languages: namesIn(from['languages']),
    eligibility: textOf(from['eligibility_description'], TEXT),
    application: textOf(from['application_process'], TEXT),
    checkedOn: dayOf(from['assured_date']),
  }
}

const readOrganisation = (value: unknown): PublicOrganisation => {
  const from = fieldsOf(value)
  return {
    name: textOf(from['name'], LINE),
    description: textOf(from['description'], TEXT),
    website: textOf(from['website'], LINE),
    services: listOf(from['services'], MOST_SERVICES).map(readService),
  }
}

const readCall = (value: unknown): PublicCall => {
  const from = fieldsOf(value)
  return {
    title: textOf(from['title'], LINE),
    about: textOf(from['about'], TEXT),
    opensOn: dayOf(from['opensOn']),
    closesOn: dayOf(from['closesOn']),
    link: textOf(from['link'], LINE),
  }
}

const parsed = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return null
  }
}

/** null: not a document of this format. */
export const readDocument = (bytes: Uint8Array): PublicDocument | null => {
  const from = fieldsOf(parsed(bytes))
  if (from['format'] !== EDITION_FORMAT || !Array.isArray(from['organizations'])) return null
  const raw = listOf(from['organizations'], MOST_ORGANISATIONS)
  return {
    organisations: raw.map(readOrganisation).filter(({ name }) => name !== ''),
    calls: listOf(from['calls'], MOST_CALLS)
      .map(readCall)
      .filter(({ title }) => title !== ''),
    raw,
  }
}
