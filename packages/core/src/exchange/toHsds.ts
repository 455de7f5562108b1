/**
 * The directory as HSDS 3.1: organisations with their services, as the JSON of Open Referral's interface has them. What HSDS has a
 * field for stands there for everybody; all that matching and facts say stands beside it as attributes of our own taxonomy
 * (ourTerms.ts), so that it can be read back without loss. What is kept back from others is not written out.
 */
import type { Directory } from '../directory/directory.ts'
import type { Contact, Fact, OrgProfile, Place, Provider, Service } from '../directory/model.ts'
import type { RecordId } from '../record/model.ts'
import { SUPPORT_LABELS } from '../vocabulary/labels.ts'
import { COUNTRY_LABELS, REGION_LABELS } from '../vocabulary/placeNames.ts'
import { foldName } from './known.ts'
import { TAXONOMY, uuidOf } from './ourTerms.ts'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
type Object = { readonly [key: string]: Json }

/** What is not in the file, and how many of it. */
export interface Lost {
  readonly what: 'kept_back_services' | 'kept_back_facts' | 'vouches' | 'disputes' | 'observed' | 'calls' | 'trainings'
  readonly count: number
}

/** `public`: only what is marked for everyone. `network`: also what members tell each other, for use inside the network. */
export type Scope = 'public' | 'network'

export interface Given {
  readonly providers: readonly (Provider | OrgProfile)[]
  readonly services: readonly Service[]
  readonly lost: readonly Lost[]
}

const isTold = (visibility: Service['visibility'], scope: Scope): boolean =>
  visibility === 'public' || (scope === 'network' && visibility === 'network')

const countOf = (lists: Iterable<readonly unknown[]>): number => [...lists].reduce((sum, list) => sum + list.length, 0)

/** What may be given on, without what is kept back, and a count of what is left out. */
export const givenOn = (directory: Directory, scope: Scope): Given => {
  const told = directory.services.filter(({ visibility, name }) => isTold(visibility, scope) && name !== '')
  const services = told.map((service) => ({ ...service, facts: service.facts.filter((fact) => isTold(fact.visibility, scope)) }))
  const needed = new Set<string>(services.flatMap(({ org, providerId }) => org ?? providerId ?? []))
  const outside = [...directory.providers.values()].filter(({ id }) => scope === 'network' || needed.has(id))
  const parents = new Set(outside.flatMap(({ parent }) => parent ?? []))
  const all = [
    ...outside,
    ...[...directory.providers.values()].filter(({ id }) => parents.has(id) && !outside.some((one) => one.id === id)),
  ]
  const members = [...directory.profiles.values()].filter(({ org }) => needed.has(org))
  const counts: Readonly<Record<Lost['what'], number>> = {
    kept_back_services: directory.services.length - told.length,
    kept_back_facts: countOf(told.map(({ facts }) => facts)) - countOf(services.map(({ facts }) => facts)),
    vouches: countOf(directory.vouches.values()),
    disputes: countOf(directory.disputes.values()),
    observed: countOf(directory.observed.values()),
    calls: directory.calls.length,
    trainings: directory.trainings.length,
  }
  const lost = (Object.keys(counts) as Lost['what'][]).map((what) => ({ what, count: counts[what] })).filter(({ count }) => count > 0)
  return { providers: [...members, ...all], services, lost }
}

/** Fields without a value are left out: HSDS has no null. */
const only = (fields: Readonly<Record<string, Json | undefined>>): Object =>
  Object.fromEntries(
    Object.entries(fields).filter(
      (entry): entry is [string, Json] => entry[1] !== undefined && entry[1] !== '' && !(Array.isArray(entry[1]) && entry[1].length === 0),
    ),
  )

const isUri = (text: string): boolean =>
  /^[a-z][a-z0-9+.-]*:\/\/[\w.-]+(?::\d+)?(?:[/?#][\w./?%&=#~:@!$'()*+,;-]*)?$/iu.test(text) && !/%(?![0-9a-f]{2})/iu.test(text)
const isEmail = (text: string): boolean =>
  /^[\w.+-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/iu.test(text) &&
  !/\.\.|^\.|\.@/u.test(text)

/** One attribute. `label` says in words what the code says. */
const attribute = (owner: string, entity: string, code: string, value: string, label = code, metadata: readonly Json[] = []): Object =>
  only({
    id: uuidOf(`attribute ${owner} ${code} ${value}`),
    link_id: owner,
    link_entity: entity,
    value,
    taxonomy_term: {
      id: uuidOf(`term ${code}`),
      code,
      name: label,
      description: label,
      taxonomy: TAXONOMY,
    },
    metadata,
  })

/** A field of ours, as text or as JSON. Nothing is written where there is nothing to say. */
const entry = (owner: string, entity: string, field: string, value: Json): readonly Object[] => {
  if (value === '' || value === null || (Array.isArray(value) && value.length === 0)) return []
  return [attribute(owner, entity, `entry:${field}`, typeof value === 'string' ? value : JSON.stringify(value))]
}

const factAttribute = (owner: string, at: number, { code, value, source, checkedOn, reviewOn }: Fact): Object => {
  const id = uuidOf(`attribute ${owner} fact ${at}`)
  const said = (type: string, day: string): Object => ({
    id: uuidOf(`metadata ${id} ${type}`),
    resource_id: id,
    resource_type: 'attribute',
    last_action_date: day,
    last_action_type: type,
    field_name: 'value',
    previous_value: '',
    replacement_value: '',
    updated_by: source,
  })
  const metadata = [
    ...(checkedOn !== null || source !== '' ? [said('checked', checkedOn ?? '')] : []),
    ...(reviewOn === null ? [] : [said('review', reviewOn)]),
  ]
  return { ...attribute(owner, 'service', `fact:${code}`, value, code, metadata), id }
}

const contactJson = (owner: string, at: number, { name, role, email, phone, keyFingerprint, channel }: Contact): Object => {
  const id = uuidOf(`contact ${owner} ${at}`)
  return only({
    id,
    name,
    title: role,
    email: isEmail(email) ? email : undefined,
    phones: phone === '' ? [] : [{ id: uuidOf(`phone ${id}`), number: phone }],
    attributes: [
      ...entry(id, 'contact', 'keyFingerprint', keyFingerprint),
      ...entry(id, 'contact', 'channel', channel),
      ...(isEmail(email) ? [] : entry(id, 'contact', 'email', email)),
    ],
  })
}

/** Of a place that is kept back, country and region stand in an address without a street. */
const placeJson = (service: string, at: number, { kind, name, country, region, city, address }: Place): Object => {
  const id = uuidOf(`location ${service} ${at}`)
  const isRedacted = kind === 'redacted'
  const type = isRedacted ? 'physical' : kind
  const hasAddress = [country, region, city, address].some((part) => part !== '')
  const addressJson = {
    id: uuidOf(`address ${id}`),
    address_1: address,
    city,
    state_province: region,
    postal_code: '',
    country,
    address_type: type,
  }
  return {
    id: uuidOf(`at ${service} ${at}`),
    location: only({
      id,
      location_type: type,
      name,
      addresses: hasAddress ? [addressJson] : [],
      attributes: [attribute(id, 'location', 'entry:redacted', String(isRedacted))],
    }),
  }
}

const placeLabel = (code: string): string => COUNTRY_LABELS[code] ?? REGION_LABELS[code] ?? code

let languageNames: Intl.DisplayNames | undefined
const languageName = (code: string): string => {
  languageNames ??= new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' })
  return code === 'any' ? 'Any language' : (languageNames.of(code) ?? code)
}

const STATUS: Readonly<Record<string, string>> = { open: 'active', paused: 'temporarily closed', closed: 'inactive' }

const firstFact = ({ facts }: Service, code: string): string => facts.find((fact) => fact.code === code)?.value ?? ''

const capacityJson = (id: string, { reach: { capacity } }: Service): readonly Object[] =>
  capacity === undefined
    ? []
    : [
        only({
          id: uuidOf(`capacity ${id}`),
          unit: { id: uuidOf(`unit ${capacity.unit}`), name: capacity.unit },
          available: capacity.free,
          maximum: capacity.most,
          updated: `${capacity.updated}T00:00:00Z`,
        }),
      ]

const termsOfService = (id: string, service: Service): readonly Object[] => [
  ...(service.reach.kinds ?? []).map((kind) => attribute(id, 'service', `support:${kind}`, '', SUPPORT_LABELS[kind] ?? kind)),
  ...(service.reach.targets ?? []).map((group) => attribute(id, 'service', `group:${group}`, '', group)),
  ...Object.entries(service.reach).flatMap(([field, value]) =>
    value === undefined ? [] : [attribute(id, 'service', `reach:${field}`, JSON.stringify(value))],
  ),
  ...service.facts.map((fact, at) => factAttribute(id, at, fact)),
  ...entry(id, 'service', 'programme', service.programme),
  ...entry(id, 'service', 'reviewOn', service.reviewOn),
  attribute(id, 'service', 'entry:from', 'Pergola'),
]

const serviceJson = (service: Service): Object => {
  const id = uuidOf(`service ${service.id}`)
  const { reach, places, contacts } = service
  return only({
    id,
    name: service.name,
    description: service.about,
    status: STATUS[reach.state ?? 'open'] ?? 'active',
    assured_date: service.checkedOn ?? undefined,
    last_modified: service.changedAt > 0 ? new Date(service.changedAt).toISOString() : undefined,
    eligibility_description: firstFact(service, 'target'),
    application_process: firstFact(service, 'channel'),
    wait_time: firstFact(service, 'response_time'),
    program: service.programme === '' ? undefined : { id: uuidOf(`program ${id}`), name: service.programme, description: '' },
    languages: (reach.languages ?? []).map((code) => ({ id: uuidOf(`language ${id} ${code}`), code, name: languageName(code) })),
    service_areas: (reach.regions ?? []).map((code) => ({
      id: uuidOf(`area ${id} ${code}`),
      name: placeLabel(code),
      extent: code,
      extent_type: code.length === 2 ? 'iso3166-1' : 'm49',
    })),
    capacities: capacityJson(id, service),
    contacts: contacts.map((contact, at) => contactJson(id, at, contact)),
    service_at_locations: places.map((place, at) => placeJson(id, at, place)),
    attributes: termsOfService(id, service),
  })
}

const isMember = (provider: Provider | OrgProfile): provider is OrgProfile => 'org' in provider

const memberJson = ({ org, name, shortName, kind, countries, about }: OrgProfile): Object => {
  const id = uuidOf(`provider ${org}`)
  return {
    ...only({
      id,
      name,
      alternate_name: shortName === name ? '' : shortName,
      attributes: [...entry(id, 'organization', 'kind', JSON.stringify(kind)), ...entry(id, 'organization', 'countries', countries)],
    }),
    description: about,
  }
}

const providerJson = (provider: Provider): Object => {
  const id = uuidOf(`provider ${provider.id}`)
  const { website, email, otherNames, kind, countries, source, checkedOn, reviewOn, parent } = provider
  return {
    ...only({
      id,
      name: provider.name,
      alternate_name: otherNames[0],
      email: isEmail(email) ? email : undefined,
      website: isUri(website) ? website : undefined,
      parent_organization_id: parent === null ? undefined : uuidOf(`provider ${parent}`),
      contacts: provider.contacts.map((contact, at) => contactJson(id, at, contact)),
      organization_identifiers: provider.identifiers.map(({ scheme, value }, at) => ({
        id: uuidOf(`identifier ${id} ${at}`),
        identifier_scheme: scheme,
        identifier_type: scheme,
        identifier: value,
      })),
      attributes: [
        ...entry(id, 'organization', 'kind', JSON.stringify(kind)),
        ...entry(id, 'organization', 'otherNames', otherNames),
        ...entry(id, 'organization', 'countries', countries),
        ...entry(id, 'organization', 'source', source),
        ...entry(id, 'organization', 'checkedOn', checkedOn),
        ...entry(id, 'organization', 'reviewOn', reviewOn),
        ...(isUri(website) ? [] : entry(id, 'organization', 'website', website)),
        ...(isEmail(email) ? [] : entry(id, 'organization', 'email', email)),
      ],
    }),
    description: provider.about,
  }
}

/** Somebody who is named by a service only. */
const namedJson = (name: string): Object => ({
  id: uuidOf(`provider named ${foldName(name)}`),
  name: name === '' ? '?' : name,
  description: '',
})

/** Organisations with their services, in the order of the directory. */
export const organisationsOf = ({ providers, services }: Given): readonly Object[] => {
  const made = new Map<string, Object>(
    providers.map((provider) => [
      isMember(provider) ? provider.org : provider.id,
      isMember(provider) ? memberJson(provider) : providerJson(provider),
    ]),
  )
  const offered = new Map<string, Object[]>()
  for (const service of services) {
    const known: RecordId = service.org ?? service.providerId ?? ''
    const key = made.has(known) ? known : `named ${foldName(service.provider)}`
    if (!made.has(key)) made.set(key, namedJson(service.provider))
    offered.set(key, [...(offered.get(key) ?? []), serviceJson(service)])
  }
  return [...made].map(([key, organisation]) => ({ ...organisation, ...(offered.has(key) && { services: offered.get(key) as Object[] }) }))
}

/** A page with everything on it, as the interface of HSDS gives lists. */
export const hsdsPage = (contents: readonly Json[]): Object => ({
  total_items: contents.length,
  total_pages: 1,
  page_number: 1,
  size: contents.length,
  first_page: true,
  last_page: true,
  empty: contents.length === 0,
  contents,
})
