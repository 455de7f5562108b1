/** What every command asks first: is it there, is it still ours to write, does what was typed fit. */
import type { CaseFile } from '@pergola/core/casework'
import { cleanLine, utf8Length, type Op, type Ops } from '@pergola/core/record'
import { hex, type SpaceId } from '@pergola/protocol'
import type { Answer, Problem } from '../contract/index.ts'
import { mayWrite, openCaseFile, openReferralSpace, type OpenedCase, type OpenedReferral } from '../views/openCase.ts'
import { problem } from '../views/problems.ts'
import { openVouchSpace, type OpenedVouch } from '../views/verificationView.ts'
import type { Opened, World } from '../world/world.ts'

/** 16 random bytes in hex. */
export const newId = (world: Pick<World, 'crypto'>): string => hex(world.crypto.random(16))

const writable = (world: World, opened: Opened): Answer<never> | null => {
  if (opened.goneSince !== null) return problem('gone')
  return mayWrite(world, opened) ? null : problem('not_permitted')
}

/** Does something with a case that we may write. */
export const inCase = async <T>(
  world: World,
  space: SpaceId,
  act: (found: OpenedCase) => Promise<Answer<T>> | Answer<T>,
): Promise<Answer<T>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  return writable(world, found.value.opened) ?? act(found.value)
}

/** The same for a case that our organisation holds. */
export const inOwnCase = <T>(
  world: World,
  space: SpaceId,
  act: (found: OpenedCase) => Promise<Answer<T>> | Answer<T>,
): Promise<Answer<T>> => inCase(world, space, (found) => (found.file.ownerOrg === world.me.org ? act(found) : problem('not_permitted')))

export const inReferral = async <T>(
  world: World,
  space: SpaceId,
  act: (found: OpenedReferral) => Promise<Answer<T>> | Answer<T>,
): Promise<Answer<T>> => {
  const found = await openReferralSpace(world, space)
  if (!found.ok) return found
  return writable(world, found.value.opened) ?? act(found.value)
}

/** The same for a request to vouch, ours or theirs. */
export const inVouch = async <T>(
  world: World,
  space: SpaceId,
  act: (found: OpenedVouch) => Promise<Answer<T>> | Answer<T>,
): Promise<Answer<T>> => {
  const found = await openVouchSpace(world, space)
  if (!found.ok) return found
  return writable(world, found.value.opened) ?? act(found.value)
}

/** Writes what was checked and gives `value`. */
export const write = async <T>(world: World, space: SpaceId, ops: Ops | readonly Op[], value: T): Promise<Answer<T>> => {
  const checked = 'ok' in ops ? ops : { ok: true as const, value: ops }
  if (!checked.ok) return checked
  const written = await world.write(space, checked.value)
  return written.ok ? { ok: true, value } : written
}

/** Field, what was typed, and how much of it is taken: characters of a line, bytes of a text. */
export type Bound = readonly [field: string, text: string, most: number]

/** The first line of which something would be cut off. */
export const lineTooLong = (...bounds: readonly Bound[]): Answer<never> | null =>
  firstOver(bounds, (text, most) => cleanLine(text, most) !== cleanLine(text, most + 1))
/** The first text with more UTF-8 bytes than are kept. */
export const textTooLong = (...bounds: readonly Bound[]): Answer<never> | null =>
  firstOver(bounds, (text, most) => text.length > most || utf8Length(text) > most)

const firstOver = (
  bounds: readonly Bound[],
  isOver: (text: string, most: number) => boolean,
): { readonly ok: false; readonly problem: Problem } | null => {
  const over = bounds.find(([, text, most]) => isOver(text, most))
  return over ? problem('too_large', over[0], { most: over[2] }) : null
}

export const hasPerson = (file: CaseFile, id: string): boolean => file.people.some((person) => person.id === id)
