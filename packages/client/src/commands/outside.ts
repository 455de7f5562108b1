/** Sending a sealed file to somebody outside the network, and taking it back. */
import type { Passage } from '@pergola/core/consent'
import type { CaseFile } from '@pergola/core/casework'
import {
  MOST_ATTACHED_BYTES,
  MOST_CONTENT_BYTES,
  SECRET_BYTES,
  canAttach,
  chosenFiles,
  outsideDropped,
  readOutside,
  saveOutside,
  sealOutside,
  tokenOf,
} from '@pergola/core/outside'
import { cleanLine, isWhole } from '@pergola/core/record'
import { hex, parcelMessage, unhex, type SpaceId } from '@pergola/protocol'
import type { Answer, OutsideAsk } from '../contract/index.ts'
import { composed, outsidePassage } from '../views/outside.ts'
import { problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { base64url } from './base64url.ts'
import { openFile } from './files.ts'
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

type Files = CaseFile['files']

/** Of the files of the case those that go along. */
const filesOf = (file: CaseFile, { parts, files = [] }: OutsideAsk): Answer<Files> => {
  if (!parts.includes('files')) return { ok: true, value: [] }
  const chosen = chosenFiles(file, files)
  if (chosen.length === 0 || chosen.length < new Set(files).size) return problem('invalid', 'files')
  return canAttach(chosen.map(({ bytes }) => bytes))
    ? { ok: true, value: chosen }
    : problem('too_large', 'files', { most: MOST_ATTACHED_BYTES })
}

/** Each opened here; the first that cannot be had ends it. */
const contentsOf = async (world: World, space: SpaceId, files: Files): Promise<Answer<readonly Uint8Array[]>> => {
  const contents: Uint8Array[] = []
  for (const { id } of files) {
    const opened = await openFile(world, { where: { space }, id })
    if (!opened.ok) return opened
    contents.push(opened.value.content)
  }
  return { ok: true, value: contents }
}

/** The case remembers it before the relay has it: a link that finds nothing is better than a file that nobody knows of. */
export const sendOutside: Command<'sendOutside'> = async (world, { space, ...ask }) =>
  problemOf(ask) ??
  inOwnCase(world, space, async (found) => {
    const files = filesOf(found.file, ask)
    if (!files.ok) return files
    const expires = world.now() + ask.days * DAY_MS
    const passage: Passage = outsidePassage(ask)
    return pass(world, found, passage, async (doors) => {
      const attached = await contentsOf(world, space, files.value)
      if (!attached.ok) return attached
      const secret = world.crypto.random(SECRET_BYTES)
      const content = await composed(world, found, ask, expires)
      const sealed = sealOutside(secret, world.crypto.random(NONCE_BYTES), content, attached.value)
      if (sealed === null) return problem('too_large', 'words', { most: MOST_CONTENT_BYTES })
      const parcel = parcelOf(world, secret)
      const id = newId(world)
      const { recipient, scope, parts } = ask
      const saved = await write(
        world,
        space,
        saveOutside(id, {
          recipient,
          scope,
          parts,
          files: files.value.map((one) => one.id),
          parcel: hex(parcel),
          expires: expires as never,
        }),
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
