/** Orders of a list of services. */
import type { Service } from './model.ts'

export type DirectoryOrder = 'provider' | 'name' | 'answer' | 'checked' | 'changed'

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const byName = (a: Service, b: Service): number => byText(a.name, b.name) || byText(a.id, b.id)

/** What nobody knows comes last. */
const answer = ({ reach }: Service): number => reach.answerHours ?? Number.MAX_SAFE_INTEGER

/** The directory itself is in the order of providers. */
export const ORDERS: Readonly<Record<Exclude<DirectoryOrder, 'provider'>, (a: Service, b: Service) => number>> = {
  name: byName,
  answer: (a, b) => answer(a) - answer(b) || byName(a, b),
  checked: (a, b) => byText(a.checkedOn ?? '', b.checkedOn ?? '') || byName(a, b),
  changed: (a, b) => b.changedAt - a.changedAt || byName(a, b),
}
