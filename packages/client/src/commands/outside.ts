/** Sending a sealed file to somebody outside the network, and taking it back. */
import type { Passage } from '@pergola/core/consent'
import { MOST_CONTENT_BYTES, SECRET_BYTES, outsideDropped, readOutside, saveOutside, sealOutside, tokenOf } from '@pergola/core/outside'
import { cleanLine, isWhole } from '@pergola/core/record'
import { hex, parcelMessage, unhex } from '@pergola/protocol'
import type { Answer, OutsideAsk } from '../contract/index.ts'
import { composed, outsidePassage } from '../views/outside.ts'
import { problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { base64url } from './base64url.ts'
import { inOwnCase, lineTooLong, newId, textTooLong, write } from './open.ts'
import { pass } from './passing.ts'

const DAY_MS = 86_400_000
export const MOST_DAYS = 14
const LONGEST_WORDS = 20_000
const LONGEST_RECIPIENT = 200
const NONCE_BYTES = 24

const problemOf = (ask: OutsideAsk): Answer<never> | null => {
  if (!isWhole(ask.days, 1, MOST_DAYS)) return problem('invalid', 'days')
  if (ask.parts.length === 0) return problem('invalid', 'parts')
  if (cleanLine(ask.recipient) === '') return problem('invalid', 'recipient')
  return lineTooLong(['recipient', ask.recipient, LONGEST_RECIPIENT]) ?? textTooLong(['words', ask.words, LONGEST_WORDS])
}

/** The case remembers it before the relay has it: a link that finds nothing is better than a file that nobody knows of. */
export const sendOutside: Command<'sendOutside'> = async (world, { space, ...ask }) =>
  problemOf(ask) ??
  inOwnCase(world, space, async (found) => {
    const expires = world.now() + ask.days * DAY_MS
    const passage: Passage = outsidePassage(ask)
    return pass(world, found, passage, async (doors) => {
      const secret = world.crypto.random(SECRET_BYTES)
      const content = await composed(world, found, ask, expires)
      const sealed = sealOutside(secret, world.crypto.random(NONCE_BYTES), content)
      if (sealed === null) return problem('too_large', 'words', { most: MOST_CONTENT_BYTES })
      const parcel = parcelOf(world, secret)
      const id = newId(world)
      const { recipient, scope, parts } = ask
      const saved = await write(
        world,
        space,
        saveOutside(id, { recipient, scope, parts, parcel: hex(parcel), expires: expires as never }),
        null,
      )
      if (!saved.ok) return saved
      const put = await doors.putParcel(parcel, expires, sealed)
      if (put.ok) return { ok: true, value: { id, link: linkOf(world, secret) } }
      const undone = await write(world, space, outsideDropped(id), null)
      return undone.ok ? put : undone
    })
  })

const parcelOf = ({ crypto }: World, secret: Uint8Array): Uint8Array => crypto.sha256(parcelMessage(tokenOf(secret)))

/** After the `#`: no server is told. */
const linkOf = ({ gateway }: World, secret: Uint8Array): string => `${gateway.origin}/intake/once/#${base64url(secret)}`

export const dropOutside: Command<'dropOutside'> = (world, { space, id }) =>
  inOwnCase(world, space, async ({ opened }) => {
    const known = readOutside(opened.doc).find((one) => one.id === id)
    const parcel = known === undefined ? null : unhex(known.parcel)
    if (parcel === null) return problem('not_found', 'id')
    const dropped = await world.gateway.dropParcel(parcel)
    if (!dropped.ok && dropped.problem.type !== 'not_found') return dropped
    return write(world, space, outsideDropped(id), null)
  })
