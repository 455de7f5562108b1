/**
 * `node bench/member/biggest.ts ORIGIN MEMBER-JSON`: the member opens one case more and fills it as years would: about 2,000 operations,
 * 200 of them sealed files. Prints the case's space as a line when everything is acknowledged.
 */
import { createPergola, type Pergola } from '@pergola/client'
import { memoryStorage } from '@pergola/client/testing'
import { nodePorts } from '../../apps/cli/src/ports/nodePorts.ts'
import { run, sees, type Member } from './people.ts'

const [origin, json] = process.argv.slice(2)
const TEXT = 'Spoke with the family; they are well and wait for an answer about the school. '
const KINDS = ['medical', 'psychosocial', 'legal.defence', 'humanitarian.living', 'security.digital'] as const
const day = (offset: number): never => new Date(Date.UTC(2026, 9, 1) + offset * 86_400_000).toISOString().slice(0, 10) as never

type Space = Awaited<ReturnType<typeof opened>>

const opened = async (pergola: Pergola) =>
  (await run(pergola, 'createCase', { pseudonym: 'Olive of many years', country: 'MA', urgency: 'days', summary: TEXT.repeat(20) })).space

/** Of each so many, one after the other, as people write them. */
const times = async <T>(count: number, write: (at: number) => Promise<T>): Promise<readonly T[]> => {
  const made: T[] = []
  for (let at = 0; at < count; at++) made.push(await write(at))
  return made
}

const household = async (pergola: Pergola, space: Space): Promise<readonly string[]> => {
  const people = await times(8, (at) =>
    run(pergola, 'savePerson', {
      space,
      role: at === 0 ? 'defender' : 'dependent',
      label: `Person ${at}`,
      relation: '',
      languages: ['ar'],
    }),
  )
  return people.map(({ id }) => id)
}

const needs = async (pergola: Pergola, space: Space, people: readonly string[]): Promise<void> => {
  await times(60, async (at) => {
    const from = (at % 40) * 9 - 180
    const about = { person: people[at % 8]!, kind: KINDS[at % 5]!, from: day(from), to: day(from + 120), place: 'MA' }
    const { id } = await run(pergola, 'saveNeed', { space, need: { ...about, urgency: 'days', headcount: 1, note: TEXT } })
    await times(4, (turn) =>
      run(pergola, 'commit', {
        ...{ space, need: id, from: day(from + 30 * turn), to: day(from + 30 * turn + 29), state: 'confirmed', stopGap: false, note: TEXT },
      }),
    )
  })
}

const papers = async (pergola: Pergola, space: Space, people: readonly string[]): Promise<void> => {
  await times(200, (at) =>
    run(pergola, 'attachFile', { space, name: `scan ${at}.pdf`, type: 'application/pdf', content: new Uint8Array(900).fill(at) }),
  )
  await times(180, (at) =>
    run(pergola, 'giveConsent', {
      space,
      consent: {
        ...{ person: people[at % 8]!, scope: at % 2 === 0 ? 'share_network' : 'record', org: null, given: true },
        ...{ on: day(-200), how: 'spoken', until: null },
      },
    }),
  )
  await times(150, (at) =>
    run(pergola, 'saveEvidence', {
      space,
      evidence: {
        ...{ tests: ['acts_for_rights', 'peaceful'], side: 'for', text: TEXT.repeat(3), source: `Report ${at}`, reliability: 'high' },
        ...{ on: day(-200), file: null },
      },
    }),
  )
}

const lines = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `${at}: ${TEXT.trim()}`)

const dangers = async (pergola: Pergola, space: Space): Promise<void> => {
  await times(60, () =>
    run(pergola, 'assessRisk', {
      space,
      assessment: {
        ...{ probability: 'high', impact: 'medium', deathThreat: false },
        ...{ threats: lines(6), vulnerabilities: lines(6), capacities: lines(6) },
      },
    }),
  )
  await times(60, (at) =>
    run(pergola, 'saveIncident', {
      space,
      incident: {
        ...{
          form: 'physical',
          kinds: ['threat'],
          on: day(-200),
          people: [],
          text: `${at}: ${TEXT.repeat(2)}`,
          seriousness: [],
          affected: [],
        },
        ...{ damage: TEXT, attacker: '', motive: '', steps: TEXT, reportedTo: '', evidence: '', lessons: '', request: '', resolved: false },
      },
    }),
  )
}

const pergola = createPergola({ ...nodePorts(origin!, ':memory:'), storage: memoryStorage() })
await sees(pergola, 'session', {}, ({ state }) => state === 'empty')
await run(pergola, 'signIn', JSON.parse(json!) as Member)
await sees(pergola, 'sync', {}, ({ connection, receiving }) => connection === 'online' && !receiving)
const space = await opened(pergola)
const people = await household(pergola, space)
await needs(pergola, space, people)
await papers(pergola, space, people)
await dangers(pergola, space)
await times(1041, () => run(pergola, 'addNote', { space, text: TEXT.repeat(4) }))
await sees(pergola, 'sync', {}, ({ unsent }) => unsent === 0)
process.stdout.write(`${space}\n`, () => process.exit(0))
