/** What the organisations of the demo do in the directory: enter, vouch, disagree, call, offer and look for training. Invented. */
import type { Commands, Queries } from '@pergola/client'
import { addDays, type Day } from '@pergola/core/casework'
import type { OrgId } from '@pergola/protocol'
import type { OrgKey } from './cast.ts'
import type { GatheredOrg } from './gather.ts'
import { draftOf } from './services/offers.ts'
import { SERVICES } from './services.ts'
import { later, type Act, type Later, type Stage } from './stage.ts'

type Orgs = Stage['orgs']
type Officer = GatheredOrg['officer']

const idIn =
  (orgs: Orgs) =>
  (key: OrgKey): OrgId =>
    orgs.get(key)!.org

/** Ids of the services by name, once they are entered. */
type Entered = ReadonlyMap<string, Later<string>>

const enterActs = (orgs: Orgs, entered: Entered): readonly Act[] =>
  SERVICES.map((one) => ({
    at: -one.daysAgo,
    by: one.org,
    run: async ({ officer }) => {
      const { id } = await officer.run('saveService', { service: draftOf(one, officer.today(), idIn(orgs)) })
      entered.get(one.service.name)!.is(id)
    },
  }))

/** Waits until the service has come to this organisation. */
const arrived = async (officer: Officer, entered: Entered, name: string): Promise<string> => {
  const id = await entered.get(name)!.value
  await officer.sees('directory', { filter: { text: name }, from: 0, count: 5 }, ({ rows }) =>
    rows.some(({ service }) => service.id === id),
  )
  return id
}

const VOUCHES: readonly { readonly by: OrgKey; readonly service: string; readonly note: string }[] = [
  { by: 'riverbank', service: 'Emergency grant', note: 'Two of ours had the money within four days.' },
  { by: 'ceiba', service: 'Emergency grant', note: '' },
  { by: 'lakes', service: 'Shelter place', note: 'They met the family at the station.' },
  { by: 'qanat', service: 'Urgent appeals desk', note: 'They ask before they publish.' },
  { by: 'noord', service: 'Relocation desk', note: '' },
]

const vouchActs = (entered: Entered): readonly Act[] =>
  VOUCHES.map(({ by, service, note }) => ({
    at: -1.5,
    by,
    run: async ({ officer }) => void (await officer.run('vouch', { subject: await arrived(officer, entered, service), note })),
  }))

const disputeAct = (entered: Entered): Act => ({
  at: -1.2,
  by: 'steppe',
  run: async ({ officer }) => {
    const service = await arrived(officer, entered, 'Office resilience grant')
    await officer.run('dispute', { service, code: 'response_time', says: 'We waited five weeks for a first answer.' })
  },
})

type CallDraft = Commands['saveCall']['args']['call']

const call = (title: string, about: string, closesOn: Day | null, more: Partial<CallDraft>): CallDraft => ({
  service: null,
  title,
  about,
  kinds: [],
  regions: [],
  languages: ['en'],
  amountMax: null,
  opensOn: null,
  closesOn,
  link: '',
  ...more,
})

const callActs = (today: Day): readonly Act[] => {
  const calls: readonly (readonly [OrgKey, CallDraft])[] = [
    [
      'lantern',
      call('Rest for women defenders', 'Two weeks by the sea, child care included.', addDays(today, 12), {
        kinds: ['psychosocial'],
        languages: ['en', 'es'],
        amountMax: { amount: 2500, currency: 'EUR' },
        link: 'https://lantern.example/rest',
      }),
    ],
    [
      'atlas',
      call('Locks and lights', 'Small grants for the doors of small offices.', addDays(today, 40), {
        kinds: ['security.physical'],
        amountMax: { amount: 1500, currency: 'EUR' },
      }),
    ],
    [
      'noord',
      call('Autumn places', 'Four months with a desk.', addDays(today, 75), { kinds: ['fellowship'], opensOn: addDays(today, 20) }),
    ],
    ['roof', call('Observers for trials', 'Lawyers who can travel at short notice.', null, { kinds: ['legal.trial_monitoring'] })],
  ]
  return calls.map(([by, draft]) => ({ at: -3, by, run: async ({ officer }) => void (await officer.run('saveCall', { call: draft })) }))
}

type TrainingDraft = Commands['saveTraining']['args']['training']

const training = (
  side: 'offer' | 'request',
  title: string,
  topics: TrainingDraft['topics'],
  more: Partial<TrainingDraft>,
): TrainingDraft => ({
  side,
  what: 'training',
  title,
  topics,
  languages: ['en'],
  regions: [],
  format: 'online',
  from: null,
  to: null,
  note: '',
  ...more,
})

const trainingActs = (today: Day): readonly Act[] => {
  const all: readonly (readonly [OrgKey, TrainingDraft])[] = [
    [
      'roof',
      training('offer', 'Phones that behave strangely', ['digital_security'], {
        languages: ['en', 'fr', 'es'],
        from: addDays(today, 20),
        to: addDays(today, 22),
      }),
    ],
    [
      'lakes',
      training('offer', 'Writing an incident down', ['documentation', 'risk_analysis'], {
        languages: ['en', 'sw'],
        regions: ['014'],
        format: 'in_person',
      }),
    ],
    ['lantern', training('offer', 'Somebody to talk to', ['wellbeing'], { what: 'mentoring', languages: ['en', 'ru', 'sw'] })],
    [
      'riverbank',
      training('request', 'Our phones', ['digital_security', 'documentation'], {
        languages: ['en', 'sw'],
        regions: ['KE'],
        format: 'both',
      }),
    ],
    ['steppe', training('request', 'After three hard years', ['wellbeing'], { what: 'mentoring', languages: ['ru'] })],
  ]
  return all.map(([by, draft]) => ({
    at: -2,
    by,
    run: async ({ officer }) => void (await officer.run('saveTraining', { training: draft })),
  }))
}

const PROVIDER: Commands['saveProvider']['args']['provider'] = {
  name: 'Lakeside Clinic (invented)',
  otherNames: ['Kliniki ya Ziwani'],
  kind: 'clinic',
  about: 'Treats without asking for papers.',
  website: '',
  email: '',
  countries: ['KE'],
  parent: null,
  contacts: [],
  identifiers: [],
  source: 'a visit by Riverbank',
  reviewOn: null,
}

/** A clinic outside the network, and what it does for those who are sent there. */
const outsideAct: Act = {
  at: -6,
  by: 'riverbank',
  run: async ({ officer }) => {
    const { id } = await officer.run('saveProvider', { provider: PROVIDER })
    const ward = {
      org: 'riverbank' as const,
      daysAgo: 6,
      service: {
        name: 'Ward for those we send',
        about: 'Ask for the night nurse.',
        kinds: ['medical'],
        regions: ['KE'],
        languages: ['en', 'sw'],
      },
    }
    await officer.run('saveService', { service: { ...draftOf(ward, officer.today(), () => '' as OrgId), providerId: id } })
  },
}

const SEARCH: Queries['directory']['args']['filter'] = { kinds: ['relocation'], free: true }

const searchAct: Act = {
  at: -0.5,
  by: 'riverbank',
  run: async ({ officer }) => {
    await officer.run('markLooked', {})
    await officer.run('saveSearch', { name: 'A free place to stay', filter: SEARCH, shared: true })
  },
}

export const directoryActs = (orgs: Orgs, today: Day): readonly Act[] => {
  const entered: Entered = new Map(SERVICES.map(({ service }) => [service.name, later<string>()]))
  return [
    ...enterActs(orgs, entered),
    outsideAct,
    ...vouchActs(entered),
    disputeAct(entered),
    ...callActs(today),
    ...trainingActs(today),
    searchAct,
  ]
}
