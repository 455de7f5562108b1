/** What the organisations of the demo offer: what is free, what is old, what only some are told. Invented. */
import type { FactDraft, ServiceDraft } from '@pergola/client'
import { addDays, type Day } from '@pergola/core/casework'
import type { Contact, Place, ServiceReach, Visibility } from '@pergola/core/directory'
import type { OrgId } from '@pergola/protocol'
import { CAST, type OrgKey } from './cast.ts'

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

const contact = (name: string, role: string, email: string, keyFingerprint = ''): Contact => ({
  name,
  role,
  email,
  phone: '',
  keyFingerprint,
  channel: keyFingerprint === '' ? 'email' : 'encrypted_email',
})

export const SERVICES: readonly DemoService[] = [
  {
    org: 'riverbank',
    daysAgo: 20,
    service: {
      name: 'First week',
      about: 'A room, food and someone at the door for the first seven days.',
      kinds: ['humanitarian.living', 'security.accompaniment'],
      regions: ['KE', 'UG'],
      languages: ['en', 'sw'],
      maxDays: 7,
      family: 'yes',
      answerHours: 3,
      placesFree: 2,
    },
  },
  {
    org: 'ceiba',
    daysAgo: 31,
    service: {
      name: 'Acompañamiento',
      about: 'Two companions, day and night, on foot.',
      kinds: ['security.accompaniment'],
      regions: ['HN', 'GT'],
      languages: ['es'],
      maxDays: 30,
      answerHours: 12,
      placesFree: 1,
    },
  },
  {
    org: 'neem',
    daysAgo: 12,
    service: {
      name: 'The small house',
      about: 'Three beds. Cooking together. No names on the door.',
      kinds: ['relocation.internal', 'psychosocial'],
      regions: ['NP', 'BD'],
      languages: ['en', 'ne', 'bn'],
      maxDays: 45,
      family: 'alone_only',
      answerHours: 24,
      placesFree: 1,
    },
  },
  {
    org: 'qanat',
    daysAgo: 9,
    service: {
      name: 'Duty lawyer',
      about: 'Someone in the police station within two hours.',
      kinds: ['legal.defence', 'legal.prison_visit'],
      regions: ['TN', 'JO'],
      languages: ['ar', 'fr'],
      answerHours: 2,
    },
  },
  {
    org: 'lakes',
    daysAgo: 5,
    service: {
      name: 'Relocation desk',
      about: 'Host families in four countries, with a case worker each.',
      kinds: ['relocation.regional', 'relocation.internal', 'security.transport'],
      regions: ['014'],
      languages: ['en', 'sw', 'fr'],
      maxDays: 90,
      family: 'yes',
      answerHours: 48,
      placesFree: 3,
    },
  },
  {
    org: 'lakes',
    daysAgo: 40,
    service: {
      name: 'Peer support by phone',
      about: 'People who have been through it themselves.',
      kinds: ['psychosocial'],
      regions: ['014', '017'],
      languages: ['sw', 'fr'],
      answerHours: 72,
    },
  },
  {
    org: 'atlas',
    daysAgo: 3,
    service: {
      name: 'Emergency grant',
      about: 'Up to 6,000 euro for what cannot wait.',
      kinds: ['legal.defence', 'medical', 'security', 'humanitarian.bail_fines', 'equipment', 'humanitarian.living'],
      regions: ['001'],
      languages: ['en', 'fr', 'es', 'ar'],
      maxDays: 90,
      family: 'yes',
      exile: 'yes',
      answerHours: 72,
      more: {
        amountMax: { amount: 6000, currency: 'EUR' },
        decisionHours: 72,
        implementWithinDays: 90,
        targets: ['defenders', 'organisations', 'journalists'],
        excludes: ['retrospective', 'vehicles', 'already_funded'],
        whoMayApply: ['self', 'third_party'],
        endorsement: 'referees',
        referees: 2,
        incidentWindowDays: 90,
      },
      facts: [
        { code: 'amount_max', value: 'up to 6,000 EUR' },
        { code: 'amount_note', value: 'mostly between 1,500 and 4,000 EUR' },
        { code: 'incident_window', value: 'an incident of the last three months' },
      ],
      contacts: [contact('Solène Marchetti', 'grants officer', 'grants@atlas.example', '7C1E 0A42 99D3 51FB')],
    },
  },
  {
    org: 'atlas',
    daysAgo: 60,
    service: {
      name: 'Office resilience grant',
      about: 'Rent, locks, servers and the accountant after an attack on an office.',
      kinds: ['organisational', 'relocation.office', 'security.digital'],
      regions: ['001'],
      languages: ['en', 'fr', 'es'],
      maxDays: 180,
      answerHours: 240,
      more: { amountMax: { amount: 20000, currency: 'EUR' }, targets: ['organisations'], trackRecordMonths: 24 },
      facts: [
        { code: 'amount_max', value: '20000 EUR', daysAgo: 240 },
        { code: 'track_record', value: 'two years of work', daysAgo: 240 },
        { code: 'response_time', value: '10 days', daysAgo: 240 },
      ],
    },
  },
  {
    org: 'lantern',
    daysAgo: 7,
    service: {
      name: 'Care grant',
      about: 'Doctors, therapists, rest; for women and those who depend on them.',
      kinds: ['medical', 'psychosocial', 'humanitarian.family'],
      regions: ['001'],
      languages: ['en', 'es', 'ru', 'sw'],
      maxDays: 120,
      family: 'yes',
      answerHours: 96,
    },
  },
  {
    org: 'noord',
    daysAgo: 2,
    service: {
      name: 'Shelter place',
      about: 'A furnished flat, a bicycle, a neighbour who helps. School nearby.',
      kinds: ['relocation.international', 'humanitarian.living', 'humanitarian.family', 'psychosocial'],
      regions: ['001'],
      languages: ['en', 'fr', 'es'],
      maxDays: 270,
      family: 'yes',
      exile: 'yes',
      answerHours: 120,
      placesFree: 1,
      more: { returnRequired: false, targets: ['any'], whoMayApply: ['third_party', 'referral_only'] },
      facts: [
        { code: 'family', value: 'a family of up to five; the school takes children within a week', visibility: 'chosen' },
        { code: 'conditions', value: 'nobody who is looked for by police in the Schengen area', visibility: 'match' },
      ],
      audience: ['roof', 'riverbank'],
      places: [{ kind: 'redacted', name: '', country: 'NL', region: '', city: '', address: '' }],
      contacts: [contact('Fatou Diarra', 'case officer', 'fatou@huisnoord.example', '19AB 44C0 E2D7 0C55')],
    },
  },
  {
    org: 'noord',
    daysAgo: 15,
    service: {
      name: 'Rest and write',
      about: 'Three months with a desk at the university.',
      kinds: ['fellowship', 'psychosocial'],
      regions: ['001'],
      languages: ['en', 'nl'],
      maxDays: 90,
      family: 'alone_only',
      answerHours: 336,
      placesFree: 0,
    },
  },
  {
    org: 'roof',
    daysAgo: 4,
    service: {
      name: 'Temporary relocation',
      about: 'Ticket, host, stipend for six months; abroad or in the region.',
      kinds: ['relocation.international', 'relocation.regional', 'visa'],
      regions: ['001'],
      languages: ['en', 'fr', 'es', 'ar', 'ru'],
      maxDays: 180,
      family: 'yes',
      exile: 'yes',
      answerHours: 120,
      placesFree: 4,
    },
  },
  {
    org: 'roof',
    daysAgo: 18,
    service: {
      name: 'Trial observation',
      about: 'A lawyer in the room and a report within a week.',
      kinds: ['legal.trial_monitoring'],
      regions: ['001'],
      languages: ['en', 'fr', 'es', 'ru'],
      answerHours: 168,
    },
  },
  {
    org: 'roof',
    daysAgo: 11,
    service: {
      name: 'Urgent appeals desk',
      about: 'Statements, letters, people who know whom to call.',
      kinds: ['advocacy.urgent_appeal', 'advocacy.un', 'visibility'],
      regions: ['001'],
      languages: ['en', 'fr', 'es', 'ar'],
      answerHours: 24,
    },
  },
  {
    org: 'roof',
    daysAgo: 25,
    service: {
      name: 'Phone clinic',
      about: 'A look into phones and laptops that behave strangely.',
      kinds: ['digital.helpdesk', 'security.digital', 'security.communications'],
      regions: ['001'],
      languages: ['en', 'fr', 'es', 'ru'],
      answerHours: 12,
    },
  },
  {
    org: 'alvia',
    daysAgo: 6,
    service: {
      name: 'Presence in court and prison',
      about: 'A diplomat in the room, with the others where possible.',
      kinds: ['legal.trial_monitoring', 'legal.prison_visit', 'advocacy.diplomatic'],
      regions: ['KE', 'UG'],
      languages: ['en', 'fr'],
      answerHours: 96,
    },
  },
  {
    org: 'alvia',
    daysAgo: 45,
    service: {
      name: 'Visa for defenders',
      about: 'Short-stay visas, treated apart from the queue.',
      kinds: ['visa'],
      regions: ['014'],
      languages: ['en', 'fr'],
      maxDays: 90,
      family: 'yes',
      answerHours: 240,
      facts: [
        { code: 'duration', value: '90 days in any 180', daysAgo: 210 },
        { code: 'return_required', value: 'expected to return', daysAgo: 210 },
      ],
    },
  },
  {
    org: 'steppe',
    daysAgo: 28,
    service: {
      name: 'Across the border',
      about: 'Transport, papers and a first night.',
      kinds: ['security.transport', 'relocation.regional', 'legal.immigration'],
      regions: ['KG', 'KZ'],
      languages: ['ru', 'ky'],
      maxDays: 14,
      answerHours: 24,
      placesFree: 2,
    },
  },
  {
    org: 'neem',
    daysAgo: 8,
    service: {
      name: 'House behind the school',
      about: 'Told to nobody by name: others see only that there is a place for a family in the region.',
      kinds: ['relocation.regional', 'humanitarian.living'],
      regions: ['034'],
      languages: ['en', 'ne', 'bn'],
      maxDays: 60,
      family: 'yes',
      answerHours: 24,
      placesFree: 3,
      visibility: 'match',
      facts: [{ code: 'conditions', value: 'arrive after dark, with somebody we know' }],
    },
  },
  {
    org: 'lantern',
    daysAgo: 30,
    service: {
      name: 'Sabbatical year',
      about: 'Paused until the board meets again.',
      kinds: ['fellowship'],
      regions: ['001'],
      languages: ['en', 'es'],
      maxDays: 365,
      more: { state: 'paused', targets: ['women'], returnRequired: true, amountMax: { amount: 24000, currency: 'EUR' } },
      facts: [{ code: 'status', value: 'paused: no applications before spring', daysAgo: 30 }],
    },
  },
]
