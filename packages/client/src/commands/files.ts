/** Sealed files: sealed and opened in memory, never written anywhere in clear. */
import { attachFile as attachOps, filePlace, readCase } from '@pergola/core/casework'
import { asKey } from '@pergola/core/crypto'
import { isFile, openBytes, sealBytes, sealedSize } from '@pergola/core/files'
import { ownedId } from '@pergola/core/record'
import { LIMITS, hex, unhex, type BlobId } from '@pergola/protocol'
import { findAlert } from '../book/index.ts'
import type { Answer } from '../contract/index.ts'
import { answer, problem } from '../views/problems.ts'
import type { World } from '../world/world.ts'
import type { Command } from './command.ts'
import { inCase, newId, write } from './open.ts'

/** What a file of this many bytes takes on the relay is just below its limit. */
const MOST_BYTES = 100 * 1024 * 1024

/** The blob is on the relay before the case names it: nobody finds a name without a file behind it. */
export const attachFile: Command<'attachFile'> = async (world, { space, name, type, content }) => {
  if (content.length > MOST_BYTES || sealedSize(content.length) > LIMITS.blobBytes)
    return problem('too_large', 'content', { most: MOST_BYTES })
  return inCase(world, space, async () => {
    const [blob, key] = [newId(world) as BlobId, world.crypto.random(32)]
    const progress = world.progress('file')
    const stored = await world.gateway
      .putBlob(blob, sealBytes(asKey<'file'>(key), world.crypto.random(16), content), progress)
      .finally(progress.end)
    if (!stored.ok) return stored
    const id = ownedId(world.me.org, newId(world))
    const sha256 = hex(world.crypto.sha256(content))
    return write(world, space, attachOps(id, { name, type, bytes: content.length, sha256, blob, key }), { id })
  })
}

/** Where a file is, what opens it, and what it must be. */
interface Place {
  readonly name: string
  readonly type: string
  readonly blob: BlobId
  readonly key: Uint8Array
  readonly size: number
  readonly sha256: Uint8Array
}

export const openFile: Command<'openFile'> = async (world, { where, id }) => {
  const place = 'alert' in where ? inAlert(world, where.alert, id) : await inFile(world, where.space, id)
  if (place === null) return problem('not_found', 'id')
  const stored = await world.gateway.getBlob(place.blob)
  return stored.ok ? opened(world, place, stored.value) : stored
}

const opened = (
  { crypto }: World,
  place: Place,
  sealed: Uint8Array,
): Answer<{ name: string; type: string; content: Uint8Array; atRelay: string }> => {
  const content = openBytes(asKey<'file'>(place.key), sealed)
  if (!content.ok || !isFile(crypto.sha256, place, content.value)) return problem('tampered')
  return answer({ name: place.name, type: place.type, content: content.value, atRelay: place.blob })
}

const inFile = async (world: World, space: Parameters<World['open']>[0], id: string): Promise<Place | null> => {
  const found = await world.open(space)
  if (found?.membership.kind !== 'case') return null
  const file = readCase(space, found.doc).files.find((known) => known.id === id)
  const place = filePlace(found.doc, id)
  const sha256 = file && unhex(file.sha256)
  return file && place?.key.length === 32 && sha256 ? { ...place, name: file.name, type: file.type, size: file.bytes, sha256 } : null
}

const inAlert = (world: World, alert: string, id: string): Place | null => {
  const files = findAlert(world, alert)?.turns.flatMap((turn) => turn.files) ?? []
  return files.find(({ blob, key }) => blob === id && key.length === 32) ?? null
}
