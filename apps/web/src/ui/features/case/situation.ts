/** What the parts of the case page share: the case, what this member may do in it, and the way to open a form. */
import { createContext, useContext } from 'react'
import type { CaseView } from '../../../contract.ts'
import type { Commitment, Day, Need, Person } from '@pergola/core/casework'

/** `hold`: as the organisation that holds the case. `write`: as anyone who may write in it. */
export interface Rights {
  readonly write: boolean
  readonly hold: boolean
}

export const rightsIn = (view: CaseView): Rights => {
  const write = view.canWrite && view.goneSince === null
  return { write, hold: write && view.own }
}

export type CommitmentDraft = Partial<Pick<Commitment, 'id' | 'state' | 'stopGap' | 'note' | 'terms'>> & {
  readonly need: string
  readonly from: Day
  readonly to: Day
}

/** The form that is open, and what it starts from. */
export type Form =
  | { readonly form: 'edit' }
  | { readonly form: 'need'; readonly need: Need | null; readonly kind?: string }
  | { readonly form: 'person'; readonly person: Person | null }
  | { readonly form: 'identity'; readonly person: Person }
  | { readonly form: 'commitment'; readonly draft: CommitmentDraft }
  | { readonly form: 'handover'; readonly before: string; readonly after: string }
  | { readonly form: 'share'; readonly org: string | null }

export interface Situation {
  readonly view: CaseView
  readonly rights: Rights
  readonly today: Day
  readonly open: (form: Form) => void
  /** The name where the identity part is readable, else the label of the file. */
  readonly nameOf: (person: string) => string
}

export const SituationContext = createContext<Situation | null>(null)

export const useSituation = (): Situation => {
  const situation = useContext(SituationContext)
  if (situation === null) throw new Error('No case above this component')
  return situation
}

export const nameIn = (view: CaseView, person: string): string => {
  const name = view.identities?.find((one) => one.person === person)?.name ?? ''
  const known = [...view.file.people, ...view.file.takenOut].find(({ id }) => id === person)
  return name === '' ? (known?.label ?? '') : name
}

/** Short name of an organisation in this case, else what the roster calls it. */
export const orgNameIn = (view: CaseView, org: string): string => view.organisations.find((one) => one.org === org)?.name ?? ''
