/** A member of an organisation with many cases, made through the client as people do. */
import { createPergola, type Answer, type CommandName, type Commands, type Pergola, type Queries, type QueryName } from '@pergola/client'
import { memoryStorage } from '@pergola/client/testing'
import { generator } from '../measure.ts'
import { nodePorts } from '../../apps/cli/src/ports/nodePorts.ts'

export const must = <T>(what: string, answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(`${what}: ${JSON.stringify(answer.problem)}`)
  return answer.value
}

export const run = async <N extends CommandName>(pergola: Pergola, name: N, args: Commands[N]['args']): Promise<Commands[N]['value']> =>
  must(name, await pergola.run(name, args))

/** Resolves when a query's answer satisfies `until`. */
export const sees = <N extends QueryName>(
  pergola: Pergola,
  name: N,
  args: Queries[N]['args'],
  until: (value: Queries[N]['value']) => boolean,
): Promise<void> =>
  new Promise((resolve) => {
    const stop = pergola.watch(name, args, (answer) => {
      if (!answer.ok || !until(answer.value)) return
      resolve()
      queueMicrotask(() => stop())
    })
  })

const ORG = { name: 'Bench Group', shortName: 'Bench', kind: 'local_group', countries: ['KE'], languages: ['en'], about: '' } as const
const KINDS = [
  'medical',
  'psychosocial',
  'legal.defence',
  'humanitarian.living',
  'security.digital',
  'humanitarian.family',
  'equipment',
] as const
const WORDS =
  'hearing letter school surgery flat bus court phone visit lawyer winter rent river witness harvest teacher clinic passport border office'.split(
    ' ',
  )
const COUNTRIES = ['KE', 'CO', 'PH', 'GE', 'TN', 'HN', 'UG', 'BY'] as const

const day = (offset: number): never => new Date(Date.UTC(2026, 9, 1) + offset * 86_400_000).toISOString().slice(0, 10) as never

/** About 25 operations in a case file and a few in its identity part. */
export const makeCase = async (pergola: Pergola, n: number): Promise<void> => {
  const random = generator(n)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const sentence = (words: number): string => Array.from({ length: words }, () => pick(WORDS)).join(' ')
  const { space } = await run(pergola, 'createCase', {
    pseudonym: `Case ${n} ${pick(WORDS)}`,
    country: pick(COUNTRIES),
    urgency: pick(['hours', 'days', 'weeks', 'months'] as const),
    summary: sentence(30),
  })
  const people = []
  for (const [role, label] of [
    ['defender', 'Defender'],
    ['dependent', 'Child, school age'],
    ['dependent', 'Partner'],
  ] as const) {
    people.push((await run(pergola, 'savePerson', { space, role, label, relation: '', languages: ['en'] })).id)
  }
  await run(pergola, 'saveIdentity', {
    space,
    identity: {
      person: people[0]!,
      name: `${pick(WORDS)} ${pick(WORDS)} ${n}`,
      otherNames: '',
      contact: '',
      whereabouts: '',
      birth: '',
      documents: '',
    },
  })
  for (let need = 0; need < 4; need++) {
    const from = Math.floor(random() * 60)
    const { id } = await run(pergola, 'saveNeed', {
      space,
      need: {
        person: pick(people),
        kind: pick(KINDS),
        from: day(from),
        to: day(from + 90),
        place: pick(COUNTRIES),
        urgency: 'weeks',
        headcount: 1,
        note: sentence(8),
      },
    })
    await run(pergola, 'commit', {
      space,
      need: id,
      from: day(from),
      to: day(from + 30 + Math.floor(random() * 60)),
      state: 'confirmed',
      stopGap: false,
      note: '',
    })
  }
  await run(pergola, 'assessRisk', {
    space,
    assessment: {
      probability: 'high',
      impact: 'medium',
      deathThreat: false,
      threats: [sentence(4)],
      vulnerabilities: [sentence(4)],
      capacities: [sentence(4)],
    },
  })
  for (let note = 0; note < 8; note++) await run(pergola, 'addNote', { space, text: sentence(25) })
}

export interface Member {
  readonly account: string
  readonly passphrase: string
}

/** Founds a network and fills it with `count` cases; resolves when everything is acknowledged and snapshots are out. */
export const fill = async (origin: string, count: number, report: (done: number) => void): Promise<Member> => {
  const pergola = createPergola({ ...nodePorts(origin, ':memory:'), storage: memoryStorage() })
  await sees(pergola, 'session', {}, (session) => session.state === 'empty' && session.relayIsEmpty === true)
  const made = await run(pergola, 'found', { network: 'Bench', org: ORG, personName: 'Bench', account: 'bench' })
  await sees(pergola, 'sync', {}, (sync) => sync.connection === 'online' && sync.unsent === 0)
  for (let n = 0; n < count; n++) {
    await makeCase(pergola, n)
    if (n % 100 === 99) {
      report(n + 1)
      await sees(pergola, 'sync', {}, (sync) => sync.unsent === 0)
    }
  }
  await sees(pergola, 'sync', {}, (sync) => sync.unsent === 0)
  return { account: 'bench', passphrase: made.passphrase }
}
