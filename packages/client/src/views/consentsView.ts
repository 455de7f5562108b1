/** What was agreed to, what has left the case, who has what, and what became of what was taken back. */
import {
  consentMatrix,
  lapses,
  noticesOf,
  readNotice,
  readPassages,
  readSeen,
  readShares,
  readWords,
  type Notice,
} from '@pergola/core/consent'
import type { Doc } from '@pergola/core/record'
import { isOpen } from '@pergola/core/referral'
import { readVouchesAsked } from '@pergola/core/verification'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Answer, ConsentsView, HeldRow, Queries, Receipt } from '../contract/index.ts'
import { memberNames } from '../book/index.ts'
import type { World } from '../world/world.ts'
import { orgName, peopleNames } from './names.ts'
import { openCaseFile, type OpenedCase } from './openCase.ts'
import { answer } from './problems.ts'
import { asOne } from './sameNotice.ts'
import { stateAt } from './stateAt.ts'

const toName = (world: World, { org, recipient }: { readonly org: OrgId | null; readonly recipient: string }): string =>
  org === null ? recipient : orgName(world, org)

export const consentsView = async (world: World, { space }: Queries['consents']['args']): Promise<Answer<ConsentsView>> => {
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const { file, opened } = found.value
  const passages = readPassages(opened.doc)
  const names = peopleNames(
    world,
    passages.map(({ by, byOrg }) => ({ person: by, org: byOrg })),
  )
  return answer({
    matrix: consentMatrix(file, world.today()).map((row) => ({ ...row, toName: toName(world, row) })),
    words: Object.fromEntries(readWords(opened.doc)),
    passages: passages.map((passage) => ({ ...passage, toName: toName(world, passage), byName: names[passage.by] ?? '' })).toReversed(),
    held: heldRows(world, found.value),
    receipts: await receiptsOf(world, opened.doc),
    requests: requestsOf(world, found.value),
  })
}

const heldRows = (world: World, { opened, file }: OpenedCase): readonly HeldRow[] => {
  const shares = readShares(opened.doc)
  const ending = lapses(file, shares).filter(({ referral }) => referral === null)
  return [...new Set(shares.map(({ org }) => org))].map((org) => {
    const seen = readSeen(opened.doc, org)
    const own = shares.filter((share) => share.org === org)
    return {
      org,
      name: orgName(world, org),
      parts: own.map(({ part, since }) => ({ part, since, seenAt: seen[part] ?? null })),
      lapses: ending.filter((lapse) => lapse.org === org),
    }
  })
}

const requestsOf = (world: World, { opened, file }: OpenedCase): ConsentsView['requests'] =>
  lapses(file, readShares(opened.doc), readVouchesAsked(opened.doc)).flatMap((lapse) => {
    const summary = lapse.referral === null ? undefined : world.summaries.get(lapse.referral)
    const waits =
      summary?.kind === 'referral' && !summary.vouch?.answer && isOpen(stateAt(summary, world.now())) && lapse.on <= world.today()
    return waits ? [{ ...lapse, name: orgName(world, lapse.org) }] : []
  })

const receiptsOf = async (world: World, caseDoc: Doc): Promise<readonly Receipt[]> => {
  const notices: Notice[] = []
  for (const space of noticesOf(caseDoc)) {
    const opened = await world.open(space)
    const notice = opened?.membership.kind === 'notice' ? readNotice(space, opened.doc) : null
    if (notice !== null) notices.push(notice)
  }
  return asOne(notices)
    .map((notice) => receipt(world, notice, notice.toOrg, readSeen(caseDoc, notice.toOrg)))
    .sort((a, b) => b.at - a.at || (a.space < b.space ? -1 : 1))
}

const receipt = (world: World, notice: Notice, other: OrgId, seen: Receipt['seen']): Receipt => ({
  ...notice,
  ended: notice.ended.map((one) => ({ ...one, toName: toName(world, one) })),
  otherName: orgName(world, other),
  seen,
  devices: Object.values(world.organisations.get(notice.toOrg)?.devices ?? {}).filter(({ until }) => until === null).length,
  copiesBy: notice.copies === null ? '' : (memberNames(world.book().doc).get(notice.copies.by) ?? ''),
})

export const noticesToUs = async (world: World, { caseSpace }: Queries['noticesToUs']['args']): Promise<Answer<readonly Receipt[]>> => {
  const found: Notice[] = []
  const own = world.summaries.get(caseSpace)
  const spaces = [caseSpace, ...(own?.kind === 'case' ? (own.from ?? []) : [])]
  for (const [space, summary] of world.summaries) {
    if (summary.kind !== 'notice' || !spaces.includes(summary.caseSpace) || summary.toOrg !== world.me.org) continue
    const opened = await world.open(space as SpaceId)
    const notice = opened === null ? null : readNotice(space, opened.doc)
    if (notice !== null) found.push(notice)
  }
  return answer(
    asOne(found)
      .map((notice) => receipt(world, notice, notice.fromOrg, {}))
      .sort((a, b) => b.at - a.at),
  )
}
