/** Importing and exporting the directory. The readers are loaded when the first file is chosen. */
import type { EntryKind, OpenedFile, Plan, PlannedEntry, Reading } from '@pergola/core/exchange'
import { asMap, rowAt, setOp, valueOf, type Op, type Value } from '@pergola/core/record'
import type { DirectoryImportReport, ImportedRow, ImportSettings, OpenedImport, SheetView } from '../contract/index.ts'
import { directoryOf } from '../views/directoryOf.ts'
import { issueGroups } from '../views/importIssues.ts'
import { choicesOf, exchange, look, underWay, workOf, type Exchange, type Work } from '../views/importWork.ts'
import { answer, problem } from '../views/problems.ts'
import type { Opened, World } from '../world/world.ts'
import type { Command } from './command.ts'
import { inNetwork } from './inNetwork.ts'
import { newId } from './open.ts'

const CELL = 80

const sheetsOf = ({ content }: OpenedFile): readonly SheetView[] =>
  'tables' in content
    ? content.tables.map(({ name, columns, rows }) => ({
        name,
        columns,
        rows: rows.length,
        first: rows.slice(0, 5).map((row) => row.map((cell) => cell.slice(0, CELL))),
      }))
    : []

/** The mapping for the same columns that somebody of us used last, as our book has it. */
const rememberedFor = (world: World, print: string): Readonly<Record<string, Value>> | null => {
  const row = rowAt(world.book().doc, 'importMapping', print)
  return asMap(valueOf(row, 'columns'))
}

/** An id for a set of columns: long headings in any script, so not the headings themselves. */
const printId = (world: World, print: string): string =>
  [
    ...world.crypto.sha256(
      new Uint8Array([...print].flatMap((char) => [(char.codePointAt(0) as number) & 255, (char.codePointAt(0) as number) >> 8])),
    ),
  ]
    .slice(0, 16)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')

export const openImport: Command<'openImport'> = (world, { name, content, source, ...options }) =>
  inNetwork(world, async () => {
    const core = await exchange()
    if (content.length > core.LIMITS.fileBytes) return problem('too_large', 'content', { most: core.LIMITS.fileBytes })
    const file = core.openFile(content, name, options)
    if (!file.ok) return problem('invalid', 'content', { why: file.problem })
    const sheets = sheetsOf(file.value)
    const columns = sheets[0]?.columns ?? []
    const remembered = columns.length === 0 ? null : rememberedFor(world, printId(world, core.columnsPrint(columns)))
    const settings: ImportSettings = {
      source: core.sourceName(source ?? name),
      sheet: sheets[0]?.name ?? '',
      mapping: core.fitMapping(columns, remembered ?? {}),
      likely: 'merge',
      removeMissing: false,
    }
    const opened: OpenedImport = {
      id: newId(world),
      fileName: name,
      format: file.value.content.format,
      sheets,
      settings,
      remembered: remembered !== null,
    }
    underWay.set(world, { opened, file: file.value, settings, entries: {}, reading: null, plan: null })
    return answer(opened)
  })

export const setImport: Command<'setImport'> = async (world, { id, settings }) => {
  const work = workOf(world, id)
  if (work === null) return problem('not_found', 'id')
  const core = await exchange()
  const sheet = settings.sheet ?? work.settings.sheet
  const columns = work.opened.sheets.find(({ name }) => name === sheet)?.columns ?? []
  const isOther = sheet !== work.settings.sheet
  const next: ImportSettings = {
    ...work.settings,
    ...settings,
    source: settings.source === undefined ? work.settings.source : core.sourceName(settings.source),
    mapping: isOther ? core.guessMapping(columns) : core.fitMapping(columns, settings.mapping ?? work.settings.mapping),
  }
  const isReadAgain = isOther || settings.mapping !== undefined || settings.source !== undefined
  underWay.set(world, { ...work, settings: next, reading: isReadAgain ? null : work.reading, plan: null })
  return answer(null)
}

export const chooseImport: Command<'chooseImport'> = async (world, { id, kind, key, choice }) => {
  const work = workOf(world, id)
  if (work === null) return problem('not_found', 'id')
  const { choiceKey } = await exchange()
  const { [choiceKey(kind, key)]: _before, ...others } = work.entries
  underWay.set(world, { ...work, entries: choice === null ? others : { ...others, [choiceKey(kind, key)]: choice }, plan: null })
  return answer(null)
}

export const closeImport: Command<'closeImport'> = (world) => {
  underWay.delete(world)
  return Promise.resolve(answer(null))
}

/**
 * Writes commit by commit. Ended in between (cancelled, no room left), it says which entries stand and which do not: importing the
 * same list again goes on where it ended.
 */
export const runImport: Command<'runImport'> = (world, { id }) =>
  inNetwork(world, async ({ space }) => {
    const looked = await look(world, id)
    if (!looked.ok) return looked
    if ('problem' in looked.value) return problem('invalid', 'content', { why: looked.value.problem })
    const { work, core, plan, reading } = looked.value
    const ops = core.opsOf(plan, choicesOf(work))
    const progress = world.progress('import')
    try {
      const { written, ended } = await writeAll(world, space, core.sizedBatches(ops), ops.length, progress)
      await remember(world, core, work)
      underWay.delete(world)
      return answer(reportOf(plan, reading, work, new Set(ops.slice(0, written)), written, ended))
    } finally {
      progress.end()
    }
  })

/** Commits between two looks at the book: each look reads all of it again. */
const AT_ONCE = 6

type Progress = ReturnType<World['progress']>
type Ended = DirectoryImportReport['ended']

const writeAll = async (
  world: World,
  space: Opened['space'],
  batches: readonly (readonly Op[])[],
  all: number,
  progress: Progress,
): Promise<{ readonly written: number; readonly ended: Ended }> => {
  let written = 0
  progress.report(0, all)
  for (let at = 0; at < batches.length; at += AT_ONCE) {
    if (progress.cancelled()) return { written, ended: { type: 'cancelled' } }
    const part = batches.slice(at, at + AT_ONCE)
    const { written: kept, answer: one } = await world.writeMany(space, part)
    written += part.slice(0, kept).reduce((sum, ops) => sum + ops.length, 0)
    if (!one.ok) return { written, ended: one.problem }
    progress.report(written, all)
  }
  return { written, ended: null }
}

/** Columns and what they say, for the next version of the list; the file and its rows are not remembered. */
const remember = async (world: World, core: Exchange, { opened, settings }: Work): Promise<void> => {
  const columns = opened.sheets.find(({ name }) => name === settings.sheet)?.columns ?? []
  if (columns.length === 0) return
  const id = printId(world, core.columnsPrint(columns))
  const known = rememberedFor(world, id)
  const isSame = known !== null && Object.entries(settings.mapping).every(([column, target]) => known[column] === target)
  if (!isSame)
    await world.write(world.book().space, [setOp('importMapping', id, { columns: { ...settings.mapping }, source: settings.source })])
}

const OUTCOMES: readonly ImportedRow['outcome'][] = [
  'added',
  'updated',
  'merged',
  'unchanged',
  'left',
  'not_permitted',
  'too_large',
  'removed',
  'not_written',
]

const rowOf = ({ kind, key, spot, name, outcome, op }: PlannedEntry, written: ReadonlySet<Op>): ImportedRow => ({
  kind,
  key,
  row: spot.row,
  table: spot.table,
  name,
  outcome: op !== null && !written.has(op) ? 'not_written' : outcome,
})

const reportOf = (
  plan: Plan,
  { issues, moreIssues }: Reading,
  { settings }: Work,
  done: ReadonlySet<Op>,
  written: number,
  ended: Ended,
): DirectoryImportReport => {
  const removed = (settings.removeMissing ? plan.missing : []).map(({ kind, id, name, op }): ImportedRow => ({
    kind: kind as EntryKind,
    key: id,
    row: 0,
    table: '',
    name,
    outcome: done.has(op) ? 'removed' : 'not_written',
  }))
  const rows = [...plan.entries.map((entry) => rowOf(entry, done)), ...removed]
  const counts = Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, rows.filter((row) => row.outcome === outcome).length]),
  ) as DirectoryImportReport['counts']
  return { ended, written, counts, rows, issues: issueGroups(issues), moreIssues }
}

export const exportDirectory: Command<'exportDirectory'> = async (world, { format, scope }) => {
  if (world.network() === null) return problem('not_found', 'network')
  const core = await exchange()
  return answer(core.exportDirectory(directoryOf(world), format, scope, world.today()))
}
