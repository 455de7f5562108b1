/** A relay chart with the names of its organisations. */
import { costOf, isOwed, relayChart, type CaseFile, type Chart, type Day, type Phase } from '@pergola/core/casework'
import type { OrgId } from '@pergola/protocol'
import type { OrgLabel, RelayChart } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { orgName, orgShortName } from './names.ts'

/** Looks that the chart has; organisations without a bar yet take those that follow. */
const LOOKS = 12

/** Everyone who has a bar, then `others`. */
const labels = (world: World, { organisations }: Chart, others: readonly OrgId[]): readonly OrgLabel[] => {
  const looks = new Map(organisations.map(({ org, look }) => [org, look]))
  for (const org of others) if (!looks.has(org)) looks.set(org, looks.size % LOOKS)
  return [...looks].map(([org, look]) => ({ org, name: orgName(world, org), shortName: orgShortName(world, org), look }))
}

const named = (chart: Chart, organisations: readonly OrgLabel[], phases: readonly Phase[]): RelayChart => {
  const names = new Map(organisations.map(({ org, name }) => [org, name]))
  const rows = chart.rows.map((row) => ({
    ...row,
    commitments: row.commitments.map((bar) => ({ ...bar, orgName: names.get(bar.org) ?? '', costs: costOf(bar), owed: isOwed(bar) })),
  }))
  return {
    ...chart,
    rows,
    phases,
    organisations: organisations.filter(({ org }) => chart.organisations.some((shown) => shown.org === org)),
  }
}

/** `others` are named as well, whether or not they have a bar. */
export const chartOf = (
  world: World,
  file: CaseFile,
  phases: readonly Phase[],
  today: Day,
  others: readonly OrgId[] = [],
): { readonly chart: RelayChart; readonly organisations: readonly OrgLabel[] } => {
  const chart = relayChart(file, today, world.me.org)
  const organisations = labels(world, chart, others)
  return { chart: named(chart, organisations, phases), organisations }
}
