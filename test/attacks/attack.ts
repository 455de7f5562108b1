/** One attack: who, what, what must come of it, and how it is really done here. The table and the tests are made of these. */
import { expect } from 'vitest'
import type { IntegrityAlarm } from '@pergola/client'

export type Attacker = 'relay' | 'member' | 'outsider' | 'removed member' | 'disk thief' | 'device thief' | 'code server' | 'bad luck'

/** Of an alarm, or of the problem that whoever opens a file is told. */
export type Name = IntegrityAlarm['what'] | 'tampered'

export type Answer =
  /** Members are told, by one of these names. */
  | { readonly t: 'named'; readonly as: readonly Name[] }
  /** Nothing comes of it: in a few words, why. */
  | { readonly t: 'prevented'; readonly how: string }
  /** It works, in part or whole: the section of SECURITY.md that says so. */
  | { readonly t: 'limit'; readonly section: string; readonly how: string }

export const named = (...as: readonly Name[]): Answer => ({ t: 'named', as })
export const prevented = (how: string): Answer => ({ t: 'prevented', how })
export const limit = (section: string, how: string): Answer => ({ t: 'limit', section, how })

interface Known {
  readonly who: Attacker
  /** As the list calls it (list.ts). */
  readonly attack: string
  readonly answer: Answer
}

/** Tried here. Gives the name under which it was told to somebody, if it was. */
export interface Attack extends Known {
  /** Begins with the number of its rule. */
  readonly title: string
  readonly act: () => Promise<string | void>
}

/** Tried by a test that belongs to a package. */
export interface Elsewhere extends Known {
  readonly file: string
  /** How the test's title begins. */
  readonly test: string
}

/** Shown by nothing but words. */
export type Told = Known

export const isTried = (attack: Attack | Elsewhere | Told): attack is Attack => 'act' in attack
export const isElsewhere = (attack: Attack | Elsewhere | Told): attack is Elsewhere => 'file' in attack

/** Collects what one attacker does. */
export const attacksOf = (who: Attacker) => {
  const all: Attack[] = []
  const attack = (name: string, answer: Answer, title: string, act: Attack['act']): void =>
    void all.push({ who, attack: name, answer, title, act })
  return { all, attack }
}

/** Throws when anything else came of it than what must. Gives the name under which it was told. */
export const tried = async ({ answer, act }: Attack): Promise<string> => {
  const said = await act()
  if (answer.t === 'named') expect(answer.as).toContain(said)
  else expect(said).toBeUndefined()
  return said ?? ''
}
