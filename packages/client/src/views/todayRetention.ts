/** Of Today: what is due to be destroyed, what waits for a second person, holds that ran out, and what others ended. */
import { dueCases, isHeld, readProposals, readRetention } from '@pergola/core/retention'
import { atLeast } from '@pergola/protocol'
import { memberNames } from '../book/index.ts'
import type { World } from '../world/world.ts'
import { orgName } from './names.ts'
import { alertsDueIn, closedCases } from './retentionView.ts'
import { NEWS_DUE_MS, startOf, type Due } from './todayDue.ts'

export const retentionDue = (world: World): readonly Due[] => {
  const told = farewellItems(world)
  if (!atLeast(world.me.role, 'editor')) return told
  const book = world.book().doc
  const retention = readRetention(book)
  const proposals = readProposals(book)
  const isOn = retention.rules.some(({ on }) => on)
  // Most organisations set none, and cases are many.
  if (!isOn && proposals.length === 0) return told
  const closed = closedCases(world)
  const today = world.today()
  const asked = new Set(proposals.map((one) => one.case))
  const due = dueCases(retention, closed, today).filter(({ space }) => !asked.has(space))
  const alerts = alertsDueIn(world, retention, proposals)
  const since = [due[0]?.since, alerts[0]?.since].filter((day) => day !== undefined).toSorted()[0]
  const names = memberNames(book)
  const bySpace = new Map(closed.map((row) => [row.space, row]))
  return [
    ...told,
    ...(since === undefined
      ? []
      : [{ item: { kind: 'retention_due', cases: due.length, alerts: alerts.length, since } as const, due: world.now() + NEWS_DUE_MS }]),
    ...closed.flatMap(({ space, pseudonym, heldUntil }) =>
      heldUntil === null || isHeld({ heldUntil }, today)
        ? []
        : [{ item: { kind: 'hold_over', caseSpace: space, pseudonym, until: heldUntil } as const, due: startOf(heldUntil) }],
    ),
    ...proposals.flatMap(({ case: space, by, at, alerts: named }) => {
      const row = bySpace.get(space)
      if ((row === undefined && named.length === 0) || by === world.me.person || world.me.role !== 'steward') return []
      const said = { by: names.get(by) ?? '', at }
      const item = { kind: 'retention_confirm', caseSpace: space, pseudonym: row?.pseudonym ?? '', alerts: named.length, ...said } as const
      return [{ item, due: at + NEWS_DUE_MS }]
    }),
  ]
}

const farewellItems = (world: World): readonly Due[] =>
  world.farewells().map(({ space, name, by, at, unsent }) => ({
    item: { kind: 'farewell', space, name, by: by === null ? '' : orgName(world, by), unsent: unsent.length, at },
    due: at,
  }))
