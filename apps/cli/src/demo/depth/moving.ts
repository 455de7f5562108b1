/** Cases that move: two that were one person, one that became two, one offered to those with whom the person is now. */
import type { Commands } from '@pergola/client'
import type { SpaceId } from '@pergola/protocol'
import { dayAt, later, type Act, type Later, type Stage } from '../stage.ts'
import { here, orgIn, soonAfter, type Officer } from './inCase.ts'

const person = (label: string) => ({ role: 'defender', label, relation: '', languages: ['sw'] }) as const

/** Somebody wrote twice, under two names. */
const merged = (stage: Stage): readonly Act[] => {
  const twice: Later<SpaceId> = later()
  return [
    {
      at: -6.1,
      by: stage.plan.owner,
      run: async ({ officer }) => {
        const summary = 'Asked for a lawyer by telephone; the same hearing as another case of ours?'
        const { space } = await officer.run('createCase', { pseudonym: 'Reed', country: stage.plan.country, urgency: 'days', summary })
        await officer.run('savePerson', { space, ...person('Journalist, called on Monday') })
        await officer.run('addNote', { space, text: 'Says that we know him already. Voice on a bad line.' })
        twice.is(space)
      },
    },
    here(stage, -5.4, async (officer, into) => {
      const from = await twice.value
      const { file } = await officer.ask('case', { space: from })
      const same = [{ from: file.people[0]!.id, into: await stage.people[0]!.value }]
      await officer.run('mergeCase', { from, into, same })
    }),
  ]
}

/** Two rangers in one file; one leaves the country and gets a case of her own. */
const split: (stage: Stage) => readonly Act[] = (stage) => [
  {
    at: -9.2,
    by: stage.plan.owner,
    run: async ({ officer }) => {
      const summary = 'Two rangers of one forest, both named on the wall. Their ways part now: one stays, one has to leave.'
      const { space } = await officer.run('createCase', { pseudonym: 'Stile', country: stage.plan.country, urgency: 'weeks', summary })
      await officer.run('savePerson', { space, ...person('Ranger, stays') })
      const leaving = await rangerWhoLeaves(stage, officer, space)
      await officer.run('splitCase', { space, people: [leaving], pseudonym: 'Footbridge' })
      await officer.run('editCase', { space, fields: { status: 'open' } })
    },
  },
]

const rangerWhoLeaves = async (stage: Stage, officer: Officer, space: SpaceId): Promise<string> => {
  const { id } = await officer.run('savePerson', { space, ...person('Ranger, leaves with her mother') })
  const need: Commands['saveNeed']['args']['need'] = {
    ...{ person: id, kind: 'relocation.regional', from: dayAt(stage, -9), to: dayAt(stage, 60), place: stage.plan.country },
    urgency: 'weeks',
    ...{ headcount: 2, note: 'Not the capital.' },
  }
  await officer.run('saveNeed', { space, need })
  return id
}

/** The person has lived with them for months: they are asked to go on with the case. */
const offered = (stage: Stage): readonly Act[] => [
  here(stage, soonAfter(stage, 100), async (officer, space) => {
    await officer.run('shareCase', { space, org: orgIn(stage, 'noord'), part: 'identity' })
    await officer.run('offerCase', { space, org: orgIn(stage, 'noord') })
  }),
]

const MOVES: Readonly<Record<string, (stage: Stage) => readonly Act[]>> = { Fern: merged, Ember: split, Juniper: offered }

export const movingActs = (stage: Stage): readonly Act[] => MOVES[stage.plan.pseudonym]?.(stage) ?? []
