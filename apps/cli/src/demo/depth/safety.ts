/** Risk over time, the plan, incidents, check-ins and what is kept for the worst day. */
import type { Commands } from '@pergola/client'
import type { PartialDay } from '@pergola/core/casework'
import { weeksFrom } from '@pergola/core/safety'
import { dayAt, type Act, type Stage } from '../stage.ts'
import { here, memberCalled, numberOf, orgIn, soonAfter, type Officer } from './inCase.ts'

type Assessment = Commands['assessRisk']['args']['assessment']
type Incident = Commands['saveIncident']['args']['incident']
type Schedule = Commands['agreeCheckIns']['args']['schedule']
type Space = Commands['addNote']['args']['space']

const isAlive = ({ plan }: Stage): boolean => plan.status === 'open' || plan.status === 'resting'
const isDigital = ({ plan }: Stage): boolean => plan.needs.some(({ kind }) => kind.includes('digital'))
const wasThreatened = ({ plan }: Stage): boolean => plan.risks.some(({ deathThreat }) => deathThreat)

/* ---- assessments with all that is known ---- */

const LETTER: Exclude<Assessment['threats'][number], string> = {
  text: 'A bullet in an envelope, under the door',
  who: 'Men of the security firm of the dam',
  why: 'To keep her from the hearing',
  kind: 'direct',
  pattern: 'recurring',
  change: 'more',
  area: 'At home, at night',
  death: true,
}

/** One case whose risk rises, stands, and falls, so that the chart has something to say. */
const OVER_TIME: readonly (readonly [at: number, assessment: Assessment])[] = [
  [
    -84,
    {
      ...{ probability: 'high', impact: 'very_high', deathThreat: false },
      threats: [LETTER, 'Two motorcycles wait outside'],
      vulnerabilities: [{ text: 'One road in and out', component: 'geography' }],
      capacities: [{ text: 'Neighbours who look out', component: 'networks' }],
      analysis: {
        facts: 'An envelope on 3 nights, each time the night before a hearing.',
        pattern: 'Comes with the hearings; nobody was touched so far.',
        objective: 'That she does not speak in court.',
        source: 'Same paper and hand as the letters to the village council.',
        conclusion: 'Will be carried out rather at home than on the road; not while she is away.',
      },
    },
  ],
  [
    -47,
    {
      ...{ probability: 'medium', impact: 'high', deathThreat: false },
      deathThreatOver: 'The man who wrote the letters is in custody since the 2nd; the family has not been followed since.',
      threats: [{ ...LETTER, death: false, pattern: 'isolated', change: 'less' }],
      vulnerabilities: [{ text: 'The children go to a new school', component: 'information' }],
      capacities: [{ text: 'Away from the district', component: 'geography' }],
    },
  ],
  [
    -5,
    {
      ...{ probability: 'low', impact: 'high', deathThreat: false },
      threats: [
        { ...LETTER, text: 'Questions about her at the market', death: false, kind: 'possible', pattern: 'isolated', change: 'less' },
      ],
      vulnerabilities: [{ text: 'Papers expire soon', component: 'legal' }],
      capacities: [
        { text: 'Trained in digital safety', component: 'technical' },
        { text: 'Family stands behind it', component: 'psychological' },
      ],
    },
  ],
]

const riskActs = (stage: Stage): readonly Act[] =>
  stage.plan.pseudonym === 'Heron'
    ? OVER_TIME.map(([at, assessment]) => here(stage, at, (officer, space) => officer.run('assessRisk', { space, assessment })))
    : []

/* ---- the plan ---- */

const STEPS: readonly (readonly [text: string, carry: string, due: number, done: boolean])[] = [
  ['A second lock and a lamp at the gate', '', -20, true],
  ['Another way to work each day; Otieno is told when she leaves', 'Another way each day; the friend is told', 4, false],
  ['Phone stays with the neighbour at night', '', 12, false],
]

/** Where somebody was threatened with death there is a plan; some of them are to be looked at again now. */
const planActs = (stage: Stage): readonly Act[] =>
  isAlive(stage) && wasThreatened(stage)
    ? [
        here(stage, soonAfter(stage, 0.6), async (officer, space) => {
          const begun = Math.max(stage.plan.openedAt, -170)
          const reviewIn = numberOf(stage) % 4 === 0 ? 3 : 60
          const plan = {
            triggers: ['Somebody asks for the children', 'A car without plates, twice on one day'],
            reviewOn: dayAt(stage, Math.max(begun + 2, Math.min(begun + 180, reviewIn))),
            stops: 'She herself, or her sister if she cannot be asked',
            emergency: 'Go to the house with the blue door. Call nobody from your own phone. We call you on the hour.',
          }
          await officer.run('savePlan', { space, plan })
          const owner = await stage.people[0]!.value
          for (const [text, carry, due, done] of STEPS) await step(stage, officer, space, { text, carry, owner, due, done })
        }),
      ]
    : []

const step = (
  stage: Stage,
  officer: Officer,
  space: Space,
  { text, carry, owner, due, done }: { text: string; carry: string; owner: string; due: number; done: boolean },
): Promise<unknown> => {
  const doneOn = done && stage.plan.openedAt < due ? officer.today() : null
  return officer.run('savePlanStep', { space, step: { text, carry, owner, due: dayAt(stage, due), doneOn } })
}

/* ---- incidents ---- */

const NOTHING_SAID = {
  affected: [],
  damage: '',
  attacker: '',
  motive: '',
  steps: '',
  reportedTo: '',
  evidence: '',
  lessons: '',
  request: '',
}

const physical = (on: PartialDay, people: readonly string[]): Incident => ({
  ...NOTHING_SAID,
  ...{ form: 'physical', kinds: ['threat'], on, people, seriousness: ['physical_security'], resolved: false },
  text: 'Two men on a motorcycle stopped beside her at the water point and said the names of the children.',
  attacker: 'Seen before at the gate of the firm',
  steps: 'Went home with two neighbours. Slept elsewhere.',
  reportedTo: 'Police post; no number was given',
  lessons: 'Nobody goes to the water point alone before seven.',
})

const digital = (on: PartialDay, people: readonly string[]): Incident => ({
  ...NOTHING_SAID,
  ...{ form: 'digital', kinds: ['malware', 'data_exposed'], on, people, seriousness: ['information'], affected: ['phone', 'messaging'] },
  text: 'A link in a message that looked like the court’s. The phone was warm afterwards; contacts were asked for money.',
  steps: 'Phone off and in a tin. A new one, new number.',
  evidence: 'Pictures of the message are in the files of the helpdesk',
  request: 'Somebody who looks into the phone',
  resolved: false,
})

const incidentActs = (stage: Stage): readonly Act[] => {
  const { plan } = stage
  const isFirst = plan.pseudonym === 'Heron'
  const what = [
    ...(isAlive(stage) && wasThreatened(stage) ? [physical] : []),
    ...(isFirst || (isAlive(stage) && isDigital(stage)) ? [digital] : []),
  ]
  return what.map((form, at) =>
    here(stage, soonAfter(stage, 0.4 + at * 3), async (officer, space) =>
      officer.run('saveIncident', { space, incident: form(officer.today() as string as PartialDay, [await stage.people[0]!.value]) }),
    ),
  )
}

/* ---- check-ins ---- */

interface Watch {
  readonly everyHours: number
  readonly since: number
  readonly heard: readonly number[]
  /** Says at the end that they need help. */
  readonly help?: number
}

/** One that is all right, one that is missed, one who called for help. */
const WATCHES: Readonly<Record<string, Watch>> = {
  Heron: { everyHours: 7 * 24, since: -24, heard: [-18, -11.5, -6, -1.1] },
  Saffron: { everyHours: 24, since: -6, heard: [-5.1, -4.1, -3.1, -2.2, -1.25] },
  Thistle: { everyHours: 48, since: -9, heard: [-7.2, -5.3, -3.2, -1.2], help: -0.12 },
  Quince: { everyHours: 72, since: -9, heard: [-6.2, -3.4, -1.4] },
}

const scheduleOf = async (stage: Stage, officer: Officer, { everyHours }: Watch): Promise<Schedule> => {
  const { packetFor } = stage.plan
  const org = packetFor === null ? null : orgIn(stage, packetFor)
  return {
    ...{ person: await stage.people[0]!.value, everyMinutes: everyHours * 60, times: [], zone: 'UTC', graceMinutes: 60 },
    ...{ from: officer.now() as Schedule['from'], until: null, by: 'officer' },
    ladder: [
      { afterMinutes: 0, who: 'duty', id: '', act: 'call' },
      ...(org === null
        ? []
        : ([
            { afterMinutes: 180, who: 'org', id: org, act: 'tell' },
            { afterMinutes: 2880, who: 'org', id: org, act: 'open_packet' },
          ] as const)),
    ],
  }
}

const checkInActs = (stage: Stage): readonly Act[] => {
  const watch = WATCHES[stage.plan.pseudonym]
  if (watch === undefined) return []
  const { promise, resolve } = Promise.withResolvers<string>()
  const hears = (at: number, says: 'well' | 'help', text: string): Act =>
    here(stage, at, async (officer, space) => officer.run('recordCheckIn', { space, schedule: await promise, says, text }))
  return [
    here(stage, Math.max(watch.since, soonAfter(stage, 0.9)), async (officer, space) => {
      const schedule = await scheduleOf(stage, officer, watch)
      resolve((await officer.run('agreeCheckIns', { space, schedule, words: { well: 'mango', duress: 'cassava' } })).id)
    }),
    ...watch.heard.map((at) => hears(at, 'well', 'Called as agreed.')),
    ...(watch.help === undefined ? [] : [hears(watch.help, 'help', 'Two men at the stairs, asks that somebody comes.')]),
  ]
}

/* ---- the emergency packet ---- */

const packetActs = (stage: Stage): readonly Act[] =>
  stage.plan.packetFor === null
    ? []
    : [
        here(stage, soonAfter(stage, 0.7), async (officer, space) => {
          const packet = {
            person: await stage.people[0]!.value,
            who: 'Short, walks with a stick, answers to the name of the river in our language.',
            doctor: 'The clinic on the lake; ask for the night nurse.',
            lawyer: 'The colleague in the court building, second floor.',
            tell: 'The sister. Not the brother.',
            todo: 'First the children, from school, by somebody whom they know. Then the post.',
          }
          await officer.run('savePacket', { space, packet })
        }),
      ]

export const safetyActs = (stage: Stage): readonly Act[] => [
  ...riskActs(stage),
  ...planActs(stage),
  ...incidentActs(stage),
  ...checkInActs(stage),
  ...packetActs(stage),
]

/* ---- who is on duty ---- */

/** This week and the three that follow, two at a time in turns. */
export const dutyActs = (today: Stage['today']): readonly Act[] =>
  (['riverbank', 'qanat', 'ceiba'] as const).map((by) => ({
    at: -0.4,
    by,
    run: async ({ officer, cast }) => {
      const people = await Promise.all(cast.members.map(({ name }) => memberCalled(officer, name)))
      for (const [at, week] of weeksFrom(today, 4).entries())
        await officer.run('setDuty', { week, people: [0, 1].map((next) => people[(at + next) % people.length]!) })
    },
  }))
