/** What is shown to everyone now, and what would be. */
import { hex } from '@pergola/protocol'
import { readPublished } from '../book/publicPage.ts'
import type { Answer, PublicPageView } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { directoryOf } from './directoryOf.ts'
import { exchange } from './importWork.ts'
import { answer } from './problems.ts'

export const publicPage = async (world: World): Promise<Answer<PublicPageView>> => {
  const { publicDocument, publicPart } = await exchange()
  const directory = directoryOf(world)
  const part = publicPart(directory, world.me.org)
  const document = publicDocument(directory, world.me.org)
  const published = readPublished(world.book().doc)
  const shown = published?.shown === true ? published : null
  const print = document === null ? '' : hex(world.crypto.sha256(document))
  return answer({
    shownSince: shown?.issued ?? null,
    takenDown: published?.takenDown ?? null,
    differs: (shown?.print ?? '') !== print,
    services: part.services.map(({ name }) => name),
    calls: part.calls.map(({ title }) => title),
    address: `${world.gateway.origin}/public`,
  })
}
