/** What the organisations of the demo offer, with places that are free. Invented. */
import type { ServiceDraft } from '@pergola/client'
import type { OrgKey } from './cast.ts'

type Offer = Pick<ServiceDraft, 'name' | 'about' | 'kinds' | 'regions' | 'languages'> & Partial<ServiceDraft>

const offer = ({
  maxDays = null,
  family = '',
  exile = '',
  answerHours = null,
  placesFree = null,
  source = '',
  ...rest
}: Offer): ServiceDraft => ({
  maxDays,
  family,
  exile,
  answerHours,
  placesFree,
  source,
  ...rest,
})

export const SERVICES: readonly { readonly org: OrgKey; readonly daysAgo: number; readonly service: ServiceDraft }[] = [
  {
    org: 'riverbank',
    daysAgo: 20,
    service: offer({
      name: 'First week',
      about: 'A room, food and someone at the door for the first seven days.',
      kinds: ['humanitarian.living', 'security.accompaniment'],
      regions: ['KE', 'UG'],
      languages: ['en', 'sw'],
      maxDays: 7,
      family: 'yes',
      answerHours: 3,
      placesFree: 2,
    }),
  },
  {
    org: 'ceiba',
    daysAgo: 31,
    service: offer({
      name: 'Acompañamiento',
      about: 'Two companions, day and night, on foot.',
      kinds: ['security.accompaniment'],
      regions: ['HN', 'GT'],
      languages: ['es'],
      maxDays: 30,
      answerHours: 12,
      placesFree: 1,
    }),
  },
  {
    org: 'neem',
    daysAgo: 12,
    service: offer({
      name: 'The small house',
      about: 'Three beds. Cooking together. No names on the door.',
      kinds: ['relocation.internal', 'psychosocial'],
      regions: ['NP', 'BD'],
      languages: ['en', 'ne', 'bn'],
      maxDays: 45,
      family: 'alone_only',
      answerHours: 24,
      placesFree: 1,
    }),
  },
  {
    org: 'qanat',
    daysAgo: 9,
    service: offer({
      name: 'Duty lawyer',
      about: 'Someone in the police station within two hours.',
      kinds: ['legal.defence', 'legal.prison_visit'],
      regions: ['TN', 'JO'],
      languages: ['ar', 'fr'],
      answerHours: 2,
    }),
  },
  {
    org: 'lakes',
    daysAgo: 5,
    service: offer({
      name: 'Relocation desk',
      about: 'Host families in four countries, with a case worker each.',
      kinds: ['relocation.regional', 'relocation.internal', 'security.transport'],
      regions: ['014'],
      languages: ['en', 'sw', 'fr'],
      maxDays: 90,
      family: 'yes',
      answerHours: 48,
      placesFree: 3,
    }),
  },
  {
    org: 'lakes',
    daysAgo: 40,
    service: offer({
      name: 'Peer support by phone',
      about: 'People who have been through it themselves.',
      kinds: ['psychosocial'],
      regions: ['014', '017'],
      languages: ['sw', 'fr'],
      answerHours: 72,
    }),
  },
  {
    org: 'atlas',
    daysAgo: 3,
    service: offer({
      name: 'Emergency grant',
      about: 'Up to 6,000 euro for what cannot wait.',
      kinds: ['legal.defence', 'medical', 'security', 'humanitarian.bail_fines', 'equipment', 'humanitarian.living'],
      regions: ['001'],
      languages: ['en', 'fr', 'es', 'ar'],
      maxDays: 90,
      family: 'yes',
      exile: 'yes',
      answerHours: 72,
    }),
  },
  {
    org: 'atlas',
    daysAgo: 60,
    service: offer({
      name: 'Office resilience grant',
      about: 'Rent, locks, servers and the accountant after an attack on an office.',
      kinds: ['organisational', 'relocation.office', 'security.digital'],
      regions: ['001'],
      languages: ['en', 'fr', 'es'],
      maxDays: 180,
      answerHours: 240,
    }),
  },
  {
    org: 'lantern',
    daysAgo: 7,
    service: offer({
      name: 'Care grant',
      about: 'Doctors, therapists, rest; for women and those who depend on them.',
      kinds: ['medical', 'psychosocial', 'humanitarian.family'],
      regions: ['001'],
      languages: ['en', 'es', 'ru', 'sw'],
      maxDays: 120,
      family: 'yes',
      answerHours: 96,
    }),
  },
  {
    org: 'noord',
    daysAgo: 2,
    service: offer({
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
    }),
  },
  {
    org: 'noord',
    daysAgo: 15,
    service: offer({
      name: 'Rest and write',
      about: 'Three months with a desk at the university.',
      kinds: ['fellowship', 'psychosocial'],
      regions: ['001'],
      languages: ['en', 'nl'],
      maxDays: 90,
      family: 'alone_only',
      answerHours: 336,
      placesFree: 0,
    }),
  },
  {
    org: 'roof',
    daysAgo: 4,
    service: offer({
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
    }),
  },
  {
    org: 'roof',
    daysAgo: 18,
    service: offer({
      name: 'Trial observation',
      about: 'A lawyer in the room and a report within a week.',
      kinds: ['legal.trial_monitoring'],
      regions: ['001'],
      languages: ['en', 'fr', 'es', 'ru'],
      answerHours: 168,
    }),
  },
  {
    org: 'roof',
    daysAgo: 11,
    service: offer({
      name: 'Urgent appeals desk',
      about: 'Statements, letters, people who know whom to call.',
      kinds: ['advocacy.urgent_appeal', 'advocacy.un', 'visibility'],
      regions: ['001'],
      languages: ['en', 'fr', 'es', 'ar'],
      answerHours: 24,
    }),
  },
  {
    org: 'roof',
    daysAgo: 25,
    service: offer({
      name: 'Phone clinic',
      about: 'A look into phones and laptops that behave strangely.',
      kinds: ['digital.helpdesk', 'security.digital', 'security.communications'],
      regions: ['001'],
      languages: ['en', 'fr', 'es', 'ru'],
      answerHours: 12,
    }),
  },
  {
    org: 'alvia',
    daysAgo: 6,
    service: offer({
      name: 'Presence in court and prison',
      about: 'A diplomat in the room, with the others where possible.',
      kinds: ['legal.trial_monitoring', 'legal.prison_visit', 'advocacy.diplomatic'],
      regions: ['KE', 'UG'],
      languages: ['en', 'fr'],
      answerHours: 96,
    }),
  },
  {
    org: 'alvia',
    daysAgo: 45,
    service: offer({
      name: 'Visa for defenders',
      about: 'Short-stay visas, treated apart from the queue.',
      kinds: ['visa'],
      regions: ['014'],
      languages: ['en', 'fr'],
      maxDays: 90,
      family: 'yes',
      answerHours: 240,
    }),
  },
  {
    org: 'steppe',
    daysAgo: 28,
    service: offer({
      name: 'Across the border',
      about: 'Transport, papers and a first night.',
      kinds: ['security.transport', 'relocation.regional', 'legal.immigration'],
      regions: ['KG', 'KZ'],
      languages: ['ru', 'ky'],
      maxDays: 14,
      answerHours: 24,
      placesFree: 2,
    }),
  },
]

/** Who takes up what: for planning which organisation covers a need. */
const SUITS: Partial<Record<OrgKey, readonly string[]>> = {
  lakes: ['relocation.regional', 'relocation.internal', 'security.accompaniment', 'security.transport', 'psychosocial'],
  atlas: [
    'legal',
    'medical',
    'security',
    'humanitarian.bail_fines',
    'equipment',
    'organisational',
    'humanitarian.living',
    'relocation.office',
  ],
  lantern: ['medical', 'psychosocial', 'humanitarian.family', 'humanitarian.living', 'fellowship'],
  noord: ['relocation.international', 'relocation.regional', 'humanitarian.living', 'humanitarian.family', 'psychosocial', 'fellowship'],
  roof: [
    'relocation',
    'visa',
    'legal.trial_monitoring',
    'legal.immigration',
    'advocacy',
    'digital',
    'security.digital',
    'security.communications',
    'visibility',
    'organisational',
    'humanitarian.family',
  ],
  alvia: ['legal.trial_monitoring', 'legal.prison_visit', 'advocacy.diplomatic', 'visa'],
}

const suits = (kind: string, offered: readonly string[]): boolean => offered.some((one) => kind === one || kind.startsWith(`${one}.`))

export const partnersFor = (kind: string, owner: OrgKey): readonly OrgKey[] => {
  const able = (Object.keys(SUITS) as OrgKey[]).filter((org) => org !== owner && suits(kind, SUITS[org] ?? []))
  return able.length > 0 ? able : (['atlas', 'roof'].filter((org) => org !== owner) as OrgKey[])
}
