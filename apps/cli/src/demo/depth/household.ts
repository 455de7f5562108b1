/** Who of a case belongs to whom, their papers, and what those who treat must know. */
import type { Commands } from '@pergola/client'
import { dayAt, later, type Act, type Later, type Stage } from '../stage.ts'
import type { OrgKey } from '../cast.ts'
import { here, isChild, numberOf, orgIn, soonAfter } from './inCase.ts'
import type { PlannedPerson } from '../planModel.ts'

type Tie = Commands['saveTie']['args']['tie']['kind']
type Paper = Commands['savePaper']['args']['paper']
type Care = Commands['saveCare']['args']['care']

/** Seen from the defender; a mother or father is the first of the two. */
const tieOf = ({ relation }: PlannedPerson): { readonly kind: Tie; readonly upward: boolean } => {
  if (relation === 'parent' || relation === 'child') return { kind: 'parent', upward: relation === 'parent' }
  return { kind: relation === 'partner' ? 'partner' : 'carer', upward: false }
}

/** Every family, and a guardian for each child. */
export const familyActs = (stage: Stage): readonly Act[] =>
  stage.plan.people.length < 2
    ? []
    : [
        here(stage, soonAfter(stage, 0.2), async (officer, space) => {
          const [defender, ...others] = await Promise.all(stage.people.map(({ value }) => value))
          for (const [at, person] of others.entries()) {
            const planned = stage.plan.people[at + 1]!
            const { kind, upward } = tieOf(planned)
            const [a, b] = upward ? [person, defender!] : [defender!, person]
            await officer.run('saveTie', { space, tie: { a, b, kind, together: kind !== 'parent' || !upward } })
            if (isChild(planned))
              await officer.run('saveStanding', { space, standing: { person, minor: true, guardian: defender!, ownCase: null } })
          }
        }),
      ]

/** For those who may have to leave: what runs out, what was taken, what is applied for. */
export const paperActs = (stage: Stage): readonly Act[] => {
  const { people, needs, country, status } = stage.plan
  if (status !== 'open' || !needs.some(({ kind }) => /^(relocation|visa|fellowship|humanitarian.family)/u.test(kind))) return []
  const number = numberOf(stage)
  return [
    here(stage, soonAfter(stage, 1.2), async (officer, space) => {
      const [defender, second] = await Promise.all(stage.people.map(({ value }) => value))
      const papers: readonly Omit<Paper, 'country'>[] = [
        passport(defender!, { number: `X${100_000 + number}`, until: dayAt(stage, 20 + ((number + 2) % 5) * 60), state: 'held' }),
        ...(second !== undefined && isChild(people[1]!)
          ? [
              passport(second, { number: '', until: null, state: number % 2 === 0 ? 'applied' : 'missing' }),
              { ...passport(second, { number: '', until: null, state: 'held' }), kind: 'birth_certificate' as const },
            ]
          : []),
      ]
      for (const paper of papers) await officer.run('savePaper', { space, paper: { ...paper, country } })
    }),
  ]
}

const passport = (person: string, more: Pick<Paper, 'number' | 'until' | 'state'>): Omit<Paper, 'country'> => ({
  ...{ person, kind: 'passport', place: more.state === 'held' ? 'With a colleague, in the locked drawer' : '' },
  ...more,
})

/* ---- the medical part ---- */

const CARE: readonly (readonly [kind: Care['kind'], text: string, urgent: boolean])[] = [
  ['condition', 'Two fractures of the left forearm, set once, not well.', false],
  ['condition', 'Asthma; the blue spray has to be within reach at night.', true],
  ['medicine', 'Insulin twice a day; must stay cool on the way.', true],
  ['psychosocial', 'Does not sleep since the attack. Wakes at engines.', false],
]

const careFor = (number: number): readonly (typeof CARE)[number][] => [CARE[number % 3]!, CARE[3]!]

/** Cases in which somebody treats. The consent for it is in the plan. */
export const medicalActs = (stage: Stage): readonly Act[] => {
  const { treatedBy, status, needs, openedAt } = stage.plan
  const patient = needs.find(({ kind }) => kind === 'medical' || kind === 'psychosocial' || kind === 'fellowship')?.person ?? 0
  if (treatedBy.length === 0 || status === 'closed') return []
  const writes = here(stage, soonAfter(stage, 2), async (officer, space) => {
    const person = await stage.people[patient]!.value
    for (const [kind, text, urgent] of careFor(numberOf(stage)))
      await officer.run('saveCare', { space, care: { person, kind, text, since: '', urgent, endedOn: null } })
  })
  return [writes, ...treatedBy.flatMap((org) => treats(stage, org, patient, Math.max(openedAt * 0.5, -8)))]
}

const treats = (stage: Stage, org: OrgKey, patient: number, at: number): readonly Act[] => {
  const shared: Later<true> = later()
  const isOurs = ({ pseudonym }: { readonly pseudonym: string }): boolean => pseudonym === stage.plan.pseudonym
  return [
    here(stage, at, async (officer, space) => {
      await officer.run('shareMedical', { space, org: orgIn(stage, org) })
      shared.is(true)
    }),
    {
      at: at + 0.5,
      by: org,
      run: async ({ officer }) => {
        await shared.value
        const { space } = (await officer.sees('medicalParts', {}, (rows) => rows.some(isOurs))).find(isOurs)!
        const text = 'Seen by our doctor. Eats again; sleeps four hours. Next look agreed.'
        const visit = { person: await stage.people[patient]!.value, on: officer.today(), text, nextOn: dayAt(stage, 9) }
        await officer.run('saveVisit', { space, visit })
      },
    },
  ]
}
