/** What search indexes of each kind of space. Never keys, hashes or ids. */
import { readAlerts } from '../book/alerts.ts'
import { caseSpaceOf, readCase, readIdentities } from '@pergola/core/casework'
import { readDirectory } from '@pergola/core/directory'
import { readReferral } from '@pergola/core/referral'
import type { Doc } from '@pergola/core/record'
import { COUNTRY_LABELS, SUPPORT_LABELS } from '@pergola/core/vocabulary'
import type { SpaceId, SpaceKind } from '@pergola/protocol'

export interface SearchEntry {
  readonly id: string
  /** What a hit leads to: `case/<space>`, `alert/<id>`, `organisation/<org>`, `service/<id>`, `referral/<space>`. */
  readonly target: string
  /** Names; they count more. */
  readonly title: string
  readonly text: string
}

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n')
const kindWords = (kind: string): string => SUPPORT_LABELS[kind] ?? kind
const countryName = (code: string): string => COUNTRY_LABELS[code] ?? code

/** The entries of one space. */
export const searchTexts = (space: SpaceId, kind: SpaceKind, doc: Doc): readonly SearchEntry[] => TEXTS[kind](space, doc)

const caseTexts = (space: SpaceId, doc: Doc): readonly SearchEntry[] => {
  const { pseudonym, country, summary, people, needs, commitments, assessments, notes, files } = readCase(space, doc)
  const text = joined(
    summary,
    countryName(country),
    ...people.flatMap(({ label, relation }) => [label, relation]),
    ...needs.flatMap(({ kind, place, note }) => [kindWords(kind), countryName(place), note]),
    ...commitments.map(({ note }) => note),
    ...assessments.flatMap(({ threats, vulnerabilities, capacities }) => [...threats, ...vulnerabilities, ...capacities]),
    ...notes.map((note) => note.text),
    ...files.map(({ name }) => name),
  )
  return [{ id: `case/${space}`, target: `case/${space}`, title: pseudonym, text }]
}

const identityTexts = (space: SpaceId, doc: Doc): readonly SearchEntry[] => {
  const identities = readIdentities(doc)
  const title = joined(...identities.flatMap(({ name, otherNames }) => [name, otherNames]))
  const text = joined(...identities.flatMap(({ contact, whereabouts, documents }) => [contact, whereabouts, documents]))
  const caseSpace = caseSpaceOf(doc)
  return caseSpace === null ? [] : [{ id: `identity/${space}`, target: `case/${caseSpace}`, title, text }]
}

const referralTexts = (space: SpaceId, doc: Doc): readonly SearchEntry[] => {
  const referral = readReferral(space, doc)
  if (referral === null) return []
  const teasers = referral.teasers.flatMap(({ kind, text }) => [kindWords(kind), text])
  return [
    {
      id: `referral/${space}`,
      target: `referral/${space}`,
      title: '',
      text: joined(...teasers, ...referral.turns.map(({ text }) => text)),
    },
  ]
}

const bookTexts = (_space: SpaceId, doc: Doc): readonly SearchEntry[] =>
  readAlerts(doc).map(({ id, turns, reach }) => ({
    id: `alert/${id}`,
    target: `alert/${id}`,
    title: reach,
    text: joined(...turns.map(({ text }) => text)),
  }))

const networkTexts = (_space: SpaceId, doc: Doc): readonly SearchEntry[] => {
  const { profiles, services } = readDirectory(doc)
  const organisations = [...profiles.values()].map(({ org, name, shortName, about, countries }) => {
    const id = `organisation/${org}`
    return { id, target: id, title: joined(name, shortName), text: joined(about, ...countries.map(countryName)) }
  })
  const offers = services.map(({ id: service, provider, name, about, reach, facts }) => {
    const id = `service/${service}`
    const words = [...(reach.kinds ?? []).map(kindWords), ...facts.map(({ value }) => value)]
    return { id, target: id, title: joined(name, provider), text: joined(about, ...words) }
  })
  return [...organisations, ...offers]
}

const TEXTS: Readonly<Record<SpaceKind, (space: SpaceId, doc: Doc) => readonly SearchEntry[]>> = {
  case: caseTexts,
  identity: identityTexts,
  referral: referralTexts,
  organisation: bookTexts,
  network: networkTexts,
}
