/** Services of the directory, invented, and the answers of the real matching. */
import { match } from '@pergola/core/matching'
import type { Match } from '@pergola/core/matching'
import type { Service } from '@pergola/core/directory'
import type { DirectoryRow } from '../src/contract.ts'
import { day, TODAY } from './case-file.ts'
import { ORGS } from './people.ts'

const service = (
  n: number,
  org: number | null,
  provider: string,
  name: string,
  about: string,
  reach: Service['reach'],
  checked: number,
  facts: Service['facts'],
): Service => ({
  id: `${n}`.padStart(4, '5').padEnd(32, '0'),
  org: org === null ? null : ORGS[org]!.org,
  provider,
  name,
  about,
  reach,
  facts,
  checkedOn: day(checked),
  enteredBy: ORGS[0]!.org,
})

const fact = (code: string, value: string, source: string, checked: number) => ({ code, value, source, checkedOn: day(checked) })

const SERVICES: readonly Service[] = [
  service(
    1,
    1,
    ORGS[1]!.name,
    'Safe house on the coast',
    'A house with a garden, four rooms, a teacher twice a week.',
    {
      kinds: ['relocation.regional', 'psychosocial'],
      regions: ['014', '202'],
      languages: ['en', 'sw'],
      maxDays: 60,
      family: 'yes',
      exile: 'yes',
      answerHours: 24,
      closed: false,
      placesFree: 3,
      placesCheckedOn: day(-2),
    },
    -2,
    [
      fact('duration', 'Up to two months', 'call with the coordinator', -2),
      fact('family', 'Children welcome; no pets', 'call with the coordinator', -2),
    ],
  ),
  service(
    2,
    5,
    'Huis Noord',
    'Shelter city, three to six months',
    'Furnished flat, language lessons, a guide for the first weeks.',
    {
      kinds: ['relocation.international', 'relocation.regional'],
      regions: ['001'],
      languages: ['nl', 'en', 'ar'],
      maxDays: 180,
      family: 'yes',
      answerHours: 168,
      closed: false,
      placesFree: 0,
      placesCheckedOn: day(-12),
    },
    -12,
    [fact('duration', 'three to six months', 'own decision, spring board meeting', -12)],
  ),
  service(
    3,
    null,
    'Quiet Harbour Foundation',
    'Temporary relocation grant',
    '',
    { kinds: ['relocation.regional', 'relocation.international'], regions: ['002'], family: 'alone_only', answerHours: 720 },
    -420,
    [
      fact('amount_max', '5000 EUR', 'quietharbour.example/grants', -420),
      fact('excluded', 'Running costs; retrospective funding', 'quietharbour.example/grants', -420),
    ],
  ),
  service(
    4,
    3,
    ORGS[3]!.name,
    'Emergency grant',
    'Up to three months of living costs, paid within days.',
    {
      kinds: ['humanitarian.living', 'relocation.regional'],
      regions: ['001'],
      languages: ['en', 'fr', 'es', 'ar'],
      maxDays: 90,
      amountMax: { amount: 7500, currency: 'EUR' },
      family: 'yes',
      exile: 'yes',
      answerHours: 48,
      closed: false,
    },
    -20,
    [
      fact('amount_max', '7500 EUR', 'lantern.example/emergency', -20),
      fact('response_time', 'two working days', 'lantern.example/emergency', -20),
    ],
  ),
  service(
    5,
    0,
    ORGS[0]!.name,
    'First nights',
    'A bed and company for up to two weeks.',
    {
      kinds: ['relocation.internal', 'relocation.regional'],
      regions: ['KE'],
      languages: ['en', 'sw', 'so'],
      maxDays: 14,
      family: 'yes',
      exile: 'no',
      answerHours: 2,
      closed: false,
      placesFree: 2,
      placesCheckedOn: day(-1),
    },
    -1,
    [fact('duration', 'up to 14 nights', 'own decision', -1)],
  ),
  service(
    6,
    2,
    ORGS[2]!.name,
    'استضافة قصيرة',
    'شقق عائلية لمدة تصل إلى أربعة أشهر.',
    {
      kinds: ['relocation.regional'],
      regions: ['145', '015'],
      languages: ['ar', 'fr'],
      maxDays: 120,
      family: 'yes',
      exile: 'only',
      answerHours: 72,
      closed: false,
    },
    -60,
    [fact('duration', 'حتى أربعة أشهر', 'مكالمة', -60)],
  ),
]

export const directoryRows = (): readonly DirectoryRow[] =>
  SERVICES.map((one) => ({
    service: one,
    providerName: one.provider,
    providerKind: ORGS.find((org) => org.org === one.org)?.kind ?? null,
    own: one.org === ORGS[0]!.org,
    stale: (one.checkedOn ?? '') < day(-365),
  }))

export const matches = (): readonly Match[] =>
  match(
    { kind: 'relocation.regional', place: '014', days: 108, headcount: 3, languages: ['sw', 'so', 'en'], inExile: null, urgency: 'hours' },
    SERVICES,
    TODAY,
  )
