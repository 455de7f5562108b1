/** The people the tests of the domain tell of: Amina in a local group, Joost in a shelter, Rosa in a fund. */
import type { DeviceId, OrgId, PersonId, Role, SpaceId } from '@pergola/protocol'
import { fold } from './document.ts'
import { hlcAt } from './hlc.ts'
import type { Author, Doc, Entry, Hlc, Op, Rules } from './model.ts'
import type { Invalid, Result } from './result.ts'

const id = (letter: string): string => letter.repeat(32)

export const LOCAL_GROUP = id('a') as OrgId
export const SHELTER = id('b') as OrgId
export const FUND = id('c') as OrgId
export const SPACE = id('5') as SpaceId

const person = (letter: string, org: OrgId, role: Role = 'editor'): Author => ({
  device: id(letter) as DeviceId,
  person: id(letter) as PersonId,
  org,
  role,
})

export const AMINA = person('1', LOCAL_GROUP)
export const JOOST = person('2', SHELTER)
export const ROSA = person('3', FUND)

export const as = (author: Author, role: Role): Author => ({ ...author, role })

/** The clock at so many minutes after noon on 1 March 2026. */
export const minute = (minutes: number): Hlc => hlcAt(Date.UTC(2026, 2, 1, 12) + minutes * 60_000)

/** One commit. */
export const wrote = (author: Author, minutes: number, ...ops: readonly Op[]): Entry => ({ author, payload: { at: minute(minutes), ops } })

/** The operations of input that is in order. */
export const opsOf = (result: Result<readonly Op[], Invalid>): readonly Op[] => {
  if (!result.ok) throw new Error(`invalid ${result.problem.field}`)
  return result.value
}

export const docOf = (entries: readonly Entry[], rules?: Rules): Doc => fold(entries, rules).doc
