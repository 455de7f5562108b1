/** What an import would write, entry by entry, before it is written. */
import type { Plan, PlannedEntry, Reading } from '@pergola/core/exchange'
import type { Answer, ImportCounts, ImportEntryRow, ImportOutcome, ImportPreview, ImportShow, Queries } from '../contract/index.ts'
import type { World } from '../world/world.ts'
import { issueGroups } from './importIssues.ts'
import { look } from './importWork.ts'
import { answer } from './problems.ts'

const OUTCOMES: readonly ImportOutcome[] = ['added', 'updated', 'merged', 'unchanged', 'left', 'not_permitted', 'too_large']
const MISSING = 500

const NO_COUNTS: ImportCounts = {
  providers: 0,
  services: 0,
  outcomes: { added: 0, updated: 0, merged: 0, unchanged: 0, left: 0, not_permitted: 0, too_large: 0 },
  likely: 0,
  failed: 0,
  notes: 0,
  missing: 0,
  operations: 0,
}

const isShown = (entry: PlannedEntry, show: ImportShow): boolean =>
  show === 'all' || (show === 'likely' ? entry.candidates.length > 0 : entry.outcome === show)

export const importPreview = async (
  world: World,
  { id, show, from, count }: Queries['importPreview']['args'],
): Promise<Answer<ImportPreview>> => {
  const looked = await look(world, id)
  if (!looked.ok) return looked
  const { work } = looked.value
  const opened = { ...work.opened, settings: work.settings }
  if ('problem' in looked.value)
    return answer({
      opened,
      problem: looked.value.problem,
      counts: NO_COUNTS,
      issues: [],
      moreIssues: 0,
      missing: [],
      total: 0,
      entries: [],
    })
  const { plan, reading, core } = looked.value
  const shown = plan.entries.filter((entry) => isShown(entry, show))
  return answer({
    opened,
    problem: null,
    counts: countsOf(plan, reading),
    issues: issueGroups(reading.issues),
    moreIssues: reading.moreIssues,
    missing: plan.missing.slice(0, MISSING).map(({ kind, id: record, name }) => ({ kind, id: record, name })),
    total: shown.length,
    entries: shown
      .slice(Math.max(0, from), Math.max(0, from) + Math.min(500, count))
      .map((entry) => rowOf(entry, work.entries[core.choiceKey(entry.kind, entry.key)] ?? null)),
  })
}

const rowOf = (
  { kind, key, spot, name, providerName, outcome, id, changes, candidates }: PlannedEntry,
  choice: ImportEntryRow['choice'],
): ImportEntryRow => ({
  kind,
  key,
  row: spot.row,
  table: spot.table,
  name,
  providerName,
  outcome,
  into: id,
  changes,
  candidates,
  choice,
})

const countsOf = ({ entries, missing }: Plan, { providers, services, issues }: Reading): ImportCounts => ({
  providers: providers.length,
  services: services.length,
  outcomes: Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, entries.filter((entry) => entry.outcome === outcome).length]),
  ) as ImportCounts['outcomes'],
  likely: entries.filter(({ candidates }) => candidates.length > 0).length,
  failed: issues.filter(({ what }) => what === 'failed').length,
  notes: issues.filter(({ what }) => what === 'note').length,
  missing: missing.length,
  operations: entries.filter(({ op }) => op !== null).length,
})
