/**
 * A way in that was begun here and has not come to its end. When an answer got lost on the way, the relay has the account already, or the
 * answer to the invitation: tried again with the same bytes it says yes, with new ones that the name is taken or the link used.
 */
import type { Answer, Problem } from '../contract/index.ts'

/** What was made on the way, by name: made once. */
export interface Way {
  take<T>(part: string, make: () => Promise<T>): Promise<T>
  /** The same, for what may not be had at once. */
  ask<T>(part: string, make: () => Promise<Answer<T>>): Promise<Answer<T>>
}

const wayOver = (parts: Map<string, unknown>): Way => ({
  take: async <T>(part: string, make: () => Promise<T>): Promise<T> => {
    if (!parts.has(part)) parts.set(part, await make())
    return parts.get(part) as T
  },
  ask: async <T>(part: string, make: () => Promise<Answer<T>>): Promise<Answer<T>> => {
    const known = parts.get(part) as Answer<T> | undefined
    const answer = known ?? (await make())
    if (answer.ok) parts.set(part, answer)
    return answer
  },
})

/** After these nobody here knows what the relay did. */
const UNKNOWN: ReadonlySet<Problem['type']> = new Set<Problem['type']>(['offline', 'busy', 'relay_full'])

/** One at a time: whoever begins another one, or is told no, has left the one before. In memory only: it holds secrets. */
export class Begun {
  #name = ''
  #parts = new Map<string, unknown>()

  /** `name` says whose way it is: the link and the account's name. */
  async go<T>(name: string, walk: (way: Way) => Promise<Answer<T>>): Promise<Answer<T>> {
    if (name !== this.#name) this.#leave(name)
    const answer = await walk(wayOver(this.#parts))
    if (answer.ok || !UNKNOWN.has(answer.problem.type)) this.#leave('')
    return answer
  }

  #leave(name: string): void {
    this.#name = name
    this.#parts = new Map()
  }
}
