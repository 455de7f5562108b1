/** What the acts of every day are to the gate. */
import type { OrgId } from '@pergola/protocol'
import type { CaseFile, Need } from '../casework/model.ts'
import { concernedBy } from './gate.ts'
import type { RecordId } from '../record/model.ts'
import type { Passage } from './model.ts'

/** A request without a name: everyone whom one of its needs is about. */
export const teaserPassage = (file: CaseFile, needs: readonly Need[], org: OrgId): Passage & { readonly org: OrgId } => ({
  act: 'teaser',
  scope: 'share_network',
  org,
  people: [...new Set(needs.flatMap((need) => concernedBy(file, need)))],
})

const ACTS = { file: 'share_file', identity: 'share_identity', medical: 'share_medical', emergency: 'emergency' } as const

/** A part of the case for one organisation: everyone in the file is in it, unless it is of `people` only. */
export const sharePassage = (org: OrgId, part: keyof typeof ACTS, people?: Passage['people']): Passage & { readonly org: OrgId } => ({
  act: ACTS[part],
  scope: 'share_named_org',
  org,
  ...(people === undefined ? {} : { people }),
})

/** Whether an organisation knows the work: without the name, or with it to that one. It is about the defenders of the file. */
export const vouchPassage = (file: CaseFile, org: OrgId, withName: boolean): Passage & { readonly org: OrgId } => ({
  act: 'vouch',
  scope: withName ? 'share_named_org' : 'share_network',
  org,
  parts: withName ? ['summary', 'identity'] : ['summary'],
  people: defendersIn(file),
})

/** Whose work it is: the defenders of the file, or everyone in it while nobody is called one. */
export const defendersIn = ({ people }: Pick<CaseFile, 'people'>): readonly RecordId[] => {
  const defenders = people.filter(({ role }) => role === 'defender')
  return (defenders.length > 0 ? defenders : people).map(({ id }) => id)
}
