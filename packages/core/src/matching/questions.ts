/** What should be asked of those who know the case: only what would move a service that is still possible. */
import type { Asked, Question, Reason } from './model.ts'

interface Open {
  services: number
  decides: boolean
}

/** Collects questions service by service. */
export const openQuestions = (): { readonly add: (reasons: readonly Reason[]) => void; readonly list: () => readonly Question[] } => {
  const open = new Map<Asked, Open>()
  const add = (reasons: readonly Reason[]): void => {
    const seen = new Set<Asked>()
    for (const { asks, hard } of reasons) {
      if (asks === undefined) continue
      const known = open.get(asks) ?? { services: 0, decides: false }
      if (!seen.has(asks)) known.services++
      seen.add(asks)
      known.decides ||= hard
      open.set(asks, known)
    }
  }
  const list = (): readonly Question[] =>
    [...open]
      .map(([asks, { services, decides }]) => ({ asks, services, decides }))
      .sort((a, b) => Number(b.decides) - Number(a.decides) || b.services - a.services || (a.asks < b.asks ? -1 : 1))
  return { add, list }
}
