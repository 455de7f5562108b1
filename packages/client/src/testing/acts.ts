/** What people do in the stories, in the fewest words: commands that must succeed, and what somebody then sees. */
import type { Day } from '@pergola/core/casework'
import type { SpaceId } from '@pergola/protocol'
import { commands, type WorldCommandName } from '../commands/index.ts'
import type { Answer, Commands, Queries } from '../contract/index.ts'
import { queries, type View, type ViewName } from '../views/index.ts'
import type { World } from '../world/world.ts'

export const day = (text: string): Day => text as Day

type Run = <N extends WorldCommandName>(world: World, name: N, args: Commands[N]['args']) => Promise<Answer<Commands[N]['value']>>
export const run: Run = (world, name, args) => commands[name](world, args)

const valueOf = <T>(answer: Answer<T>, name: string): T => {
  if (!answer.ok) throw new Error(`${name}: ${answer.problem.type} ${answer.problem.field ?? ''}`)
  return answer.value
}

/** Throws when the command is refused. */
export const done = async <N extends WorldCommandName>(world: World, name: N, args: Commands[N]['args']): Promise<Commands[N]['value']> =>
  valueOf(await run(world, name, args), name)

/** What kept a command from being done, as `type` or `type:field`; '' when it was done. */
export const refusal = async <N extends WorldCommandName>(world: World, name: N, args: Commands[N]['args']): Promise<string> => {
  const answer = await run(world, name, args)
  if (answer.ok) return ''
  return answer.problem.field === undefined ? answer.problem.type : `${answer.problem.type}:${answer.problem.field}`
}

export const sees = async <N extends ViewName>(world: World, name: N, args: Queries[N]['args']): Promise<Queries[N]['value']> =>
  valueOf(await (queries[name] as View<N>)(world, args), name)

export interface OpenedCase {
  readonly space: SpaceId
  readonly defender: string
  readonly child: string
  readonly shelter: string
}

/** A defender and a daughter who need shelter for 92 days, in a case that Amina holds. */
export const familyCase = async (world: World, pseudonym = 'Olive'): Promise<OpenedCase> => {
  const { space } = await done(world, 'createCase', { pseudonym, country: 'MA', urgency: 'days', summary: 'Threats after a land case.' })
  const person = { space, relation: '', languages: ['ar'] }
  const { id: defender } = await done(world, 'savePerson', { ...person, role: 'defender', label: 'Defender' })
  const { id: child } = await done(world, 'savePerson', {
    ...person,
    role: 'dependent',
    label: 'Daughter, school age',
    relation: 'daughter',
  })
  const need = {
    person: defender,
    kind: 'relocation.international',
    from: day('2026-03-10'),
    to: day('2026-06-09'),
    place: 'NL',
    urgency: 'days',
    headcount: 2,
    note: '',
  } as const
  const { id: shelter } = await done(world, 'saveNeed', { space, need })
  return { space, defender, child, shelter }
}

/** Both say yes: to a request without the name, or to a share with the organisation named. */
export const consentOfBoth = async (
  world: World,
  { space, defender, child }: OpenedCase,
  scope: 'share_network' | 'share_named_org',
  org: World['me']['org'] | null,
): Promise<void> => {
  for (const person of [defender, child]) {
    await done(world, 'giveConsent', {
      space,
      consent: { person, scope, org, given: true, on: day('2026-03-02'), how: 'spoken', until: null },
    })
  }
}

/** The request for shelter, sent and taken up. */
export const takenUp = async (from: World, to: World, { space, shelter }: OpenedCase, shareFileOnTakeUp = true): Promise<SpaceId> => {
  const answerBy = from.now() + 72 * 3_600_000
  const sent = await done(from, 'sendReferral', {
    space,
    needs: [shelter],
    org: to.me.org,
    service: null,
    text: 'A mother and one child.',
    answerBy,
    shareFileOnTakeUp,
  })
  await done(to, 'takeUp', { space: sent.space, text: 'We have a flat.' })
  return sent.space
}
