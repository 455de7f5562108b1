/** Cases, alerts, referrals and the directory, invented. UI-2 owns this file. */
import type { Consent } from '@pergola/core/casework'
import type { SpaceId } from '@pergola/protocol'
import type {
  AlertRow,
  AlertView,
  CaseFilter,
  CaseRow,
  HistoryLine,
  ReferralDraft,
  ReferralView,
  RelayOverview,
  SearchHit,
  TodayView,
} from '../src/contract.ts'
import { caseView, commit, day, referralRows } from './case-file.ts'
import type { Command, Query, World } from './fixture.ts'
import { ME, ORGS, PEOPLE, personId } from './people.ts'
import { directoryRows, matches } from './services.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const BIRDS =
  'Heron Kestrel Osprey Plover Curlew Avocet Dunlin Egret Fulmar Gannet Harrier Ibis Jacana Kite Lapwing Merlin Nightjar Oriole Petrel Quail Raven Siskin Tern Upupa Vireo Warbler Wren Bittern Crane Dipper'.split(
    ' ',
  )
const COUNTRIES = ['KE', 'CO', 'TN', 'UA', 'MX', 'PH', 'SD', 'GT', 'LB', 'BY']

const caseRow = (n: number): CaseRow => ({
  space: `c${n.toString(16).padStart(4, '0')}`.padEnd(32, '0') as CaseRow['space'],
  pseudonym: n === 7 ? 'نورس' : `${BIRDS[n % BIRDS.length]}${n >= BIRDS.length ? ` ${Math.floor(n / BIRDS.length) + 1}` : ''}`,
  name: n === 0 ? 'Selam Haile' : '',
  status: (['open', 'open', 'checking', 'open', 'resting', 'closed'] as const)[n % 6] ?? 'open',
  urgency: (['hours', 'days', 'weeks', 'months', 'days'] as const)[(n * 7) % 5] ?? 'days',
  country: COUNTRIES[n % COUNTRIES.length] ?? 'KE',
  ownerOrg: ORGS[n % 3 === 1 ? 1 : 0]!.org,
  ownerName: ORGS[n % 3 === 1 ? 1 : 0]!.name,
  own: n % 3 !== 1,
  assignedTo: n % 4 === 0 ? ME : n % 4 === 1 ? personId(1) : null,
  needs: (n % 5) + 1,
  gapDays: n % 4 === 0 ? ((n * 13) % 90) + 3 : 0,
  breaksOn: (n % 3 === 0 ? day((n * 5) % 40) : null) as CaseRow['breaksOn'],
  openReferrals: n % 3,
  riskLevel: (['very_high', 'high', 'medium', 'low', null] as const)[n % 5] ?? null,
  pending: n === 2,
  goneSince: n === 16 ? Date.now() - 3 * DAY : null,
})

const FEW = Array.from({ length: 60 }, (_, n) => caseRow(n))
let many: readonly CaseRow[] | null = null
const rowsOf = ({ as }: World): readonly CaseRow[] => {
  if (as === 'alone') return []
  if (as === 'many') return (many ??= Array.from({ length: 10_000 }, (_, n) => caseRow(n)))
  return FEW
}
const rowAt = (space: string): CaseRow => FEW.find((row) => row.space === space) ?? FEW[0]!

const matching = (filter: CaseFilter, world: World): readonly CaseRow[] =>
  rowsOf(world).filter(
    (row) =>
      (filter.text === undefined || `${row.pseudonym} ${row.name}`.toLowerCase().includes(filter.text.toLowerCase())) &&
      (filter.status === undefined || row.status === filter.status) &&
      (filter.urgency === undefined || row.urgency === filter.urgency) &&
      (filter.country === undefined || row.country === filter.country) &&
      (filter.mine !== true || row.assignedTo === ME) &&
      (filter.withGap !== true || row.gapDays > 0),
  )

const ALERTS: readonly AlertRow[] = [
  {
    id: 'al1',
    at: Date.now() - 40 * 60_000,
    firstLine: 'They came to the office again this morning and asked for the list of members.',
    state: 'new',
    assignedTo: null,
    files: 2,
    waitingForUs: true,
    caseSpace: null,
  },
  {
    id: 'al2',
    at: Date.now() - DAY,
    firstLine: 'أكتب إليكم لأن أختي تلقت تهديدات بعد تقريرها الأخير.',
    state: 'answered',
    assignedTo: ME,
    files: 0,
    waitingForUs: false,
    caseSpace: null,
  },
  {
    id: 'al3',
    at: Date.now() - 9 * DAY,
    firstLine: 'My colleague did not come home from the hearing.',
    state: 'case',
    assignedTo: personId(1),
    files: 1,
    waitingForUs: false,
    caseSpace: FEW[3]!.space,
  },
]

const alertView = (id: string): AlertView | undefined => {
  const row = ALERTS.find((one) => one.id === id)
  if (row === undefined) return undefined
  return {
    ...row,
    language: id === 'al2' ? 'ar' : 'en',
    canBeReached: id === 'al1' ? 'Signal, evenings, a number is in the text' : '',
    turns: [
      {
        id: 't1',
        from: 'sender',
        by: '',
        text: `${row.firstLine}\n\nThree of them, no papers. One took pictures of the door. We closed early. Two of us are at home, one does not answer since noon.`,
        at: row.at,
        pending: false,
        files:
          row.files === 0
            ? []
            : [
                { id: 'f1', name: 'door-camera.jpg', type: 'image/jpeg', bytes: 1_204_221 },
                { id: 'f2', name: 'letter\u202efdp.scr', type: 'application/octet-stream', bytes: 88_000 },
              ],
      },
      ...(row.state === 'new'
        ? []
        : [
            {
              id: 't2',
              from: 'us' as const,
              by: 'Amina Yusuf',
              text: 'We read this. Are you in a safe place tonight? Do not go back to the office before we have spoken.',
              at: row.at + HOUR,
              pending: true,
              files: [],
            },
          ]),
    ],
  }
}

const TEASER = {
  kind: 'relocation.regional',
  from: day(11),
  to: day(118),
  region: '014',
  urgency: 'hours',
  languages: ['sw', 'so', 'en'],
  headcount: 3,
  text: 'A mother with one child and a grandmother who needs a clinic nearby.',
} as const

const referralView = (space: string): ReferralView => {
  const incoming = space.startsWith('r1')
  const row = referralRows(FEW[0]!).find((one) => one.space === space) ?? referralRows(FEW[0]!)[0]!
  const them = incoming ? ORGS[1]! : (ORGS.find((org) => org.org === row.otherOrg) ?? ORGS[1]!)
  const state = space.startsWith('r12') ? ('taken_up' as const) : incoming ? ('waiting' as const) : row.state
  return {
    ...row,
    space: space as SpaceId,
    direction: incoming ? 'in' : 'out',
    otherOrg: them.org,
    otherName: them.name,
    state,
    answerBy: Date.now() + 21 * HOUR,
    pseudonym: incoming ? '' : row.pseudonym,
    serviceName: incoming ? 'First nights' : 'Safe house on the coast',
    people: PEOPLE as ReferralView['people'],
    canAnswer: true,
    referral: {
      space: space as SpaceId,
      fromOrg: incoming ? them.org : ORGS[0]!.org,
      toOrg: incoming ? ORGS[0]!.org : them.org,
      service: null,
      teasers: [TEASER],
      sentAt: row.sentAt as never,
      answerBy: row.answerBy as never,
      caseSpace: state === 'taken_up' ? FEW[1]!.space : null,
      turns: [
        {
          id: 'u1',
          act: 'sent',
          text: '',
          reason: null,
          by: incoming ? ('cc' as typeof ME) : ME,
          org: incoming ? them.org : ORGS[0]!.org,
          at: (Date.now() - 5 * DAY) as never,
        },
        ...(incoming
          ? []
          : [
              {
                id: 'u2',
                act: 'asked' as const,
                text: 'Can the grandmother climb stairs? Our free room is on the second floor.',
                reason: null,
                by: 'cc' as typeof ME,
                org: them.org,
                at: (Date.now() - 3 * HOUR) as never,
              },
            ]),
      ],
    },
  }
}

const today = (world: World): TodayView => ({
  now: Date.now(),
  items:
    world.as === 'alone'
      ? []
      : [
          { kind: 'alert', id: 'al1', firstLine: ALERTS[0]!.firstLine, at: ALERTS[0]!.at },
          {
            kind: 'referral_in',
            space: 'r11'.padEnd(32, '0') as SpaceId,
            from: ORGS[1]!.name,
            needKind: 'relocation.regional',
            urgency: 'hours',
            answerBy: Date.now() + 21 * HOUR,
          },
          {
            kind: 'referral_overdue',
            space: referralRows(FEW[0]!)[0]!.space,
            to: ORGS[6]!.name,
            caseSpace: FEW[0]!.space,
            answerBy: Date.now() - 5 * HOUR,
          },
          {
            kind: 'gap',
            caseSpace: FEW[0]!.space,
            pseudonym: 'Heron',
            needKind: 'relocation.regional',
            from: day(11),
            days: 31,
            inDays: 11,
          },
          { kind: 'gap', caseSpace: FEW[4]!.space, pseudonym: 'Curlew', needKind: 'medical', from: day(0), days: 14, inDays: 0 },
          { kind: 'gap', caseSpace: FEW[7]!.space, pseudonym: 'نورس', needKind: 'humanitarian.living', from: day(1), days: 60, inDays: 1 },
          { kind: 'handover', caseSpace: FEW[0]!.space, pseudonym: 'Heron', handover: 'x', on: day(10), other: 'Huis Noord' },
          {
            kind: 'referral_answered',
            space: referralRows(FEW[0]!)[1]!.space,
            to: ORGS[7]!.name,
            state: 'declined',
            caseSpace: FEW[0]!.space,
            at: Date.now() - 20 * HOUR,
          },
          { kind: 'gone', caseSpace: FEW[16]!.space, pseudonym: 'Nightjar', by: ORGS[1]!.name, since: Date.now() - 3 * DAY },
          { kind: 'admit', id: 'i1', name: 'Tierra Firme Colectivo', what: 'organisation' },
        ],
})

const relay = (horizonDays: number): RelayOverview => ({
  horizonDays,
  breaks: FEW.slice(0, horizonDays / 2).map((row, n) => ({
    caseSpace: row.space,
    pseudonym: row.pseudonym,
    need: `n${n}`,
    needKind: ['relocation.regional', 'medical', 'legal.defence', 'psychosocial'][n % 4]!,
    country: row.country,
    from: day(Math.floor((n * horizonDays) / 30)),
    days: ((n * 7) % 60) + 2,
    org: n % 3 === 0 ? '' : ORGS[n % 8]!.name,
  })),
  byKind: [
    ['relocation.regional', 140, 420],
    ['medical', 66, 190],
    ['legal.defence', 12, 230],
    ['psychosocial', 9, 160],
    ['humanitarian.living', 0, 310],
  ].map(([key, gapDays, neededDays]) => ({ key: String(key), gapDays: Number(gapDays), neededDays: Number(neededDays) })),
  byCountry: COUNTRIES.map((key, n) => ({ key, gapDays: (n * 17) % 60, neededDays: 240 - n * 20 })),
  byOrg: ORGS.map((org, n) => ({ key: org.org, name: org.name, coveredDays: 320 - n * 38 })),
  coveredShare: 0.83,
})

const draft = (): ReferralDraft => ({
  teaser: TEASER,
  allowed: true,
  consentTeaser: {
    id: 's0',
    person: 'p1',
    scope: 'share_network',
    org: null,
    given: true,
    on: day(-37),
    how: 'spoken',
    until: null,
    withdrawnOn: null,
  },
  consentFile: null,
  answerBy: Date.now() + 24 * HOUR,
  toOrg: ORGS[1]!.org,
  toName: ORGS[1]!.name,
})

const history = (): readonly HistoryLine[] => [
  {
    at: Date.now() - 2 * HOUR,
    by: 'Amina Yusuf',
    org: ORGS[0]!.name,
    what: 'set',
    collection: 'case',
    field: 'urgency',
    value: 'hours',
    pending: true,
  },
  {
    at: Date.now() - 2 * DAY,
    by: 'نور الهادي',
    org: ORGS[0]!.name,
    what: 'note',
    collection: 'note',
    field: '',
    value: '',
    pending: false,
  },
  {
    at: Date.now() - 9 * DAY,
    by: 'Joseph Lekuton',
    org: ORGS[0]!.name,
    what: 'set',
    collection: 'risk',
    field: '',
    value: '',
    pending: false,
  },
  {
    at: Date.now() - 29 * DAY,
    by: 'M. de Vries',
    org: ORGS[5]!.name,
    what: 'set',
    collection: 'commitment',
    field: 'to',
    value: day(10),
    pending: false,
  },
]

export const casework: Record<string, Query> = {
  alerts: (_args, world) => (world.as === 'alone' ? [] : ALERTS),
  alert: ({ id }: { id: string }) => alertView(id),
  cases: ({ filter, from, count }: { filter: CaseFilter; from: number; count: number }, world) => {
    const rows = matching(filter, world)
    return { total: rows.length, rows: rows.slice(from, from + count) }
  },
  case: ({ space }: { space: string }, world) => caseView(rowAt(space), world),
  history,
  match: () => matches(),
  draftReferral: draft,
  referrals: ({ direction }: { direction: 'in' | 'out' }) => (direction === 'out' ? referralRows(FEW[0]!) : []),
  referral: ({ space }: { space: string }) => referralView(space),
  today: (_args, world) => today(world),
  relay: ({ horizonDays }: { horizonDays: number }, world) =>
    world.as === 'alone' ? { horizonDays, breaks: [], byKind: [], byCountry: [], byOrg: [], coveredShare: 1 } : relay(horizonDays),
  directory: ({ text, kind }: { text?: string; kind?: string }, world) =>
    world.as === 'alone'
      ? []
      : directoryRows().filter(
          (row) =>
            (text === undefined || `${row.service.name} ${row.providerName}`.toLowerCase().includes(text.toLowerCase())) &&
            (kind === undefined || row.service.reach.kinds?.includes(kind)),
        ),
  service: ({ id }: { id: string }) => {
    const row = directoryRows().find((one) => one.service.id === id)
    return row === undefined ? undefined : { ...row, facts: row.service.facts }
  },
  search: ({ text }: { text: string }, world): SearchHit[] =>
    text.trim() === ''
      ? []
      : [
          ...matching({ text }, world)
            .slice(0, 5)
            .map((row) => ({ kind: 'case' as const, id: row.space, title: row.pseudonym, snippet: `${row.needs} needs` })),
          ...ORGS.filter((org) => org.name.toLowerCase().includes(text.toLowerCase())).map((org) => ({
            kind: 'organisation' as const,
            id: org.org,
            title: org.name,
            snippet: org.about,
          })),
        ],
}

export const caseworkCommands: Record<string, Command> = {
  commit,
  caseFromAlert: () => ({ space: FEW[0]!.space }),
  createCase: () => ({ space: FEW[0]!.space }),
  giveConsent: ({ consent }: { consent: Omit<Consent, 'id' | 'withdrawnOn'> }, world) => {
    const known = (world.state['consents'] as readonly Consent[] | undefined) ?? []
    world.state['consents'] = [...known, { ...consent, id: `z${known.length}`, withdrawnOn: null }]
    return { id: `z${known.length}` }
  },
  openFile: () => ({
    name: 'note\u202etxt.exe',
    type: 'text/plain',
    content: new TextEncoder().encode('They were here at 06:40.\nA white car, no plates.'),
  }),
  importProviderFacts: () => ({
    added: 2,
    updated: 1,
    unchanged: 19,
    rows: [
      { row: 1, id: 'quiet_harbour', outcome: 'added', problem: '' },
      { row: 2, id: 'north_star', outcome: 'updated', problem: '' },
      { row: 3, id: '', outcome: 'failed', problem: 'id: missing' },
    ],
  }),
}
