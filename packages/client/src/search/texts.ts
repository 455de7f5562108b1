/** What search indexes of each kind of space. Never keys, hashes or ids. */
import { readTasks } from '@pergola/core/caselife'
import { alertsIn } from '../book/alerts.ts'
import type { Shelves } from '../book/words.ts'
import { caseSpaceOf, readCase, readIdentities } from '@pergola/core/casework'
import {
  isListed,
  readProfiles,
  readProviders,
  readService,
  type Directory,
  type Names,
  type OrgProfile,
  type Provider,
  type Service,
} from '@pergola/core/directory'
import { readReferral } from '@pergola/core/referral'
import { readIncidents, readPlanSteps } from '@pergola/core/safety'
import { flagIn, lineIn, rowsOf, textIn, type Doc, type Row } from '@pergola/core/record'
import { COUNTRY_LABELS, SUPPORT_LABELS } from '@pergola/core/vocabulary'
import { readVerification } from '@pergola/core/verification'
import type { OrgId, SpaceId, SpaceKind } from '@pergola/protocol'

export interface SearchEntry {
  readonly id: string
  /** What a hit leads to: `case/<space>`, `alert/<id>`, `organisation/<org>`, `provider/<id>`, `service/<id>`, `referral/<space>`. */
  readonly target: string
  /** Names; they count more. */
  readonly title: string
  readonly text: string
}

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n')
const kindWords = (kind: string): string => SUPPORT_LABELS[kind] ?? kind
const countryName = (code: string): string => COUNTRY_LABELS[code] ?? code

/** The entries of one space. `shelves`: what opens the words in a book. */
export const searchTexts = (space: SpaceId, kind: SpaceKind, doc: Doc, shelves: Shelves): readonly SearchEntry[] =>
  kind === 'organisation' ? bookTexts(doc, shelves) : TEXTS[kind](space, doc)

const caseTexts = (space: SpaceId, doc: Doc): readonly SearchEntry[] => {
  const { pseudonym, country, summary, people, needs, commitments, assessments, notes, files } = readCase(space, doc)
  const text = joined(
    summary,
    countryName(country),
    ...people.flatMap(({ label, relation }) => [label, relation]),
    ...needs.flatMap(({ kind, place, note }) => [kindWords(kind), countryName(place), note]),
    ...commitments.flatMap(({ note, terms }) => [note, terms?.conditions ?? '']),
    ...readTasks(doc).map((task) => task.text),
    ...assessments.flatMap(({ threats, vulnerabilities, capacities }) => [...threats, ...vulnerabilities, ...capacities]),
    ...readIncidents(doc).map((incident) => incident.text),
    ...readPlanSteps(doc).map((step) => step.text),
    ...notes.map((note) => note.text),
    ...files.map(({ name }) => name),
    ...verificationWords(doc),
  )
  return [{ id: `case/${space}`, target: `case/${space}`, title: pseudonym, text }]
}

/** What was found and decided of the person's work; whose words it is does not matter for finding it. */
const verificationWords = (doc: Doc): readonly string[] => {
  const { tests, evidence, opinions, appeals, routings } = readVerification(doc, '' as OrgId)
  return [
    ...tests.map(({ reason }) => reason),
    ...evidence.flatMap(({ text, source }) => [text, source]),
    ...[...opinions, ...appeals].map(({ reasons }) => reasons),
    ...routings.map(({ why }) => why),
  ]
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

const bookTexts = (doc: Doc, shelves: Shelves): readonly SearchEntry[] =>
  alertsIn(doc, shelves).map(({ id, turns, reach }) => ({
    id: `alert/${id}`,
    target: `alert/${id}`,
    title: reach,
    text: joined(...turns.map(({ text }) => text)),
  }))

const organisationText = ({ org, name, shortName, about, countries }: OrgProfile): SearchEntry => {
  const id = `organisation/${org}`
  return { id, target: id, title: joined(name, shortName), text: joined(about, ...countries.map(countryName)) }
}

const providerText = (
  { id: provider, name, otherNames, about, countries, parent }: Provider,
  providers: Directory['providers'],
): SearchEntry => {
  const id = `provider/${provider}`
  const above = parent === null ? '' : (providers.get(parent)?.name ?? '')
  return { id, target: id, title: joined(name, ...otherNames), text: joined(about, above, ...countries.map(countryName)) }
}

/** What is only a match has no name and is not found by searching. */
const serviceText = ({ id: service, provider, programme, name, about, reach, facts }: Service): SearchEntry => {
  const id = `service/${service}`
  const words = [...(reach.kinds ?? []).map(kindWords), ...facts.map(({ value }) => value)]
  return { id, target: id, title: joined(name, programme, provider), text: joined(about, ...words) }
}

/** Made once for each record as it stands: among thousands mostly one has changed. Goes with the document. */
const serviceTexts = new WeakMap<Row, { readonly service: Service; readonly provider: string; readonly entry: SearchEntry }>()

const networkTexts = (_space: SpaceId, doc: Doc): readonly SearchEntry[] => {
  const names = { profiles: readProfiles(doc), providers: readProviders(doc) }
  const offers = [...rowsOf(doc, 'service')].flatMap(([id, row]): readonly SearchEntry[] => {
    const known = serviceTexts.get(row)
    if (known !== undefined && providerNameOf(known.service, names) === known.provider) return [known.entry]
    const service = readService(id, row, [], names)
    if (service === null || !isListed(service)) return []
    const entry = serviceText(service)
    serviceTexts.set(row, { service, provider: providerNameOf(service, names), entry })
    return [entry]
  })
  const outside = [...names.providers.values()].map((one) => providerText(one, names.providers))
  return [...[...names.profiles.values()].map(organisationText), ...outside, ...offers]
}

const providerNameOf = ({ org, providerId }: Service, { profiles, providers }: Names): string =>
  (org === null ? providers.get(providerId ?? '')?.name : profiles.get(org)?.name) ?? ''

/** Of a listing only services that are told of nowhere else: what is added to others is found through them. */
const listingTexts = (_space: SpaceId, doc: Doc): readonly SearchEntry[] =>
  [...rowsOf(doc, 'service')].flatMap(([service, row]): readonly SearchEntry[] => {
    const name = flagIn(row, 'removed') ? '' : lineIn(row, 'name')
    const id = `service/${service}`
    return name === '' ? [] : [{ id, target: id, title: joined(name, lineIn(row, 'programme')), text: textIn(row, 'about') }]
  })

/** Sealed apart: not found by searching. */
const nothing = (): readonly SearchEntry[] => []

const TEXTS: Readonly<Record<Exclude<SpaceKind, 'organisation'>, (space: SpaceId, doc: Doc) => readonly SearchEntry[]>> = {
  case: caseTexts,
  identity: identityTexts,
  referral: referralTexts,
  listing: listingTexts,
  network: networkTexts,
  medical: nothing,
  emergency: nothing,
  notice: nothing,
  succession: nothing,
  shelf: nothing,
}
