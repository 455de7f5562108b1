import type { OrgProfile, OrgId, PersonId } from './ids.ts'

const id = (n: number, mark: string): string => (mark + n.toString(16).padStart(4, '0')).padEnd(32, '0')
export const orgId = (n: number): OrgId => id(n, 'a0') as OrgId
export const personId = (n: number): PersonId => id(n, 'b0') as PersonId
export const ME = personId(0)

const org = (
  n: number,
  name: string,
  shortName: string,
  kind: OrgProfile['kind'],
  countries: string[],
  languages: string[],
  about: string,
): OrgProfile => ({
  org: orgId(n),
  name,
  shortName,
  kind,
  countries,
  languages,
  about,
})

/** All invented. */
export const ORGS: readonly OrgProfile[] = [
  org(
    0,
    'Riverbend Rights Group',
    'Riverbend',
    'local_group',
    ['KE'],
    ['en', 'sw', 'so'],
    'Defenders of land and water in the north; the first to know.',
  ),
  org(
    1,
    'Coastal Defenders Circle',
    'Coastal Circle',
    'local_group',
    ['CO'],
    ['es', 'en'],
    'Community lawyers and accompaniment on the coast.',
  ),
  org(
    2,
    'شبكة الجسر للحقوق',
    'الجسر',
    'regional_network',
    ['TN', 'JO', 'LB'],
    ['ar', 'fr', 'en'],
    'شبكة إقليمية تربط المجموعات المحلية بمن يستطيع المساعدة.',
  ),
  org(
    3,
    'Lantern Fund',
    'Lantern',
    'fund',
    ['NL'],
    ['en', 'fr', 'es', 'ar'],
    'Emergency grants up to three months; answers within two days.',
  ),
  org(4, 'Open Hand Fund', 'Open Hand', 'fund', ['SE'], ['en', 'ru', 'uk'], 'Medical and family support.'),
  org(5, 'Huis Noord', 'Huis Noord', 'shelter', ['NL'], ['nl', 'en', 'ar'], 'Shelter city: three to six months, families welcome.'),
  org(
    6,
    'Meridian Rights International',
    'Meridian',
    'international_ngo',
    ['CH', 'MX'],
    ['en', 'fr', 'es', 'pt'],
    'Legal support, advocacy at the UN, digital security.',
  ),
  org(7, 'Embassy liaison, Fjordland', 'Fjordland', 'liaison', ['NO'], ['en', 'no'], 'Trial observation, emergency visas.'),
]

export const MEMBERS: readonly string[] = ['Amina Yusuf', 'Joseph Lekuton', 'Halima Noor', 'Peter Mwangi', 'نور الهادي']
export const PEOPLE: Readonly<Record<string, string>> = Object.fromEntries(MEMBERS.map((name, n) => [personId(n), name]))
