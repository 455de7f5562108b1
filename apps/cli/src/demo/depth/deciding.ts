/** Verification beyond the first opinion: a decision that stands, others asked without the name, somebody at risk who is no defender. */
import type { Commands } from '@pergola/client'
import type { SpaceId } from '@pergola/protocol'
import type { OrgKey } from '../cast.ts'
import { later, type Act, type Later, type Stage } from '../stage.ts'
import { here, orgIn, there, type Officer } from './inCase.ts'

const DAY_MS = 86_400_000

type Opinion = Commands['giveOpinion']['args']['opinion']

const says = (officer: Officer, space: SpaceId, opinion: Pick<Opinion, 'function' | 'reasons'> & Partial<Opinion>): Promise<unknown> =>
  officer.run('giveOpinion', { space, opinion: { decision: 'defender', failed: [], other: null, keptTo: [], ...opinion } })

/** Decided by two: the group that knows her, and the organisation that was named to look with fresh eyes. */
const decidedByTwo = (stage: Stage): readonly Act[] => {
  const { openedAt } = stage.plan
  return [
    here(stage, openedAt + 1.5, async (officer, space) => {
      const seen = { tests: ['acts_for_rights', 'universality', 'peaceful'], side: 'for', reliability: 'high', file: null } as const
      const evidence = { ...seen, text: 'Minutes of nine village meetings that she led.', source: 'Minutes', on: officer.today() }
      await officer.run('saveEvidence', { space, evidence })
      for (const test of ['acts_for_rights', 'universality', 'peaceful'] as const)
        await officer.run('findTest', { space, test, finding: 'met', reason: 'As the minutes show.' })
      await says(officer, space, { function: 'examines', reasons: 'Nine meetings, two letters to the ministry, no violence anywhere.' })
    }),
    there(stage, 'roof', -40, async (officer, space) => {
      const { mine } = await officer.sees('verification', { space }, ({ verification }) => verification.deciders.length > 0)
      if (mine.functions.includes('reviews'))
        await says(officer, space, { function: 'reviews', reasons: 'Read the minutes and asked the council. We come to the same.' })
    }),
    here(stage, -41, (officer, space) =>
      officer.run('describeWork', {
        ...{ space, rightsFields: ['land', 'environment'], activities: ['organising', 'information'], since: '2019' },
        deciders: [orgIn(stage, 'roof')],
      }),
    ),
  ]
}

/** Asked without the name; one answers, the others have it in their Today. */
const vouched =
  (asked: readonly OrgKey[], answers: OrgKey | null) =>
  (stage: Stage): readonly Act[] => {
    const sent: Later<SpaceId> = later()
    const at = Math.max(stage.plan.openedAt + 0.55, -0.8)
    return [
      here(stage, at, async (officer, space) => {
        for (const key of asked) {
          const question = { org: orgIn(stage, key), text: 'Speaks at meetings on land; two reports.', withName: false, withCountry: true }
          const made = await officer.run('askVouch', { space, ...question, answerBy: Math.round(officer.now() + 3 * DAY_MS) })
          if (key === answers) sent.is(made.space)
        }
      }),
      ...(answers === null
        ? []
        : [
            {
              at: at + 0.2,
              by: answers,
              run: async ({ officer }: { readonly officer: Officer }) => {
                const space = await sent.value
                await officer.sees('vouchRequest', { space }, ({ canAnswer }) => canAnswer)
                await officer.run('answerVouch', { space, answer: 'knows_the_work', text: 'We read both reports when they came out.' })
              },
            },
          ]),
    ]
  }

/** A threatened witness is no defender and is helped all the same. */
const sentOn = (stage: Stage): readonly Act[] => [
  here(stage, Math.max(stage.plan.openedAt + 0.6, -0.4), async (officer, space) => {
    await officer.run('routeElsewhere', {
      space,
      to: 'legal.defence',
      why: 'The court has a desk for witnesses; a lawyer goes there with him.',
    })
  }),
]

const VERIFIED: Readonly<Record<string, (stage: Stage) => readonly Act[]>> = {
  Heron: decidedByTwo,
  Lark: vouched(['lakes', 'noord'], 'lakes'),
  Jacaranda: vouched(['riverbank', 'qanat', 'atlas'], null),
  Vetch: sentOn,
}

export const decidingActs = (stage: Stage): readonly Act[] => VERIFIED[stage.plan.pseudonym]?.(stage) ?? []
