/** Recording what people of a case agreed to, and that they took it back. */
import {
  LONGEST_WORDS,
  giveConsent as consentOps,
  readSeen,
  recordSeen,
  withdrawConsent as withdrawOps,
  type NewConsent,
} from '@pergola/core/consent'
import type { Op } from '@pergola/core/record'
import type { SpaceId } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import { openCaseFile, type OpenedCase } from '../views/openCase.ts'
import { done, problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { hasPerson, inCase, inOwnCase, lineTooLong, newId, textTooLong, write } from './open.ts'
import { isEnding, spreadEndings, takeBackNow } from './withdrawing.ts'

/** Decisions recorded in one go. */
const MOST_AT_ONCE = 200
const DAY_MS = 86_400_000

type Recorded = readonly (readonly [id: string, ops: readonly Op[]])[]

const checkedOne = (world: World, { file }: OpenedCase, consent: NewConsent): Answer<Recorded[number]> => {
  const { person, on, guardian = null, recipient = '', trusted = '', words = '' } = consent
  if (!hasPerson(file, person)) return problem('invalid', 'person')
  if (guardian !== null && !hasPerson(file, guardian)) return problem('invalid', 'guardian')
  if (on > world.today()) return problem('invalid', 'on')
  const tooLong = lineTooLong(['recipient', recipient, 200], ['trusted', trusted, 200]) ?? textTooLong(['words', words, LONGEST_WORDS])
  if (tooLong !== null) return tooLong
  const id = newId(world)
  const ops = consentOps(id, consent)
  return ops.ok ? { ok: true, value: [id, ops.value] } : ops
}

/** One conversation, whatever it was about: all of it is recorded, or none. A no holds wherever else the people are. */
export const giveConsents: Command<'giveConsents'> = (world, { space, consents }) =>
  inOwnCase(world, space, async (found) => {
    if (consents.length === 0) return problem('invalid', 'consents')
    if (consents.length > MOST_AT_ONCE) return problem('too_large', 'consents', { most: MOST_AT_ONCE })
    const recorded: Recorded[number][] = []
    for (const consent of consents) {
      const one = checkedOne(world, found, consent)
      if (!one.ok) return one
      recorded.push(one.value)
    }
    const ops = recorded.flatMap(([, own]) => own)
    const ids = recorded.map(([id]) => id)
    const written = await write(world, space, ops, { ids })
    const spread = written.ok ? await spreadRefusals(world, space, ids) : written
    return spread.ok ? written : spread
  })

const spreadRefusals = async (world: World, space: SpaceId, ids: readonly string[]): Promise<Answer<null>> => {
  const now = await openCaseFile(world, space)
  if (!now.ok) return now
  const refused = now.value.file.consents.filter(({ id, given }) => !given && ids.includes(id)).filter(isEnding)
  return refused.length === 0 ? done : spreadEndings(world, now.value, refused)
}

export const giveConsent: Command<'giveConsent'> = async (world, { space, consent }) => {
  const given = await giveConsents(world, { space, consents: [consent] })
  return given.ok ? { ok: true, value: { id: given.value.ids[0]! } } : given
}

/**
 * Holds from that day, on this device at once. With `takeBack` whatever was shared on the ground of it is taken back now, or as
 * soon as a device of ours reaches the relay.
 */
export const withdrawConsent: Command<'withdrawConsent'> = (world, { space, id, on, takeBack = false }) =>
  inOwnCase(world, space, async (found) => {
    const consent = found.file.consents.find((known) => known.id === id)
    if (consent === undefined) return problem('not_found', 'id')
    if (on < consent.on) return problem('invalid', 'on')
    const withdrawn = await write(world, space, withdrawOps(id, on, takeBack), null)
    if (!withdrawn.ok) return withdrawn
    const taken = takeBack ? await takeBackNow(world, space) : done
    return taken.ok ? spreadEndings(world, found, [{ ...consent, withdrawnOn: on, takeBack }].filter(isEnding)) : taken
  })

/** Said by those who work on a case of others when they open it, at most once a day: for the receipt, if it is taken back. */
export const markSeen: Command<'markSeen'> = (world, { space }) =>
  inCase(world, space, async ({ opened, file }) => {
    if (file.ownerOrg === world.me.org) return done
    const before = readSeen(opened.doc, world.me.org)
    const identity = file.identitySpace === null ? null : await world.open(file.identitySpace)
    const parts = [...(['file'] as const), ...(identity !== null && identity.goneSince === null ? (['identity'] as const) : [])]
    const due = parts.filter((part) => world.now() - (before[part] ?? 0) >= DAY_MS)
    return due.length === 0 ? done : write(world, space, recordSeen(world.me.org, due, world.now()), null)
  })
