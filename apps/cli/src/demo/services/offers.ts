/** What an entry of the demo's directory says, and how it is typed in. */
import type { FactDraft, ServiceDraft } from '@pergola/client'
import { addDays, type Day } from '@pergola/core/casework'
import type { Contact, Place, ServiceReach, Visibility } from '@pergola/core/directory'
import type { OrgId } from '@pergola/protocol'
import { CAST, type OrgKey } from '../cast.ts'

/** A statement of an organisation; `daysAgo`: when it was checked. */
interface Stated {
  readonly code: string
  readonly value: string
  readonly daysAgo?: number
  readonly visibility?: Visibility
}

interface Offer {
  readonly name: string
  readonly about: string
  readonly kinds: readonly string[]
  readonly regions: readonly string[]
  readonly languages: readonly string[]
  readonly maxDays?: number
  readonly family?: 'yes' | 'alone_only'
  readonly exile?: 'yes' | 'no' | 'only'
  readonly answerHours?: number
  readonly placesFree?: number
  readonly more?: ServiceReach
  readonly facts?: readonly Stated[]
  readonly visibility?: Visibility
  readonly audience?: readonly OrgKey[]
  readonly places?: readonly Place[]
  readonly contacts?: readonly Contact[]
}

export interface DemoService {
  readonly org: OrgKey
  readonly daysAgo: number
  readonly service: Offer
}

/** Kinds of help that take place where the organisation is. */
const AT_HOME: ReadonlySet<string> = new Set(['relocation.international', 'relocation.internal', 'fellowship'])

const locatedIn = (org: OrgKey, { kinds }: Offer): readonly string[] | undefined =>
  kinds.some((kind) => AT_HOME.has(kind)) && org !== 'roof' ? CAST.find(({ key }) => key === org)?.countries : undefined

const reachOf = (org: OrgKey, offer: Offer, today: Day): ServiceReach => {
  const { kinds, regions, languages, maxDays, family, exile, answerHours, placesFree, more } = offer
  const where = locatedIn(org, offer)
  return {
    kinds,
    regions,
    languages,
    state: 'open',
    ...(where && { locatedIn: where }),
    ...(maxDays !== undefined && { maxDays }),
    ...(family && { family }),
    ...(exile && { exile }),
    ...(answerHours !== undefined && { answerHours }),
    ...(placesFree !== undefined && { capacity: { unit: 'places', free: placesFree, updated: today } }),
    ...more,
  }
}

const NOBODY: readonly never[] = []

/** What an organisation types in on that day. */
export const draftOf = ({ org, service }: DemoService, today: Day, idOf: (key: OrgKey) => OrgId): ServiceDraft => ({
  programme: '',
  name: service.name,
  about: service.about,
  visibility: service.visibility ?? 'network',
  audience: (service.audience ?? NOBODY).map(idOf),
  reach: reachOf(org, service, today),
  facts: (service.facts ?? NOBODY).map(({ code, value, daysAgo = 0, visibility = 'network' }): FactDraft => ({
    code,
    value,
    source: CAST.find(({ key }) => key === org)!.name,
    checkedOn: addDays(today, -daysAgo),
    visibility,
  })),
  places: service.places ?? NOBODY,
  contacts: service.contacts ?? NOBODY,
  reviewOn: null,
  source: '',
})

export const contact = (name: string, role: string, email: string, keyFingerprint = ''): Contact => ({
  name,
  role,
  email,
  phone: '',
  keyFingerprint,
  channel: keyFingerprint === '' ? 'email' : 'encrypted_email',
})
