/** What was looked at of everyone in a case, or of one person of it. */
import type { SafetyView } from '../../../contract.ts'

type Look = SafetyView['assessments'][number]
type Point = SafetyView['history'][number]

export interface Looks {
  readonly all: readonly Look[]
  readonly last: Look | undefined
  readonly history: readonly Point[]
  readonly level: Point['level'] | null
  readonly threatStands: boolean
}

/** `person` null: of everyone. */
export const looksAt = ({ assessments, history }: Pick<SafetyView, 'assessments' | 'history'>, person: string | null): Looks => {
  const all = assessments.filter((one) => one.person === person)
  const points = history.filter((one) => one.person === person)
  const now = points.at(-1)
  return { all, last: all.at(-1), history: points, level: now?.level ?? null, threatStands: now?.threatStands ?? false }
}

interface About {
  readonly person: string | null
}

/** Of looks in their order, the latest at everyone, then at each person: what stands on paper. */
export const latestLooks = <T extends About>(looks: readonly T[]): readonly T[] =>
  [...new Map(looks.map((one) => [one.person, one])).values()].toSorted((a, b) => Number(a.person !== null) - Number(b.person !== null))
