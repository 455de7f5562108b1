/** Showing to everyone what is marked public, and taking it down. */
import { LIMITS, hex } from '@pergola/protocol'
import { notePublished, noteTakenDown } from '../book/publicPage.ts'
import { directoryOf } from '../views/directoryOf.ts'
import { exchange } from '../views/importWork.ts'
import { problem } from '../views/problems.ts'
import type { Command } from './command.ts'
import { write } from './open.ts'

/** It is shown first and noted in the book after: a note without a page would say that something is public which is not. */
export const publishPage: Command<'publishPage'> = async (world) => {
  const secret = world.orgSecrets().at(-1)
  if (world.me.role !== 'steward' || secret === undefined) return problem('not_permitted')
  const { publicDocument, publicPart, signEdition } = await exchange()
  const directory = directoryOf(world)
  const document = publicDocument(directory, world.me.org)
  if (document === null) return problem('invalid', 'services')
  const issued = world.now()
  const draft = { org: world.me.org, issued, document, generation: secret.generation }
  const edition = await signEdition(draft, (message) => world.crypto.sign(secret.signSeed, message))
  if (!edition.ok) return problem('too_large', 'services', { most: LIMITS.editionBytes })
  const shown = await world.gateway.publish(edition.value)
  if (!shown.ok) return shown
  const noted = [notePublished(issued, hex(world.crypto.sha256(document)))]
  return write(world, world.book().space, noted, { services: publicPart(directory, world.me.org).services.length })
}

export const takeDownPage: Command<'takeDownPage'> = async (world) => {
  if (world.me.role !== 'steward') return problem('not_permitted')
  const gone = await world.gateway.publish(null)
  return gone.ok ? write(world, world.book().space, [noteTakenDown()], null) : gone
}
