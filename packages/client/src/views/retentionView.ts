/** How long cases are kept: rules, what is due by them, what was proposed, and what is left of what was destroyed. */
import {
  bareRecordOf,
  bareRecordOfAlerts,
  confirmRefusal,
  dueAlerts,
  dueCases,
  ALONE_DAYS,
  isHeld,
  readBareRecords,
  readHold,
  readProposals,
  readRetention,
} from '@pergola/core/retention'
import type { ClosedCase, Proposal, Retention } from '@pergola/core/retention'
import { readClosings } from '@pergola/core/caselife'
import { idIn, rowAt } from '@pergola/core/record'
import { atLeast, membersNow, roleNow, type OrgId, type PersonId, type SpaceId, type SpaceKind } from '@pergola/protocol'
import { memberNames, readAlerts } from '../book/index.ts'
import type { Answer, DueAlertRow, EndingDraft, FarewellRow, ProposalRow, RetentionView } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { alertRow } from './alerts.ts'
import { alertsOver, closedAlert } from './alertsEnding.ts'
import { endingParts, type EndingPart } from './endingParts.ts'
import type { View } from './index.ts'
import { orgName } from './names.ts'
import { openCaseFile } from './openCase.ts'
import { answer, problem } from './problems.ts'
import type { CaseSummary } from './summary.ts'

const DAY_MS = 86_400_000

/** People besides this one who may edit. */
export const otherEditors = (world: World): number => {
  const { membership } = world.book()
  return membersNow(membership).filter((person) => person !== world.me.person && atLeast(roleNow(membership, person)!, 'editor')).length
}

export interface ClosedRow extends ClosedCase {
  readonly pseudonym: string
}

/** Cases that our organisation holds and that are closed. */
export const closedCases = (world: World): readonly ClosedRow[] => {
  const rows: ClosedRow[] = []
  for (const [space, summary] of world.summaries) {
    if (summary.kind === 'case' && summary.ownerOrg === world.me.org && summary.goneSince === null && summary.closed)
      rows.push(closedRow(world, space, summary, summary.closed))
  }
  return rows
}

const closedRow = (
  world: World,
  space: SpaceId,
  { pseudonym, identitySpace }: CaseSummary,
  closed: NonNullable<CaseSummary['closed']>,
): ClosedRow => ({
  space,
  pseudonym,
  closedOn: closed.on,
  reason: closed.reason,
  hasParts: identitySpace !== null && world.summaries.get(identitySpace)?.kind === 'identity',
  heldUntil: closed.heldUntil,
})

export const retentionView = async (world: World): ReturnType<View<'retention'>> => {
  const book = world.book().doc
  const retention = readRetention(book)
  const closed = closedCases(world)
  const bySpace = new Map(closed.map((row) => [row.space, row]))
  const names = memberNames(book)
  const nameOf = (person: PersonId): string => names.get(person) ?? ''
  const proposals = readProposals(book)
  const records = readBareRecords(book)
  const asked = new Set(proposals.map(({ case: space }) => space))
  const began = new Set(records.filter(({ done }) => !done).map(({ case: space, what }) => `${space}:${what}`))
  const value: RetentionView = {
    ...retention,
    isSteward: world.me.role === 'steward',
    mayPropose: atLeast(world.me.role, 'editor'),
    isAlone: otherEditors(world) === 0,
    due: dueCases(retention, closed, world.today())
      .filter(({ space }) => !asked.has(space))
      .map((due) => ({ ...due, pseudonym: bySpace.get(due.space)!.pseudonym, closedOn: bySpace.get(due.space)!.closedOn })),
    dueAlerts: alertsDueIn(world, retention, proposals),
    held: closed.flatMap(({ space, pseudonym, heldUntil }) => (heldUntil === null ? [] : [{ space, pseudonym, until: heldUntil }])),
    proposals: proposals.map((one) => proposalRow(world, one, bySpace.get(one.case) ?? null, nameOf(one.by), began)),
    records: records
      .map((one) => ({ ...one, proposedByName: nameOf(one.proposedBy), confirmedByName: nameOf(one.confirmedBy) }))
      .toReversed(),
  }
  return answer(value)
}

const proposalRow = (world: World, one: Proposal, row: ClosedRow | null, byName: string, began: ReadonlySet<string>): ProposalRow => {
  const { case: space, what, by, at, rule } = one
  const isBegun = began.has(`${space}:${what}`)
  const others = otherEditors(world)
  const stopped = isBegun || what === 'alerts' ? null : row === null ? 'open' : isHeld(row, world.today()) ? 'held' : null
  const me = { person: world.me.person, isSteward: world.me.role === 'steward' }
  return {
    ...{ case: space, what, by, byName, at, rule, began: isBegun },
    pseudonym: row?.pseudonym ?? '',
    alerts: one.alerts.length,
    refusal: stopped ?? confirmRefusal(one, me, others, world.now()),
    waitsUntil: others === 0 ? at + ALONE_DAYS * DAY_MS : null,
  }
}

/** Conversations that are due and that nobody has proposed yet. */
export const alertsDueIn = (world: World, retention: Retention, proposals: readonly Proposal[]): readonly DueAlertRow[] => {
  if (!retention.rules.some(({ id, on }) => id === 'alert' && on)) return []
  const asked = new Set(proposals.flatMap(({ alerts }) => alerts.map(({ id }) => id)))
  const over = new Map(alertsOver(world).map((alert) => [alert.id, alert]))
  return dueAlerts(retention, [...over.values()].map(closedAlert), world.today())
    .filter(({ id }) => !asked.has(id))
    .map((due) => ({ ...due, firstLine: alertRow(over.get(due.id)!).firstLine }))
}

const counted = (parts: readonly EndingPart[]): readonly { readonly kind: SpaceKind; readonly count: number }[] => {
  const counts = new Map<SpaceKind, number>()
  for (const { kind } of parts) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].map(([kind, count]) => ({ kind, count }))
}

/** Of conversations, as somebody proposed it. */
const alertsDraft = (world: World, space: SpaceId): Answer<EndingDraft> => {
  const proposal = readProposals(world.book().doc).find((one) => one.case === space && one.what === 'alerts')
  if (proposal === undefined) return problem('not_found', 'space')
  const { spaces, alerts } = proposal
  const known = new Map(readAlerts(world).map((alert) => [alert.id, alertRow(alert)]))
  return answer({
    ...{ space, what: 'alerts', pseudonym: '', organisations: [], hold: null, isClosed: true, fromAlert: false },
    spaces: [{ kind: 'shelf', count: spaces.length }],
    files: spaces.reduce((sum, { blobs }) => sum + blobs.length, 0),
    record: bareRecordOfAlerts(proposal, world.me.person, world.today()),
    alerts: alerts.map(({ id }) => ({ id, firstLine: known.get(id)?.firstLine ?? '' })),
  })
}

export const endingDraft: View<'endingDraft'> = async (world, { space, what }) => {
  if (what === 'alerts') return alertsDraft(world, space)
  const found = await openCaseFile(world, space)
  if (!found.ok) return found
  const { opened, file } = found.value
  const parts = await endingParts(world, opened, what)
  if (parts === null) return problem('not_found', 'space')
  const hold = readHold(opened.doc)
  const closing = readClosings(opened.doc).findLast(({ reopened }) => reopened === null) ?? null
  const told = (membersNow(opened.membership) as readonly OrgId[]).filter((org) => org !== world.me.org)
  const me = world.me.person
  const decided = { what, rule: null, proposedBy: me, confirmedBy: me, on: world.today(), told }
  return answer({
    ...{ space, what, pseudonym: file.pseudonym },
    spaces: counted(parts),
    files: parts.reduce((sum, { blobs }) => sum + blobs.length, 0),
    organisations: told.map((org) => ({ org, name: orgName(world, org) })),
    record: what === 'all' ? bareRecordOf(file, closing, readRetention(world.book().doc), decided) : null,
    fromAlert: idIn(rowAt(opened.doc, 'case', 'main'), 'alert') !== null,
    hold: hold && { ...hold, byName: memberNames(world.book().doc).get(hold.by) ?? '' },
    isClosed: file.status === 'closed',
    alerts: [],
  })
}

export const farewells = async (world: World): ReturnType<View<'farewells'>> =>
  answer(
    world.farewells().map(({ space, kind, name, by, at, unsent }): FarewellRow => ({
      ...{ space, kind, name, at, unsent },
      by: by === null ? '' : orgName(world, by),
      ours: by === world.me.org,
    })),
  )
