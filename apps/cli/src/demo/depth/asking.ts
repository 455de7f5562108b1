/** Requests that end otherwise than with a plain yes: taken up in part, handed on, one after the other, with what came of it. */
import type { Commands } from '@pergola/client'
import type { SpaceId } from '@pergola/protocol'
import type { OrgKey } from '../cast.ts'
import { dayAt, later, type Act, type Later, type Stage } from '../stage.ts'
import { here, orgIn } from './inCase.ts'

const DAY_MS = 86_400_000

interface Asked {
  readonly to: OrgKey
  readonly need: number
  readonly at: number
  readonly text: string
}

/** The request, and what the one that is asked does once it has come. */
const asking = (
  stage: Stage,
  { to, need, at, text }: Asked,
  answers: (officer: Parameters<Parameters<typeof here>[2]>[0], space: SpaceId) => Promise<unknown>,
): readonly Act[] => {
  const sent: Later<SpaceId> = later()
  return [
    here(stage, at, async (officer, space) => {
      const asked = { org: orgIn(stage, to), service: null, answerBy: Math.round(officer.now() + 5 * DAY_MS), shareFileOnTakeUp: false }
      sent.is((await officer.run('sendReferral', { space, needs: [await stage.needs[need]!.value], text, ...asked })).space)
    }),
    {
      at: at + 0.4,
      by: to,
      run: async ({ officer }) => {
        const space = await sent.value
        await officer.sees('referrals', { direction: 'in' }, (rows) => rows.some((row) => row.space === space))
        await answers(officer, space)
      },
    },
  ]
}

const inPart = (stage: Stage): readonly Act[] =>
  asking(stage, { to: 'atlas', need: 0, at: -4.3, text: 'Bail is set; we have raised a third of it ourselves.' }, (officer, space) =>
    officer.run('takeUpPart', {
      space,
      parts: [{ teaser: 0, from: officer.today(), to: dayAt(stage, stage.plan.needs[0]!.to), share: 50 }],
      text: 'Half of it, today. For the rest somebody else has to be asked.',
    }),
  )

const handedOn = (stage: Stage): readonly Act[] =>
  asking(stage, { to: 'noord', need: 0, at: -2.6, text: 'Surgery and four weeks of care; she can travel.' }, (officer, space) =>
    officer.run('suggestOther', {
      ...{ space, org: orgIn(stage, 'lantern'), service: null },
      text: 'We have no clinic. Lantern paid for such a surgery last year.',
    }),
  )

/** The next one is asked when the time of the one before has passed; that is soon. */
const inOrder = (stage: Stage): readonly Act[] => [
  here(stage, -0.9, async (officer, space) => {
    const to = (['lantern', 'roof', 'lakes'] as const).map((key, at): Commands['sendInOrder']['args']['to'][number] => ({
      ...{ org: orgIn(stage, key), service: null, hours: at === 0 ? 30 : 48, shareFileOnTakeUp: false },
    }))
    const needs = [await stage.needs[1]!.value]
    await officer.run('sendInOrder', { space, needs, text: 'Somebody to talk to, in her language, from this week.', afterNo: true, to })
  }),
]

const toldHowItWent = (stage: Stage): readonly Act[] =>
  stage.plan.referrals.flatMap(({ to, turns }, number): readonly Act[] =>
    turns.at(-1)?.act === 'taken_up' && to === 'atlas'
      ? [
          {
            at: -2.2,
            by: to,
            run: async ({ officer }) => {
              const space = await stage.referrals[number]!.value
              const text = 'The visits went on until he was out. The lawyer asks to keep the door open.'
              await officer.run('giveFeedback', { space, helped: 'yes', on: officer.today(), text })
            },
          },
        ]
      : [],
  )

const ENDINGS: Readonly<Record<string, (stage: Stage) => readonly Act[]>> = {
  Tamarind: inPart,
  Gorse: handedOn,
  Lark: inOrder,
  Almond: toldHowItWent,
}

export const askingActs = (stage: Stage): readonly Act[] => ENDINGS[stage.plan.pseudonym]?.(stage) ?? []
