/** Who is in the demo network. Every organisation, person and place with a proper name is invented. */
import type { OrgKind } from '@pergola/core/directory'
import type { Role } from '@pergola/protocol'

export const ORG_KEYS = ['riverbank', 'ceiba', 'neem', 'steppe', 'qanat', 'lakes', 'atlas', 'lantern', 'noord', 'roof', 'alvia'] as const
export type OrgKey = (typeof ORG_KEYS)[number]

export interface CastMember {
  readonly name: string
  readonly account: string
  readonly role: Role
}

export interface CastOrg {
  readonly key: OrgKey
  readonly name: string
  readonly shortName: string
  readonly kind: OrgKind
  readonly countries: readonly string[]
  readonly languages: readonly string[]
  readonly about: string
  /** The first is the steward who founds it; the second does the casework. */
  readonly members: readonly CastMember[]
}

const people = (org: string, ...names: readonly string[]): readonly CastMember[] =>
  names.map((name, at) => ({
    name,
    account: `${name.split(' ', 1)[0]!.toLowerCase()}.${org}`,
    role: at === 0 ? 'steward' : at === 1 ? 'editor' : 'contributor',
  }))

export const CAST: readonly CastOrg[] = [
  {
    key: 'riverbank',
    name: 'Riverbank Defenders Group',
    shortName: 'Riverbank',
    kind: 'local_group',
    countries: ['KE', 'UG'],
    languages: ['en', 'sw'],
    about: 'Invented for the demo. Five people above a bicycle shop who answer the phone when someone on the river is threatened.',
    members: people('riverbank', 'Amina Wekesa', 'Otieno Barasa', 'Grace Nakato', 'Juma Kiprop'),
  },
  {
    key: 'ceiba',
    name: 'Colectiva Ceiba',
    shortName: 'Ceiba',
    kind: 'local_group',
    countries: ['HN', 'GT'],
    languages: ['es'],
    about: 'Invented for the demo. Accompanies land and water defenders in the valleys, on foot where the road ends.',
    members: people('ceiba', 'Marisol Tejada', 'Efraín Cux', 'Lucía Zelaya'),
  },
  {
    key: 'neem',
    name: 'Neem Tree Collective',
    shortName: 'Neem Tree',
    kind: 'local_group',
    countries: ['NP', 'BD', 'LK'],
    languages: ['en', 'ne', 'bn'],
    about: 'Invented for the demo. Lawyers and teachers who keep a small house for people who cannot go home this week.',
    members: people('neem', 'Sunita Gurung', 'Rafiq Talukder', 'Nirmala Perera'),
  },
  {
    key: 'steppe',
    name: 'Steppe Line',
    shortName: 'Steppe Line',
    kind: 'local_group',
    countries: ['KG', 'KZ'],
    languages: ['ru', 'ky', 'en'],
    about: 'Invented for the demo. Helps journalists and union people across two borders.',
    members: people('steppe', 'Aigul Sadykova', 'Timur Beketov'),
  },
  {
    key: 'qanat',
    name: 'Qanat Legal Aid',
    shortName: 'Qanat',
    kind: 'local_group',
    countries: ['TN', 'JO'],
    languages: ['ar', 'fr', 'en'],
    about: 'Invented for the demo. Stands beside defenders in court and finds the doctor afterwards.',
    members: people('qanat', 'Leila Mansouri', 'Yusuf Haddad', 'Nadia Trabelsi'),
  },
  {
    key: 'lakes',
    name: 'East Lakes Defenders Network',
    shortName: 'East Lakes',
    kind: 'regional_network',
    countries: ['KE', 'UG', 'TZ', 'RW'],
    languages: ['en', 'sw', 'fr'],
    about: 'Invented for the demo. Twenty-two groups around the lakes; one relocation desk.',
    members: people('lakes', 'Immaculée Uwera', 'Daudi Mrema'),
  },
  {
    key: 'atlas',
    name: 'Atlas Rapid Fund',
    shortName: 'Atlas Fund',
    kind: 'fund',
    countries: ['FR'],
    languages: ['en', 'fr', 'es', 'ar'],
    about: 'Invented for the demo. Emergency grants, decided within three working days.',
    members: people('atlas', 'Khadija Benali', 'Solène Marchetti', 'Tomás Arce'),
  },
  {
    key: 'lantern',
    name: 'Lantern Fund for Women Defenders',
    shortName: 'Lantern',
    kind: 'fund',
    countries: ['DE'],
    languages: ['en', 'es', 'ru', 'sw'],
    about: 'Invented for the demo. Medical care, rest and family support for women who defend rights.',
    members: people('lantern', 'Ingrid Solberg', 'Wanjiru Maina'),
  },
  {
    key: 'noord',
    name: 'Huis Noord, shelter city of Noordhaven',
    shortName: 'Huis Noord',
    kind: 'shelter',
    countries: ['NL'],
    languages: ['en', 'nl', 'fr', 'es'],
    about: 'Invented for the demo. Four furnished flats near a school, for three to nine months.',
    members: people('noord', 'Joost Verhagen', 'Fatou Diarra', 'Marieke Dijkman'),
  },
  {
    key: 'roof',
    name: 'Open Roof International',
    shortName: 'Open Roof',
    kind: 'international_ngo',
    countries: ['IE'],
    languages: ['en', 'fr', 'es', 'ar', 'ru'],
    about: 'Invented for the demo. Relocation, trial observation, urgent appeals.',
    members: people('roof', 'Niamh Corrigan', 'Paulo Quintela', 'Hye-jin Seo'),
  },
  {
    key: 'alvia',
    name: 'Human rights liaison, Embassy of Alvia',
    shortName: 'Alvia liaison',
    kind: 'liaison',
    countries: ['KE'],
    languages: ['en', 'fr'],
    about: 'Invented for the demo. Observes trials, visits prisons, receives visa requests.',
    members: people('alvia', 'Elin Rask', 'Mathis Lindqvist'),
  },
]

export const NETWORK_NAME = 'Demo network (invented)'

/** Accounts that show the most, in the order in which they are printed. */
export const GUIDES: readonly { readonly account: string; readonly shows: string }[] = [
  { account: 'amina.riverbank', shows: 'steward of a local group: alerts waiting, cases, requests out' },
  { account: 'joost.noord', shows: 'a shelter: requests coming in, places, hand-overs' },
  { account: 'khadija.atlas', shows: 'a fund: clocks running out, who covers what' },
  { account: 'leila.qanat', shows: 'legal aid, with alerts in Arabic and French' },
]
