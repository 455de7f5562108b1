/** Amina's case as the tests tell it: a defender, two children, a need of shelter for the three of them. */
import type { Entry, Op } from '../record/model.ts'
import { ownedId } from '../record/owned.ts'
import { AMINA, LOCAL_GROUP, SPACE, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import { readCase } from './caseFile.ts'
import type { CaseFile, Commitment, CommitmentState, Day, Need } from './model.ts'
import { caseRules } from './policy.ts'
import { giveConsent, type NewConsent } from '../consent/index.ts'
import { openCase, saveNeed, savePerson } from './write.ts'
import type { OrgId } from '@pergola/protocol'

export const day = (text: string): Day => text as Day
export const TODAY = day('2026-03-01')

export const NEED: Omit<Need, 'id' | 'dropped'> = {
  person: 'heron',
  kind: 'relocation.regional',
  from: day('2026-03-01'),
  to: day('2026-05-31'),
  place: '',
  urgency: 'days',
  headcount: 3,
  note: '',
}

export const OPENING: readonly Entry[] = [
  wrote(
    AMINA,
    1,
    ...opsOf(
      openCase({
        ownerOrg: LOCAL_GROUP,
        pseudonym: 'Heron',
        country: 'KE',
        urgency: 'days',
        summary: 'Threats after a report on land.',
        openedOn: TODAY,
      }),
    ),
    ...opsOf(savePerson('heron', { role: 'defender', label: 'Defender', relation: '', languages: ['sw', 'en'] })),
  ),
  wrote(
    AMINA,
    2,
    ...opsOf(savePerson('wren', { role: 'dependent', label: 'Daughter, school age', relation: 'daughter', languages: ['sw'] })),
    ...opsOf(savePerson('lark', { role: 'dependent', label: 'Son, small', relation: 'son', languages: ['sw'] })),
    ...opsOf(saveNeed('shelter', NEED)),
  ),
]

/** The case after what more was written, folded with the rules of its holder. */
export const caseAfter = (...more: readonly Entry[]): CaseFile => readCase(SPACE, docOf([...OPENING, ...more], caseRules(LOCAL_GROUP)))

export const bar = (org: OrgId, name: string, from: string, to: string, state: CommitmentState = 'confirmed'): Commitment => ({
  id: ownedId(org, name),
  need: 'shelter',
  org,
  from: day(from),
  to: day(to),
  state,
  stopGap: false,
  note: '',
})

export const says = (id: string, person: string, decision: Partial<NewConsent>): readonly Op[] =>
  opsOf(giveConsent(id, { person, scope: 'share_network', org: null, given: true, on: TODAY, how: 'spoken', until: null, ...decision }))
