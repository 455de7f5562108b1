/** Of Today: what consent asks for. */
import { isOpen } from '@pergola/core/referral'
import type { SpaceId } from '@pergola/protocol'
import type { World } from '../world/world.ts'
import { orgName } from './names.ts'
import { spacesFrom } from './sameFile.ts'
import { stateAt } from './stateAt.ts'
import type { CaseSummary, NoticeSummary } from './summary.ts'
import { DAY_MS, NOTHING_DUE, startOf, type Due } from './todayDue.ts'

/** So long an organisation has to confirm before its silence is shown. */
const CONFIRM_WITHIN_MS = 3 * DAY_MS

/** Of our cases: what is shared, or asked, and consent does not carry today; one line for each organisation and request. */
export const lapsesDue = (world: World, caseSpace: SpaceId, summary: CaseSummary): readonly Due[] => {
  const { pseudonym, ownerOrg, lapses = [], promises } = summary
  if (ownerOrg !== world.me.org || (lapses.length === 0 && promises === undefined)) return NOTHING_DUE
  const today = world.today()
  // Consent that ends is most often consent that ends one day.
  if (promises === undefined && lapses.every(({ on }) => on > today)) return NOTHING_DUE
  const due = new Map<string, Due>()
  for (const { org, referral, on } of lapses) {
    if (on > today || (referral !== null && !stillWaits(world, referral))) continue
    const key = referral ?? org
    if (due.has(key)) continue
    const what = referral === null ? 'share' : 'request'
    const item = { kind: 'consent_lapsed', what, caseSpace, pseudonym, to: orgName(world, org), referral, on } as const
    due.set(key, { item, due: startOf(on) })
  }
  return [...due.values(), ...promisesDue(world, caseSpace, summary)]
}

/** Taken up, and the file waits: not everyone agrees (any more) that it goes there. */
const promisesDue = (world: World, caseSpace: SpaceId, { pseudonym, organisations, promises = [] }: CaseSummary): readonly Due[] =>
  promises.flatMap(({ org, referral, on }) => {
    const asked = referral === null ? undefined : world.summaries.get(referral)
    if (asked?.kind !== 'referral' || asked.state !== 'taken_up' || asked.caseSpace !== null) return []
    if (on > world.today() || organisations.includes(org)) return []
    const item = { kind: 'consent_lapsed', what: 'promise', caseSpace, pseudonym, to: orgName(world, org), referral, on } as const
    return [{ item, due: asked.lastTurnAt + DAY_MS }]
  })

const stillWaits = (world: World, referral: SpaceId): boolean => {
  const summary = world.summaries.get(referral)
  return summary?.kind === 'referral' && !summary.vouch?.answer && isOpen(stateAt(summary, world.now()))
}

export const noticeDue = (world: World, notice: SpaceId, summary: NoticeSummary): readonly Due[] => {
  const { fromOrg, toOrg, pseudonym, at: since, confirmed, copies } = summary
  const told = { caseSpace: caseHere(world, summary), notice, pseudonym, since, about: summary.tellsEnded ? 'consent' : 'parts' } as const
  if (toOrg === world.me.org)
    return copies ? [] : [{ item: { kind: 'notice_in', ...told, by: orgName(world, fromOrg) }, due: since + CONFIRM_WITHIN_MS }]
  const waits = world.now() - since >= CONFIRM_WITHIN_MS
  if (fromOrg !== world.me.org || !waits || (copies && confirmed.length > 0)) return []
  const missing = confirmed.length === 0 ? 'devices' : 'person'
  return [{ item: { kind: 'notice_open', ...told, to: orgName(world, toOrg), missing }, due: since + CONFIRM_WITHIN_MS }]
}

/** The case as it is with us: of one that was handed to us, ours. */
const caseHere = (world: World, { caseSpace, tellsEnded }: NoticeSummary): SpaceId => {
  const there = world.summaries.get(caseSpace)
  const isOurs = there?.kind === 'case' && there.ownerOrg === world.me.org
  return tellsEnded && !isOurs ? (spacesFrom(world, caseSpace)[0] ?? caseSpace) : caseSpace
}

/** Cases that are gone and of which a notice here says so already. */
export const casesOfNotices = (world: World): ReadonlySet<SpaceId> => {
  const found = new Set<SpaceId>()
  for (const summary of world.summaries.values()) {
    if (summary.kind !== 'notice' || summary.toOrg !== world.me.org || summary.copies) continue
    if (world.summaries.get(summary.caseSpace)?.goneSince) found.add(summary.caseSpace)
  }
  return found
}
