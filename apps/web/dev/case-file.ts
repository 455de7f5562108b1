/** One case in full, invented, and its relay chart from the real reckoning. */
import { relayChart } from '@pergola/core/casework'
import type { CaseFile, Commitment, CommitmentState, Consent, Day, Need } from '@pergola/core/casework'
import type { SpaceId } from '@pergola/protocol'
import type { CaseRow, CaseView, ReferralRow, RelayChart } from '../src/contract.ts'
import type { World } from './fixture.ts'
import { ME, ORGS, PEOPLE, personId } from './people.ts'

const DAY = 86_400_000
export const day = (offset: number): Day => new Date(Date.now() + offset * DAY).toISOString().slice(0, 10) as Day
export const TODAY = day(0)

const need = (
  id: string,
  person: string,
  kind: string,
  from: number,
  to: number,
  urgency: Need['urgency'],
  headcount: number,
  note: string,
  place = '',
): Need => ({
  id,
  person,
  kind,
  from: day(from),
  to: day(to),
  urgency,
  headcount,
  note,
  place,
  dropped: false,
})

const NEEDS: readonly Need[] = [
  need(
    'n1',
    'p1',
    'relocation.regional',
    -38,
    118,
    'hours',
    3,
    'Two rooms, a school nearby. Not in the capital: she is known there.',
    '014',
  ),
  need('n2', 'p1', 'humanitarian.living', -20, 100, 'weeks', 3, ''),
  need('n3', 'p1', 'legal.defence', -10, 150, 'weeks', 1, 'Hearing moved twice; the next date is not public.'),
  need('n4', 'p2', 'psychosocial', -5, 85, 'weeks', 1, 'Somali or Swahili.'),
  need('n5', 'p3', 'medical', 5, 64, 'days', 1, 'Dialysis three times a week. Cannot travel without it.'),
]

const cover = (org: number, n: string, needId: string, from: number, to: number, state: CommitmentState, stopGap = false): Commitment => ({
  id: `${ORGS[org]!.org}:${n}`,
  need: needId,
  org: ORGS[org]!.org,
  from: day(from),
  to: day(to),
  state,
  stopGap,
  note: '',
})

const COVER: readonly Commitment[] = [
  cover(0, 'a', 'n1', -38, -29, 'delivered', true),
  cover(5, 'b', 'n1', -28, 10, 'active'),
  cover(1, 'c', 'n1', 42, 80, 'offered'),
  cover(3, 'd', 'n2', -15, 30, 'active'),
  cover(4, 'e', 'n2', 31, 75, 'confirmed'),
  cover(6, 'f', 'n3', -10, 150, 'active'),
  cover(0, 'g', 'n4', -5, 9, 'active', true),
  cover(5, 'h', 'n4', 5, 45, 'confirmed'),
  cover(4, 'i', 'n5', 19, 64, 'confirmed'),
]

const consent = (
  id: string,
  person: string,
  scope: string,
  org: number | null,
  given: boolean,
  on: number,
  withdrawn: number | null = null,
): Consent => ({
  id,
  person,
  scope,
  org: org === null ? null : ORGS[org]!.org,
  given,
  on: day(on),
  how: 'spoken',
  until: null,
  withdrawnOn: withdrawn === null ? null : day(withdrawn),
})

const PEOPLE_IN_FILE: CaseFile['people'] = [
  { id: 'p1', role: 'defender', label: 'Land defender, 40s', relation: '', languages: ['sw', 'so', 'en'] },
  { id: 'p2', role: 'dependent', label: 'Daughter, school age', relation: 'child', languages: ['sw', 'so'] },
  { id: 'p3', role: 'dependent', label: 'Mother, needs dialysis', relation: 'parent', languages: ['so'] },
]

const CONSENTS: readonly Consent[] = [
  ...['p1', 'p2', 'p3'].flatMap((person, n) => [
    consent(`r${n}`, person, 'record', null, true, -38),
    consent(`s${n}`, person, 'share_network', null, true, -37),
    consent(`o${n}`, person, 'share_named_org', 5, true, -30),
  ]),
  consent('l1', 'p1', 'share_named_org', 3, true, -16),
  consent('m1', 'p1', 'media', null, false, -30),
  consent('m2', 'p1', 'appeal_anonymous', null, true, -30, -4),
]

const file = (row: CaseRow, world: World): CaseFile => ({
  space: row.space,
  identitySpace: null,
  pseudonym: row.pseudonym,
  ownerOrg: row.ownerOrg,
  status: row.status,
  urgency: row.urgency,
  country: row.country,
  summary:
    'Leads the village committee against the diversion of the river. Followed since the court filing, two visits at night, one message with a picture of her house. Wants to stay in the region to go on with the case.',
  openedOn: day(-40),
  assignedTo: row.assignedTo,
  rightsFields: ['land'],
  people: PEOPLE_IN_FILE,
  needs: NEEDS,
  commitments: (world.state['cover'] as readonly Commitment[] | undefined) ?? COVER,
  handovers: [
    {
      id: `${ORGS[3]!.org}:d:${ORGS[4]!.org}:e`,
      before: `${ORGS[3]!.org}:d`,
      after: `${ORGS[4]!.org}:e`,
      agreedBefore: true,
      agreedAfter: true,
    },
  ],
  consents: [...CONSENTS, ...((world.state['consents'] as readonly Consent[] | undefined) ?? [])],
  assessments: [
    {
      id: 'k1',
      on: day(-38),
      by: ME,
      probability: 'medium',
      impact: 'high',
      deathThreat: false,
      threats: ['Followed on the way home'],
      vulnerabilities: ['Lives alone with two dependents'],
      capacities: ['Village committee'],
    },
    {
      id: 'k2',
      on: day(-9),
      by: personId(1),
      probability: 'high',
      impact: 'very_high',
      deathThreat: true,
      threats: [
        'Message with a picture of the house and a date',
        'Two men ask for her at the market',
        'Summons for “incitement”, no date yet',
      ],
      vulnerabilities: ['Her mother cannot travel without dialysis', 'The daughter’s school is known'],
      capacities: ['The committee watches the road at night', 'A lawyer within reach', 'Speaks three languages'],
    },
  ],
  notes: [
    {
      id: 'x1',
      text: 'Came to the office with the daughter. Calm, tired. Agreed on a word for phone calls.',
      by: ME,
      org: ORGS[0]!.org,
      at: (Date.now() - 38 * DAY) as CaseFile['notes'][number]['at'],
      revises: null,
    },
    {
      id: 'x2',
      text: 'Room is ready from Monday. Please send the mother’s treatment plan, without a name, so that we can book the clinic.',
      by: 'ff' as typeof ME,
      org: ORGS[5]!.org,
      at: (Date.now() - 29 * DAY) as CaseFile['notes'][number]['at'],
      revises: null,
    },
    {
      id: 'x3',
      text: 'اتصلنا بالعيادة؛ يمكنها استقبال الأم مرتين في الأسبوع فقط. نبحث عن مكان ثالث.',
      by: personId(4),
      org: ORGS[0]!.org,
      at: (Date.now() - 2 * DAY) as CaseFile['notes'][number]['at'],
      revises: null,
    },
  ],
  files: [
    {
      id: 'y1',
      name: 'treatment-plan.pdf',
      type: 'application/pdf',
      bytes: 184_220,
      sha256: '',
      addedBy: ME,
      at: (Date.now() - 28 * DAY) as CaseFile['files'][number]['at'],
    },
    {
      id: 'y2',
      name: 'message\u202egnp.exe',
      type: 'image/png',
      bytes: 92_110,
      sha256: '',
      addedBy: personId(1),
      at: (Date.now() - 9 * DAY) as CaseFile['files'][number]['at'],
    },
  ],
  referrals: [],
})

export const referralRows = (row: CaseRow): readonly ReferralRow[] => [
  {
    space: 'r01'.padEnd(32, '0') as SpaceId,
    direction: 'out',
    otherOrg: ORGS[1]!.org,
    otherName: ORGS[1]!.name,
    kind: 'relocation.regional',
    urgency: 'hours',
    state: 'asked',
    sentAt: Date.now() - 5 * DAY,
    answerBy: Date.now() + 21 * 3_600_000,
    caseSpace: row.space,
    pseudonym: row.pseudonym,
  },
  {
    space: 'r02'.padEnd(32, '0') as SpaceId,
    direction: 'out',
    otherOrg: ORGS[7]!.org,
    otherName: ORGS[7]!.name,
    kind: 'visa',
    urgency: 'weeks',
    state: 'declined',
    sentAt: Date.now() - 12 * DAY,
    answerBy: Date.now() - 9 * DAY,
    caseSpace: row.space,
    pseudonym: row.pseudonym,
  },
]

const chartOf = (found: CaseFile): RelayChart => {
  const chart = relayChart(found, TODAY, ORGS[0]!.org)
  const named = (org: string) => ORGS.find((one) => one.org === org)
  return {
    ...chart,
    organisations: chart.organisations.map((one) => ({
      ...one,
      name: named(one.org)?.name ?? '',
      shortName: named(one.org)?.shortName ?? '',
    })),
    rows: chart.rows.map((row) => ({
      ...row,
      commitments: row.commitments.map((one) => ({ ...one, orgName: named(one.org)?.shortName ?? '' })),
    })),
  }
}

export const caseView = (row: CaseRow, world: World): CaseView => {
  const found = file(row, world)
  const bare = world.as === 'bare'
  const shown = bare
    ? { ...found, people: [], needs: [], commitments: [], consents: [], assessments: [], notes: [], files: [], handovers: [], summary: '' }
    : found
  return {
    file: shown,
    identities:
      row.own && !bare
        ? [
            {
              person: 'p1',
              name: 'Selam Haile',
              otherNames: 'سلام هيلة',
              contact: 'Through the market stall, mornings. Ask for the blue cloth.',
              whereabouts: 'With a cousin, two hours from the river.',
              birth: '1984' as never,
              documents: 'Passport until 2029; the daughter has none.',
            },
          ]
        : row.own
          ? []
          : null,
    own: row.own,
    canWrite: row.goneSince === null && world.as !== 'reader',
    ownerName: row.ownerName,
    chart: chartOf(shown),
    riskLevel: bare ? null : 'very_high',
    shares: bare
      ? []
      : [
          { org: ORGS[5]!.org, name: ORGS[5]!.name, part: 'file', since: Date.now() - 29 * DAY },
          { org: ORGS[5]!.org, name: ORGS[5]!.name, part: 'identity', since: Date.now() - 27 * DAY },
          { org: ORGS[3]!.org, name: ORGS[3]!.name, part: 'file', since: Date.now() - 16 * DAY },
        ],
    referrals: bare ? [] : referralRows(row),
    alert: null,
    goneSince: row.goneSince,
    pending: row.pending ? 2 : 0,
    people: PEOPLE as CaseView['people'],
    organisations: ORGS.map((one, look) => ({ org: one.org, name: one.name, shortName: one.shortName, look })),
  }
}

/** Adds or changes a commitment, as the command does. */
export const commit = (args: Omit<Commitment, 'id' | 'org'> & { readonly id?: string }, world: World): { readonly id: string } => {
  const known = (world.state['cover'] as readonly Commitment[] | undefined) ?? COVER
  const id = args.id ?? `${ORGS[0]!.org}:n${known.length}`
  const { need: needId, from, to, state, stopGap, note } = args
  world.state['cover'] = [...known.filter((one) => one.id !== id), { id, need: needId, org: ORGS[0]!.org, from, to, state, stopGap, note }]
  return { id }
}
